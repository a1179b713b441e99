-- The newest checkpoint that covers a leaf, or the newest of all.
-- takes    $1 index of the leaf, or null
-- returns  the note
select note from log_checkpoint where size > coalesce($1::bigint, -1) order by id desc limit 1;
