-- Figures that others measured: evaluations, red teams, and metrics of their own dashboards. Each says who supplied it, which report
-- it stands in, and what was measured on what and by whom. Gates, the figures by day and monitors read them like any other.

create table countersign_private.outside_figure (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('evaluation', 'metric', 'red_team')),
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  slice text not null,
  suite text not null,
  metric text not null,
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  -- Of a share: how many of the `n`.
  hits bigint check (hits between 0 and n),
  n bigint check (n between 0 and 1000000000000),
  -- When it was measured.
  at timestamptz not null,
  supplier text not null,
  report_digest bytea not null check (length(report_digest) = 32),
  dataset text not null,
  dataset_version text not null,
  judge text not null,
  judge_version text not null,
  -- SHA-256 of what says that two lines are the same figure.
  identity bytea not null unique,
  receipt bigint not null references countersign_private.receipt,
  evaluation bigint unique references countersign_private.evaluation,
  supplied_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check (hits is null or n is not null),
  check ((evaluation is null) = (kind = 'metric'))
);
create index on countersign_private.outside_figure (version, id desc);
call countersign_private.guard_facts('countersign_private.outside_figure');
select countersign_private.bind_rows('outside_figure', array['id']);

-- A figure by day that no call says: `outside.` for values, `outside_share.` for shares, then suite and metric.
create function countersign_private.is_outside(metric text) returns boolean language sql immutable parallel safe as $$
  select metric like 'outside.%' or metric like 'outside\_share.%'
$$;

-- One figure. Answers whether it is new.
create function countersign_private.take_outside_figure(receipt_id bigint, who text, f jsonb) returns boolean language plpgsql as $$
#variable_conflict use_variable
declare
  v countersign_private.version;
  a countersign_private.artifact;
  environment constant text := coalesce(f ->> 'environment', 'production');
  kind constant text := coalesce(f ->> 'kind', 'evaluation');
  measured constant timestamptz := coalesce((f ->> 'at')::timestamptz, clock());
  digest constant bytea := decode(f ->> 'report_digest', 'hex');
  value constant double precision := coalesce((f ->> 'value')::double precision, (f ->> 'hits')::double precision / nullif((f ->> 'n')::double precision, 0));
  suite text := coalesce(f ->> 'suite', '');
  same bytea;
  standing countersign_private.evaluation;
  known countersign_private.outside_figure;
  made bigint;
  key text;
