-- A queue may keep items for who reads their language: until half of their time has gone, as long as some reviewer reads it.

set local check_function_bodies = off;

create table countersign_private.queue_routing (
  id bigint generated always as identity primary key,
  queue text not null references countersign_private.queue,
  by_language boolean not null,
  reason text not null,
  set_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.queue_routing (queue, id);
call countersign_private.guard_facts('countersign_private.queue_routing');
select countersign_private.bind_rows('queue_routing', array['id']);
call countersign_private.make_views('queue_routing', $$
  select distinct on (r.queue) r.queue, r.by_language, r.reason, r.set_by, r.recorded_at
  from countersign_private.queue_routing r where {fact r} order by r.queue, r.id desc $$);
grant select on countersign.queue_routing, countersign_past.queue_routing to countersign_viewer;

create function countersign.set_queue_routing(queue text, by_language boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1 set standard_conforming_strings = on as $$
#variable_conflict use_variable
declare
  who constant text := require_role('lead', 'admin');
begin
  perform require_reason(reason);
  if not exists (select from countersign_private.queue q where q.key = set_queue_routing.queue) then
    perform refuse('CS404', 'queue.unknown', format('There is no queue %s.', left(queue, 63)), '', 'Look at `countersign review queues`.');
  end if;
  insert into queue_routing (queue, by_language, reason, set_by) values (queue, coalesce(by_language, false), reason, who);
  return record_activity('queue.routing', 'queue', queue, reason, jsonb_build_object('by_language', coalesce(by_language, false)), channel);
end $$;

create function countersign_private.routes_by_language(of_queue text) returns boolean language plpgsql stable as $$
begin
  return coalesce((select r.by_language from countersign_private.queue_routing r where r.queue = of_queue order by r.id desc limit 1), false);
end $$;

-- The language without its region: pt of pt-PT.
create function countersign_private.tongue_of(language text) returns text language sql immutable parallel safe as $$
  select lower(split_part(replace(language, '_', '-'), '-', 1))
$$;

-- The languages that this person reads; null when none are known, then nothing is kept from them.
create function countersign_private.tongues_of(who text) returns text[] language plpgsql stable as $$
begin
  return (select nullif(array(select countersign_private.tongue_of(l) from unnest(p.languages) l), '{}') from countersign_private.person p where p.key = who);
end $$;

-- Whether somebody who reads these languages may claim an item now.
create function countersign_private.is_for_reader(item_id bigint, tongues text[], at timestamptz) returns boolean language plpgsql stable as $$
declare
  tongue text;
  opens_at timestamptz;
begin
  if tongues is null then return true; end if;
  select countersign_private.tongue_of(g.language), i.arrived_at + (p.due - i.arrived_at) / 2 into tongue, opens_at
    from countersign_private.review_item i join countersign_private.review_present p on p.tenant = 1 and p.item = i.id
    join countersign_private.generation g on g.tenant = 1 and g.id = i.generation
    where i.tenant = 1 and i.id = item_id;
  if coalesce(tongue, '') in ('', 'und') or tongue = any (tongues) or at >= opens_at then return true; end if;
  return not exists (
    select from countersign_private.person_login l join countersign_private.person p on p.key = l.person
    where tongue = any (countersign_private.tongues_of(p.key)) and pg_has_role(l.login, 'countersign_reviewer', 'member'));
end $$;

-- As before, but for the queues that route.
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
  tongues text[];
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
               and may_work(x.key, who)
             order by array_position(array['high', 'medium', 'low'], x.tier), x.key loop
      tongues := case when routes_by_language(q) then tongues_of(who) end;
      select * into best from review_slot o
        where o.tenant = 1 and o.queue = q and o.state = 'open' and o.lease_until <= at
          and (select count(*) from (
            select from review_slot m where m.tenant = o.tenant and m.item = o.item and m.slot <> o.slot and m.holder = who
            union all select from review_barred b where b.tenant = o.tenant and b.item = o.item and b.person = who) x) = 0
          and exists (select from review_present p where p.tenant = o.tenant and p.item = o.item and p.state = 'open')
          and case when tongues is null then true else is_for_reader(o.item, tongues, at) end
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

grant execute on function countersign.set_queue_routing(text, boolean, text, text) to countersign_viewer;
