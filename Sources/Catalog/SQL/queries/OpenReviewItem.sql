-- One item with its generation. The reading is recorded.
-- takes    $1 item, $2 channel
-- returns  one row
select o.id, o.tier, o.queue, o.due, o.arrived_at, o.generation ->> 'id',
  (o.generation ->> 'model') || case when o.generation ->> 'model_version' in ('', 'unknown') then '' else '@' || (o.generation ->> 'model_version') end,
  (o.generation ->> 'model_registered')::boolean, o.reasons, o.state, o.claimed_by, o.decided, o.needed, o.revision,
  o.rule, o.my_slot, o.my_fence, o.my_lease_until, o.generation, o.content
from countersign.open_review($1, $2) o;
