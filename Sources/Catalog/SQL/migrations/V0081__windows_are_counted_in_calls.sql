-- A monitor's window may be a number of calls instead of days: each window is that many fresh calls, one after the other, each call
-- in one of them. What a window holds is added up once, by the keys of the calls, and kept.

alter table countersign_private.monitor_rule
  -- The window is so many calls that say the figure; null: days.
  add column window_calls integer check (window_calls between 30 and 1000000),
  add check (window_calls is null or statistic not in ('burn', 'cap') and window_calls >= minimal);
-- Rows from now on are bound with it.
insert into countersign_private.bound_form (place, keys, columns)
  select f.place, f.keys, array(select x from unnest(f.columns || 'window_calls'::text) x order by x collate "C")
  from countersign_private.bound_form f where f.place = 'monitor_rule' order by f.id desc limit 1;

-- Windows of a rule, the last one open until it is full: derived from the facts.
create table countersign_private.monitor_window (
  rule bigint not null references countersign_private.monitor_rule,
  number integer not null,
  -- When the stream it is of began.
  since timestamptz not null,
  -- Up to which call it was read.
  until uuid not null,
  -- Of its last call; null before the first.
  at timestamptz,
  calls integer not null,
  hits bigint not null,
  -- How the values lay; null of marks.
  buckets integer[],
  counts bigint[],
  primary key (rule, number)
);
call countersign_private.guard_present('countersign_private.monitor_window');

-- Figures that a call says by itself: what review or others say of it comes later, or is of no call.
create function countersign_private.is_of_calls(metric text) returns boolean language sql immutable parallel safe as $$
  select metric in ('tier.high', 'refusal', 'tokens_in', 'tokens_out', 'latency', 'length', 'retrieval.score')
    or metric like 'flag.%' or metric like 'language.%' or metric like 'score.%' or metric like 'cost.%'
$$;

-- Calls after `after` and before `before` that say a figure, by the order of their ids, `most` at most, in parts of `size`; the first
-- part has `had` already. The figures are those that `keep_figures` keeps by day.
create function countersign_private.counted_calls(kind text, artifact text, metric text, slice text, environment text, size integer, had integer,
  after uuid, before uuid, most integer)
returns table (part integer, calls integer, hits bigint, buckets integer[], counts bigint[], last uuid, at timestamptz)
language plpgsql stable set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  return query
    with said as materialized (
      select g.id, g.at, x.hit, x.said
      from generation g
      cross join lateral (select
        case when metric = 'tier.high' then g.tier = 'high'
          when metric = 'refusal' then exists (select from flag f where f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged' and lower(f.category) = 'refusal')
          when metric like 'flag.%' then exists (select from flag f where f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged' and f.category = substr(metric, 6)
            and lower(f.category) <> 'refusal')
          when metric like 'language.%' then coalesce(lower(g.language) = substr(metric, 10), false) end as hit,
        case when metric like 'score.%' then array(select s.value from score s where s.tenant = g.tenant and s.generation = g.id and s.name = substr(metric, 7)
            and s.value > '-infinity' and s.value < 'infinity')
          when metric = 'retrieval.score' then array(select r.score::double precision from retrieval r where r.tenant = g.tenant and r.generation = g.id
            and r.score > '-infinity' and r.score < 'infinity')
          when metric = 'length' then array(select octet_length(b.body)::double precision from generation_content b where b.tenant = g.tenant and b.id = g.id)
          else array_remove(array[(case when metric = 'tokens_in' then g.tokens_in when metric = 'tokens_out' then g.tokens_out
            when metric = 'latency' then g.latency_micros / 1000.0 when metric = 'cost.' || lower(g.currency) then g.cost_micros end)::double precision], null) end as said) x
      where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact) and g.id > after and g.id < before
        and coalesce(g.environment, 'production') = environment and (slice = '' or slice = 'language:' || g.language or slice = 'service:' || g.service)
        and (x.hit is not null or cardinality(x.said) > 0)
      order by g.id limit most),
    numbered as materialized (select s.*, ((had + row_number() over (order by s.id) - 1) / size)::integer as part from said s),
    lay as (
      select b.part, array_agg(b.bucket order by b.bucket) as buckets, array_agg(b.n order by b.bucket) as counts
      from (select n.part, bucket_of(v) as bucket, count(*) as n from numbered n cross join unnest(n.said) v where n.hit is null group by 1, 2) b group by 1)
    select p.part, p.calls, p.hits, l.buckets, l.counts, p.last, p.at
    from (select n.part, count(*)::integer as calls, count(*) filter (where n.hit) as hits, (array_agg(n.id order by n.id desc))[1] as last,
      (array_agg(n.at order by n.id desc))[1] as at from numbered n group by 1) p
    left join lay l on l.part = p.part order by 1;
end $$;

