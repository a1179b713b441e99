-- The activity that froze a snapshot, with the words its leaf commits to.
-- takes    $1 the snapshot
select activity, detail from countersign.freezing($1);
