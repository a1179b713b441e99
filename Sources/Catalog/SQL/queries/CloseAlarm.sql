-- Closes an alarm.
-- takes    $1 alarm, $2 reason, $3 channel
-- returns  the number of the activity
select countersign.close_alarm($1, $2, $3);
