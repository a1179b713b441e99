-- Promotions, newest first. What is required is asked of the page alone.
-- takes    $1 states, $2 artifact, $3 only those this person can sign
with page as materialized (
  select p.id, p.artifact, p.kind, p.label, p.environment, p.state, p.requested_by, p.recorded_at, p.signed, p.needed, p.tier, p.revision, p.reason
  from promotion p
  where p.state = any ($1::text[])
    and ($2::text is null or p.artifact = $2)
    and (not $3::boolean or countersign.promotion_refusal(p.id) is null)
    /* filter */
    /* page */)
select p.id, p.artifact, p.kind, p.label, p.environment, p.state, p.requested_by, p.recorded_at, p.signed, p.needed, q.met, q.asked, p.tier, p.revision,
  p.reason
from page p cross join lateral (
  select count(*) filter (where r.state <> 'unmet') as met, count(*) as asked from countersign.promotion_requirements(p.id) r) q
/* order */;
