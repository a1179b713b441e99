-- Review items, by default the first due first.
-- takes    $1 tier, $2 queue, $3 only mine, $4 states, $5 due before, $6 only what waits for a lead; null: no condition
-- returns  the columns of a ReviewRow
-- `is not null` and not `exists`, which would be answered from a hash of all versions.
select r.id, r.tier, r.queue, r.due, r.arrived_at, r.generation,
  r.model || case when r.model_version in ('', 'unknown') then '' else '@' || r.model_version end,
  (select true from version v where v.artifact = r.model and v.label = r.model_version) is not null,
  r.reasons, r.state, r.claimed_by, r.decided, r.needed, r.revision
from review_item r
where ($1::text is null or r.tier = $1)
  and ($2::text is null or r.queue = $2)
  and (not $3::boolean or r.id = any (array(select item from countersign.my_claims())))
  and r.state = any ($4::text[])
  and ($4::text[] @> array['done'] or r.state <> 'done')
  and ($5::timestamptz is null or r.due < $5)
  and (not $6::boolean or r.state in ('escalated', 'disagreed')
    or r.state = 'open' and r.due < coalesce((select countersign.as_of()), now()))
  /* filter */
  /* page */;
