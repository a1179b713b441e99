-- Review: items of a queue, one slot a reviewer, leases with fencing tokens, verdicts that are never changed.

create table countersign_private.queue (
  key text primary key,
  tier text not null check (tier in ('low', 'medium', 'high')),
  name text not null,
  -- Distinct persons who must decide, blind to each other when there is more than one.
  needed integer not null check (needed between 1 and 5),
  due_after interval not null,
  lease interval not null
);
insert into countersign_private.queue values
  ('high', 'high', 'High tier', 2, '4 hours', '15 minutes'),
  ('medium', 'medium', 'Medium tier', 1, '24 hours', '15 minutes');

create table countersign_private.review_item (
  tenant integer not null default 1,
  id bigint generated always as identity,
  generation uuid not null,
  queue text not null references countersign_private.queue,
  tier text not null,
  rule text not null,
  reasons text[] not null,
  conversation text,
  needed integer not null,
  arrived_at timestamptz not null,
  due timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id),
  unique (tenant, generation)
);
call countersign_private.guard_facts('countersign_private.review_item');

-- The state of an item: the present, kept beside its spans by the functions that write both.
create table countersign_private.review_present (
  tenant integer not null default 1,
  item bigint not null,
  queue text not null,
  due timestamptz not null,
  state text not null check (state in ('open', 'escalated', 'disagreed', 'done')),
  decided integer not null default 0,
  revision bigint not null default 1,
  primary key (tenant, item)
) with (fillfactor = 70);
create index review_waiting on countersign_private.review_present (tenant, queue, due, item) where state <> 'done';
create index review_waiting_anywhere on countersign_private.review_present (tenant, due, item) where state <> 'done';
create index review_undecided on countersign_private.review_present (tenant, due, item) where state in ('escalated', 'disagreed');
create index review_by_due on countersign_private.review_present (tenant, due, item);
call countersign_private.guard_present('countersign_private.review_present');

create table countersign_private.review_state (
  tenant integer not null default 1,
  item bigint not null,
  queue text not null,
  due timestamptz not null,
  state text not null check (state in ('open', 'escalated', 'disagreed', 'done')),
  decided integer not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from)
);
create unique index review_state_now on countersign_private.review_state (tenant, item) where valid_to = 'infinity';
create index review_state_past on countersign_private.review_state (tenant, item, valid_to, valid_from);
create index review_state_waiting_past on countersign_private.review_state
  using gist (queue, tstzrange(valid_from, valid_to)) where state <> 'done';
call countersign_private.guard_spans('countersign_private.review_state');

create table countersign_private.review_slot (
  tenant integer not null default 1,
  item bigint not null,
  slot smallint not null,
  queue text not null,
  due timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done')),
  holder text,
  fence bigint not null default 0,
  lease_until timestamptz not null default '-infinity',
  primary key (tenant, item, slot)
) with (fillfactor = 60);
create index review_slot_open on countersign_private.review_slot (tenant, queue, due, item, slot) where state = 'open';
create index review_slot_held on countersign_private.review_slot (holder) where state = 'open' and holder is not null;
call countersign_private.guard_present('countersign_private.review_slot');

create table countersign_private.verdict (
  tenant integer not null default 1,
  id bigint generated always as identity,
  item bigint not null,
  -- 0 is the adjudicator's.
  slot smallint not null,
  reviewer text not null references countersign_private.person,
  login text not null,
  fence bigint not null,
  decision text not null check (decision in ('accept', 'mask', 'block', 'escalate')),
  reason text not null,
  harm text,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id),
  unique (tenant, item, reviewer)
);
create index on countersign_private.verdict (xid);
create index on countersign_private.verdict (recorded_at);
call countersign_private.guard_facts('countersign_private.verdict');

-- Blind: another's verdict is seen once the item is done, or by an auditor; by a lead, who adjudicates, once no reviewer
-- can give another. The reader owns the views and not the table,
-- so this policy binds it; it asks the item and the caller, never `verdict` itself.
alter table countersign_private.verdict enable row level security;
create policy own_or_done on countersign_private.verdict for select to countersign_reader using (
  reviewer = (select countersign_private.person_here())
  or (select pg_has_role(session_user, 'countersign_auditor', 'member'))
  or exists (select from countersign_private.review_present p
             where p.tenant = verdict.tenant and p.item = verdict.item
               and (p.state = 'done' or p.state <> 'open' and (select pg_has_role(session_user, 'countersign_lead', 'member')))));

