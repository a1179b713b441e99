-- What an incident is about.
-- takes    $1 the incident
select kind, subject, digest from incident_link where incident = $1 order by ordinal;
