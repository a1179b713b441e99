-- Figures of calls are kept by day as sketches that add up, monitors look at them every day, and what they find stands as an alarm.
-- Long because a released step is one file: what is watched, who watches and what is called belong together.

-- Figures by day -------------------------------------------------------------------------------------------------------------

-- What is known of the calls of a model or a prompt on a day (UTC), by version, environment and slice: derived from the facts and
-- added to as they come, so that any range of days is answered by adding rows up. `slice` is empty for all calls, else
-- `language:…` or `service:…`. Of marks `total` counts the calls that have one, of values it is their sum; `n` is how many said it.
create table countersign_private.figure_day (
  kind text not null check (kind in ('model', 'prompt')),
  artifact text not null,
  metric text not null,
  slice text not null,
  environment text not null,
  version text not null,
  day date not null,
  n bigint not null,
  total double precision not null,
  squares double precision not null,
  primary key (kind, artifact, metric, slice, environment, version, day)
);
create index on countersign_private.figure_day (environment, day) include (kind, artifact, metric, n, total, squares) where slice = '';
call countersign_private.guard_present('countersign_private.figure_day');

-- How the values lay: counts of buckets, ascending. A bucket's ends are 2 % apart.
create table countersign_private.figure_sketch (
  kind text not null,
  artifact text not null,
  metric text not null,
  slice text not null,
  environment text not null,
  version text not null,
  day date not null,
  buckets integer[] not null,
  counts bigint[] not null check (cardinality(counts) = cardinality(buckets)),
  primary key (kind, artifact, metric, slice, environment, version, day)
);
call countersign_private.guard_present('countersign_private.figure_sketch');

-- Up to where facts have been added.
create table countersign_private.figure_mark (
  is_one boolean primary key default true check (is_one),
  generations xid8 not null default '0',
  outcomes xid8 not null default '0',
  late xid8 not null default '0'
);
insert into countersign_private.figure_mark default values;
call countersign_private.guard_present('countersign_private.figure_mark');

-- Flags that came after their call, in the order of their transactions.
create table countersign_private.figure_late (
  xid xid8 not null default pg_current_xact_id(),
  generation uuid not null,
  first smallint not null
);
create index on countersign_private.figure_late (xid);
call countersign_private.guard_present('countersign_private.figure_late');
create function countersign_private.on_late_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  insert into figure_late (generation, first) values (new.generation, new.first);
  return null;
end $$;
create trigger to_figures after insert on countersign_private.parts_later for each row execute function countersign_private.on_late_parts();
alter table countersign_private.parts_later enable always trigger to_figures;
create index on countersign_private.review_outcome (xid);

-- As the program's `LogHistogram` makes them.
create function countersign_private.bucket_of(value double precision) returns integer language sql immutable strict parallel safe as $$
  select case when value = 0 then 0
    else sign(value)::integer * (4000 + least(greatest(ceil(ln(abs(value)) / ln(1.02::double precision)), -3999), 4000)::integer) end
$$;

create function countersign_private.merged_sketch(b1 integer[], c1 bigint[], b2 integer[], c2 bigint[], out buckets integer[], out counts bigint[])
language sql immutable parallel safe as $$
  select array_agg(x.b order by x.b), array_agg(x.c order by x.b)
  from (select u.b, sum(u.c)::bigint as c from (select * from unnest(b1, c1) a (b, c) union all select * from unnest(b2, c2) a (b, c)) u group by u.b) x
$$;

-- The versions of models and prompts a call speaks for, in all slices.
create function countersign_private.figures_of(g countersign_private.generation)
returns table (kind text, artifact text, version text, environment text, slice text, day date) language sql stable parallel safe as $$
  select a.kind, a.name, a.version, coalesce(g.environment, 'production'), s.slice, (g.at at time zone 'UTC')::date
  from (values ('model', g.model, g.model_version), ('prompt', g.prompt, coalesce(g.prompt_version, ''))) a (kind, name, version)
  cross join (values (''), ('language:' || g.language), ('service:' || g.service)) s (slice)
  where a.name is not null and s.slice is not null
$$;

create function countersign_private.add_figure_days() returns void language plpgsql as $$
begin
  insert into countersign_private.figure_day
    select f.kind, f.artifact, f.metric, f.slice, f.environment, f.version, f.day, sum(f.n), sum(f.total), sum(f.squares) from pg_temp.figure_new f
    group by 1, 2, 3, 4, 5, 6, 7
  on conflict on constraint figure_day_pkey do update set n = figure_day.n + excluded.n, total = figure_day.total + excluded.total,
    squares = figure_day.squares + excluded.squares;
  insert into countersign_private.figure_sketch
    select x.kind, x.artifact, x.metric, x.slice, x.environment, x.version, x.day, array_agg(x.bucket order by x.bucket), array_agg(x.n order by x.bucket)
    from (select f.kind, f.artifact, f.metric, f.slice, f.environment, f.version, f.day, f.bucket, sum(f.n)::bigint as n
      from pg_temp.figure_new f where f.bucket is not null group by 1, 2, 3, 4, 5, 6, 7, 8) x
    group by 1, 2, 3, 4, 5, 6, 7
  on conflict on constraint figure_sketch_pkey do update set (buckets, counts) =
    (select m.buckets, m.counts from countersign_private.merged_sketch(figure_sketch.buckets, figure_sketch.counts, excluded.buckets, excluded.counts) m);
  truncate pg_temp.figure_new;
