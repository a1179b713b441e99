-- Judgements come late: what people and judges say of a call after it was taken. Each is a further score of the call, and takes the
-- place of older ones of the same name and judge; those that came with the call count together until then. What was taken back where it
-- was said counts no more. Nothing said before is changed or deleted.

set local check_function_bodies = off;

-- A score that came later, of which `parts_later` binds what it says.
create table countersign_private.late_score (
  generation uuid not null,
  ordinal smallint not null,
  name text not null,
  judge text,
  receipt bigint not null references countersign_private.receipt,
  login text not null default session_user,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (generation, ordinal)
);
create index on countersign_private.late_score (xid);
call countersign_private.guard_facts('countersign_private.late_score');

-- That a score is no longer said where it was, called invalid there or gone; or that it came when a newer one was here already.
create table countersign_private.score_withdrawn (
  generation uuid not null,
  ordinal smallint not null,
  what text not null check (what in ('withdrawn', 'deleted', 'replaced')),
  receipt bigint not null references countersign_private.receipt,
  login text not null default session_user,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (generation, ordinal)
);
create index on countersign_private.score_withdrawn (xid);
call countersign_private.guard_facts('countersign_private.score_withdrawn');
select countersign_private.bind_rows(x, array['generation', 'ordinal']) from unnest(array['late_score', 'score_withdrawn']) x;

-- What counts -----------------------------------------------------------------------------------------------------------------

-- Scores that count where one is counted: neither taken back, nor followed by a later one of the same name and judge.
create view countersign_private.counted_score as
  select s.* from countersign_private.score s
  where not exists (select from countersign_private.score_withdrawn w where w.generation = s.generation and w.ordinal = s.ordinal)
    and not exists (select from countersign_private.late_score l where l.generation = s.generation and l.ordinal > s.ordinal
      and l.name = s.name and l.judge is not distinct from s.judge
      and not exists (select from countersign_private.score_withdrawn w where w.generation = l.generation and w.ordinal = l.ordinal));
alter view countersign_private.counted_score owner to countersign_owner;

-- The same as it was known at a moment; without one as it is known now.
create function countersign_private.score_counted_at(moment timestamptz) returns setof countersign_private.score language sql stable as $$
  select s.* from countersign_private.score s
  where not exists (select from countersign_private.late_score l where l.generation = s.generation and l.ordinal = s.ordinal and l.recorded_at > moment)
    and not exists (select from countersign_private.score_withdrawn w where w.generation = s.generation and w.ordinal = s.ordinal
      and (moment is null or w.recorded_at <= moment))
    and not exists (select from countersign_private.late_score l where l.generation = s.generation and l.ordinal > s.ordinal
      and l.name = s.name and l.judge is not distinct from s.judge and (moment is null or l.recorded_at <= moment)
      and not exists (select from countersign_private.score_withdrawn w where w.generation = l.generation and w.ordinal = l.ordinal
        and (moment is null or w.recorded_at <= moment)))
$$;

-- Whether a score counted when all transactions before `before` had ended, and no other.
create function countersign_private.score_counted(s countersign_private.score, before xid8) returns boolean language sql stable as $$
  select not exists (select from countersign_private.late_score l where l.generation = s.generation and l.ordinal = s.ordinal and l.xid >= before)
    and not exists (select from countersign_private.score_withdrawn w where w.generation = s.generation and w.ordinal = s.ordinal and w.xid < before)
    and not exists (select from countersign_private.late_score l where l.generation = s.generation and l.ordinal > s.ordinal
      and l.name = s.name and l.judge is not distinct from s.judge and l.xid < before
      and not exists (select from countersign_private.score_withdrawn w where w.generation = l.generation and w.ordinal = l.ordinal and w.xid < before))
$$;

-- `counts`, `replaced` by a later one of the same name and judge, or what became of it where it was said.
create function countersign_private.score_standing(s countersign_private.score) returns text language sql stable as $$
  select coalesce(
    (select w.what from countersign_private.score_withdrawn w where w.generation = s.generation and w.ordinal = s.ordinal),
    (select 'replaced' from countersign_private.late_score l where l.generation = s.generation and l.ordinal > s.ordinal
      and l.name = s.name and l.judge is not distinct from s.judge
      and not exists (select from countersign_private.score_withdrawn w where w.generation = l.generation and w.ordinal = l.ordinal) limit 1),
    'counts')
