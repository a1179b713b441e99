-- The newest checkpoint.
-- returns  its number, the note, when it was kept
select id, note, recorded_at from log_checkpoint order by id desc limit 1;
