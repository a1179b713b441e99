-- How far the log is sealed, and what waits.
-- returns  the columns of a LogStanding
select at, size, sealed_at, waiting, oldest, checkpoint_size, checkpoint_at from countersign.log_standing();
