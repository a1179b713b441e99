-- Claiming and deciding, for offices that do it hundreds of times a second: plans are kept for the session, and rows are visited
-- no oftener than the rules need. What is refused, and what is recorded, stays as it was.

set local check_function_bodies = off;

-- Of every write ------------------------------------------------------------------------------------------------------------

create or replace function countersign_private.on_write_in_the_past() returns trigger language plpgsql as $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then perform countersign_private.refuse_if_as_of(); end if;
  return null;
end $$;

create or replace function countersign_private.on_change_of_a_span() returns trigger language plpgsql as $$
declare
  ended record := new;
begin
  if tg_op = 'UPDATE' and old.valid_to = 'infinity' and new.valid_to <> 'infinity' and new.valid_to > old.valid_from then
    ended.valid_to := old.valid_to;
    -- Byte for byte, whatever the types.
    if ended *= old then return new; end if;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable',
    format('Rows of %s are facts: only their end can be set, once.', tg_table_name),
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;

-- The same words as an array of JSON has.
create or replace function countersign_private.members_of(whole jsonb, names text[]) returns text language plpgsql immutable parallel safe as $$
declare
  words text := '';
  name text;
begin
  if cardinality(names) = 0 then return null; end if;
  foreach name in array names loop
    words := words || ', ' || coalesce((whole -> name)::text, 'null');
  end loop;
  return '[' || substr(words, 3) || ']';
end $$;

create or replace function countersign_private.on_rows_to_bind() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set bytea_output = 'hex'
set standard_conforming_strings = on as $$
declare
  moment constant timestamptz := clock();
begin
  insert into bound_row (form, key, digest, recorded_at)
    select f.id, members_of(n.whole, f.keys), sha256(convert_to(members_of(n.whole, f.columns), 'UTF8')), moment
    from (select to_jsonb(a) as whole from added a offset 0) n
    cross join (select x.id, x.keys, x.columns from bound_form x where x.place = tg_table_name order by x.id desc limit 1) f;
  return null;
end $$;

create or replace function countersign_private.require_person() returns text language plpgsql stable as $$
declare
  who text := countersign_private.person_here();
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then perform countersign_private.refuse_if_as_of(); end if;
  if (select pg_get_userbyid(a.usesysid) from pg_stat_get_activity(pg_backend_pid()) a) is distinct from session_user then
    perform countersign_private.refuse('CS403', 'person.borrowed',
      'This connection was opened under another login than the one it now claims.', '', 'Connect with your own login.');
  end if;
  if who is null then
    perform countersign_private.refuse('CS403', 'person.unknown',
      format('The login %s belongs to no person of this catalog.', session_user),
      'Every act is answered for by a person.', 'Ask an administrator for `countersign catalog grant`.');
  end if;
  return who;
end $$;

-- Claiming ------------------------------------------------------------------------------------------------------------------

-- As before; rows of the lot are looked up one by one, since a join with all months of generations costs more than the lot.
create or replace function countersign_private.lease_along(item_id bigint, who text) returns void language plpgsql
set enable_sort = on as $$
declare
  i countersign_private.review_item;
  its_queue text;
  at constant timestamptz := clock();
  made_by text;
  mate record;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = item_id;
  if i.conversation is null then return; end if;
  its_queue := (select o.queue from review_present o where o.tenant = 1 and o.item = i.id);
  made_by := (select g.producer from generation g where g.tenant = 1 and g.id = i.generation);
  for mate in
    select x.id, x.generation from review_item x
    join review_present p on p.tenant = x.tenant and p.item = x.id and p.state = 'open' and p.queue = its_queue
    where x.tenant = 1 and x.conversation = i.conversation and x.id <> i.id
      and (select count(*) from review_slot m where m.tenant = 1 and m.item = x.id and m.holder = who) = 0
      and (select count(*) from review_barred b where b.tenant = 1 and b.item = x.id and b.person = who) = 0
    order by p.due, x.id limit 20 loop
    if (select g.producer from generation g where g.tenant = 1 and g.id = mate.generation) = made_by then
      update review_slot o set holder = who, fence = o.fence + 1, lease_until = at + q.lease, along = true
        from queue q
        where o.tenant = 1 and o.item = mate.id and q.key = o.queue
          and o.slot = (select f.slot from review_slot f where f.tenant = 1 and f.item = mate.id and f.state = 'open' and f.lease_until <= at
            order by f.slot limit 1 for update skip locked);
    end if;
  end loop;
end $$;

