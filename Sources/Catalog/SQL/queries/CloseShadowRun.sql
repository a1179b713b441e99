-- Closes a run with its comparisons.
-- takes    $1 run, $2 fence, $3 comparisons, $4 reason, $5 channel
select verdict, activity from countersign.close_shadow_run($1, $2, $3::jsonb, $4, $5);
