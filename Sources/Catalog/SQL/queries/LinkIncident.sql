-- Links an incident to more that it is about.
-- takes    $1 the incident, $2 links as JSON, $3 reason, $4 channel
select countersign.link_incident($1, $2::text::jsonb, $3, $4);