end $$;

-- Adds what has come since the last time, each fact once, whatever order transactions end in; at most about `most` calls. Answers
-- how many calls, review outcomes and late flags were added.
create function countersign.keep_figures(most integer default 100000) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp set jit = off set work_mem = '128MB' as $$
#variable_conflict use_variable
declare
  m figure_mark;
  ended constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  first xid8;
  until xid8;
  done bigint := 0;
  part bigint;
begin
  perform require_ingest();
  if most is null or most not between 1 and 10000000 then
    perform refuse('CS422', 'figures.most', 'Figures are kept for 1 to 10,000,000 calls at a time.', '', 'Ask for another number.');
  end if;
  select * into m from figure_mark for update;
  create temporary table if not exists figure_new (kind text, artifact text, metric text, slice text, environment text, version text, day date,
    n bigint, total double precision, squares double precision, bucket integer) on commit drop;
  truncate pg_temp.figure_new;

  -- Calls: a transaction that has ended is added whole.
  select min(x.xid::text::bigint)::text::xid8, max(x.xid::text::bigint)::text::xid8, count(*) into first, until, part
    from (select g.xid from generation g where g.xid >= m.generations and g.xid < ended order by g.xid limit most + 1) x;
  -- All that have ended, or up to a transaction that is left for the next time.
  if part <= most then until := ended; elsif first = until then until := (until::text::bigint + 1)::text::xid8; end if;
  if part > 0 then
    insert into figure_new
      select f.kind, f.artifact, v.metric, f.slice, f.environment, f.version, f.day, count(*), sum(v.value), sum(v.value * v.value), v.bucket
      from generation c
      cross join lateral (
        select x.metric, x.value, case when x.is_value then bucket_of(x.value) end as bucket from (values
          ('calls', 1::double precision, false), ('tier.high', (c.tier = 'high')::int::double precision, false),
          ('tokens_in', c.tokens_in::double precision, true), ('tokens_out', c.tokens_out::double precision, true),
          ('latency', c.latency_micros / 1000.0::double precision, true),
          ('cost.' || lower(c.currency), c.cost_micros::double precision, true)) x (metric, value, is_value)
        where x.metric is not null and x.value is not null
        union all select 'language.' || lower(c.language), 1, null where c.language is not null
        union all select 'length', octet_length(b.body)::double precision, bucket_of(octet_length(b.body)) from generation_content b
          where b.tenant = c.tenant and b.id = c.id
        union all select distinct case when lower(l.category) = 'refusal' then 'refusal' else 'flag.' || l.category end, 1::double precision, null::integer
          from flag l where l.tenant = c.tenant and l.generation = c.id and l.verdict = 'flagged'
            and not exists (select from figure_late w where w.generation = c.id and l.ordinal >= w.first)
        union all select 'score.' || s.name, s.value, bucket_of(s.value) from score s
          where s.tenant = c.tenant and s.generation = c.id and s.value > '-infinity' and s.value < 'infinity'
        union all select 'retrieval.score', r.score, bucket_of(r.score) from retrieval r
          where r.tenant = c.tenant and r.generation = c.id and r.score > '-infinity' and r.score < 'infinity') v
      cross join lateral figures_of(c) f
      where c.xid >= m.generations and c.xid < until and (f.slice = '' or v.metric not like 'language.%')
      group by f.kind, f.artifact, v.metric, f.slice, f.environment, f.version, f.day, v.bucket;
    perform add_figure_days();
    done := done + least(part, most);
  end if;
  update figure_mark set generations = until;

  -- Flags that came later: a category that a call had is not counted again.
  insert into figure_new
    select f.kind, f.artifact, case when lower(l.category) = 'refusal' then 'refusal' else 'flag.' || l.category end, f.slice, f.environment, f.version, f.day,
      1, 1, 1, null
    from figure_late w join generation c on c.tenant = 1 and c.id = w.generation
    join lateral (select distinct x.category from flag x where x.tenant = 1 and x.generation = w.generation and x.verdict = 'flagged' and x.ordinal >= w.first
      and x.ordinal < coalesce((select min(y.first) from figure_late y where y.generation = w.generation and y.first > w.first), 32767)
      and not exists (select from flag z where z.tenant = 1 and z.generation = w.generation and z.verdict = 'flagged' and z.category = x.category and z.ordinal < w.first)) l on true
    cross join lateral figures_of(c) f
    where w.xid >= m.late and w.xid < until;
  get diagnostics part = row_count;
  if part > 0 then
    perform add_figure_days();
    done := done + part;
  end if;
  update figure_mark set late = until;

  -- Outcomes of review: of an item that was decided anew the last word counts. `override`: a person let pass what a checker had flagged.
  insert into figure_new
    select f.kind, f.artifact, v.metric, f.slice, f.environment, f.version, f.day, case when p.id is null then 1 else 0 end,
      v.now - case when p.id is null then 0 else v.before end, v.now - case when p.id is null then 0 else v.before end, null
    from review_outcome o join generation c on c.tenant = 1 and c.id = o.generation
    left join lateral (select x.id, x.decision from review_outcome x where x.tenant = 1 and x.item = o.item and x.id < o.id order by x.id desc limit 1) p on true
    cross join lateral figures_of(c) f
    cross join lateral (values ('blocked', (o.decision = 'block')::int, (p.decision = 'block')::int), ('override', (o.decision = 'accept')::int, (p.decision = 'accept')::int)) v (metric, now, before)
    where o.tenant = 1 and o.xid >= m.outcomes and o.xid < ended
      and (v.metric = 'blocked' or exists (select from flag l where l.tenant = 1 and l.generation = c.id and l.verdict = 'flagged'));
  get diagnostics part = row_count;
  if part > 0 then
    perform add_figure_days();
    done := done + part;
  end if;
  update figure_mark set outcomes = greatest(m.outcomes, ended);
  return done;
