-- Calls may bring a vector of what was answered. Each day keeps which calls it is sampled by, so that any range of days is compared with
-- another without reading them all; a vector goes when the text it was made of goes.

set local check_function_bodies = off;

-- Vectors --------------------------------------------------------------------------------------------------------------------

-- What a model of embeddings made of a call's answer. Derived of its text: it is removed with it, and no leaf binds it.
create table countersign_private.generation_embedding (
  generation uuid primary key,
  model text not null check (model <> '' and length(model) <= 200 and model !~ '[[:cntrl:]]'),
  vector real[] not null check (array_ndims(vector) = 1 and cardinality(vector) between 1 and 4096
    and not vector && array['NaN', 'Infinity', '-Infinity']::real[] and 0 <> any (vector))
);
alter table countersign_private.generation_embedding alter column vector set storage external;
create trigger unchanged before update on countersign_private.generation_embedding
  for each row execute function countersign_private.on_change_of_a_fact();
alter table countersign_private.generation_embedding enable always trigger unchanged;
call countersign_private.guard_truncate('countersign_private.generation_embedding');
call countersign_private.guard_present('countersign_private.generation_embedding');

-- As before, with a place for vectors.
do $$
declare
  text_before constant text := pg_get_functiondef('countersign.open_inbox()'::regprocedure);
begin
  execute replace(replace(text_before,
    '  -- What the catalog works out', '  create temporary table embedding_inbox (line bigint not null, model text not null, vector real[] not null) on commit delete rows;
  -- What the catalog works out'),
    $x$'retrieval_inbox'] loop$x$, $x$'retrieval_inbox', 'embedding_inbox'] loop$x$);
end $$;
do $$
declare
  text_before constant text := pg_get_functiondef('countersign.take_inbox(bigint)'::regprocedure);
