-- Says anew what an incident is.
-- takes    $1 the incident, $2 traits, $3 reason, $4 channel
select countersign.classify_incident($1, $2, $3, $4);
