-- The time zone in which the borders of a snapshot lie.
-- takes    $1 the snapshot
select zone from snapshot where id = $1;
