-- Ends a run without a verdict.
-- takes    $1 run, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.abandon_shadow_run($1, $2, $3);