-- Acts -------------------------------------------------------------------------------------------------------------------

create function countersign_private.change_review(item_id bigint, to_state text, one_more integer) returns void language plpgsql as $$
declare
  p countersign_private.review_present;
  at timestamptz;
begin
  update review_present x set state = to_state, decided = x.decided + one_more, revision = x.revision + 1
    where x.tenant = 1 and x.item = item_id returning * into p;
  update review_state x set valid_to = greatest(clock(), x.valid_from + interval '1 microsecond')
    where x.tenant = 1 and x.item = item_id and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into review_state (item, queue, due, state, decided, valid_from) values (p.item, p.queue, p.due, p.state, p.decided, at);
end $$;

-- Leases the slot of a row that is already locked.
create function countersign_private.lease(item_id bigint, slot_no smallint, who text)
returns table (item bigint, slot integer, fence bigint, until timestamptz) language plpgsql as $$
#variable_conflict use_column
begin return query
  update review_slot s set holder = who, fence = s.fence + 1, lease_until = clock() + q.lease
  from queue q
  where s.tenant = 1 and s.item = item_id and s.slot = slot_no and q.key = s.queue
  returning s.item, s.slot::integer, s.fence, s.lease_until;
end $$;

-- Leases the open slot that is due first, of a tier, a queue or all; no row when nothing waits. In two steps, so that the
-- same works on a distributed table; the lock of the first makes the second free of races.
create function countersign.claim_next(tier text default null, queue text default null, channel text default 'sql')
returns table (item bigint, slot integer, fence bigint, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  at timestamptz := clock();
  q text;
  best countersign_private.review_slot;
begin
  for q in select x.key from countersign_private.queue x
           where (claim_next.tier is null or x.tier = claim_next.tier) and (claim_next.queue is null or x.key = claim_next.queue)
           order by array_position(array['high', 'medium', 'low'], x.tier), x.key loop
    select * into best from review_slot o
      where o.tenant = 1 and o.queue = q and o.state = 'open' and o.lease_until <= at
        and (select count(*) from review_slot m where m.tenant = o.tenant and m.item = o.item and m.slot <> o.slot and m.holder = who) = 0
        and exists (select from review_present p where p.tenant = o.tenant and p.item = o.item and p.state = 'open')
      order by o.tenant, o.queue, o.due, o.item, o.slot limit 1 for update of o skip locked;
    exit when found;
  end loop;
  if best.item is not null then
    return query select * from lease(best.item, best.slot, who);
  end if;
end $$;

create function countersign.claim(item bigint, channel text default 'sql')
returns table (item_id bigint, slot integer, fence bigint, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  at timestamptz := clock();
  p countersign_private.review_present;
  s countersign_private.review_slot;
begin
  select * into p from review_present x where x.tenant = 1 and x.item = claim.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Claim the next one.');
  end if;
  -- Mine already: the same slot again, with a new fence.
  select * into s from review_slot x where x.tenant = 1 and x.item = claim.item and x.holder = who for update;
  if found and s.state = 'done' then
    perform refuse('CS409', 'review.decided', format('You have decided item %s.', item), '', 'Claim the next one.');
  elsif not found then
    select * into s from review_slot x where x.tenant = 1 and x.item = claim.item and x.state = 'open' and x.lease_until <= at
      order by x.slot limit 1 for update skip locked;
    if not found then
      perform refuse('CS409', 'review.claimed', format('Item %s is claimed by someone else.', item), '', 'Claim the next one.');
    end if;
  end if;
  return query select * from lease(s.item, s.slot, who);
end $$;

-- The slot of a claim, locked; refuses a fence that is not the newest or a lease that ran out.
create function countersign_private.held_slot(item_id bigint, slot_no integer, token bigint, who text)
returns countersign_private.review_slot language plpgsql as $$
declare s countersign_private.review_slot;
begin
  select * into s from review_slot x where x.tenant = 1 and x.item = item_id and x.slot = slot_no for update;
  if not found or s.holder is distinct from who or s.fence <> token or s.state <> 'open' or s.lease_until <= clock() then
    perform refuse('CS423', 'review.lease-lost', format('Your claim on item %s has run out or was taken over.', item_id), '',
      'Claim it again; what you wrote is kept.');
  end if;
  return s;
end $$;

create function countersign.renew(item bigint, slot integer, fence bigint) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  s countersign_private.review_slot := held_slot(item, slot, fence, require_role('reviewer'));
  until timestamptz;
begin
  update review_slot x set lease_until = clock() + q.lease from queue q
    where x.tenant = 1 and x.item = s.item and x.slot = s.slot and q.key = x.queue returning x.lease_until into until;
  return until;
end $$;

create function countersign.release(item bigint, slot integer, fence bigint, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  s countersign_private.review_slot := held_slot(item, slot, fence, require_role('reviewer'));
begin
  update review_slot x set holder = null, lease_until = '-infinity' where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  return record_activity('review.release', 'review', item::text, '', '{}', channel);
end $$;

create function countersign.decide(
  item bigint, slot integer, fence bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns table (state text, decided integer, needed integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  here constant text := session_user;
  s countersign_private.review_slot;
  p countersign_private.review_present;
  asked integer;
  outcome text := 'open';
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block', 'escalate') then
    perform refuse('CS422', 'review.decision', 'A verdict is accept, mask, block or escalate.', '', 'Choose one of them.');
  end if;
  -- The item's row first: two last verdicts at once are counted one after the other, at any isolation level.
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = decide.item returning * into p;
  s := held_slot(item, slot, fence, who);
  if p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Claim the next one.');
  end if;
  select i.needed into asked from review_item i where i.tenant = 1 and i.id = p.item;
  begin
    insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel)
    values (item, slot, who, here, fence, decision, reason, harm, channel);
  exception when unique_violation then
    perform refuse('CS409', 'review.decided', format('You have decided item %s.', item), '', 'Claim the next one.');
  end;
  update review_slot x set state = 'done' where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  if decision = 'escalate' then
    outcome := 'escalated';
  elsif p.decided + 1 >= asked then
    outcome := case when (select count(distinct v.decision) from verdict v where v.tenant = 1 and v.item = p.item) = 1
      then 'done' else 'disagreed' end;
  end if;
  perform change_review(p.item, outcome, 1);
  return query select outcome, p.decided + 1, asked,
    -- The decision stands in the verdict; the activity must not give it away to a second reviewer.
    record_activity('review.decide', 'review', item::text, '', jsonb_build_object('slot', slot), channel);
end $$;

-- A lead ends what was escalated or what reviewers disagree on; nobody adjudicates between themselves and another.
create function countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  here constant text := session_user;
  p countersign_private.review_present;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'An adjudication is accept, mask or block.', '', 'Choose one of them.');
  end if;
  update review_present x set revision = x.revision + 1
    where x.tenant = 1 and x.item = adjudicate.item and x.revision = adjudicate.revision returning * into p;
  if not found then
    perform refuse('CS409', 'review.changed', format('Item %s has changed since it was read.', item), '', 'Read it again.');
  elsif p.state not in ('escalated', 'disagreed') then
    perform refuse('CS409', 'review.not-adjudicated', format('Item %s is %s.', item, p.state),
      'Only what was escalated or is disagreed on is adjudicated.', 'Leave it to its reviewers.');
  elsif exists (select from verdict v where v.tenant = 1 and v.item = p.item and v.reviewer = who) then
    perform refuse('CS403', 'review.own-verdict', 'You have given a verdict on it yourself.', '', 'Ask another lead.');
  end if;
  insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel)
  values (item, 0, who, here, 0, decision, reason, harm, channel);
  update review_slot x set state = 'done' where x.tenant = 1 and x.item = p.item;
  perform change_review(p.item, 'done', 1);
  return record_activity('review.adjudicate', 'review', item::text, '', '{}', channel);
end $$;
