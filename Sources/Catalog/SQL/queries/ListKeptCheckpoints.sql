-- Checkpoints that were signed, in the order of their making.
-- takes    $1 number of the last one that is known
-- returns  its number, the note
select id, note from log_checkpoint where id > $1 order by id limit 5000;