begin
  execute replace(text_before, '  delete from pg_temp.retrieval_inbox;', '  delete from pg_temp.retrieval_inbox;
  -- A session that opened its inbox before there were vectors has no place for them.
  if to_regclass(''pg_temp.embedding_inbox'') is not null then
    insert into generation_embedding (generation, model, vector) select n.id, f.model, f.vector from inbox_new n join pg_temp.embedding_inbox f on f.line = n.line;
    delete from pg_temp.embedding_inbox;
  end if;');
end $$;

-- As before, with the vectors made of it.
create or replace function countersign_private.remove_content(ids uuid[]) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  tables oid[];
  one oid;
begin
  with gone as (delete from generation_content c where c.tenant = 1 and c.id = any (remove_content.ids) returning c.tableoid)
  select coalesce(array_agg(distinct g.tableoid), '{}') into tables from gone g;
  foreach one in array tables loop perform note_rewrite(one::regclass); end loop;
  delete from generation_embedding e where e.generation = any (remove_content.ids);
  if found then perform note_rewrite('countersign_private.generation_embedding'::regclass); end if;
end $$;
do $$
declare
  text_before constant text :=
    pg_get_functiondef('countersign_private.drop_content(text, timestamptz, timestamptz, text[], text[])'::regprocedure);
begin
  execute replace(text_before, '        execute format(''drop table %s'', content);', '        execute format(''delete from generation_embedding e using %s c where e.generation = c.id'', content);
        if found then perform note_rewrite(''countersign_private.generation_embedding''::regclass); end if;
        execute format(''drop table %s'', content);');
end $$;

-- Samples by day -------------------------------------------------------------------------------------------------------------

-- The calls of a day that stand for all of it: those whose ids have the lowest digests. The lowest of several days are among the lowest
-- of each, so that samples are merged by taking the lowest again, in any order. Ids alone: the vectors lie with their calls.
create table countersign_private.figure_sample (
  kind text not null,
  artifact text not null,
  slice text not null,
  environment text not null,
  version text not null,
  day date not null,
  model text not null,
  -- Of its vectors. Another length under the same name is another model.
  dimension integer not null,
  seen bigint not null,
  ids uuid[] not null check (cardinality(ids) between 1 and 256),
  primary key (kind, artifact, slice, environment, version, day, model, dimension)
);
call countersign_private.guard_present('countersign_private.figure_sample');

create function countersign_private.lowest_ids(ids uuid[]) returns uuid[] language sql immutable parallel safe
set search_path = pg_catalog, pg_temp as $$
  select array(select x.id from (select distinct i as id from unnest(ids) i) x order by sha256(uuid_send(x.id)) limit 256)
$$;

-- As before, with vectors: how many there are is a figure, and the day's sample takes them in.
do $$
declare
  text_before constant text := pg_get_functiondef('countersign.keep_figures(integer)'::regprocedure);
begin
  execute replace(replace(text_before,
    '        union all select k.place, ''score.'' || s.name', '        union all select k.place, ''semantic'', 0, null from figure_call k join generation_embedding e on e.generation = k.id
        union all select k.place, ''score.'' || s.name'),
    '    perform add_figure_days();
    done := done + least(part, most);', '    perform add_figure_days();
    insert into figure_sample as s (kind, artifact, slice, environment, version, day, model, dimension, seen, ids)
      select f.kind, f.artifact, f.slice, f.environment, f.version, f.day, e.model, cardinality(e.vector), count(*), lowest_ids(array_agg(e.generation))
      from figure_call k join generation_embedding e on e.generation = k.id join generation c on c.tenant = 1 and c.id = k.id
      cross join lateral figures_of(c) f group by 1, 2, 3, 4, 5, 6, 7, 8
      on conflict on constraint figure_sample_pkey do update set seen = s.seen + excluded.seen, ids = lowest_ids(s.ids || excluded.ids);
    done := done + least(part, most);');
end $$;

-- What stands for the calls of some days, all versions together: of each model of embeddings how many calls brought a vector, and the
-- sample, the lowest lot first, with the vector as `array_send` writes it, or null when it is gone. By day, or of all days at once.
create function countersign.embedding_samples(kind text, artifact text, slice text, environment text, since date, until date, by_day boolean)
returns table (day date, model text, dimension integer, seen bigint, lot bytea, vector bytea)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
#variable_conflict use_variable
begin
  perform require_reader();
  if not has_role('ingest') and clearance_of(require_person()) <> 'red' then
    perform refuse('CS403', 'right.missing', 'Vectors are read by those who may read every text.', 'They are made of texts, of whatever class these are.',
      'Look at what a monitor found instead.');
  end if;
  if since is null or until is null or until - since not between 1 and 400 then
    perform refuse('CS422', 'figures.days', 'Vectors are read of 1 to 400 days.', '', 'Choose fewer days.');
  end if;
  return query
    with said as materialized (
      select case when by_day then s.day else since end as day, s.model, s.dimension, s.seen, s.ids
      from figure_sample s where s.kind = embedding_samples.kind and s.artifact = embedding_samples.artifact and s.slice = embedding_samples.slice
        and s.environment = embedding_samples.environment and s.day >= since and s.day < until),
    merged as (select s.day, s.model, s.dimension, sum(s.seen)::bigint as seen from said s group by 1, 2, 3),
    lots as (
      select x.day, x.model, x.dimension, x.id, sha256(uuid_send(x.id)) as digest
      from (select distinct s.day, s.model, s.dimension, i as id from said s cross join unnest(s.ids) i) x),
    placed as (select l.*, row_number() over (partition by l.day, l.model, l.dimension order by l.digest) as place from lots l)
    select p.day, p.model, p.dimension, m.seen, substr(p.digest, 1, 8), array_send(e.vector)
    from placed p join merged m on m.day = p.day and m.model = p.model and m.dimension = p.dimension
    left join generation_embedding e on e.generation = p.id
    where p.place <= 256 order by p.day, p.model, p.dimension, p.place;
end $$;
grant execute on function countersign.embedding_samples(text, text, text, text, date, date, boolean) to countersign_viewer, countersign_ingest;

-- What a rule saw, the first first: for the program that looks, which reads no vectors of days it has looked at.
create function countersign.rule_looks(rule_id bigint)
returns table (slot text, n_reference bigint, n_window bigint, value double precision, log_evidence double precision, verdict text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_reader();
  return query select l.slot, l.n_reference, l.n_window, l.value, l.log_evidence, l.verdict from monitor_look l where l.rule = rule_id order by l.slot;
end $$;
grant execute on function countersign.rule_looks(bigint) to countersign_viewer, countersign_ingest;

-- Monitors -------------------------------------------------------------------------------------------------------------------

alter table countersign_private.monitor_rule drop constraint monitor_rule_statistic_check;
alter table countersign_private.monitor_rule add constraint monitor_rule_statistic_check
  check (statistic in ('share', 'mean', 'psi', 'ks', 'js', 'wasserstein', 'mmd', 'burn', 'cap'));

-- As before; vectors are compared by their own statistic, and nothing else is.
do $$
declare
  text_before constant text := pg_get_functiondef('countersign.set_monitor(text, text, text, text, text, jsonb, text, text)'::regprocedure);
begin
  execute replace(replace(text_before,
    'Choose share, mean, psi, ks, js, wasserstein, burn or cap.', 'Choose share, mean, psi, ks, js, wasserstein, mmd, burn or cap.'),
    'if r.reference_until >', 'if (m.metric = ''semantic'') <> (r.statistic = ''mmd'') and not coalesce(r.retired, false) then
    perform refuse(''CS422'', ''monitor.statistic'', ''The figure semantic is watched by mmd, and no other figure is.'', ''It is made of vectors, which have no share or mean.'',
      ''Choose another figure or statistic.'');
  end if;
  if r.reference_until >');
end $$;
