-- Incidents, newest first.
-- takes    $1 closed ones too, $2 only serious ones
select i.id, i.title, i.traits, i.serious, i.state = 'open', i.aware_at, i.opened_by, i.recorded_at, i.next_due, i.affected, i.ticket, i.description, i.happened_at, i.zone, i.contract_hours
from incident i
where ($1::boolean or i.state = 'open') and (not $2::boolean or i.serious)
  /* filter */
  /* page */;
