-- What must be met, in the order of the list; of what a policy asks, the principle that it serves.
-- takes    $1 promotion
with decided as materialized (
  select d.requirements from promotion p
  join gate_decision d on d.artifact = p.artifact and d.label = p.label and d.environment = p.environment
  where p.id = $1 order by d.recorded_at desc, d.decision_id desc limit 1)
select r.id, r.title, r.state, r.value, r.bound, r.evidence, r.remedy,
  coalesce((select x ->> 'principle' from decided d cross join lateral jsonb_array_elements(d.requirements) x where x ->> 'id' = r.id limit 1), '')
from countersign.promotion_requirements($1) r;