begin
  select * into v from version x where x.id = find_version(f ->> 'artifact', f ->> 'version');
  select * into a from artifact x where x.id = v.artifact;
  perform known_environment(environment);
  if measured > clock() + interval '5 minutes' then
    perform refuse('CS422', 'figure.future', 'It was measured in the future.', '', 'Look at the clock of whoever measured.');
  end if;
  if value is null or value in ('NaN', 'Infinity', '-Infinity') then
    perform refuse('CS422', 'figure.value', 'A figure must be a number.', '', 'Leave out what could not be measured.');
  end if;
  -- Gates find an attack by its suite.
  if kind = 'red_team' and suite !~ '^red-?team' then suite := 'redteam' || coalesce('.' || nullif(suite, ''), ''); end if;
  if kind = 'evaluation' and suite = '' then
    perform refuse('CS422', 'figure.suite', 'An evaluation says of which suite it is.', '', 'Name the suite.');
  end if;
  same := sha256(convert_to(jsonb_build_array(kind, v.id, environment, coalesce(f ->> 'slice', ''), suite, f ->> 'metric', coalesce(f ->> 'dataset', ''),
    coalesce(f ->> 'dataset_version', ''), coalesce(f ->> 'judge', ''), coalesce(f ->> 'judge_version', ''),
    case when kind = 'metric' then extract(epoch from measured)::text else '' end, encode(digest, 'hex'))::text, 'UTF8'));
  perform take_artifact(v.artifact);
  select * into known from outside_figure x where x.identity = same;
  if found then
    if known.value is distinct from value or known.hits is distinct from (f ->> 'hits')::bigint or known.n is distinct from (f ->> 'n')::bigint then
      perform refuse('CS409', 'figure.conflict', format('The same report gave another %s for %s@%s before.', left(f ->> 'metric', 100), left(a.name, 100), left(v.label, 80)),
        format('It was %s.', known.value), 'A report that was mended has another digest: hand in its own.');
    end if;
    return false;
  end if;
  if kind <> 'metric' then
    -- Limits are the office's: one that stands is not changed by who measures.
    select e.* into standing from evaluation e join version w on w.id = e.version
      where w.artifact = v.artifact and e.suite = suite and e.metric = f ->> 'metric' and e.bound is not null order by e.id desc limit 1;
    perform touch_promotions(v.id);
    insert into evaluation (version, suite, metric, value, bound, at_least, n, report_digest, supplied_by, effective_at)
    values (v.id, suite, f ->> 'metric', value, coalesce(standing.bound, (f ->> 'limit')::double precision),
      coalesce(standing.at_least, (f ->> 'at_least')::boolean, true), least((f ->> 'n')::bigint, 2147483647)::integer, digest, who, measured)
    returning id into made;
  end if;
  insert into outside_figure (kind, version, environment, slice, suite, metric, value, hits, n, at, supplier, report_digest, dataset, dataset_version,
    judge, judge_version, identity, receipt, evaluation, supplied_by)
  values (kind, v.id, environment, coalesce(f ->> 'slice', ''), suite, f ->> 'metric', value, (f ->> 'hits')::bigint, (f ->> 'n')::bigint, measured, f ->> 'supplier',
    digest, coalesce(f ->> 'dataset', ''), coalesce(f ->> 'dataset_version', ''), coalesce(f ->> 'judge', ''), coalesce(f ->> 'judge_version', ''), same,
    receipt_id, made, who);
  if a.kind in ('model', 'prompt') then
    -- A share counts as many as it is of; a value is one observation, whatever it was worked out from.
    key := case when f ? 'hits' then 'outside_share.' else 'outside.' end || coalesce(nullif(suite, '') || '.', '') || (f ->> 'metric');
    insert into figure_day as d (kind, artifact, metric, slice, environment, version, day, n, total, squares)
    values (a.kind, a.name, key, coalesce(f ->> 'slice', ''), environment, v.label, (measured at time zone 'UTC')::date,
      case when f ? 'hits' then (f ->> 'n')::bigint else 1 end, coalesce((f ->> 'hits')::double precision, value), coalesce((f ->> 'hits')::double precision, value * value))
    on conflict on constraint figure_day_pkey do update set n = d.n + excluded.n, total = d.total + excluded.total, squares = d.squares + excluded.squares;
    if not f ? 'hits' then
      insert into figure_sketch as d (kind, artifact, metric, slice, environment, version, day, buckets, counts)
      values (a.kind, a.name, key, coalesce(f ->> 'slice', ''), environment, v.label, (measured at time zone 'UTC')::date, array[bucket_of(value)], array[1])
      on conflict on constraint figure_sketch_pkey do update set (buckets, counts) =
        (select m.buckets, m.counts from merged_sketch(d.buckets, d.counts, excluded.buckets, excluded.counts) m);
    end if;
  end if;
  return true;
end $$;

