-- How far a part has been read.
-- takes    $1 run, $2 part, $3 place
select countersign.set_sync_cursor($1, $2, $3);
