-- Long because what a verdict does, how it is taken back and when its outcome leaves make sense only together.

-- Reviews in depth: what is hidden from who has still to decide, verdicts that are undone or corrected, what the service that
-- waits is answered, conversations claimed together, a lead who takes over.

set local check_function_bodies = off;

-- What stands -------------------------------------------------------------------------------------------------------------

-- The verdict that a new one takes the place of: its own reviewer's, undone or corrected. The first of a person names none, so
-- that a person has one first verdict on an item and every verdict at most one successor.
alter table countersign_private.verdict add column supersedes bigint;
alter table countersign_private.verdict drop constraint verdict_tenant_item_reviewer_key;
alter table countersign_private.verdict add constraint verdict_once unique nulls not distinct (tenant, item, reviewer, supersedes);

create table countersign_private.verdict_end (
  tenant integer not null default 1,
  verdict bigint not null,
  kind text not null check (kind in ('undone', 'corrected')),
  ended_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, verdict)
);
call countersign_private.guard_facts('countersign_private.verdict_end');

-- Verdicts that count.
create view countersign_private.standing_verdict as
  select v.* from countersign_private.verdict v
  where not exists (select from countersign_private.verdict_end e where e.tenant = v.tenant and e.verdict = v.id);

-- Where verdicts are counted, those that stand are.
do $$
declare
  place record;
  text_now text;
begin
  for place in
    select * from (values
      ('countersign.check_rules()', 'from verdict v group by v.tenant', 'from standing_verdict v group by v.tenant'),
      ('countersign_private.review_facts(timestamptz,timestamptz)', 'join verdict v on', 'join standing_verdict v on')) x (name, before, after) loop
    text_now := pg_get_functiondef(place.name::regprocedure);
    if strpos(text_now, place.before) = 0 then raise exception '% does not read verdicts as expected', place.name; end if;
    execute replace(text_now, place.before, place.after);
  end loop;
end $$;

-- Who took back a verdict after the item's state had told what others said: they would no longer decide blind.
create table countersign_private.review_barred (
  tenant integer not null default 1,
  item bigint not null,
  person text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (tenant, item, person)
);
call countersign_private.guard_facts('countersign_private.review_barred');

-- Of the whole office: for how long a verdict may be undone, counted from its recording.
create function countersign_private.undo_time() returns interval language sql immutable parallel safe as $$ select interval '20 seconds' $$;

-- Of the slots that were leased with another item of their conversation, and not yet handed out one by one.
alter table countersign_private.review_slot add column along boolean not null default false;
create index review_item_conversation on countersign_private.review_item (tenant, conversation) where conversation is not null;

-- Tier and number of reviewers, which may be raised after the item came; in the past null: as it came.
alter table countersign_private.review_present add column tier text check (tier in ('low', 'medium', 'high')), add column needed integer check (needed between 1 and 5);
update countersign_private.review_present p set tier = i.tier, needed = i.needed from countersign_private.review_item i where i.tenant = p.tenant and i.id = p.item;
alter table countersign_private.review_present alter column tier set not null, alter column needed set not null;
alter table countersign_private.review_state add column tier text, add column needed integer;

create or replace function countersign_private.change_review(item_id bigint, to_state text, one_more integer) returns void language plpgsql as $$
declare
  p countersign_private.review_present;
  at timestamptz;
begin
  update review_present x set state = to_state, decided = x.decided + one_more, revision = x.revision + 1
    where x.tenant = 1 and x.item = item_id returning * into p;
  update review_state x set valid_to = greatest(clock(), x.valid_from + interval '1 microsecond')
    where x.tenant = 1 and x.item = item_id and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into review_state (item, queue, due, state, decided, tier, needed, valid_from)
    values (p.item, p.queue, p.due, p.state, p.decided, p.tier, p.needed, at);
end $$;

-- What is hidden ----------------------------------------------------------------------------------------------------------

-- Scores of checkers and judges are hidden until one's own verdict, so that nobody signs what a machine has said.
alter table countersign_private.queue add column hides_scores boolean not null default false;
update countersign_private.queue set hides_scores = true where needed > 1;

-- Whether the person at this login reviews, by whatever login: a second login must not see what the first may not.
create function countersign_private.reviews_here() returns boolean
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select exists (select from person_login l join pg_roles r on r.rolname = l.login
    where l.person = person_here() and pg_has_role(r.oid, 'countersign_reviewer', 'member'))
$$;
grant execute on function countersign_private.reviews_here() to countersign_viewer, countersign_ingest, countersign_reader;

