-- Ends a run.
-- takes    $1 job, $2 fence, $3 outcome, $4 what was done
select countersign.end_job($1, $2, $3, $4);
