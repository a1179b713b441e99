-- Opens a snapshot of a quarter.
-- takes    $1 the quarter, $2 reason, $3 channel
select snapshot, corrects, activity from countersign.open_snapshot($1, $2, $3);
