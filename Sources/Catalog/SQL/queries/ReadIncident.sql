-- One incident.
-- takes    $1 its number
select id, title, traits, serious, state = 'open', aware_at, opened_by, recorded_at, next_due, affected, ticket, description, happened_at, zone, contract_hours
from incident where id = $1;