-- Reasons without the figures of checkers: `toxicity .94` says `toxicity`.
create function countersign_private.without_figures(reasons text[]) returns text[] language sql immutable parallel safe as $$
  select array(select regexp_replace(r, ' (\.[0-9]{2}|1\.00)$', '') from unnest(reasons) with ordinality x (r, n) order by n)
$$;
grant execute on function countersign_private.without_figures(text[]) to countersign_viewer, countersign_ingest, countersign_reader;

-- Whether the figures of an item are hidden from this person: it waits in such a queue, they review, and have not decided it.
create function countersign_private.hides_scores_from(item_id bigint, who text) returns boolean language sql stable as $$
  select exists (
    select from countersign_private.review_present p join countersign_private.queue q on q.key = p.queue
    where p.tenant = 1 and p.item = item_id and p.state = 'open' and q.hides_scores
      and (select countersign_private.reviews_here())
      and not exists (select from countersign_private.review_slot s
        where s.tenant = 1 and s.item = p.item and s.holder = who and s.state = 'done'))
$$;

-- An auditor who also reviews is a reviewer here.
alter policy own_or_done on countersign_private.verdict using (
  reviewer = (select countersign_private.person_here())
  or (select pg_has_role(session_user, 'countersign_auditor', 'member') and not countersign_private.reviews_here())
  or exists (select from countersign_private.review_present p
             where p.tenant = verdict.tenant and p.item = verdict.item
               and (p.state = 'done' or p.state <> 'open' and (select pg_has_role(session_user, 'countersign_lead', 'member')))));

do $$
declare name text;
begin
  foreach name in array array['flag', 'score'] loop
    execute format('alter table countersign_private.%I enable row level security', name);
    execute format($policy$
      create policy not_before_own_verdict on countersign_private.%1$I for select to countersign_reader using (
        (select not countersign_private.reviews_here())
        or not exists (
          select from countersign_private.review_item i
          join countersign_private.review_present p on p.tenant = i.tenant and p.item = i.id
          join countersign_private.queue q on q.key = p.queue
          where i.tenant = %1$I.tenant and i.generation = %1$I.generation and p.state = 'open' and q.hides_scores
            and not exists (select from countersign_private.review_slot s where s.tenant = i.tenant and s.item = i.id
              and s.holder = (select countersign_private.person_here()) and s.state = 'done')))
      $policy$, name);
  end loop;
end $$;

-- The figures are added to nothing, as words of a verdict are: no condition on them becomes one of an index, or is asked before the policy.
create or replace view countersign.flag as
  select f.tenant, f.generation, f.ordinal, f.source, f.category, f.verdict || '' as verdict, f.score + 0::double precision as score, f.side, f.taxonomy, f.spans
  from countersign_private.flag f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  where f.tenant = 1 and (select countersign_private.present_only());
create or replace view countersign_past.flag as
  select f.tenant, f.generation, f.ordinal, f.source, f.category, f.verdict || '' as verdict, f.score + 0::double precision as score, f.side, f.taxonomy, f.spans
  from countersign_private.flag f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  where f.tenant = 1 and g.recorded_at <= (select countersign.as_of());
create or replace view countersign.score as
  select f.tenant, f.generation, f.ordinal, f.name, f.value + 0::double precision as value, f.judge, f.lowest, f.highest, f.at
  from countersign_private.score f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  where f.tenant = 1 and (select countersign_private.present_only());
create or replace view countersign_past.score as
  select f.tenant, f.generation, f.ordinal, f.name, f.value + 0::double precision as value, f.judge, f.lowest, f.highest, f.at
  from countersign_private.score f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  where f.tenant = 1 and g.recorded_at <= (select countersign.as_of());

create or replace view countersign.queue as
  select key, tier, name, needed, due_after, lease, hides_scores from countersign_private.queue;
create or replace view countersign_past.queue as
  select key, tier, name, needed, due_after, lease, hides_scores from countersign_private.queue;

create or replace view countersign.review_item as
  select p.item as id, p.tier as tier, p.queue, p.due, i.arrived_at, i.generation, g.model, g.model_version, i.rule,
    case when q.hides_scores and p.state = 'open' then countersign_private.without_figures(i.reasons) else i.reasons end as reasons,
    i.conversation, p.state,
    array(select s.holder from countersign_private.review_slot s where s.tenant = 1 and s.item = i.id and s.state = 'open'
      and s.holder is not null and s.lease_until > (select countersign_private.moment()) order by s.slot) as claimed_by,
    p.decided, p.needed as needed, p.revision
  from countersign_private.review_present p
  join countersign_private.review_item i on i.tenant = p.tenant and i.id = p.item
  join countersign_private.generation g on g.tenant = i.tenant and g.id = i.generation
  join countersign_private.queue q on q.key = p.queue
  where p.tenant = 1 and (select countersign_private.present_only());