end $$;

-- Whether a day's figure of judges or checkers is kept from this person: so few calls would tell what waits for their own verdict.
create function countersign_private.figure_tells_too_much(metric text, n bigint) returns boolean language sql stable as $$
  select n < 10 and (metric like 'score.%' or metric like 'flag.%' or metric = 'refusal') and countersign_private.reviews_here()
$$;

create function countersign_private.require_reader() returns void language plpgsql stable as $$
begin
  if not (countersign_private.has_role('viewer') or countersign_private.has_role('ingest')) then
    perform countersign_private.refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  perform countersign_private.present_only();
end $$;

-- A figure of an artifact by day and version, with its sketch where it has one. Of marks `n` is the calls they could be on.
create function countersign.figure_days(kind text, artifact text, metric text, slice text, environment text, since date, until date)
returns table (day date, version text, n bigint, total double precision, squares double precision, buckets integer[], counts bigint[])
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_reader();
  return query
    select c.day, c.version, case when is_mark(metric) then c.n else f.n end, coalesce(f.total, 0), coalesce(f.squares, 0), s.buckets, s.counts
    from figure_day c
    left join figure_day f on f.kind = c.kind and f.artifact = c.artifact and f.metric = figure_days.metric and f.slice = c.slice and f.environment = c.environment
      and f.version = c.version and f.day = c.day
    left join figure_sketch s on s.kind = c.kind and s.artifact = c.artifact and s.metric = figure_days.metric and s.slice = c.slice and s.environment = c.environment
      and s.version = c.version and s.day = c.day
    where c.kind = figure_days.kind and c.artifact = figure_days.artifact and c.metric = 'calls' and c.slice = figure_days.slice
      and c.environment = figure_days.environment and c.day >= since and c.day < until and (is_mark(metric) or f.n is not null)
      and not figure_tells_too_much(metric, case when is_mark(metric) then c.n else f.n end)
    order by 1, 2;
end $$;

-- A mark stands on some of the calls; of reviewed ones `n` is kept with it.
create function countersign_private.is_mark(metric text) returns boolean language sql immutable parallel safe as $$
  select metric in ('tier.high', 'refusal') or metric like 'flag.%' or metric like 'language.%'
$$;

