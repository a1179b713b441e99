-- Promotions, newest first, before a cursor. What is required is asked of the page alone.
-- takes    $1 states, $2 artifact, $3 only those this person can sign, $4 id of the last row seen, $5 how many
with page as materialized (
  select p.id, p.artifact, p.kind, p.label, p.environment, p.state, p.requested_by, p.recorded_at, p.signed, p.needed, p.tier, p.revision, p.reason
  from promotion p
  where p.state = any ($1::text[])
    and ($2::text is null or p.artifact = $2)
    and (not $3::boolean or countersign.promotion_refusal(p.id) is null)
    and ($4::bigint is null or p.id < $4)
  order by p.id desc
  limit $5)
select p.id, p.artifact, p.kind, p.label, p.environment, p.state, p.requested_by, p.recorded_at, p.signed, p.needed, q.met, q.asked, p.tier, p.revision,
  p.reason
from page p cross join lateral (
  select count(*) filter (where r.state <> 'unmet') as met, count(*) as asked from countersign.promotion_requirements(p.id) r) q
order by p.id desc;