-- What is hidden now is hidden in the past, too.
create or replace view countersign_past.review_item as
  select s.item as id, coalesce(s.tier, i.tier) as tier, s.queue, s.due, i.arrived_at, i.generation, g.model, g.model_version, i.rule,
    case when q.hides_scores and p.state = 'open' then countersign_private.without_figures(i.reasons) else i.reasons end as reasons,
    i.conversation, s.state, '{}'::text[] as claimed_by, s.decided, coalesce(s.needed, i.needed) as needed, 0::bigint as revision
  from countersign_private.review_state s
  join countersign_private.review_present p on p.tenant = s.tenant and p.item = s.item
  join countersign_private.review_item i on i.tenant = s.tenant and i.id = s.item
  join countersign_private.generation g on g.tenant = i.tenant and g.id = i.generation
  join countersign_private.queue q on q.key = p.queue
  where s.tenant = 1 and tstzrange(s.valid_from, s.valid_to) @> (select countersign.as_of());

create or replace view countersign.verdict as
  select v.id, v.item, v.slot, v.reviewer, v.decision || '' as decision, v.reason || '' as reason, v.harm || '' as harm, v.channel || '' as channel,
    v.recorded_at, v.supersedes,
    (select e.kind from countersign_private.verdict_end e where e.tenant = v.tenant and e.verdict = v.id) as ended
  from countersign_private.verdict v where v.tenant = 1 and (select countersign_private.present_only());
create or replace view countersign_past.verdict as
  select v.id, v.item, v.slot, v.reviewer, v.decision || '' as decision, v.reason || '' as reason, v.harm || '' as harm, v.channel || '' as channel,
    v.recorded_at, v.supersedes,
    (select e.kind from countersign_private.verdict_end e where e.tenant = v.tenant and e.verdict = v.id and e.recorded_at <= (select countersign.as_of())) as ended
  from countersign_private.verdict v where v.tenant = 1 and v.recorded_at <= (select countersign.as_of());

