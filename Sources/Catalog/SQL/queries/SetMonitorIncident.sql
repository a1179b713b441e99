-- Says whether what a monitor calls opens an incident by itself.
-- takes    $1 monitor, $2 whether, $3 traits, $4 reason, $5 channel
-- returns  the number of the activity
select countersign.set_monitor_incident($1, $2::boolean, $3::text[], $4, $5);
