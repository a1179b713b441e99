-- The newest three verdicts of shadow runs on a version.
-- takes    $1 artifact, $2 label
select r.id, r.verdict, r.pairs, r.changed_at,
  array(select a.label from shadow_arm a where a.run = r.id and a.role = 'baseline' order by a.arm)
from shadow_run r
where r.artifact = $1 and r.candidate = $2 and r.verdict is not null
order by r.id desc limit 3;