create or replace function countersign.open_review(item bigint, channel text default 'sql')
returns table (
  id bigint, tier text, queue text, due timestamptz, arrived_at timestamptz, rule text, reasons text[], state text, claimed_by text[],
  decided integer, needed integer, revision bigint, my_slot integer, my_fence bigint, my_lease_until timestamptz,
  generation jsonb, content bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead', 'auditor');
  at timestamptz := clock();
  i countersign_private.review_item;
  hidden boolean;
  told jsonb;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = open_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  hidden := hides_scores_from(i.id, who);
  perform record_activity('review.read', 'review', item::text, '', jsonb_build_object('generation', i.generation), channel);
  told := generation_as_json(i.generation);
  if hidden then
    told := told || jsonb_build_object('scores_hidden', true,
      'flags', (select coalesce(jsonb_agg(f - 'score' order by n), '[]') from jsonb_array_elements(told -> 'flags') with ordinality x (f, n)),
      'scores', (select coalesce(jsonb_agg(s - 'value' order by n), '[]') from jsonb_array_elements(told -> 'scores') with ordinality x (s, n)));
  end if;
  return query
    select i.id, p.tier, p.queue, p.due, i.arrived_at, i.rule, case when hidden then without_figures(i.reasons) else i.reasons end, p.state,
      array(select s.holder from review_slot s where s.tenant = 1 and s.item = i.id and s.state = 'open' and s.holder is not null and s.lease_until > at order by s.slot),
      p.decided, p.needed, p.revision, m.slot::integer, m.fence, m.lease_until,
      told, (select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)
    from review_present p
    left join review_slot m on m.tenant = 1 and m.item = i.id and m.holder = who and m.state = 'open' and m.lease_until > at
    where p.tenant = 1 and p.item = i.id;
end $$;

-- Claims ------------------------------------------------------------------------------------------------------------------

-- Leases what else waits of an item's conversation in its queue, as far as nobody holds it: at most 20 items.
create function countersign_private.lease_along(item_id bigint, who text) returns void language plpgsql as $$
declare
  i countersign_private.review_item;
  mate record;
  s countersign_private.review_slot;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = item_id;
  if i.conversation is null then return; end if;
  for mate in
    select x.id from review_item x
    join review_present p on p.tenant = x.tenant and p.item = x.id and p.state = 'open'
    where x.tenant = 1 and x.conversation = i.conversation and x.id <> i.id
      and p.queue = (select o.queue from review_present o where o.tenant = 1 and o.item = i.id)
      and (select g.producer from generation g where g.tenant = 1 and g.id = x.generation)
        = (select g.producer from generation g where g.tenant = 1 and g.id = i.generation)
      and (select count(*) from review_slot m where m.tenant = 1 and m.item = x.id and m.holder = who) = 0
      and (select count(*) from review_barred b where b.tenant = 1 and b.item = x.id and b.person = who) = 0
    order by p.due, x.id limit 20 loop
    select * into s from review_slot o where o.tenant = 1 and o.item = mate.id and o.state = 'open' and o.lease_until <= clock()
      order by o.slot limit 1 for update skip locked;
    if found then
      perform * from lease(s.item, s.slot, who);
      update review_slot o set along = true where o.tenant = 1 and o.item = s.item and o.slot = s.slot;
    end if;
  end loop;
end $$;

create or replace function countersign_private.lease(item_id bigint, slot_no smallint, who text)
returns table (item bigint, slot integer, fence bigint, until timestamptz) language plpgsql as $$
#variable_conflict use_column
begin return query
  update review_slot s set holder = who, fence = s.fence + 1, lease_until = clock() + q.lease, along = false
  from queue q
  where s.tenant = 1 and s.item = item_id and s.slot = slot_no and q.key = s.queue
  returning s.item, s.slot::integer, s.fence, s.lease_until;
end $$;

-- Leases the open slot that is due first, of a tier, a queue or all, with what else waits of its conversation; what came along
-- is handed out first, one by one. No row when nothing waits. In two steps, so that the same works on a distributed table; the
-- lock of the first makes the second free of races.
create or replace function countersign.claim_next(tier text default null, queue text default null, channel text default 'sql')
returns table (item bigint, slot integer, fence bigint, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  at timestamptz := clock();
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
          -- One count for both: of two the planner expects so few rows that it sorts them all.
          and (select count(*) from (
            select from review_slot m where m.tenant = o.tenant and m.item = o.item and m.slot <> o.slot and m.holder = who
            union all select from review_barred b where b.tenant = o.tenant and b.item = o.item and b.person = who) x) = 0
          and exists (select from review_present p where p.tenant = o.tenant and p.item = o.item and p.state = 'open')
        order by o.tenant, o.queue, o.due, o.item, o.slot limit 1 for update of o skip locked;
      exit when found;
    end loop;
  end if;
  if best.item is null then return; end if;
  return query select * from lease(best.item, best.slot, who);
  perform lease_along(best.item, who);
end $$;

create or replace function countersign.claim(item bigint, channel text default 'sql')
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
  perform refuse_barred(item, who);
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
  perform lease_along(s.item, who);
end $$;

create function countersign_private.refuse_barred(item_id bigint, who text) returns void language plpgsql stable as $$
declare why text := (select b.reason from countersign_private.review_barred b where b.tenant = 1 and b.item = item_id and b.person = who);
begin
  if why is not null then
    perform countersign_private.refuse('CS409', 'review.not-blind', format('You cannot decide item %s: you %s.', item_id, why),
      'Its reviewers decide without knowing of each other.', 'Another person decides it; claim the next one.');
  end if;
end $$;

-- Prolongs a lease, and with it those of its conversation that have not been handed out yet.
create or replace function countersign.renew(item bigint, slot integer, fence bigint) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  s countersign_private.review_slot := held_slot(item, slot, fence, who);
  until timestamptz;
begin
  update review_slot x set lease_until = clock() + q.lease from queue q
    where x.tenant = 1 and x.item = s.item and x.slot = s.slot and q.key = x.queue returning x.lease_until into until;
  update review_slot x set lease_until = until
    where x.holder = who and x.state = 'open' and x.along and x.lease_until > clock() and x.lease_until < until
      and exists (select from review_item m join review_item i on i.conversation = m.conversation
        where m.tenant = 1 and m.id = x.item and i.tenant = 1 and i.id = s.item);
  return until;
end $$;

create or replace function countersign.release(item bigint, slot integer, fence bigint, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  s countersign_private.review_slot := held_slot(item, slot, fence, require_role('reviewer', 'lead'));
begin
  update review_slot x set holder = null, lease_until = '-infinity', along = false where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  return record_activity('review.release', 'review', item::text, '', '{}', channel);
end $$;

-- A lead takes an item from whoever holds it. The earlier claim's fence is stale from then on.
create function countersign.take_over(item bigint, reason text, channel text default 'sql')
returns table (item_id bigint, slot integer, fence bigint, until timestamptz, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  p countersign_private.review_present;
  s countersign_private.review_slot;
  made record;
begin
  perform require_reason(reason);
  select * into p from review_present x where x.tenant = 1 and x.item = take_over.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Adjudicate it, or leave it.');
  end if;
  perform refuse_barred(item, who);
  if exists (select from review_slot x where x.tenant = 1 and x.item = take_over.item and x.holder = who) then
    perform refuse('CS409', 'review.own-claim', format('You hold or have decided item %s yourself.', item), '', 'Nobody decides an item twice.');
  end if;
  select * into s from review_slot x where x.tenant = 1 and x.item = take_over.item and x.state = 'open'
    and x.holder is not null and x.lease_until > clock() order by x.lease_until, x.slot limit 1 for update;
  if not found then
    perform refuse('CS409', 'review.not-claimed', format('Nobody holds item %s.', item), '', 'Claim it.');
  end if;
  select * into made from lease(s.item, s.slot, who);
  return query select made.item, made.slot, made.fence, made.until,
    record_activity('review.takeover', 'review', item::text, reason, jsonb_build_object('from', s.holder, 'slot', s.slot), channel);
end $$;

-- Verdicts ----------------------------------------------------------------------------------------------------------------

-- Writes a verdict; refuses a second one that stands.
create function countersign_private.write_verdict(
  item_id bigint, slot_no integer, who text, token bigint, words text, why text, category text, way text) returns bigint language plpgsql as $$
declare
  here constant text := session_user;
  before bigint := (select max(v.id) from countersign_private.verdict v where v.tenant = 1 and v.item = item_id and v.reviewer = who);
  made bigint;
begin
  if before is not null and not exists (select from countersign_private.verdict_end e where e.tenant = 1 and e.verdict = before) then
    perform countersign_private.refuse('CS409', 'review.decided', format('You have decided item %s.', item_id), '', 'Claim the next one.');
  end if;
  insert into countersign_private.verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel, supersedes)
    values (item_id, slot_no, who, here, token, words, why, category, way, before) returning id into made;
  return made;
exception when unique_violation then
  perform countersign_private.refuse('CS409', 'review.decided', format('You have decided item %s.', item_id), '', 'Claim the next one.');
end $$;

-- The state of an item after the verdicts that stand: `done` when all that are needed say the same.
create function countersign_private.state_by_verdicts(item_id bigint, asked integer) returns text language sql stable as $$
  select case when bool_or(v.slot = 0) then 'done' when bool_or(v.decision = 'escalate') then 'escalated' when count(*) < asked then 'open'
    when count(distinct v.decision) = 1 then 'done' else 'disagreed' end
  from countersign_private.standing_verdict v where v.tenant = 1 and v.item = item_id
$$;

create or replace function countersign.decide(
  item bigint, slot integer, fence bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns table (state text, decided integer, needed integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  s countersign_private.review_slot;
  p countersign_private.review_present;
  asked integer;
  outcome text;
begin
  -- A lead who does not review decides only what they took over.
  if not has_role('reviewer') and not exists (select from review_slot x where x.tenant = 1 and x.item = decide.item and x.slot = decide.slot and x.holder = who) then
    perform require_role('reviewer');
  end if;
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
  asked := p.needed;
  perform write_verdict(item, slot, who, fence, decision, reason, harm, channel);
  update review_slot x set state = 'done', along = false where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
  outcome := state_by_verdicts(p.item, asked);
  perform change_review(p.item, outcome, 1);
  return query select outcome, p.decided + 1, asked,
    -- The decision stands in the verdict; the activity must not give it away to a second reviewer.
    record_activity('review.decide', 'review', item::text, '', jsonb_build_object('slot', slot), channel);
end $$;

create or replace function countersign.adjudicate(item bigint, revision bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
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
  elsif exists (select from verdict v where v.tenant = 1 and v.item = p.item and v.reviewer = who and v.slot > 0) then
    perform refuse('CS403', 'review.own-verdict', 'You have given a verdict on it yourself.', '', 'Ask another lead.');
  end if;
  perform write_verdict(item, 0, who, 0, decision, reason, harm, channel);
  update review_slot x set state = 'done', along = false where x.tenant = 1 and x.item = p.item;
  perform change_review(p.item, 'done', 1);
  return record_activity('review.adjudicate', 'review', item::text, '', '{}', channel);
end $$;

-- Takes back one's own newest verdict while its time lasts. Where the item still waited for another, the claim comes back, to decide
-- again. Where the verdict ended the item, its state has told what the others said: another person takes the place.
create function countersign.undo_verdict(item bigint, channel text default 'sql')
returns table (slot integer, fence bigint, until timestamptz, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  v countersign_private.verdict;
  before text;
begin
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = undo_verdict.item returning * into p;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  select * into v from standing_verdict x where x.tenant = 1 and x.item = p.item and x.reviewer = who;
  if not found then
    perform refuse('CS409', 'review.no-verdict', format('No verdict of yours stands on item %s.', item), '', 'There is nothing to undo.');
  elsif v.recorded_at + undo_time() <= clock() then
    perform refuse('CS409', 'review.undo-late', format('Your verdict on item %s is older than %s seconds.', item, extract(epoch from undo_time())::int),
      'Its outcome may have left.', 'Correct it: a new verdict that names the old one.');
  elsif v.supersedes is not null and exists (select from verdict_end e where e.tenant = 1 and e.verdict = v.supersedes and e.kind = 'corrected') then
    perform refuse('CS409', 'review.correction', 'A correction is not undone.', 'What it corrected has left.', 'Correct it once more.');
  elsif exists (select from standing_verdict x where x.tenant = 1 and x.item = p.item and x.id > v.id) then
    perform refuse('CS409', 'review.undo-late', format('Another person has decided item %s since.', item), '', 'Correct your verdict when it is done.');
  end if;
  insert into verdict_end (verdict, kind, ended_by) values (v.id, 'undone', who);
  if v.slot = 0 then
    before := (select s.state from review_state s where s.tenant = 1 and s.item = p.item and s.valid_to < 'infinity' and s.state <> 'done'
      order by s.valid_from desc limit 1);
    perform change_review(p.item, before, -1);
    return query select null::integer, null::bigint, null::timestamptz, record_activity('review.undo', 'review', item::text, '', '{"slot": 0}', channel);
    return;
  end if;
  if p.state in ('done', 'disagreed') and p.decided > 1 then
    insert into review_barred (item, person, reason) values (p.item, who, 'took back a verdict after others had decided') on conflict do nothing;
    update review_slot x set state = 'open', holder = null, lease_until = '-infinity' where x.tenant = 1 and x.item = p.item and x.slot = v.slot;
  else
    update review_slot x set state = 'open' where x.tenant = 1 and x.item = p.item and x.slot = v.slot;
    select l.slot, l.fence, l.until into slot, fence, until from lease(p.item, v.slot, who) l;
  end if;
  perform change_review(p.item, 'open', -1);
  return query select slot, fence, until,
    record_activity('review.undo', 'review', item::text, '', jsonb_build_object('slot', v.slot), channel);
end $$;

-- What was undone after its time must not have been undone, however long the transaction was kept open.
create function countersign_private.on_undone() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if exists (select from verdict v where v.tenant = new.tenant and v.id = new.verdict and v.recorded_at + undo_time() + interval '3 seconds' < clock()) then
    perform refuse('CS409', 'review.undo-late', 'The time to undo ran out before this was committed.', 'Its outcome may have left.', 'Correct the verdict.');
  end if;
  return null;
end $$;
create constraint trigger in_time after insert on countersign_private.verdict_end deferrable initially deferred
  for each row when (new.kind = 'undone') execute function countersign_private.on_undone();
alter table countersign_private.verdict_end enable always trigger in_time;

-- A new verdict in the place of one's own on an item that is done. Where others decided it too and it now differs, a lead decides.
create function countersign.correct_verdict(item bigint, revision bigint, decision text, reason text, harm text default null, channel text default 'sql')
returns table (state text, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  v countersign_private.verdict;
  made bigint;
  outcome text;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'A correction is accept, mask or block.', '', 'Choose one of them.');
  end if;
  update review_present x set revision = x.revision + 1
    where x.tenant = 1 and x.item = correct_verdict.item and x.revision = correct_verdict.revision returning * into p;
  if not found then
    perform refuse('CS409', 'review.changed', format('Item %s has changed since it was read.', item), '', 'Read it again.');
  elsif p.state <> 'done' then
    perform refuse('CS409', 'review.not-done', format('Item %s is %s.', item, p.state), 'Only what is done is corrected.', 'Wait until it is done.');
  end if;
  select * into v from standing_verdict x where x.tenant = 1 and x.item = p.item and x.reviewer = who;
  if not found then
    perform refuse('CS403', 'review.not-yours', format('No verdict of yours stands on item %s.', item),
      'Only who gave a verdict corrects it.', 'Ask who gave it: `countersign review show`.');
  elsif v.slot > 0 and exists (select from standing_verdict x where x.tenant = 1 and x.item = p.item and x.slot = 0) then
    perform refuse('CS403', 'review.adjudicated', format('A lead has settled item %s.', item), '', 'Ask the lead to correct it.');
  elsif v.decision = decision then
    perform refuse('CS409', 'review.same', format('Your verdict on item %s says so already.', item), '', 'Choose another, or leave it.');
  end if;
  insert into verdict_end (verdict, kind, ended_by) values (v.id, 'corrected', who);
  made := write_verdict(p.item, v.slot, who, v.fence, decision, reason, harm, channel);
  outcome := state_by_verdicts(p.item, p.decided);
  perform change_review(p.item, outcome, 0);
  return query select outcome, record_activity('review.correct', 'review', item::text, reason,
    jsonb_build_object('verdict', made, 'corrects', v.id), channel);
end $$;

-- Outcomes ----------------------------------------------------------------------------------------------------------------

-- What became of an item each time it was done. It leaves when its verdicts can no longer be undone; nothing leaves by time alone.
create table countersign_private.review_outcome (
  tenant integer not null default 1,
  id bigint generated always as identity,
  item bigint not null,
  generation uuid not null,
  delivery text not null check (delivery in ('held', 'delivered')),
  decision text not null check (decision in ('accept', 'mask', 'block')),
  harm text,
  verdict bigint not null,
  settled_at timestamptz not null,
  leaves_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id)
);
create index on countersign_private.review_outcome (tenant, item, id);
create index on countersign_private.review_outcome (tenant, generation, id);
create index on countersign_private.review_outcome (tenant, leaves_at);
call countersign_private.guard_facts('countersign_private.review_outcome');

create function countersign_private.on_review_done() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  insert into review_outcome (item, generation, delivery, decision, harm, verdict, settled_at, leaves_at)
    select new.item, i.generation, g.delivery, v.decision, v.harm, v.id, new.valid_from, new.valid_from + undo_time() + interval '5 seconds'
    from review_item i join generation g on g.tenant = i.tenant and g.id = i.generation
    cross join lateral (select x.* from standing_verdict x where x.tenant = 1 and x.item = i.id and x.decision <> 'escalate'
      order by x.slot = 0 desc, x.id desc limit 1) v
    where i.tenant = 1 and i.id = new.item;
  return null;
end $$;
create trigger done after insert on countersign_private.review_state for each row
  when (new.state = 'done' and new.valid_to = 'infinity') execute function countersign_private.on_review_done();
alter table countersign_private.review_state enable always trigger done;

-- An outcome counts when its item stayed done until it left. The newest of an item is the one that holds.
create view countersign_private.kept_outcome as
  select o.* from countersign_private.review_outcome o
  where not exists (select from countersign_private.review_state s
    where s.tenant = o.tenant and s.item = o.item and s.valid_from > o.settled_at and s.valid_from < o.leaves_at);
create view countersign.outcome as
  select o.generation, g.producer, g.event_id, g.service, o.item, o.delivery,
    case o.decision when 'accept' then 'released' when 'mask' then 'released_masked' else case o.delivery when 'held' then 'refused' else 'harm_recorded' end end as outcome,
    o.decision, o.harm, o.settled_at, o.leaves_at as left_at,
    exists (select from countersign_private.kept_outcome e where e.tenant = o.tenant and e.item = o.item and e.id < o.id) as corrected
  from countersign_private.kept_outcome o
  join countersign_private.generation g on g.tenant = o.tenant and g.id = o.generation
  where o.tenant = 1 and o.leaves_at <= (select countersign_private.moment()) and (select countersign_private.present_only())
    and not exists (select from countersign_private.kept_outcome n where n.tenant = o.tenant and n.item = o.item and n.id > o.id
      and n.leaves_at <= (select countersign_private.moment()));
create view countersign_past.outcome as
  select o.generation, g.producer, g.event_id, g.service, o.item, o.delivery,
    case o.decision when 'accept' then 'released' when 'mask' then 'released_masked' else case o.delivery when 'held' then 'refused' else 'harm_recorded' end end as outcome,
    o.decision, o.harm, o.settled_at, o.leaves_at as left_at,
    exists (select from countersign_private.kept_outcome e where e.tenant = o.tenant and e.item = o.item and e.id < o.id) as corrected
  from countersign_private.kept_outcome o
  join countersign_private.generation g on g.tenant = o.tenant and g.id = o.generation
  where o.tenant = 1 and o.leaves_at <= (select countersign.as_of())
    and not exists (select from countersign_private.kept_outcome n where n.tenant = o.tenant and n.item = o.item and n.id > o.id
      and n.leaves_at <= (select countersign.as_of()));
alter view countersign.outcome owner to countersign_reader;
alter view countersign_past.outcome owner to countersign_reader;

-- The answer's text with the flagged spans covered, scalar for scalar; all of it when no span says what to cover.
create function countersign_private.masked_text(generation_id uuid) returns text language plpgsql stable as $$
declare
  body constant jsonb := (select convert_from(c.body, 'UTF8')::jsonb from countersign_private.generation_content c where c.tenant = 1 and c.id = generation_id);
  whole text;
  span record;
  covered boolean := false;
begin
  if body is null then return null; end if;
  select string_agg(t.words, '' order by t.m, t.p) into whole from (
    select m.n as m, p.n as p, coalesce(p.part ->> 'content', '') as words
    from jsonb_array_elements(coalesce(body -> 'output', '[]')) with ordinality m (message, n)
    cross join lateral jsonb_array_elements(case when jsonb_typeof(m.message -> 'parts') = 'array' then m.message -> 'parts'
      else jsonb_build_array(jsonb_build_object('type', 'text', 'content', m.message ->> 'content')) end) with ordinality p (part, n)
    where coalesce(p.part ->> 'type', 'text') in ('text', 'reasoning')) t;
  if whole is null then return ''; end if;
  for span in
    select greatest((s ->> 'start')::int, 0) as start, least((s ->> 'end')::int, length(whole)) as stop
    from countersign_private.flag f cross join lateral jsonb_array_elements(f.spans) s
    where f.tenant = 1 and f.generation = generation_id and f.side = 'output' and coalesce(f.verdict, 'flagged') = 'flagged' loop
    if span.stop > span.start then
      covered := true;
      whole := overlay(whole placing repeat('█', span.stop - span.start) from span.start + 1 for span.stop - span.start);
    end if;
  end loop;
  return case when covered then whole else repeat('█', length(whole)) end;
end $$;

-- The outcome of a generation, by its id or its item's number, for the service that waits: no row until it has left. The masked text
-- comes with it where that is what was released; having read it is recorded.
create function countersign.read_outcome(generation uuid, item bigint default null, channel text default 'sql')
returns table (generation_id uuid, item_id bigint, outcome text, decision text, delivery text, harm text, settled_at timestamptz, left_at timestamptz,
  corrected boolean, masked text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  i countersign_private.review_item;
  o record;
begin
  perform present_only();
  if not (has_role('viewer') or has_role('ingest')) then
    perform refuse('CS403', 'right.missing', 'Outcomes are read by viewers and by services.', '', 'Ask an administrator for the right.');
  end if;
  select * into i from review_item x where x.tenant = 1 and (x.generation = read_outcome.generation or x.id = read_outcome.item);
  if not found then
    perform refuse('CS404', 'review.unknown', 'Nothing of that name is under review.',
      'Low-tier generations are not reviewed one by one.', 'Look at `countersign review list`.');
  end if;
  select * into o from countersign.outcome x where x.generation = i.generation;
  if not found then return; end if;
  if o.decision = 'mask' then
    if not (has_role('ingest') or has_role('reviewer') or has_role('lead') or has_role('auditor')) then
      return query select o.generation, o.item, o.outcome, o.decision, o.delivery, o.harm, o.settled_at, o.left_at, o.corrected, null::text;
      return;
    end if;
    perform record_activity('outcome.read', 'review', i.id::text, '', '{}', channel);
  end if;
  return query select o.generation, o.item, o.outcome, o.decision, o.delivery, o.harm, o.settled_at, o.left_at, o.corrected,
    case when o.decision = 'mask' then masked_text(i.generation) end;
end $$;

grant select on countersign.outcome, countersign_past.outcome to countersign_viewer, countersign_ingest;
grant execute on function
  countersign.take_over(bigint, text, text),
  countersign.undo_verdict(bigint, text),
  countersign.correct_verdict(bigint, bigint, text, text, text, text)
  to countersign_viewer;
grant execute on function countersign.read_outcome(uuid, bigint, text) to countersign_viewer, countersign_ingest;
