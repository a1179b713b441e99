-- The calls behind a figure: of a day, a version, a slice, with a flag or a value in a range. What they said is not among it.

-- Newest first from before `place`; from after it, oldest first, when `backwards`. What waits for the asking reviewer's own verdict is
-- left out where its flags or scores would tell.
create function countersign.calls_behind(kind text, artifact text, figure text, slice text, since timestamptz, until timestamptz, version text,
  lowest double precision, highest double precision, place uuid, backwards boolean, most integer, moment timestamptz default null)
returns table (id uuid, at timestamptz, version_label text, tier text, value double precision, service text, language text, latency_micros bigint,
  item bigint, state text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_variable
declare
  hides constant boolean := (figure like 'score.%' or figure like 'flag.%' or figure in ('refusal', 'blocked', 'override')) and reviews_here();
  me constant text := person_here();
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Figures are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if is_outside(figure) then
    perform refuse('CS422', 'figure.outside', 'No call of ours is behind a figure that others measured.', '', 'Ask its supplier for the report.');
  end if;
  return query
    select g.id, g.at, case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end, g.tier, x.value, g.service, g.language,
      g.latency_micros, i.id, p.state
    from generation g
    cross join lateral (select case
      when figure like 'score.%' then (select s.value from score s where s.tenant = g.tenant and s.generation = g.id and s.name = substr(figure, 7) order by s.ordinal limit 1)
      else (case figure when 'tokens_in' then g.tokens_in when 'tokens_out' then g.tokens_out when 'latency' then round(g.latency_micros / 1000.0)
        when 'cost' then g.cost_micros else case when figure = 'cost.' || lower(g.currency) then g.cost_micros end end)::double precision end as value) x
    left join review_item i on i.tenant = g.tenant and i.generation = g.id
    left join review_present p on p.tenant = i.tenant and p.item = i.id
    where g.tenant = 1 and (kind = 'model' and g.model = artifact or kind = 'prompt' and g.prompt = artifact)
      and g.id >= first_id_at(since) and g.id < first_id_at(until) and (moment is null or g.recorded_at <= moment)
      and (place is null or case when backwards then g.id > place else g.id < place end)
      and (version is null or version = case kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end)
      and (coalesce(slice, '') = '' or slice = 'language:' || g.language or slice = 'service:' || g.service)
      and case when figure = 'calls' then true when figure = 'tier.high' then g.tier = 'high'
        when figure = 'refusal' then exists (select from flag f where f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged' and lower(f.category) = 'refusal')
        when figure like 'flag.%' then exists (select from flag f where f.tenant = g.tenant and f.generation = g.id and f.verdict = 'flagged' and f.category = substr(figure, 6))
        when figure in ('blocked', 'override') then (select o.decision from review_outcome o where o.tenant = g.tenant and o.generation = g.id order by o.id desc limit 1)
          = case figure when 'blocked' then 'block' else 'accept' end
        when figure like 'language.%' then lower(g.language) = substr(figure, 10)
        else x.value is not null and (lowest is null or x.value >= lowest) and (highest is null or x.value < highest) end
      and (not hides or not waits_for_verdict_of(g.id, me))
    order by case when backwards then g.id end, g.id desc limit least(greatest(most, 1), 1001);
end $$;
grant execute on function countersign.calls_behind(text, text, text, text, timestamptz, timestamptz, text, double precision, double precision, uuid, boolean,
  integer, timestamptz) to countersign_viewer;
