-- Adds a place that takes checkpoints.
-- takes    $1 name, $2 kind, $3 address, $4 seconds between two, $5 reason, $6 channel
-- returns  number of the activity
select countersign.add_log_place($1, $2, $3, make_interval(secs => $4), $5, $6);
