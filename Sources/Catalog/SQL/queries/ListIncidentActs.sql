-- What was done about an incident, oldest first.
-- takes    $1 the incident
select act, traits, duty, stage, person, reason, effective_at, recorded_at from incident_act where incident = $1 order by id;
