-- One migrator at a time; others wait.
select pg_advisory_xact_lock(hashtextextended('countersign.migrate', 0));
