-- Places a hold.
-- takes    $1 kind, $2 key, $3 reason, $4 channel
-- returns  its number and that of the activity
select hold, activity from countersign.add_hold($1, $2, $3, $4);
