-- Judges' figures by day and by value leave out the calls that wait for the asking reviewer's own verdict, as the views
-- `score` and `flag` do: a period as narrow as one call would tell what they hide.

-- Whether the figures of a call are hidden from this person: it waits in a queue that hides them, and they have not decided it.
create function countersign_private.waits_for_verdict_of(call uuid, who text) returns boolean language sql stable as $$
  select exists (
    select from countersign_private.review_item i
    where i.tenant = 1 and i.generation = call and countersign_private.hides_scores_from(i.id, who))
$$;

create or replace function countersign.scores_by_day(artifact text, kind text, since timestamptz, until timestamptz, moment timestamptz default null)
returns table (version text, day timestamptz, score text, judged bigint, total double precision, squares double precision)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
declare
  reviewing constant boolean := reviews_here();
  me constant text := person_here();
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
      and (not reviewing or not waits_for_verdict_of(g.id, me))
    group by 1, 2, 3 order by 2, 1, 3;
end $$;

create or replace function countersign.values_between(artifact text, kind text, figure text, since timestamptz, until timestamptz,
  moment timestamptz default null)
returns table (value double precision, calls bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
declare
  reviewing constant boolean := reviews_here();
  me constant text := person_here();
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
        and (not reviewing or not waits_for_verdict_of(g.id, me))
      group by 1 order by 1;
  end if;
end $$;
