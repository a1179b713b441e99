-- What the lineage picture says in a box, and how an artifact behaved day by day: asked of the present or of a past moment
-- (`moment`; null is the present). Functions, since the views would join a generation once for itself and once for each
-- flag or score of it.

create index on countersign_private.lineage_run_state (job, valid_from);

-- What is known of places besides their names: of a registered version what it is and where it serves, of a dataset its
-- class, rows and columns, of either the last run that wrote it.
create function countersign.lineage_facts(nodes bigint[], moment timestamptz default null)
returns table (id bigint, kind text, tier text, team text, serving text[], data_class text, row_count bigint, column_count bigint,
  job text, state text, ended_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select n.id, a.kind, s.tier, s.team,
      array(select distinct p.environment from pointer p where p.version = v.id
        and (case when moment is null then p.valid_to = 'infinity' else p.valid_from <= moment and p.valid_to > moment end) order by 1),
      case when b.body ->> 'data_class' in ('green', 'yellow', 'red') then b.body ->> 'data_class' end,
      case when b.body ->> 'rows' ~ '^[0-9]{1,18}$' then (b.body ->> 'rows')::bigint end,
      case when jsonb_typeof(f.value -> 'fields') = 'array' then jsonb_array_length(f.value -> 'fields')::bigint end,
      r.job, r.state, r.ended_at
    from unnest(nodes) x (id) join lineage_node n on n.id = x.id
    left join lineage_version l on l.node = n.id
    left join version v on v.id = l.version and (moment is null or v.recorded_at <= moment)
    left join artifact a on a.id = v.artifact
    left join artifact_state s on s.artifact = a.id
      and (case when moment is null then s.valid_to = 'infinity' else s.valid_from <= moment and s.valid_to > moment end)
    left join lateral (select convert_from(v.body, 'UTF8')::jsonb as body where a.kind in ('dataset', 'embedding_index')) b on true
    left join lineage_facet f on f.node = n.id and f.key = 'schema'
      and (case when moment is null then f.valid_to = 'infinity' else f.valid_from <= moment and f.valid_to > moment end)
    left join lateral (
      select j.name as job, t.state, t.ended_at
      from lineage_edge e join lineage_run_state t on t.job = e.job join lineage_node j on j.id = e.job
      where e.target = n.id and e.level = 'dataset'
        and (case when moment is null then e.valid_to = 'infinity' and t.valid_to = 'infinity'
             else e.valid_from <= moment and e.valid_to > moment and t.valid_from <= moment and t.valid_to > moment end)
      order by t.ended_at desc nulls last, t.valid_from desc limit 1) r on true;
end $$;

-- Calls of a model or a prompt by version and day. Sums with how many calls said the figure.
create function countersign.calls_by_day(artifact text, kind text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (version text, day timestamptz, calls bigint, high bigint, medium bigint, tokens_in bigint, tokens_in_said bigint,
  tokens_out bigint, tokens_out_said bigint, latency_micros numeric, latency_said bigint, cost_micros numeric, cost_said bigint, currency text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), count(*),
      count(*) filter (where g.tier = 'high'), count(*) filter (where g.tier = 'medium'),
      sum(g.tokens_in)::bigint, count(g.tokens_in), sum(g.tokens_out)::bigint, count(g.tokens_out),
      sum(g.latency_micros), count(g.latency_micros),
      -- Sums of different currencies would mean nothing.
      case when min(g.currency) is not distinct from max(g.currency) then sum(g.cost_micros) end,
      case when min(g.currency) is not distinct from max(g.currency) then count(g.cost_micros) else 0 end, min(g.currency)
    from generation g
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
    group by 1, 2 order by 2, 1;
end $$;

-- Calls with at least one flag of a category, by version and day.
create function countersign.flags_by_day(artifact text, kind text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (version text, day timestamptz, category text, calls bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), f.category,
      count(distinct g.id)
    from generation g join flag f on f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged'
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
      and f.generation >= first_id_at(since) and f.generation < first_id_at(until)
    group by 1, 2, 3 order by 2, 1, 3;
end $$;

-- What judges said of calls, by name of the score, version and day.
create function countersign.scores_by_day(artifact text, kind text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (version text, day timestamptz, score text, judged bigint, total double precision, squares double precision)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'), s.name,
      count(*), sum(s.value), sum(s.value * s.value)
    from generation g join score s on s.tenant = g.tenant and s.generation = g.id
      and s.value > '-infinity'::float8 and s.value < 'infinity'::float8
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
      and s.generation >= first_id_at(since) and s.generation < first_id_at(until)
    group by 1, 2, 3 order by 2, 1, 3;
end $$;

-- Reviewed calls by version and the day of the call: of those whose review is over, how many were blocked.
create function countersign.verdicts_by_day(artifact text, kind text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (version text, day timestamptz, decided bigint, blocked bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, date_trunc('day', g.at, 'UTC'),
      count(*), count(*) filter (where d.decision = 'block')
    from review_item i join generation g on g.tenant = i.tenant and g.id = i.generation
    join review_state s on s.tenant = i.tenant and s.item = i.id and s.state = 'done'
      and (case when moment is null then s.valid_to = 'infinity' else s.valid_from <= moment and s.valid_to > moment end)
    -- What an adjudicator said ends it; without one all said the same.
    cross join lateral (
      select v.decision from verdict v where v.tenant = i.tenant and v.item = i.id and (moment is null or v.recorded_at <= moment)
      order by v.slot = 0 desc, v.id desc limit 1) d
    where i.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and i.generation >= first_id_at(since) and i.generation < first_id_at(until)
      and g.id >= first_id_at(since) and g.id < first_id_at(until)
    group by 1, 2 order by 2, 1;
end $$;

-- The values of one figure in a period, each with the number of calls that had it: `tokens_in`, `tokens_out`, `latency` (whole
-- milliseconds), `cost` (millionths), or the name of a score.
create function countersign.values_between(artifact text, kind text, figure text, since timestamptz, until timestamptz,
  moment timestamptz default null)
returns table (value double precision, calls bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if figure in ('tokens_in', 'tokens_out', 'latency', 'cost') then
    return query
      select x.said, count(*) from (
        select (case figure when 'tokens_in' then g.tokens_in when 'tokens_out' then g.tokens_out
          when 'latency' then round(g.latency_micros / 1000.0) else g.cost_micros end)::double precision as said
        from generation g
        where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
          and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)) x
      group by 1 order by 1;
  else
    return query
      select s.value, count(*)
      from generation g join score s on s.tenant = g.tenant and s.generation = g.id and s.name = figure
      where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
        and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
        and s.generation >= first_id_at(since) and s.generation < first_id_at(until)
      group by 1 order by 1;
  end if;
end $$;

grant execute on function
  countersign.lineage_facts(bigint[], timestamptz),
  countersign.calls_by_day(text, text, timestamptz, timestamptz, timestamptz),
  countersign.flags_by_day(text, text, timestamptz, timestamptz, timestamptz),
  countersign.scores_by_day(text, text, timestamptz, timestamptz, timestamptz),
  countersign.verdicts_by_day(text, text, timestamptz, timestamptz, timestamptz),
  countersign.values_between(text, text, text, timestamptz, timestamptz, timestamptz)
  to countersign_viewer;
