-- Closes an incident that someone else opened.
-- takes    $1 the incident, $2 reason, $3 channel
select countersign.close_incident($1, $2, $3);
