-- Opens the incident of an alarm; an alarm has one.
-- takes    $1 alarm, $2 title, $3 what happened, $4 traits, $5 channel
select incident, activity from countersign.open_alarm_incident($1, $2, $3, $4::text[], null, $5);
