-- Stops.
-- takes    $1 artifact, $2 selector or null, $3 environment or null, $4 reason, $5 channel
select stop, pointers, activity from countersign.stop($1, $2, $3, $4, $5);
