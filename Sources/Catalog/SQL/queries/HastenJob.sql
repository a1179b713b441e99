-- Makes a job due now.
-- takes    $1 name, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.hasten_job($1, $2, $3);