-- When the stream of a rule begins whose windows are counted: when it was set, or its last alarm closed.
create function countersign_private.stream_begins(rule_id bigint) returns timestamptz language sql stable as $$
  select greatest(r.valid_from, (select max(s.valid_from) from countersign_private.monitor_alarm x
    join countersign_private.monitor_look l on l.id = x.look and l.rule = r.id join countersign_private.alarm_state s on s.alarm = x.alarm and s.state = 'closed'))
  from countersign_private.monitor_rule r where r.id = rule_id
$$;

-- Adds calls that have come to the windows of a rule, at most `most`, each once, ten minutes after they were made: by then what
-- checkers say has come. A call that comes later still is in the figures by day and in no window. Answers how many calls were added.
create function countersign.fill_windows(rule_id bigint, most integer default 50000) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
#variable_conflict use_variable
declare
  r countersign_private.monitor_rule;
  m countersign_private.monitor;
  a countersign_private.artifact;
  w countersign_private.monitor_window;
  begins timestamptz;
  ripe constant uuid := first_id_at(moment() - interval '10 minutes');
  after uuid;
  had integer := 0;
  place integer;
  done bigint;
begin
  if not (has_role('ingest') or has_role('lead')) then
    perform refuse('CS403', 'right.missing', 'Monitors are run by a program with the right of ingest, or by a lead.', '', 'Ask an administrator for it.');
  end if;
  if most is null or most not between 1 and 1000000 then
    perform refuse('CS422', 'figures.most', 'Windows are filled by 1 to 1,000,000 calls at a time.', '', 'Ask for another number.');
  end if;
  select x.* into m from monitor_rule y join countersign_private.monitor x on x.id = y.monitor where y.id = rule_id for update of x;
  select x.* into r from monitor_rule x where x.id = rule_id and x.valid_to = 'infinity' and not x.retired and x.window_calls is not null;
  if not found then return 0; end if;
  select x.* into a from countersign_private.artifact x where x.id = m.artifact;
  begins := stream_begins(r.id);
  select x.* into w from monitor_window x where x.rule = r.id order by x.number desc limit 1;
  -- What was open when an alarm was closed is of the old promise: it stays as it is.
  if w.rule is null or w.since < begins then
    after := first_id_at(begins);
    place := coalesce(w.number + 1, 1);
  elsif w.calls = r.window_calls then
    after := w.until;
    place := w.number + 1;
  else
    after := w.until;
    place := w.number;
    had := w.calls;
  end if;
  if after >= ripe then return 0; end if;
  with added as (
    insert into monitor_window as d (rule, number, since, until, at, calls, hits, buckets, counts)
      select r.id, place + c.part, begins, c.last, c.at, c.calls, c.hits, c.buckets, c.counts
      from counted_calls(a.kind, a.name, m.metric, m.slice, m.environment, r.window_calls, had, after, ripe, most) c
    on conflict on constraint monitor_window_pkey do update set until = excluded.until, at = excluded.at, calls = d.calls + excluded.calls,
      hits = d.hits + excluded.hits,
      buckets = (select x.buckets from merged_sketch(d.buckets, d.counts, excluded.buckets, excluded.counts) x),
      counts = (select x.counts from merged_sketch(d.buckets, d.counts, excluded.buckets, excluded.counts) x)
    returning number, calls)
  select coalesce(sum(x.calls), 0) - had * (count(*) > 0)::integer into done from added x;
  if done < most then
    -- All that is ripe was read, and is not read again.
    select x.* into w from monitor_window x where x.rule = r.id order by x.number desc limit 1;
    if w.rule is not null and w.since = begins and w.calls < r.window_calls then
      update monitor_window x set until = ripe where x.rule = r.id and x.number = w.number;
    else
      insert into monitor_window (rule, number, since, until, calls, hits) values (r.id, coalesce(w.number + 1, 1), begins, ripe, 0, 0);
    end if;
  end if;
  return done;
end $$;

