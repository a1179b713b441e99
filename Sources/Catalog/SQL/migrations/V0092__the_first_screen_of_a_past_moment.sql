-- What the first screen counts, at a past moment: it told the present under a past date, or nothing at all.

create or replace function countersign_private.present_only() returns boolean language plpgsql stable parallel safe as $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then
    raise exception using errcode = 'CS409', constraint = 'as-of.present-view',
      message = 'This is known of the present only: no past of it is kept.',
      hint = 'Go back to the present (@ and Enter on a screen, no --as-of for a command, countersign.set_as_of(null) in SQL).';
  end if;
  return true;
end $$;

-- How a queue stands. Counts stop at 10,001; that of what waits is an estimate above it in the present.
create or replace function countersign.queue_standing(queue text)
returns table (tier text, waiting bigint, oldest timestamptz, due_within_hour integer, breached integer, decided_by_hour integer[])
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  past constant timestamptz := countersign.as_of();
  now constant timestamptz := coalesce(past, moment());
  q queue;
begin
  select * into q from queue x where x.key = queue_standing.queue;
  if not found then return; end if;
  tier := q.tier;
  if past is null then
    waiting := countersign.count_review(null, q.key, array['open', 'escalated', 'disagreed']);
    oldest := (select i.arrived_at from review_present p join review_item i on i.tenant = 1 and i.id = p.item
      where p.tenant = 1 and p.queue = q.key and p.state <> 'done' order by p.due, p.item limit 1);
    due_within_hour := (select count(*) from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due >= now and p.due < now + interval '1 hour' limit 10001) x);
    breached := (select count(*) from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due < now limit 10001) x);
  else
    select count(*), count(*) filter (where w.due >= now and w.due < now + interval '1 hour'), count(*) filter (where w.due < now)
      into waiting, due_within_hour, breached
      from (select s.due from review_state s where s.queue = q.key and s.state <> 'done'
        and tstzrange(s.valid_from, s.valid_to) @> past limit 10001) w;
    oldest := (select i.arrived_at from review_state s join review_item i on i.tenant = s.tenant and i.id = s.item
      where s.queue = q.key and s.state <> 'done' and tstzrange(s.valid_from, s.valid_to) @> past order by s.due, s.item limit 1);
  end if;
  decided_by_hour := (select array_agg(coalesce(n, 0)::int order by hour) from generate_series(0, 23) hour
    left join (select 23 - floor(extract(epoch from now - v.recorded_at) / 3600)::int as ago, count(*) as n
      from verdict v join review_item i on i.tenant = 1 and i.id = v.item
      where v.recorded_at > now - interval '24 hours' and v.recorded_at <= now and i.queue = q.key group by 1) d on d.ago = hour);
  return next;
end $$;

-- The figures of the first screen that belong to the caller, and those of the whole catalog. Of a past moment nothing is the caller's:
-- leases are not kept, and nobody signs then.
create or replace function countersign.office()
returns table (at timestamptz, claimed_by_me integer, next_of_mine_due timestamptz, waiting_for_my_signature integer, to_adjudicate integer,
  quarantined integer, generations bigint, generations_exact boolean, generations_last_hour integer, in_production integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  who text := person_here();
  past constant timestamptz := countersign.as_of();
  moment constant timestamptz := coalesce(past, clock());
  known_then constant text := format('select from countersign_private.generation g where g.tenant = 1 and g.id < countersign.first_id_at(%L) '
    'and g.recorded_at <= %L', past + interval '1 millisecond', past);
  estimate bigint;
  counted bigint := 10001;
begin
  if past is null then
    estimate := (select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint from pg_class c join pg_inherits i on i.inhrelid = c.oid
                 where i.inhparent = 'countersign_private.generation'::regclass);
    if estimate < 20000 then
      counted := (select count(*) from (select from generation limit 10001) x);
    end if;
  else
    execute format('select count(*) from (%s limit 10001) x', known_then) into counted;
    if counted > 10000 then estimate := expected_rows(known_then); end if;
  end if;
  return query select moment,
    (select count(*)::int from review_slot s where past is null and s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select min(s.due) from review_slot s where past is null and s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select count(*)::int from promotion_state s
     where past is null and s.state = 'open' and s.valid_to = 'infinity' and why_not_sign(s.promotion, who) is null),
    (select case when has_role('lead') then count(*)::int else 0 end
     from (select from review_present p where past is null and p.state in ('escalated', 'disagreed') limit 1000) x),
    case when past is null then (select count(*)::int from (select from quarantine q where q.state = 'kept' limit 10001) x)
      else (select count(*)::int from (select from quarantine q where q.recorded_at <= past and (q.replayed_at is null or q.replayed_at > past) limit 10001) x)
    end,
    case when counted <= 10000 then counted else greatest(estimate, counted) end, counted <= 10000,
    (select count(*)::int from (select from generation g where g.tenant = 1 and g.id >= first_id_at(moment - interval '1 hour') and g.at <= moment
      and (past is null or g.recorded_at <= past) limit 10001) x),
    (select count(distinct p.artifact)::int from pointer p where p.environment = 'production'
      and case when past is null then p.valid_to = 'infinity' else p.valid_from <= past and p.valid_to > past end);
end $$;

-- What must be met; at a past moment what the policy had asked and found by then.
create or replace function countersign.promotion_requirements(promotion bigint)
returns table (id text, title text, state text, value text, bound text, evidence text, remedy text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare past constant timestamptz := countersign.as_of();
begin
  if past is not null then
    return query
      select r.value ->> 'id', r.value ->> 'title', r.value ->> 'state', r.value ->> 'value', r.value ->> 'limit', r.value ->> 'evidence',
        r.value ->> 'remedy'
      from (
        select d.requirements from countersign_private.promotion p
        join gate_decision d on d.version = p.version and d.environment = p.environment
        where p.id = promotion and d.recorded_at <= past order by d.recorded_at desc, d.decision_id desc limit 1) d
      cross join lateral jsonb_array_elements(d.requirements) r
      order by case r.value ->> 'state' when 'unmet' then 0 when 'met' then 1 else 2 end, r.value ->> 'id';
    return;
  end if;
  -- In plpgsql with one plan for all, because making a plan costs more than it does: a page asks this of each promotion.
  return query select * from requirements(promotion) order by case state when 'unmet' then 0 when 'met' then 1 else 2 end, id;
end $$;

-- What production ran lately that nothing named, and who has which right: of the present only, and said so.
do $$
declare
  name text;
  body text;
begin
  foreach name in array array['countersign.observed_faults(interval)', 'countersign.people()'] loop
    body := pg_get_functiondef(name::regprocedure);
    execute regexp_replace(body, '\nbegin\n', E'\nbegin\n  perform present_only();\n');
  end loop;
end $$;