$$;

-- Taking ----------------------------------------------------------------------------------------------------------------------

create function countersign_private.are_scores(scores jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(scores) = 'array'
    and not exists (select from jsonb_array_elements(case jsonb_typeof(scores) when 'array' then scores else '[]' end) s
      where coalesce(s ->> 'name', '') = '' or length(s ->> 'name') > 2000 or length(s ->> 'judge') > 2000
      or exists (select from unnest(array['value', 'lowest', 'highest']) n where coalesce(jsonb_typeof(s -> n), 'number') not in ('number', 'null')))
$$;

create function countersign_private.scores_said(of_generation uuid, scores jsonb) returns countersign_private.score[]
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  select coalesce(array_agg(row(1, of_generation, s.n, s.name, s.value, s.judge, s.lowest, s.highest, s.at)::score order by s.at nulls last, s.n), '{}')
  from rows from (jsonb_to_recordset(scores) as (name text, value double precision, judge text, lowest double precision, highest double precision,
    at timestamptz)) with ordinality s (name, value, judge, lowest, highest, at, n)
$$;

-- Adds what is new of `said` to a generation that is there, and says what is said no more: what is among `taken_back`, and, when `said` is
-- the whole, all that is not in it. What was said without a time is known while it counts; what is older than what is here already
-- counts only once that is gone and it is said again. `new` is null when there is no room.
create function countersign_private.keep_late_scores(of_generation uuid, of_receipt bigint, said countersign_private.score[],
  taken_back countersign_private.score[], is_whole boolean, out new integer, out already integer, out ended integer)
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set extra_float_digits = 1 as $$
#variable_conflict use_variable
declare
  fresh countersign_private.score[];
  last smallint;
  s countersign_private.score;
  became text;
begin
  -- One late judgement of a generation after the other.
  perform from countersign_private.generation g where g.tenant = 1 and g.id = of_generation for update;
  last := (select coalesce(max(x.ordinal), -1) from score x where x.tenant = 1 and x.generation = of_generation);
  fresh := array(
    select row(1, of_generation, last + row_number() over (order by y.ordinal), y.name, y.value, y.judge, y.lowest, y.highest, coalesce(y.at, clock()))::score
    from (select distinct on (u.name, u.judge, u.value, u.lowest, u.highest, u.at) u.* from unnest(said) with ordinality u (tenant, generation, told, name,
        value, judge, lowest, highest, at, ordinal) order by u.name, u.judge, u.value, u.lowest, u.highest, u.at, u.ordinal) y
    where case when y.at is null
      then not exists (select from counted_score k where k.tenant = 1 and k.generation = of_generation and k.name = y.name
        and (k.judge, k.value, k.lowest, k.highest) is not distinct from (y.judge, y.value, y.lowest, y.highest))
      else not exists (select from score k where k.tenant = 1 and k.generation = of_generation and k.name = y.name and k.at = y.at
        and (k.judge, k.value, k.lowest, k.highest) is not distinct from (y.judge, y.value, y.lowest, y.highest)
        and not exists (select from score_withdrawn w where w.generation = k.generation and w.ordinal = k.ordinal
          and (w.what <> 'replaced' or not exists (select from counted_score o where o.tenant = 1 and o.generation = k.generation and o.name = k.name
            and o.judge is not distinct from k.judge and o.at > k.at)))) end);
  new := cardinality(fresh);
  already := cardinality(said) - new;
  ended := 0;
  if new > 0 and last + new >= 1000 then
    new := null;
    return;
  end if;
  if new > 0 then
    insert into score select f.* from unnest(fresh) f;
    insert into late_score (generation, ordinal, name, judge, receipt) select of_generation, f.ordinal, f.name, f.judge, of_receipt from unnest(fresh) f;
    insert into parts_later (generation, first, flags, scores)
      select of_generation, last + 1, '', bound_of(count(*), string_agg(score_words(x.ordinal, x.name, x.value, x.judge, x.lowest, x.highest, x.at),
        e'\n' order by x.ordinal))
      from score x where x.tenant = 1 and x.generation = of_generation and x.ordinal > last;
  end if;
  -- The newest first: what took the place of another is taken back before that one is looked at.
  for s in select x.* from score x where x.tenant = 1 and x.generation = of_generation and (is_whole or taken_back <> '{}')
      and not exists (select from score_withdrawn w where w.generation = x.generation and w.ordinal = x.ordinal)
      and not exists (select from unnest(said) u where u.name = x.name
        and (u.judge, u.value, u.lowest, u.highest) is not distinct from (x.judge, x.value, x.lowest, x.highest) and coalesce(u.at = x.at, true))
      order by x.ordinal desc loop
    became := case
      when exists (select from unnest(taken_back) u where u.name = s.name and (u.judge, u.value) is not distinct from (s.judge, s.value)) then 'withdrawn'
      when is_whole and score_standing(s) = 'counts' then 'deleted' end;
    if became is not null then
      insert into score_withdrawn (generation, ordinal, what, receipt) values (of_generation, s.ordinal, became, of_receipt);
      ended := ended + 1;
    end if;
  end loop;
  insert into score_withdrawn (generation, ordinal, what, receipt)
    select of_generation, f.ordinal, 'replaced', of_receipt from unnest(fresh) f
    where exists (select from score o where o.tenant = 1 and o.generation = of_generation and o.ordinal <= last and o.name = f.name
      and o.judge is not distinct from f.judge and o.at > f.at
      and not exists (select from score_withdrawn w where w.generation = o.generation and w.ordinal = o.ordinal))
    on conflict on constraint score_withdrawn_pkey do nothing;
end $$;

-- Takes judgements of generations: [{"line", "producer", "event" or "generation", "scores": [{"name", "value", "judge", "lowest",
-- "highest", "at"}], "withdrawn": [the same], "whole", "alike": [[metadata digest, content digest]]}]. `whole`: what is not among them is said
-- no more. With `alike` only when the event was taken as one of these, in hexadecimal; of erased content the metadata tell. Answers
-- {"taken", "known", "withdrawn", "missing": [line], "differ": [line], "full": [line]}.
create function countersign.take_scores(receipt_id bigint, batch jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  x record;
  kept record;
  new bigint := 0;
  already bigint := 0;
  gone bigint := 0;
  missing bigint[] := '{}';
  others bigint[] := '{}';
  no_room bigint[] := '{}';
begin
  perform require_ingest();
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  -- In order, so that two requests about the same generations wait for each other rather than for ever.
  for x in select f.line, coalesce(f.scores, '[]') as scores, coalesce(f.withdrawn, '[]') as withdrawn, coalesce(f.whole, false) as whole, f.alike,
        case when f.event is null then generation_of_producer(f.producer, f.generation) else generation_of_event(f.producer, f.event) end as there
      from jsonb_to_recordset(batch) f (line bigint, producer text, event text, generation uuid, scores jsonb, withdrawn jsonb, whole boolean, alike jsonb)
      order by there, f.line loop
    if not (coalesce(are_scores(x.scores), false) and coalesce(are_scores(x.withdrawn), false)) then
      perform refuse('CS422', 'score.shape', 'Judgements are a list with a name, and a value that is a number or none.', '', 'Look at the manual.');
    end if;
    if x.there is null then
      missing := missing || x.line;
      continue;
    elsif greatest(jsonb_array_length(x.scores), jsonb_array_length(x.withdrawn)) > 1000 then
      no_room := no_room || x.line;
      continue;
    end if;
    if jsonb_typeof(x.alike) = 'array' and not exists (select from countersign_private.generation g
        left join generation_content c on c.tenant = 1 and c.id = g.id
        join jsonb_array_elements(x.alike) a on decode(a ->> 0, 'hex') = g.metadata_digest and (c.id is null or sha256(c.salt || decode(a ->> 1, 'hex')) = g.commitment)
        where g.tenant = 1 and g.id = x.there) then
      others := others || x.line;
      continue;
    end if;
    select * into kept from keep_late_scores(x.there, receipt_id, scores_said(x.there, x.scores), scores_said(x.there, x.withdrawn), x.whole);
    if kept.new is null then
      no_room := no_room || x.line;
    else
      new := new + kept.new;
      already := already + kept.already;
      gone := gone + kept.ended;
    end if;
  end loop;
  update receipt r set taken = r.taken + new, known = r.known + already where r.id = receipt_id;
  return jsonb_build_object('taken', new, 'known', already, 'withdrawn', gone, 'missing', missing, 'differ', others, 'full', no_room);
end $$;

-- Verification ----------------------------------------------------------------------------------------------------------------

-- As before, of flags alone.
create or replace function countersign_private.on_late_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if new.flags <> '' then insert into figure_late (generation, first) values (new.generation, new.first); end if;
  return null;
end $$;

-- Figures ---------------------------------------------------------------------------------------------------------------------

-- What came to count, and what no longer does, between two moments.
create function countersign_private.score_changes(of_generation uuid, since xid8, until xid8)
returns table (name text, value double precision, change integer) language sql stable as $$
  select x.name, x.value, x.after::integer - x.before::integer
  from (select s.name, s.value, countersign_private.score_counted(s, since) as before, countersign_private.score_counted(s, until) as after
    from countersign_private.score s where s.tenant = 1 and s.generation = of_generation and s.value > '-infinity' and s.value < 'infinity') x
  where x.before <> x.after
$$;

-- As before; what comes to nothing is left out.
create or replace function countersign_private.merged_sketch(b1 integer[], c1 bigint[], b2 integer[], c2 bigint[], out buckets integer[], out counts bigint[])
language sql immutable parallel safe as $$
  select coalesce(array_agg(x.b order by x.b), '{}'), coalesce(array_agg(x.c order by x.b), '{}')
  from (select u.b, sum(u.c)::bigint as c from (select * from unnest(b1, c1) a (b, c) union all select * from unnest(b2, c2) a (b, c)) u group by u.b
    having sum(u.c) <> 0) x
$$;

-- As before, each with what the first word becomes by the others.
do $do$
declare
  change record;
  text_before text;
  text_after text;
begin
  for change in select * from (values
    ('countersign.parts_altered(text)',
      'array_agg(l.first) as list from later l group by', 'array_agg(l.first) as list from later l where octet_length(l.bound) > 0 group by'),
    ('countersign.parts_altered(text)',
      $a$            -- Only flags are ever said later.
            case when f.list is null or %5$L <> 'flag' then 0$a$, '            case when f.list is null then 0'),
    ('countersign_private.add_figure_days()',
      '  truncate pg_temp.figure_new;', $a$  -- What counts no more may leave a day with nothing.
  delete from countersign_private.figure_day d using (select distinct f.kind, f.artifact, f.metric, f.slice, f.environment, f.version, f.day
      from pg_temp.figure_new f where f.n < 0) x
    where (d.kind, d.artifact, d.metric, d.slice, d.environment, d.version, d.day) = (x.kind, x.artifact, x.metric, x.slice, x.environment, x.version, x.day)
      and d.n <= 0;
  delete from countersign_private.figure_sketch d using (select distinct f.kind, f.artifact, f.metric, f.slice, f.environment, f.version, f.day
      from pg_temp.figure_new f where f.n < 0) x
    where (d.kind, d.artifact, d.metric, d.slice, d.environment, d.version, d.day) = (x.kind, x.artifact, x.metric, x.slice, x.environment, x.version, x.day)
      and d.buckets = '{}';
  truncate pg_temp.figure_new;$a$),
    ('countersign.keep_figures(integer)',
      $a$where s.value > '-infinity' and s.value < 'infinity'$a$,
      $a$where s.value > '-infinity' and s.value < 'infinity'
            and not exists (select from late_score l where l.generation = s.generation and l.ordinal = s.ordinal)$a$),
    ('countersign.keep_figures(integer)',
      '  update figure_mark set late = until;', $a$  -- Scores that came later, with those that they took the place of and those that were taken back.
  insert into figure_new
    select f.kind, f.artifact, 'score.' || s.name, f.slice, f.environment, f.version, f.day, s.change, s.change * s.value, s.change * s.value * s.value,
      bucket_of(s.value)
    from (select l.generation from late_score l where l.xid >= m.late and l.xid < until
      union select w.generation from score_withdrawn w where w.xid >= m.late and w.xid < until) t
    join generation c on c.tenant = 1 and c.id = t.generation
    cross join lateral score_changes(t.generation, m.late, until) s
    cross join lateral figures_of(c) f;
  get diagnostics part = row_count;
  if part > 0 then
    perform add_figure_days();
    done := done + part;
  end if;
  update figure_mark set late = until;$a$),
    ('countersign.burn_windows(bigint)', 'from score s', 'from counted_score s'),
    ('countersign_private.counted_calls(text, text, text, text, text, integer, integer, uuid, uuid, integer)', 'from score s', 'from counted_score s'),
    ('countersign.scores_by_day(text, text, timestamptz, timestamptz, timestamptz)', 'join score s', 'join score_counted_at(moment) s'),
    ('countersign.values_between(text, text, text, timestamptz, timestamptz, timestamptz)', 'join score s', 'join score_counted_at(moment) s'),
    ('countersign.calls_behind(text, text, text, text, timestamptz, timestamptz, text, double precision, double precision, uuid, boolean, integer, timestamptz)',
      'from score s', 'from score_counted_at(moment) s'),
    ('countersign_private.judge_pairs_of(text, text)', 'join score s', 'join counted_score s'),
    ('countersign.export_reviews(bigint, integer, text)', 'from score s', 'from counted_score s'),
    ('countersign_private.generation_as_json(uuid)',
      $a$to_jsonb(s) - 'tenant' - 'generation' order$a$, $a$to_jsonb(s) - 'tenant' - 'generation' || jsonb_build_object('standing', score_standing(s)) order$a$)
    ) x (function, word, becomes)
  loop
    text_before := pg_get_functiondef(change.function::regprocedure);
    text_after := replace(text_before, change.word, change.becomes);
    if text_after = text_before then raise exception '% has no such words: %', change.function, change.word; end if;
    execute text_after;
  end loop;
end $do$;

-- Reading ---------------------------------------------------------------------------------------------------------------------

create or replace view countersign.score as
  select f.tenant, f.generation, f.ordinal, f.name, f.value + 0::double precision as value, f.judge, f.lowest, f.highest, f.at,
    coalesce(w.what, case when exists (select from countersign_private.late_score l where l.generation = f.generation and l.ordinal > f.ordinal
        and l.name = f.name and l.judge is not distinct from f.judge
        and not exists (select from countersign_private.score_withdrawn y where y.generation = l.generation and y.ordinal = l.ordinal))
      then 'replaced' else 'counts' end) as standing
  from countersign_private.score f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  left join countersign_private.score_withdrawn w on w.generation = f.generation and w.ordinal = f.ordinal
  where f.tenant = 1 and (select countersign_private.present_only());
create or replace view countersign_past.score as
  select f.tenant, f.generation, f.ordinal, f.name, f.value + 0::double precision as value, f.judge, f.lowest, f.highest, f.at,
    coalesce(w.what, case when exists (select from countersign_private.late_score l where l.generation = f.generation and l.ordinal > f.ordinal
        and l.name = f.name and l.judge is not distinct from f.judge and l.recorded_at <= (select countersign.as_of())
        and not exists (select from countersign_private.score_withdrawn y where y.generation = l.generation and y.ordinal = l.ordinal
          and y.recorded_at <= (select countersign.as_of())))
      then 'replaced' else 'counts' end) as standing
  from countersign_private.score f join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation
  left join countersign_private.score_withdrawn w on w.generation = f.generation and w.ordinal = f.ordinal and w.recorded_at <= (select countersign.as_of())
  where f.tenant = 1 and g.recorded_at <= (select countersign.as_of())
    and not exists (select from countersign_private.late_score l where l.generation = f.generation and l.ordinal = f.ordinal
      and l.recorded_at > (select countersign.as_of()));

grant execute on function countersign.take_scores(bigint, jsonb) to countersign_ingest;

-- Traces whose judgements changed before this step were noted and not taken: they differ now, and are read once more.
update countersign_private.sync_object o set state = o.state - 'count'
  where o.kind = 'trace' and exists (select from countersign_private.sync_fact f where f.source = o.source and f.kind = 'trace' and f.key = o.key);

-- What a figure was over the steps of its run, by version and figure.
create index sync_fact_history on countersign_private.sync_fact (key, id desc) where kind = 'history';
