-- Ends a delegation.
-- takes    $1 delegation, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.end_delegation($1, $2, $3);