-- Without sorting or reading a whole table whatever the statistics say: a plan that is made on an empty queue is kept.
create or replace function countersign.claim_next(tier text default null, queue text default null, channel text default 'sql')
returns table (item bigint, slot integer, fence bigint, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_sort = off set enable_bitmapscan = off set enable_hashjoin = off as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer');
  at constant timestamptz := clock();
  q text;
  best countersign_private.review_slot;
begin
  select * into best from review_slot o
    where o.holder = who and o.state = 'open' and o.along and o.lease_until > at
      and (claim_next.queue is null or o.queue = claim_next.queue)
      and (claim_next.tier is null or o.queue = any (array(select x.key from countersign_private.queue x where x.tier = claim_next.tier)))
    order by o.due, o.item limit 1 for update of o skip locked;
  if best.item is null then
    for q in select x.key from countersign_private.queue x
             where (claim_next.tier is null or x.tier = claim_next.tier) and (claim_next.queue is null or x.key = claim_next.queue)
             order by array_position(array['high', 'medium', 'low'], x.tier), x.key loop
      select * into best from review_slot o
        where o.tenant = 1 and o.queue = q and o.state = 'open' and o.lease_until <= at
          and (select count(*) from (
            select from review_slot m where m.tenant = o.tenant and m.item = o.item and m.slot <> o.slot and m.holder = who
            union all select from review_barred b where b.tenant = o.tenant and b.item = o.item and b.person = who) x) = 0
          and exists (select from review_present p where p.tenant = o.tenant and p.item = o.item and p.state = 'open')
        order by o.tenant, o.queue, o.due, o.item, o.slot limit 1 for update of o skip locked;
      exit when found;
    end loop;
  end if;
  if best.item is null then return; end if;
  update review_slot s set holder = who, fence = s.fence + 1, lease_until = at + x.lease, along = false
    from countersign_private.queue x where s.tenant = 1 and s.item = best.item and s.slot = best.slot and x.key = s.queue
    returning s.item, s.slot, s.fence, s.lease_until into item, slot, fence, until;
  return next;
  if exists (
    select from review_item i join review_item m on m.tenant = 1 and m.conversation = i.conversation and m.id <> i.id
      join review_present p on p.tenant = 1 and p.item = m.id and p.state = 'open' and p.queue = best.queue
    where i.tenant = 1 and i.id = best.item) then
    perform lease_along(best.item, who);
  end if;
end $$;

-- Deciding ------------------------------------------------------------------------------------------------------------------

create or replace function countersign_private.state_by_verdicts(item_id bigint, asked integer) returns text language plpgsql stable as $$
begin
  return (select case when bool_or(v.slot = 0) then 'done' when bool_or(v.decision = 'escalate') then 'escalated' when count(*) < asked then 'open'
      when count(distinct v.decision) = 1 then 'done' else 'disagreed' end
    from countersign_private.standing_verdict v where v.tenant = 1 and v.item = item_id);
end $$;

create or replace function countersign_private.on_review_done() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on
set plan_cache_mode = force_generic_plan as $$
declare
  of_generation constant uuid := (select i.generation from review_item i where i.tenant = 1 and i.id = new.item);
begin
  insert into review_outcome (item, generation, delivery, decision, harm, verdict, settled_at, leaves_at)
    select new.item, g.id, g.delivery, v.decision, v.harm, v.id, new.valid_from, new.valid_from + undo_time() + interval '5 seconds'
    from generation g
    cross join lateral (select x.* from standing_verdict x where x.tenant = 1 and x.item = new.item and x.decision <> 'escalate'
      order by x.slot = 0 desc, x.id desc limit 1) v
    where g.tenant = 1 and g.id = of_generation;
  return null;
end $$;

create or replace function countersign.decide(
  item bigint, slot integer, fence bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns table (state text, decided integer, needed integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  who constant text := require_role('reviewer', 'lead');
  here constant text := session_user;
  at timestamptz;
  p countersign_private.review_present;
  before bigint;
begin
  -- A lead who does not review decides only what they took over.
  if not has_role('reviewer') and not exists (select from review_slot x where x.tenant = 1 and x.item = decide.item and x.slot = decide.slot and x.holder = who) then
    perform require_role('reviewer');
  end if;
  if coalesce(btrim(reason), '') = '' then perform require_reason(reason); end if;
  if decision not in ('accept', 'mask', 'block', 'escalate') then
    perform refuse('CS422', 'review.decision', 'A verdict is accept, mask, block or escalate.', '', 'Choose one of them.');
  end if;
  -- The item's row first, locked until it is written below: two last verdicts at once are counted one after the other, at any
  -- isolation level, and of one person's two the second finds the first.
  select * into p from review_present x where x.tenant = 1 and x.item = decide.item for update;
  at := clock();
  update review_slot x set state = 'done', along = false
    where x.tenant = 1 and x.item = decide.item and x.slot = decide.slot and x.holder = who and x.fence = decide.fence and x.state = 'open'
      and x.lease_until > at;
  if not found then
    -- Refuses, unless it was renewed since.
    perform held_slot(item, slot, fence, who);
    update review_slot x set state = 'done', along = false where x.tenant = 1 and x.item = decide.item and x.slot = decide.slot;
  end if;
  if p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Claim the next one.');
  end if;
  before := (select max(v.id) from verdict v where v.tenant = 1 and v.item = decide.item and v.reviewer = who);
  if before is not null and not exists (select from verdict_end e where e.tenant = 1 and e.verdict = before) then
    perform refuse('CS409', 'review.decided', format('You have decided item %s.', item), '', 'Claim the next one.');
  end if;
  insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel, supersedes, recorded_at)
    values (item, slot, who, here, fence, decision, reason, harm, channel, before, at);
  state := state_by_verdicts(item, p.needed);
  perform change_review(item, state, 1);
  decided := p.decided + 1;
  needed := p.needed;
  -- The decision stands in the verdict; the activity must not give it away to a second reviewer.
  insert into countersign_private.activity (person, login, act, subject_kind, subject, detail, channel)
    values (who, here, 'review.decide', 'review', item::text, jsonb_build_object('slot', slot), channel) returning id into activity;
  return next;
end $$;

create or replace function countersign_private.change_review(item_id bigint, to_state text, one_more integer) returns void language plpgsql as $$
declare
  p countersign_private.review_present;
  at timestamptz := clock();
begin
  update review_present x set state = to_state, decided = x.decided + one_more, revision = x.revision + 1
    where x.tenant = 1 and x.item = item_id returning * into p;
  update review_state x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
    where x.tenant = 1 and x.item = item_id and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into review_state (item, queue, due, state, decided, tier, needed, valid_from)
    values (p.item, p.queue, p.due, p.state, p.decided, p.tier, p.needed, at);
end $$;
