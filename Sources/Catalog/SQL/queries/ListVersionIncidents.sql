-- Incidents that name a version, newest first.
-- takes    $1 artifact@label
select i.id, i.traits, i.serious, i.ticket, i.recorded_at,
  (select max(a.recorded_at) from incident_act a where a.incident = i.id and a.act = 'close' and i.state = 'closed')
from incident_link l join incident i on i.id = l.incident
where l.kind = 'version' and l.subject = $1
order by i.recorded_at desc, i.id desc;