-- Takes figures, each a member of the list {"line", "artifact", "version", "metric", "value" or "hits" and "n", "report_digest" (hex), "supplier", …}.
-- What one says that cannot be does not hold up the others: it is named. Answers {"taken", "known", "refusals": [{"line", "code", "reason"}]}.
create function countersign.take_outside_figures(receipt_id bigint, figures jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  who constant text := require_person();
  f jsonb;
  added bigint := 0;
  there bigint := 0;
  refusals jsonb := '[]';
  code text;
  reason text;
  hint text;
begin
  perform refuse_if_as_of();
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  -- In one order, so that sessions that bring figures of the same artifacts wait for each other.
  for f in select x from jsonb_array_elements(figures) x order by x ->> 'artifact' collate "C", (x ->> 'line')::bigint loop
    begin
      if take_outside_figure(receipt_id, who, f) then added := added + 1; else there := there + 1; end if;
    exception when sqlstate 'CS404' or sqlstate 'CS409' or sqlstate 'CS422' or data_exception or check_violation then
      get stacked diagnostics code = constraint_name, reason = message_text, hint = pg_exception_hint;
      refusals := refusals || jsonb_build_object('line', f -> 'line', 'code', case when sqlstate like 'CS%' then code else 'figure.value' end,
        'reason', case when sqlstate like 'CS%' then reason || coalesce(' ' || nullif(hint, ''), '') else 'A member of the figure is out of bounds.' end);
    end;
  end loop;
  update receipt r set taken = r.taken + added, known = r.known + there where r.id = receipt_id;
  if added > 0 then
    perform record_activity('figures.ingest', 'receipt', receipt_id::text, '', jsonb_build_object('taken', added, 'known', there), 'command');
  end if;
  return jsonb_build_object('taken', added, 'known', there, 'refusals', refusals);
end $$;

-- As before, and figures that no call says by themselves.
create or replace function countersign.figure_days(kind text, artifact text, metric text, slice text, environment text, since date, until date)
returns table (day date, version text, n bigint, total double precision, squares double precision, buckets integer[], counts bigint[])
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_reader();
  if is_outside(metric) then
    return query
      select f.day, f.version, f.n, f.total, f.squares, s.buckets, s.counts
      from figure_day f
      left join figure_sketch s on s.kind = f.kind and s.artifact = f.artifact and s.metric = f.metric and s.slice = f.slice and s.environment = f.environment
        and s.version = f.version and s.day = f.day
      where f.kind = figure_days.kind and f.artifact = figure_days.artifact and f.metric = figure_days.metric and f.slice = figure_days.slice
        and f.environment = figure_days.environment and f.day >= since and f.day < until
      order by 1, 2;
    return;
  end if;
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

-- Gates ask how old a figure is: one that came from outside is as old as its measurement, not as its arrival.
create function countersign_private.with_measured_times(facts jsonb, version_id bigint) returns jsonb language sql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set extra_float_digits = 1 as $$
  select facts || jsonb_build_object('evaluations', (
    select coalesce(jsonb_agg(x.said || case when o.id is null then '{}' else jsonb_build_object('at_seconds', seconds_of(least(o.at, o.recorded_at)),
      'on', day_of(least(o.at, o.recorded_at)), 'supplier', o.supplier, 'report', 'sha256:' || encode(o.report_digest, 'hex')) end order by x.place), '[]')
    from jsonb_array_elements(facts -> 'evaluations') with ordinality x (said, place)
    left join lateral (select e.id from evaluation e where e.version = version_id and e.suite = x.said ->> 'suite' and e.metric = x.said ->> 'metric'
      order by e.id desc limit 1) e on true
    left join outside_figure o on o.evaluation = e.id))
$$;

-- As before, with the measured times of figures from outside.
create or replace function countersign_private.gate_facts(version_id bigint, environment text) returns jsonb language sql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set extra_float_digits = 1 as $$
  select with_measured_times(gate_facts_of_version(version_id, environment), version_id) || jsonb_build_object('alarms', (
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id::text, 'kind', x.kind, 'monitor', m.key, 'metric', m.metric, 'environment', x.environment, 'version', w.label,
      'same_version', w.id = version_id, 'words', x.words, 'on', day_of(x.recorded_at), 'at_seconds', seconds_of(x.recorded_at)) order by x.id), '[]')
    from version v join version w on w.artifact = v.artifact join alarm x on x.version = w.id
    join alarm_state s on s.alarm = x.id and s.valid_to = 'infinity' and s.state = 'open'
    join monitor_alarm y on y.alarm = x.id join monitor m on m.id = y.monitor where v.id = version_id))
$$;

-- Programs may hand figures in by a token for it.
alter table countersign_private.producer_token drop constraint producer_token_scopes_check,
  add constraint producer_token_scopes_check
    check (scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve', 'evaluations', 'flags'] and cardinality(scopes) > 0);
create or replace function countersign_private.check_token_words(scopes text[], digest bytea) returns void language plpgsql immutable as $$
begin
  if octet_length(digest) is distinct from 32 then
    perform countersign_private.refuse('CS422', 'token.digest', 'A token is kept as a SHA-256.', '', 'Let countersign make the token.');
  end if;
  if scopes is null or cardinality(scopes) = 0 or not scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve', 'evaluations', 'flags'] then
    perform countersign_private.refuse('CS422', 'token.scope', 'A token needs at least one scope that is known.', '',
      'Choose from generations, openlineage, otlp, outcomes, resolve, evaluations, flags.');
  end if;
end $$;

call countersign_private.make_views('outside_figure', $$
  select o.id, o.kind, a.name as artifact, v.label, o.environment, o.slice, o.suite, o.metric, o.value, o.hits, o.n, o.at, o.supplier,
    encode(o.report_digest, 'hex') as report_digest, o.dataset, o.dataset_version, o.judge, o.judge_version, r.producer, r.origin, o.supplied_by, o.recorded_at
  from countersign_private.outside_figure o join countersign_private.version v on v.id = o.version join countersign_private.artifact a on a.id = v.artifact
  join countersign_private.receipt r on r.id = o.receipt where {fact o} $$);
grant select on countersign.outside_figure, countersign_past.outside_figure to countersign_viewer;
grant execute on function countersign.take_outside_figures(bigint, jsonb) to countersign_ingest;
