-- Versions of policies that decide promotions, newest first; one that several environments serve stands once for each.
select v.id, v.artifact, v.label, v.revision, v.author, v.message, v.recorded_at, g.environment, g.since, g.moved_by, g.reason,
  array(select distinct a.person from promotion p join approval a on a.promotion = p.id and a.revision = p.revision and a.approves
    where p.artifact = g.artifact and p.label = g.label and p.environment = g.environment and p.state = 'promoted' and p.changed_at <= g.since order by 1)
from gate_bundle v left join gate_policy g on g.artifact = v.artifact and g.label = v.label
where true
  /* page */;
