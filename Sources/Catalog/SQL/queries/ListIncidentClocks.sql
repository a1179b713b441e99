-- The clocks of an incident, by what is due first.
-- takes    $1 the incident
select duty, title, source, law_version, due_at, ends_at, answered_at, stage from incident_clock where incident = $1 order by due_at, duty;
