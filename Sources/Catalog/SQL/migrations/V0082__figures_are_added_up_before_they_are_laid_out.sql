-- What calls say is added up by what they have in common before it is laid out over artifacts and slices: each of some 15 figures of a call
-- would else be written for up to six of them, and its parts be looked up call by call.

-- As before, faster: calls alike in model, prompt, environment, service, language and day have a number, and one of them stands for it.
create or replace function countersign.keep_figures(most integer default 100000) returns bigint
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
    create temporary table if not exists figure_call (id uuid, place integer) on commit drop;
    create temporary table if not exists figure_part (place integer, metric text, bucket integer, n bigint, total double precision, squares double precision) on commit drop;
    truncate pg_temp.figure_call, pg_temp.figure_part;
    insert into figure_call
      select c.id, dense_rank() over (order by c.model collate "C", c.model_version collate "C", c.prompt collate "C", c.prompt_version collate "C",
        c.environment collate "C", c.service collate "C", c.language collate "C", (c.at at time zone 'UTC')::date)
      from generation c where c.xid >= m.generations and c.xid < until;
    insert into figure_part
      select v.place, v.metric, v.bucket, count(*), sum(v.value), sum(v.value * v.value)
      from (
        select k.place, x.metric, x.value, case when x.is_value then bucket_of(x.value) end as bucket
        from figure_call k join generation c on c.tenant = 1 and c.id = k.id
        cross join lateral (values
          ('calls', 1::double precision, false), ('tier.high', (c.tier = 'high')::int::double precision, false),
          ('tokens_in', c.tokens_in::double precision, true), ('tokens_out', c.tokens_out::double precision, true),
          ('latency', c.latency_micros / 1000.0::double precision, true),
          ('cost.' || lower(c.currency), c.cost_micros::double precision, true),
          ('language.' || lower(c.language), 1, false)) x (metric, value, is_value)
        where x.metric is not null and x.value is not null
        union all select k.place, 'length', octet_length(b.body)::double precision, bucket_of(octet_length(b.body))
          from figure_call k join generation_content b on b.tenant = 1 and b.id = k.id
        union all select x.place, x.metric, 1, null from (
          select distinct k.id, k.place, case when lower(l.category) = 'refusal' then 'refusal' else 'flag.' || l.category end as metric
          from figure_call k join flag l on l.tenant = 1 and l.generation = k.id and l.verdict = 'flagged'
          where not exists (select from figure_late w where w.generation = l.generation and l.ordinal >= w.first)) x
        union all select k.place, 'score.' || s.name, s.value, bucket_of(s.value) from figure_call k join score s on s.tenant = 1 and s.generation = k.id
          where s.value > '-infinity' and s.value < 'infinity'
        union all select k.place, 'retrieval.score', r.score, bucket_of(r.score) from figure_call k join retrieval r on r.tenant = 1 and r.generation = k.id
          where r.score > '-infinity' and r.score < 'infinity') v
      group by v.place, v.metric, v.bucket;
    insert into figure_new
      select f.kind, f.artifact, v.metric, f.slice, f.environment, f.version, f.day, v.n, v.total, v.squares, v.bucket
      from (select k.place, (array_agg(k.id))[1] as example from figure_call k group by 1) p
      join generation c on c.tenant = 1 and c.id = p.example
      cross join lateral figures_of(c) f
      join figure_part v on v.place = p.place
      where f.slice = '' or v.metric not like 'language.%';
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