-- Full windows of the running stream of a rule, in their order.
create function countersign.monitor_windows(rule_id bigint)
returns table (number integer, calls integer, hits bigint, buckets integer[], counts bigint[], at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_reader();
  return query
    select w.number, w.calls, w.hits, w.buckets, w.counts, w.at from monitor_window w join monitor_rule r on r.id = w.rule
    where w.rule = rule_id and w.calls = r.window_calls and w.since = stream_begins(r.id) order by 1;
end $$;

create function countersign_private.require_windows(metric text, size integer) returns void language plpgsql immutable as $$
begin
  if size not between 30 and 1000000 then
    perform countersign_private.refuse('CS422', 'monitor.window', 'A window is 30 to 1,000,000 calls.', '', 'Choose a number between them.');
  elsif not countersign_private.is_of_calls(metric) then
    perform countersign_private.refuse('CS422', 'monitor.window', format('Windows of %s are not counted in calls.', left(metric, 100)),
      'No call says it by itself: it comes of a review, or others measured it.', 'Give the window in days.');
  end if;
end $$;

-- The windows a rule would have had, of days that are past: from the calls themselves, the first 200,000 of them.
create function countersign.count_windows(kind text, artifact text, metric text, slice text, environment text, size integer, since date, until date)
returns table (number integer, calls integer, hits bigint, buckets integer[], counts bigint[], at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
#variable_conflict use_variable
begin
  perform require_reader();
  perform require_windows(metric, size);
  return query
    select c.part + 1, c.calls, c.hits, c.buckets, c.counts, c.at
    from counted_calls(kind, artifact, metric, slice, environment, size, 0, first_id_at(since::timestamp at time zone 'UTC'),
      first_id_at(until::timestamp at time zone 'UTC'), 200000) c
    where c.calls = size order by 1;
end $$;

-- As before, with windows that are counted.
do $$
declare
  text_before constant text := pg_get_functiondef('countersign.set_monitor(text, text, text, text, text, jsonb, text, text)'::regprocedure);
  text_after constant text := replace(replace(replace(text_before,
    'threshold, period, retired, changed_by', 'threshold, period, window_calls, retired, changed_by'),
    'coalesce(r.retired, false), who', 'r.window_calls, coalesce(r.retired, false), who'),
    'if r.reference_until >', 'if r.window_calls is not null and not coalesce(r.retired, false) then perform require_windows(m.metric, r.window_calls); end if;
  if r.reference_until >');
begin
  execute replace(replace(text_after, '"period", "retired"', '"period", "window_calls", "retired"'),
    'an alarm is not under its warning.', 'an alarm is not under its warning; a window of calls is for a tested figure, and holds no fewer than the least calls.');
end $$;

drop function countersign.monitor_rules();
create function countersign.monitor_rules()
returns table (rule bigint, key text, kind text, artifact text, environment text, metric text, slice text, statistic text, direction text, reference_from date,
  reference_until date, minimal integer, warning double precision, alarm double precision, tolerance double precision, level double precision, window_days integer,
  objective double precision, threshold double precision, period text, window_calls integer, stream_from date, last_slot text, last_verdict text, seed bigint, today date)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_reader();
  return query
    select r.id, m.key, a.kind, a.name, m.environment, m.metric, m.slice, r.statistic, r.direction, r.reference_from, r.reference_until, r.minimal, r.warning, r.alarm,
      r.tolerance, r.level, r.window_days, r.objective, r.threshold, r.period, r.window_calls, stream_from(r.id), l.slot, l.verdict, hashtextextended(m.key, r.id),
      (moment() at time zone 'UTC')::date
    from monitor_rule r join monitor m on m.id = r.monitor join artifact a on a.id = m.artifact
    left join lateral (select x.slot, x.verdict from monitor_look x where x.rule = r.id order by x.id desc limit 1) l on true
    where r.valid_to = 'infinity' and not r.retired order by m.key;
end $$;

drop view countersign.monitor, countersign_past.monitor;
call countersign_private.make_views('monitor', $$
  select m.id, m.key, a.kind, a.name as artifact, m.environment, m.metric, m.slice, r.id as rule, r.statistic, r.direction, r.reference_from, r.reference_until, r.minimal,
    r.warning, r.alarm, r.tolerance, r.level, r.window_days, r.objective, r.threshold, r.period, r.window_calls, r.retired, r.changed_by, r.reason, r.valid_from as changed_at,
    l.slot, l.n_reference, l.n_window, l.value, l.log_evidence, l.verdict, l.fleet, l.called, l.words, l.recorded_at as looked_at,
    u.until as muted_until, u.muted_by, u.reason as muted_because,
    (select min(x.alarm) from countersign_private.monitor_alarm x join countersign_private.alarm_state s on s.alarm = x.alarm and {now s} and s.state = 'open'
      where x.monitor = m.id) as open_alarm
  from countersign_private.monitor m join countersign_private.monitor_rule r on r.monitor = m.id and {now r} join countersign_private.artifact a on a.id = m.artifact
  left join lateral (select x.* from countersign_private.monitor_look x where x.rule = r.id and {fact x} order by x.id desc limit 1) l on true
  left join lateral (select x.* from countersign_private.monitor_mute x where x.monitor = m.id and {fact x} order by x.id desc limit 1) u
    on u.until > coalesce((select countersign.as_of()), countersign_private.moment()) $$);
grant select on countersign.monitor, countersign_past.monitor to countersign_viewer;
grant execute on function countersign.monitor_rules(), countersign.monitor_windows(bigint), countersign.fill_windows(bigint, integer)
  to countersign_viewer, countersign_ingest;
grant execute on function countersign.count_windows(text, text, text, text, text, integer, date, date) to countersign_viewer;
