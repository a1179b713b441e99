-- Makes the session's inbox.
select countersign.open_inbox();
