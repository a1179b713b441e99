-- Makes the session's inbox for parts of traces, unless it is there.
select countersign.open_part_inbox();