-- Slices, environments and metrics that an artifact has figures of.
create function countersign.figure_names(kind text, artifact text, since date)
returns table (metric text, slice text, environment text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_reader();
  return query select f.metric, f.slice, f.environment, sum(f.n)::bigint from figure_day f
    where f.kind = figure_names.kind and f.artifact = figure_names.artifact and f.day >= since group by 1, 2, 3 order by 1, 2, 3;
end $$;

-- Every figure of every artifact in a window and in the reference before it: the fleet at one glance, from sums alone.
create function countersign.fleet_figures(environment text, reference_from date, window_from date, until date)
returns table (kind text, artifact text, metric text, n_reference bigint, total_reference double precision, squares_reference double precision,
  n_window bigint, total_window double precision, squares_window double precision)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
#variable_conflict use_variable
declare reviewing constant boolean := reviews_here();
begin
  perform require_reader();
  return query
    select f.kind, f.artifact, f.metric,
      coalesce(sum(f.n) filter (where f.day < window_from), 0)::bigint, coalesce(sum(f.total) filter (where f.day < window_from), 0),
      coalesce(sum(f.squares) filter (where f.day < window_from), 0),
      coalesce(sum(f.n) filter (where f.day >= window_from), 0)::bigint, coalesce(sum(f.total) filter (where f.day >= window_from), 0),
      coalesce(sum(f.squares) filter (where f.day >= window_from), 0)
    from figure_day f where f.slice = '' and f.environment = fleet_figures.environment and f.day >= reference_from and f.day < until
      and (not reviewing or not (f.metric like 'score.%' or f.metric like 'flag.%' or f.metric = 'refusal') or f.n >= 10)
    group by 1, 2, 3;
end $$;

-- Monitors -------------------------------------------------------------------------------------------------------------------

create table countersign_private.monitor (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  artifact bigint not null references countersign_private.artifact,
  environment text not null references countersign_private.environment,
  metric text not null check (metric <> '' and length(metric) <= 200 and metric !~ '[[:cntrl:]]'),
  slice text not null default '' check (length(slice) <= 200 and slice !~ '[[:cntrl:]]'),
  made_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.monitor (artifact);
call countersign_private.guard_facts('countersign_private.monitor');

-- What it takes for an alarm. Another rule is another promise: its stream begins on the day it is set.
create table countersign_private.monitor_rule (
  id bigint generated always as identity primary key,
  monitor bigint not null references countersign_private.monitor,
  statistic text not null check (statistic in ('share', 'mean', 'psi', 'ks', 'js', 'wasserstein', 'burn', 'cap')),
  direction text not null check (direction in ('rise', 'fall', 'either')),
  -- The days compared with, the second not in it.
  reference_from date,
  reference_until date,
  minimal integer not null check (minimal between 1 and 10000000),
  warning double precision not null check (warning between 0 and 1e15),
  alarm double precision not null check (alarm between warning and 1e15),
  tolerance double precision not null default 0 check (tolerance between 0 and 1),
  level double precision not null check (level between 0.0001 and 0.5),
  window_days integer not null check (window_days between 1 and 90),
  -- Of an objective: the share of good calls, and from which value on a call is bad; no value: a call with the mark is.
  objective double precision check (objective > 0 and objective < 1),
  threshold double precision check (threshold between -1e15 and 1e15),
  -- Of a cap: what is spent in a day or a month of UTC.
  period text check (period in ('day', 'month')),
  -- Looked at no more.
  retired boolean not null default false,
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check (statistic in ('burn', 'cap') or coalesce(reference_from < reference_until and reference_until <= reference_from + 400, false)),
  check ((statistic = 'burn') = (objective is not null) and (statistic = 'cap') = (period is not null))
);
create unique index monitor_rule_now on countersign_private.monitor_rule (monitor) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.monitor_rule');

-- It still looks; the Office does not show what it finds until then. The last one counts.
create table countersign_private.monitor_mute (
  id bigint generated always as identity primary key,
  monitor bigint not null references countersign_private.monitor,
  until timestamptz not null,
  muted_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.monitor_mute (monitor, id desc);
call countersign_private.guard_facts('countersign_private.monitor_mute');

-- What a rule saw. Of a tested figure each day once; of a burn rate or a cap each time the verdict changes.
create table countersign_private.monitor_look (
  id bigint generated always as identity primary key,
  rule bigint not null references countersign_private.monitor_rule,
  -- The day, or the moment.
  slot text not null,
  n_reference bigint not null,
  n_window bigint not null,
  value double precision,
  log_evidence double precision,
  verdict text not null check (verdict in ('no_data', 'too_few', 'quiet', 'warning', 'alarm')),
  -- How many monitors were looked at together, and whether it was among those called.
  fleet integer not null,
  called boolean not null,
  words text not null default '' check (length(words) <= 300),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  unique (rule, slot)
);
call countersign_private.guard_facts('countersign_private.monitor_look');

alter table countersign_private.alarm drop constraint alarm_kind_check;
alter table countersign_private.alarm add constraint alarm_kind_check check (kind in ('shadow', 'drift', 'burn', 'cap'));

-- Which look raised an alarm.
create table countersign_private.monitor_alarm (
  alarm bigint primary key references countersign_private.alarm,
  monitor bigint not null references countersign_private.monitor,
  look bigint not null references countersign_private.monitor_look,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.monitor_alarm (monitor);
call countersign_private.guard_facts('countersign_private.monitor_alarm');

select countersign_private.bind_rows(x.place, array['id']) from (values ('monitor'), ('monitor_rule'), ('monitor_mute'), ('monitor_look')) x (place);
select countersign_private.bind_rows('monitor_alarm', array['alarm']);

create function countersign_private.known_monitor(name text) returns countersign_private.monitor language plpgsql stable as $$
declare m countersign_private.monitor;
begin
  select * into m from countersign_private.monitor x where x.key = known_monitor.name;
  if not found then
    perform countersign_private.refuse('CS404', 'monitor.unknown', format('There is no monitor called %s.', left(coalesce(name, ''), 100)), '',
      coalesce(format('Did you mean %s?', (select x.key from countersign_private.monitor x order by countersign_private.levenshtein_near(x.key, coalesce(name, '')), x.key limit 1)),
        'Set one: countersign monitor set.'));
  end if;
  return m;
end $$;

-- Sets a monitor, or another rule for one that is there. `rule`: {"statistic", "direction", "reference_from", "reference_until",
-- "minimal", "warning", "alarm", "tolerance", "level", "window_days", "objective", "threshold", "period", "retired"}.
create function countersign.set_monitor(key text, artifact text, environment text, metric text, slice text, rule jsonb, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead', 'approver');
  a countersign_private.artifact;
  m countersign_private.monitor;
  r countersign_private.monitor_rule;
  at timestamptz := clock();
  ended timestamptz;
begin
  perform require_reason(reason);
  if key is null or key !~ '^[a-z0-9][a-z0-9._-]{0,99}$' then
    perform refuse('CS422', 'monitor.key', 'This is no name for a monitor.', '', 'Use small letters, digits, dots, hyphens and underscores, 100 at most.');
  end if;
  select * into m from countersign_private.monitor x where x.key = set_monitor.key;
  if not found then
    select * into a from countersign_private.artifact x where x.name = set_monitor.artifact;
    if not found or a.kind not in ('model', 'prompt') then
      perform refuse('CS404', 'artifact.unknown', format('There is no model or prompt called %s.', left(coalesce(artifact, ''), 120)), '', 'Look at `countersign registry list`.');
    end if;
    perform known_environment(environment);
    if coalesce(metric, '') = '' or length(metric) > 200 or metric ~ '[[:cntrl:]]' or coalesce(slice, '') ~ '[[:cntrl:]]' or length(coalesce(slice, '')) > 200 then
      perform refuse('CS422', 'monitor.metric', 'This is no name of a figure.', '', 'Look at `countersign drift figures`.');
    end if;
    insert into countersign_private.monitor (key, artifact, environment, metric, slice, made_by) values (key, a.id, environment, metric, coalesce(slice, ''), who) returning * into m;
  else
    -- Looks of the old rule end before those of the new one begin.
    perform from countersign_private.monitor x where x.id = m.id for update;
    if (artifact is not null and m.artifact is distinct from (select x.id from countersign_private.artifact x where x.name = set_monitor.artifact))
      or (metric is not null and m.metric <> metric) or (environment is not null and m.environment <> environment) or (slice is not null and m.slice <> slice) then
      perform refuse('CS409', 'monitor.taken', format('%s watches something else.', key), '', 'Choose another name; what a monitor watches never changes.');
    end if;
  end if;
  select * into r from monitor_rule x where x.monitor = m.id and x.valid_to = 'infinity';
  r := jsonb_populate_record(r, coalesce(rule, '{}') - array['id', 'monitor', 'changed_by', 'reason', 'valid_from', 'valid_to', 'xid']);
  if r.statistic is null then
    perform refuse('CS422', 'monitor.statistic', 'A monitor needs a statistic.', '', 'Choose share, mean, psi, ks, js, wasserstein, burn or cap.');
  end if;
  if r.reference_until > (at at time zone 'UTC')::date then
    perform refuse('CS422', 'monitor.reference', 'The reference is not over yet.', '', 'Choose days that are past.');
  end if;
  update monitor_rule x set valid_to = greatest(at, x.valid_from + interval '1 microsecond') where x.monitor = m.id and x.valid_to = 'infinity' returning x.valid_to into ended;
  begin
    insert into monitor_rule (monitor, statistic, direction, reference_from, reference_until, minimal, warning, alarm, tolerance, level, window_days, objective,
      threshold, period, retired, changed_by, reason, valid_from)
    values (m.id, r.statistic, coalesce(r.direction, 'either'), r.reference_from, r.reference_until, coalesce(r.minimal, 100), coalesce(r.warning, r.alarm, 0),
      coalesce(r.alarm, r.warning, 0), coalesce(r.tolerance, 0), coalesce(r.level, 0.05), coalesce(r.window_days, 1), r.objective, r.threshold, r.period,
      coalesce(r.retired, false), who, reason, coalesce(ended, at));
  exception when check_violation then
    perform refuse('CS422', 'monitor.rule', 'This rule cannot be followed.',
      'A tested figure needs a reference of 1 to 400 days; a burn rate an objective between 0 and 1; a cap a period; an alarm is not under its warning.', 'Mend it.');
  end;
  return record_activity('monitor.set', 'monitor', key, reason, coalesce(rule, '{}'), channel);
exception when invalid_text_representation or numeric_value_out_of_range or datetime_field_overflow or invalid_datetime_format then
  perform refuse('CS422', 'monitor.rule', 'A member of the rule is not what it should be.', sqlerrm, 'Mend it.');
  return null;
end $$;

-- Until then its alarms stand, are counted by gates, and are not shown on the Office. An end that is past ends a mute.
create function countersign.mute_monitor(key text, until timestamptz, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead');
  m countersign_private.monitor := known_monitor(key);
begin
  perform require_reason(reason);
  if until is null or until > clock() + interval '90 days' then
    perform refuse('CS422', 'monitor.mute', 'A mute ends, after 90 days at most.', '', 'Say until when.');
  end if;
  insert into monitor_mute (monitor, until, muted_by, reason) values (m.id, until, who, reason);
  return record_activity('monitor.mute', 'monitor', key, reason, jsonb_build_object('until', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), channel);
end $$;

-- The day a rule's stream begins: when it was set, or the day after its last alarm was closed, which begins a new promise.
create function countersign_private.stream_from(rule_id bigint) returns date language sql stable as $$
  select greatest((r.valid_from at time zone 'UTC')::date, r.reference_until,
    (select (max(s.valid_from) at time zone 'UTC')::date + 1 from countersign_private.monitor_alarm x join countersign_private.monitor_look l on l.id = x.look and l.rule = r.id
      join countersign_private.alarm_state s on s.alarm = x.alarm and s.state = 'closed'))
  from countersign_private.monitor_rule r where r.id = rule_id
$$;

-- Rules that are looked at now, for whoever runs them.
create function countersign.monitor_rules()
returns table (rule bigint, key text, kind text, artifact text, environment text, metric text, slice text, statistic text, direction text, reference_from date,
  reference_until date, minimal integer, warning double precision, alarm double precision, tolerance double precision, level double precision, window_days integer,
  objective double precision, threshold double precision, period text, stream_from date, last_slot text, last_verdict text, seed bigint, today date)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_reader();
  return query
    select r.id, m.key, a.kind, a.name, m.environment, m.metric, m.slice, r.statistic, r.direction, r.reference_from, r.reference_until, r.minimal, r.warning, r.alarm,
      r.tolerance, r.level, r.window_days, r.objective, r.threshold, r.period, stream_from(r.id), l.slot, l.verdict, hashtextextended(m.key, r.id),
      (moment() at time zone 'UTC')::date
    from monitor_rule r join monitor m on m.id = r.monitor join artifact a on a.id = m.artifact
    left join lateral (select x.slot, x.verdict from monitor_look x where x.rule = r.id order by x.id desc limit 1) l on true
    where r.valid_to = 'infinity' and not r.retired order by m.key;
end $$;

-- Good and bad calls of the last so many seconds each, for a burn rate: from the calls themselves, three days of them at most.
create function countersign.burn_windows(rule_id bigint) returns table (seconds integer, bad bigint, total bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
declare
  now constant timestamptz := moment();
  x record;
begin
  perform require_reader();
  select a.kind, a.name, m.metric, m.slice, m.environment, r.threshold, r.direction into x from monitor_rule r join monitor m on m.id = r.monitor
    join artifact a on a.id = m.artifact where r.id = rule_id;
  if not found then return; end if;
  return query
    with calls as materialized (
      select extract(epoch from now - g.at)::integer as age, case
        when x.metric = 'tier.high' then g.tier = 'high'
        when x.metric = 'refusal' then exists (select from flag f where f.tenant = 1 and f.generation = g.id and f.verdict = 'flagged' and lower(f.category) = 'refusal')
        when x.metric like 'flag.%' then exists (select from flag f where f.tenant = 1 and f.generation = g.id and f.verdict = 'flagged' and f.category = substr(x.metric, 6))
        when x.metric like 'score.%' then (select bool_or(case x.direction when 'fall' then s.value < x.threshold else s.value > x.threshold end)
          from score s where s.tenant = 1 and s.generation = g.id and s.name = substr(x.metric, 7))
        else case when v.value is not null then case x.direction when 'fall' then v.value < x.threshold else v.value > x.threshold end end end as bad
      from generation g cross join lateral (select (case when x.metric = 'latency' then g.latency_micros / 1000.0 when x.metric = 'tokens_in' then g.tokens_in
        when x.metric = 'tokens_out' then g.tokens_out when x.metric = 'cost.' || lower(g.currency) then g.cost_micros end)::double precision as value) v
      where g.tenant = 1 and (x.kind = 'model' and g.model = x.name or x.kind = 'prompt' and g.prompt = x.name)
        and g.id >= first_id_at(now - interval '3 days') and g.id < first_id_at(now + interval '1 second') and g.at <= now
        and coalesce(g.environment, 'production') = x.environment
        and (x.slice = '' or x.slice = 'language:' || g.language or x.slice = 'service:' || g.service))
    select w.seconds, count(*) filter (where c.bad), count(*)
    from unnest(array[300, 1800, 3600, 7200, 21600, 86400, 259200]) w (seconds) join calls c on c.age <= w.seconds and c.bad is not null group by 1;
end $$;

-- What was spent in the running period, in millionths.
create function countersign.cap_spent(rule_id bigint) returns table (spent double precision, calls bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare today constant date := (moment() at time zone 'UTC')::date;
begin
  perform require_reader();
  return query select coalesce(sum(f.total), 0), coalesce(sum(f.n), 0)::bigint
    from monitor_rule r join monitor m on m.id = r.monitor join artifact a on a.id = m.artifact
    left join figure_day f on f.kind = a.kind and f.artifact = a.name and f.metric = m.metric and f.slice = m.slice and f.environment = m.environment
      and f.day >= case r.period when 'month' then date_trunc('month', today)::date else today end and f.day <= today
    where r.id = rule_id;
end $$;

-- Records what a rule saw, once a slot, and raises the alarm it calls for. Answers the alarm, null without one.
create function countersign.record_look(rule_id bigint, slot text, n_reference bigint, n_window bigint, value double precision, log_evidence double precision,
  verdict text, fleet integer, called boolean, words text)
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  r countersign_private.monitor_rule;
  m countersign_private.monitor;
  look bigint;
  made bigint;
  of_version bigint;
  who constant text := require_person();
  at constant timestamptz := clock();
begin
  if not (has_role('ingest') or has_role('lead')) then
    perform refuse('CS403', 'right.missing', 'Monitors are run by a program with the right of ingest, or by a lead.', '', 'Ask an administrator for it.');
  end if;
  select x.* into m from monitor_rule y join countersign_private.monitor x on x.id = y.monitor where y.id = rule_id for update of x;
  select x.* into r from monitor_rule x where x.id = rule_id and x.valid_to = 'infinity' and not x.retired;
  if not found then
    perform refuse('CS409', 'monitor.changed', 'This rule is no longer in force.', '', 'Ask for the rules again.');
  end if;
  insert into monitor_look (rule, slot, n_reference, n_window, value, log_evidence, verdict, fleet, called, words)
    values (rule_id, left(slot, 40), n_reference, n_window, nullif(value, 'NaN'), nullif(log_evidence, 'NaN'), verdict, fleet, called, left(words, 300))
    on conflict on constraint monitor_look_rule_slot_key do nothing returning id into look;
  if look is null or verdict <> 'alarm' or not called then return null; end if;
  if exists (select from monitor_alarm x join alarm_state s on s.alarm = x.alarm and s.valid_to = 'infinity' and s.state = 'open' where x.monitor = m.id) then return null; end if;
  -- It names what serves there; where nothing does, the newest.
  select p.version into of_version from pointer p where p.artifact = m.artifact and p.environment = m.environment and p.valid_to = 'infinity' order by p.weight desc, p.colour limit 1;
  if of_version is null then select v.id into of_version from version v where v.artifact = m.artifact order by v.number desc limit 1; end if;
  if of_version is null then return null; end if;
  insert into alarm (kind, version, environment, subject, words)
    values (case r.statistic when 'burn' then 'burn' when 'cap' then 'cap' else 'drift' end, of_version, m.environment, format('%s look %s', m.key, look), left(words, 300))
    returning id into made;
  insert into alarm_state (alarm, state, changed_by, reason, valid_from) values (made, 'open', who, 'a monitor found it', at);
  insert into monitor_alarm (alarm, monitor, look) values (made, m.id, look);
  return made;
end $$;

-- What gates are told changes with an alarm.
create function countersign_private.on_monitor_alarm() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare v record;
begin
  for v in select distinct p.version from alarm x join version w on w.id = x.version join version o on o.artifact = w.artifact
    join promotion p on p.version = o.id join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    where x.id = new.alarm and x.kind <> 'shadow' order by 1 loop
    perform touch_promotions(v.version);
  end loop;
  return null;
end $$;
create trigger to_gates after insert on countersign_private.alarm_state for each row execute function countersign_private.on_monitor_alarm();
alter table countersign_private.alarm_state enable always trigger to_gates;

-- Gates ----------------------------------------------------------------------------------------------------------------------

-- As before, with the open alarms of the artifact's monitors.
do $$ begin
  execute replace(replace(pg_get_functiondef('countersign_private.gate_facts(bigint, text)'::regprocedure),
    'FUNCTION countersign_private.gate_facts(', 'FUNCTION countersign_private.gate_facts_of_version('), 'gate_facts.environment', 'gate_facts_of_version.environment');
end $$;
create or replace function countersign_private.gate_facts(version_id bigint, environment text) returns jsonb language sql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set extra_float_digits = 1 as $$
  select gate_facts_of_version(version_id, environment) || jsonb_build_object('alarms', (
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id::text, 'kind', x.kind, 'monitor', m.key, 'metric', m.metric, 'environment', x.environment, 'version', w.label,
      'same_version', w.id = version_id, 'words', x.words, 'on', day_of(x.recorded_at), 'at_seconds', seconds_of(x.recorded_at)) order by x.id), '[]')
    from version v join version w on w.artifact = v.artifact join alarm x on x.version = w.id
    join alarm_state s on s.alarm = x.id and s.valid_to = 'infinity' and s.state = 'open'
    join monitor_alarm y on y.alarm = x.id join monitor m on m.id = y.monitor where v.id = version_id))
$$;

-- The schedule ---------------------------------------------------------------------------------------------------------------

insert into countersign_private.schedule_job (name, title, every, needs) values
  ('keep-figures', 'Add what has come to the figures by day', '1 minute', 'ingest'),
  ('run-monitors', 'Look at what is watched', '5 minutes', 'ingest');

-- Views ----------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('monitor', $$
  select m.id, m.key, a.kind, a.name as artifact, m.environment, m.metric, m.slice, r.id as rule, r.statistic, r.direction, r.reference_from, r.reference_until, r.minimal,
    r.warning, r.alarm, r.tolerance, r.level, r.window_days, r.objective, r.threshold, r.period, r.retired, r.changed_by, r.reason, r.valid_from as changed_at,
    l.slot, l.n_reference, l.n_window, l.value, l.log_evidence, l.verdict, l.fleet, l.called, l.words, l.recorded_at as looked_at,
    u.until as muted_until, u.muted_by, u.reason as muted_because,
    (select min(x.alarm) from countersign_private.monitor_alarm x join countersign_private.alarm_state s on s.alarm = x.alarm and {now s} and s.state = 'open'
      where x.monitor = m.id) as open_alarm
  from countersign_private.monitor m join countersign_private.monitor_rule r on r.monitor = m.id and {now r} join countersign_private.artifact a on a.id = m.artifact
  left join lateral (select x.* from countersign_private.monitor_look x where x.rule = r.id and {fact x} order by x.id desc limit 1) l on true
  left join lateral (select x.* from countersign_private.monitor_mute x where x.monitor = m.id and {fact x} order by x.id desc limit 1) u
    on u.until > coalesce((select countersign.as_of()), countersign_private.moment()) $$);
call countersign_private.make_views('monitor_look', $$
  select l.id, m.key as monitor, l.slot, l.n_reference, l.n_window, l.value, l.log_evidence, l.verdict, l.fleet, l.called, l.words, l.recorded_at,
    (select x.alarm from countersign_private.monitor_alarm x where x.look = l.id) as alarm
  from countersign_private.monitor_look l join countersign_private.monitor_rule r on r.id = l.rule join countersign_private.monitor m on m.id = r.monitor where {fact l} $$);
call countersign_private.make_views('monitor_alarm', $$
  select x.alarm, m.key as monitor, m.metric, x.look, u.until as muted_until
  from countersign_private.monitor_alarm x join countersign_private.monitor m on m.id = x.monitor
  left join lateral (select y.* from countersign_private.monitor_mute y where y.monitor = m.id and {fact y} order by y.id desc limit 1) u
    on u.until > coalesce((select countersign.as_of()), countersign_private.moment())
  where {fact x} $$);

grant select on countersign.monitor, countersign_past.monitor, countersign.monitor_look, countersign_past.monitor_look, countersign.monitor_alarm,
  countersign_past.monitor_alarm to countersign_viewer;
grant execute on function
  countersign.figure_days(text, text, text, text, text, date, date), countersign.figure_names(text, text, date),
  countersign.fleet_figures(text, date, date, date), countersign.monitor_rules(), countersign.burn_windows(bigint), countersign.cap_spent(bigint),
  countersign.record_look(bigint, text, bigint, bigint, double precision, double precision, text, integer, boolean, text)
  to countersign_viewer, countersign_ingest;
-- Each of these asks for its own role.
grant execute on function countersign.set_monitor(text, text, text, text, text, jsonb, text, text), countersign.mute_monitor(text, timestamptz, text, text)
  to countersign_viewer;
grant execute on function countersign.keep_figures(integer) to countersign_ingest;
