-- A day on which no queue with hours is worked.
-- takes    $1 day, $2 name (null: takes it away), $3 reason, $4 channel
-- returns  the number of the activity
select countersign.set_holiday($1::date, $2, $3, $4);
