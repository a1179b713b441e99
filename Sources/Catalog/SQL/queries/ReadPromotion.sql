-- One promotion.
-- takes    $1 id
select p.id, p.artifact, p.kind, p.label, p.environment, p.state, p.requested_by, p.recorded_at, p.signed, p.needed,
  (select count(*) from countersign.promotion_requirements(p.id) r where r.state <> 'unmet'),
  (select count(*) from countersign.promotion_requirements(p.id)), p.tier, p.revision, p.reason
from promotion p
where p.id = $1;
