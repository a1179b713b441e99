-- How far a part of a source has been read.
-- takes    $1 source, $2 part
-- returns  the place, or null
select countersign.sync_cursor($1, $2);
