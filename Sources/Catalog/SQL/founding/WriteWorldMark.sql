-- The sample world is finished.
-- takes    $1 what it is
select countersign_private.mark_world($1);
