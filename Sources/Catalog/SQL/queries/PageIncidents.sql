-- Incidents, newest first.
-- takes    $1 closed ones too, $2 only serious ones, $3 id of the last row seen, $4 how many
select id, title, traits, serious, state = 'open', aware_at, opened_by, recorded_at, next_due, affected, ticket, description, happened_at, zone
from incident
where ($1::boolean or state = 'open') and (not $2::boolean or serious) and ($3::bigint is null or id < $3)
order by id desc limit $4;
