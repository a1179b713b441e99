-- Sets a monitor, or another rule for one that is there.
-- takes    $1 name, $2 artifact, $3 environment, $4 metric, $5 slice, $6 rule as JSON, $7 reason, $8 channel
-- returns  the number of the activity
select countersign.set_monitor($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8);
