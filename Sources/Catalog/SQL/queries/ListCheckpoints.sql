-- Checkpoints that were kept, in order of their size.
select note from log_checkpoint order by size, id;
