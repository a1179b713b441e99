-- Shadow-evals that begin by themselves. A lead says for which artifact, at what hour and with what; a daemon begins one run a
-- night, drives it to its verdict, and takes it up again after a crash. A night that cannot begin says why. What a daemon may
-- drive is what such a plan has begun, and nothing else: else it could invent the answers of a run that gates rely on.

-- Plans ---------------------------------------------------------------------------------------------------------------------

create table countersign_private.shadow_plan (
  artifact bigint not null references countersign_private.artifact,
  -- A selector; null: the newest version.
  candidate text check (candidate <> '' and length(candidate) <= 200),
  versions integer not null check (versions between 1 and 20),
  prompts integer not null check (prompts between 1 and 100000),
  days integer not null check (days between 1 and 3650),
  metrics jsonb not null check (jsonb_typeof(metrics) = 'array' and jsonb_array_length(metrics) > 0),
  judges jsonb not null check (jsonb_typeof(judges) = 'array'),
  -- Micros a night; null: no limit.
  cost_limit bigint check (cost_limit >= 0),
  -- In the office's time zone.
  begins time not null,
  set_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index shadow_plan_now on countersign_private.shadow_plan (artifact) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.shadow_plan');

-- One a night and artifact: the run that was begun, or why there is none.
create table countersign_private.shadow_night (
  artifact bigint not null references countersign_private.artifact,
  night date not null,
  run bigint unique references countersign_private.shadow_run,
  words text not null default '',
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (artifact, night),
  check ((run is null) = (words <> ''))
);
call countersign_private.guard_facts('countersign_private.shadow_night');

-- How a judge of a run rated what people have rated, too, as it was when the run was closed.
create table countersign_private.shadow_agreement (
  run bigint not null,
  arm smallint not null,
  pairs integer not null check (pairs >= 0),
  -- Krippendorff's alpha for intervals, and its bounds; null when there is too little to say.
  alpha double precision check (alpha <= 1),
  low double precision,
  high double precision,
  method text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm),
  foreign key (run, arm) references countersign_private.shadow_arm
);
call countersign_private.guard_facts('countersign_private.shadow_agreement');

select countersign_private.bind_rows('shadow_plan', array['artifact', 'valid_from']);
select countersign_private.bind_rows('shadow_night', array['artifact', 'night']);
select countersign_private.bind_rows('shadow_agreement', array['run', 'arm']);

-- Sets what is run every night; what a lead may, for it costs money and sends what people wrote.
create function countersign.set_shadow_plan(
  artifact_name text, candidate text, versions integer, prompts integer, days integer, metrics jsonb, judges jsonb, cost_limit bigint,
  begins time, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  a countersign_private.artifact;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into a from countersign_private.artifact x where x.name = artifact_name;
  if not found then perform find_version(artifact_name, ''); end if;
  if a.kind not in ('model', 'chain', 'endpoint') then
    perform refuse('CS422', 'shadow.kind', format('Versions of a %s do not answer prompts by themselves.', a.kind), '',
      'Plan the shadow-eval of the chain that uses it.');
  end if;
  perform take_artifact(a.id);
  at := clock();
  update shadow_plan p set valid_to = greatest(at, p.valid_from + interval '1 microsecond')
    where p.artifact = a.id and p.valid_to = 'infinity' returning p.valid_to into at;
  insert into shadow_plan (artifact, candidate, versions, prompts, days, metrics, judges, cost_limit, begins, set_by, reason, valid_from)
  values (a.id, candidate, versions, prompts, days, metrics, judges, cost_limit, begins, who, reason, coalesce(at, clock()));
  return record_activity('shadow.plan', 'artifact', artifact_name, reason,
    jsonb_build_object('begins', begins, 'versions', versions, 'prompts', prompts, 'candidate', candidate), channel);
exception when check_violation or not_null_violation then
  perform refuse('CS422', 'shadow.plan', 'The plan is out of bounds.', '',
    'Ask for 1 to 20 versions, 1 to 100,000 prompts of up to 3,650 days, a metric, and an hour such as 02:00.');
end $$;

create function countersign.end_shadow_plan(artifact_name text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_role('lead');
  perform require_reason(reason);
  update shadow_plan p set valid_to = greatest(clock(), p.valid_from + interval '1 microsecond')
    from artifact a where a.name = artifact_name and p.artifact = a.id and p.valid_to = 'infinity';
  if not found then
    perform refuse('CS404', 'shadow.no-plan', format('No shadow-eval of %s is planned.', left(artifact_name, 200)), '', 'Look at `countersign shadow nights`.');
  end if;
  return record_activity('shadow.plan-end', 'artifact', artifact_name, reason, '{}', channel);
end $$;

-- Drawing a run is one thing, who may begin it another ------------------------------------------------------------------------

-- Begins a replay in the name of `who`: draws the sample by the seed. Prompts of one conversation are one; what is classed above
-- the lowest ceiling of the run, or was never classed, is left out and counted. The newest version is the candidate of a null.
create function countersign_private.draw_shadow_run(
  who text, artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb,
  seed bigint, cost_limit bigint, reason text, channel text)
returns table (run bigint, sampled integer, population bigint, withheld bigint, activity bigint) language plpgsql as $$
#variable_conflict use_variable
declare
  c countersign_private.version;
  k text := (select x.kind from countersign_private.artifact x where x.name = artifact_name);
  chosen bigint := coalesce(seed, drawn_seed());
  made bigint;
  taken countersign_private.shadow_sample;
  least_ceiling integer;
  from_id constant uuid := first_id_at(clock() - since);
begin
  select * into c from countersign_private.version v where v.id = shadow_candidate(artifact_name, candidate);
  if k not in ('model', 'chain', 'endpoint') then
    perform refuse('CS422', 'shadow.kind', format('Versions of a %s do not answer prompts by themselves.', k), '',
      'Run the shadow-eval of the chain that uses it, or import recorded answers.');
  end if;
  made := begin_shadow_run('replay', c.id, array(
    select v.id from countersign_private.version v
    left join pointer p on p.version = v.id and p.environment = 'production' and p.valid_to = 'infinity'
    where v.artifact = c.artifact and v.id <> c.id and (v.number < c.number or p.version is not null)
    order by p.version is null, v.number desc limit versions), judges, metrics, chosen, prompts, clock() - since, cost_limit, who, reason);
  select min(class_rank(x.ceiling)) into least_ceiling from shadow_arm x where x.run = made;

  with live as materialized (
    select g.id, coalesce(g.conversation, g.prompt_id, g.id::text) as family, g.service, g.language, g.tier,
      sha256(int8send(chosen) || uuid_send(g.id)) as lot,
      (select case when g.data_class is not null then (array['green', 'yellow', 'red'])[max(class_rank(x.class))] end
       from (select g.data_class as class
             union all select r.data_class from retrieval r where r.tenant = 1 and r.generation = g.id and r.data_class is not null) x) as class
    from generation g
    where g.tenant = 1 and g.id >= from_id and g.source <> 'shadow' and (g.environment is null or g.environment = 'production')
      and case k when 'model' then g.model = artifact_name else g.service = artifact_name end
      and exists (select from generation_content o where o.tenant = 1 and o.id = g.id)),
  one_each as materialized (
    select l.*, class_rank(l.class) <= least_ceiling as may from (select distinct on (family) * from live order by family, lot) l),
  kept as (
    insert into shadow_prompt (run, prompt, key, generation, family, data_class, slices, commitment)
    select made, row_number() over (order by d.lot), d.id::text, d.id, d.family, d.class,
      jsonb_strip_nulls(jsonb_build_object('language', d.language, 'service', d.service, 'tier', d.tier)), sha256(r.salt || o.body)
    from (select * from one_each x where x.may order by x.lot limit prompts) d
    join generation_content o on o.tenant = 1 and o.id = d.id join shadow_run r on r.id = made
    returning 1)
  insert into shadow_sample (run, population, withheld, drawn)
  select made, count(*), count(*) filter (where not o.may), (select count(*) from kept) from one_each o
  returning * into taken;
  if taken.drawn = 0 then
    perform refuse('CS404', 'shadow.no-prompts', format('There is no live prompt of %s that may be replayed.', artifact_name),
      format('%s were found in the period, %s of them classed above what an endpoint of this run may see.', taken.population, taken.withheld),
      'Take generations in first, or let a lead raise a ceiling.');
  end if;
  return query select made, taken.drawn, taken.population, taken.withheld,
    record_activity('shadow.open', 'shadow', made::text, reason, jsonb_build_object('candidate', artifact_name || '@' || c.label,
      'seed', chosen, 'asked', prompts, 'population', taken.population, 'withheld', taken.withheld, 'prompts_digest',
      (select encode(sha256(string_agg(p.commitment, ''::bytea order by p.prompt)), 'hex') from shadow_prompt p where p.run = made)), channel);
end $$;

create function countersign_private.shadow_candidate(artifact_name text, candidate text) returns bigint language sql stable as $$
  select countersign_private.find_version(artifact_name, coalesce(candidate,
    (select x.label from countersign_private.version x join countersign_private.artifact a on a.id = x.artifact
     where a.name = artifact_name order by x.number desc limit 1), ''))
$$;

-- As before. `versions`: what production serves, and the newest before the candidate, so many in all.
create or replace function countersign.open_shadow_run(
  artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb default '[]',
  seed bigint default null, cost_limit bigint default null, reason text default '', channel text default 'sql')
returns table (run bigint, sampled integer, population bigint, withheld bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text;
begin
  perform require_reason(reason);
  who := require_shadow_right((select v.artifact from countersign_private.version v where v.id = shadow_candidate(artifact_name, candidate)));
  return query select * from draw_shadow_run(who, artifact_name, candidate, versions, prompts, since, metrics, judges, seed, cost_limit, reason, channel);
end $$;

create function countersign_private.drop_shadow_run(run bigint, who text, reason text) returns boolean language plpgsql as $$
#variable_conflict use_variable
declare at timestamptz;
begin
  perform from shadow_turn t where t.run = drop_shadow_run.run for update;
  update shadow_run_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.run = drop_shadow_run.run and s.valid_to = 'infinity' and s.state = 'open' returning s.valid_to into at;
  if not found then return false; end if;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (run, 'abandoned', who, reason, at);
  return true;
end $$;

-- Who may drive a run: who builds the artifact, a lead, and a daemon what a plan has begun.
create function countersign_private.require_driver(of_run bigint) returns text language plpgsql stable as $$
begin
  if has_role('ingest') and exists (select from shadow_night n where n.run = of_run) then return require_person(); end if;
  return require_shadow_right((select r.artifact from shadow_run r where r.id = of_run));
end $$;

-- As before, but for who may.
create or replace function countersign.lead_shadow_run(run bigint, new_limit bigint default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_driver(run);
  here constant text := session_user;
  token bigint;
begin
  if not exists (select from shadow_run_state s where s.run = lead_shadow_run.run and s.state = 'open' and s.valid_to = 'infinity') then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  update shadow_turn t set fence = t.fence + 1, holder = here, backend = pg_backend_pid(), lease_until = clock_timestamp() + interval '10 minutes',
      cost_limit = coalesce(new_limit, t.cost_limit)
    where t.run = lead_shadow_run.run and (t.backend = pg_backend_pid() or not is_driven(t)) returning fence into token;
  if token is null then
    perform refuse('CS423', 'shadow.driven', format('Shadow run %s is driven by %s.', run,
      (select t.holder from shadow_turn t where t.run = lead_shadow_run.run)), '', 'Wait for it, or end that program.');
  end if;
  return token;
end $$;

-- Whether somebody has it: a runner that was killed leaves no session behind.
create function countersign_private.is_driven(t countersign_private.shadow_turn) returns boolean language sql stable as $$
  select t.lease_until >= clock_timestamp()
    and exists (select from pg_stat_get_activity(null) a join pg_roles r on r.oid = a.usesysid where a.pid = t.backend and r.rolname = t.holder)
$$;

-- As before, but for who may.
create or replace function countersign.abandon_shadow_run(run bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_driver(run);
begin
  perform require_reason(reason);
  if not drop_shadow_run(run, who, reason) then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  return record_activity('shadow.abandon', 'shadow', run::text, reason, '{}', channel);
end $$;

-- A night --------------------------------------------------------------------------------------------------------------------

-- Begins what is due and has not begun: each plan once a night, whoever asks and however often; a night that was slept through
-- is not made up for. What the night before has left open ends without a verdict. Answers what was begun.
create function countersign.begin_shadow_nights() returns table (artifact text, night date, run bigint, words text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text;
  p record;
  old bigint;
  made bigint;
  fault text;
  why text;
begin
  perform require_ingest();
  who := require_person();
  for p in select x.*, a.name, d.night as due from shadow_plan x join countersign_private.artifact a on a.id = x.artifact cross join catalog c
      cross join lateral (select ((clock() at time zone c.time_zone) - (x.begins - time '00:00'))::date as night) d
      where x.valid_to = 'infinity' and (d.night + x.begins) at time zone c.time_zone >= x.valid_from
        and not exists (select from shadow_night n where n.artifact = x.artifact and n.night = d.night)
      order by a.name for update of x skip locked loop
    for old in select n.run from shadow_night n join shadow_run_state s on s.run = n.run and s.state = 'open' and s.valid_to = 'infinity'
        where n.artifact = p.artifact loop
      perform drop_shadow_run(old, who, 'the next night has come');
      perform record_activity('shadow.abandon', 'shadow', old::text, 'the next night has come', '{}', 'sql');
    end loop;
    made := null;
    fault := '';
    begin
      select d.run into made from draw_shadow_run(who, p.name, p.candidate, p.versions, p.prompts, make_interval(days => p.days), p.metrics, p.judges,
        null, p.cost_limit, format('the night of %s, as %s planned: %s', p.due, p.set_by, p.reason), 'sql') d;
    exception when others then
      if left(sqlstate, 2) <> 'CS' then raise; end if;
      get stacked diagnostics fault = message_text, why = pg_exception_detail;
      fault := left(fault || coalesce(nullif(' ' || why, ' '), ''), 1000);
    end;
    insert into shadow_night (artifact, night, run, words) values (p.artifact, p.due, made, fault);
    if made is null then
      perform record_activity('shadow.night', 'artifact', p.name, fault, jsonb_build_object('night', p.due), 'sql');
    end if;
    artifact := p.name; night := p.due; run := made; words := fault;
    return next;
  end loop;
end $$;

-- The oldest open run that a plan has begun and no other session drives, but for some that rest; null when there is none.
create function countersign.night_to_drive(resting bigint[] default '{}') returns bigint
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  return (select n.run from shadow_night n join shadow_run_state s on s.run = n.run and s.state = 'open' and s.valid_to = 'infinity'
    join shadow_turn t on t.run = n.run where (not is_driven(t) or t.backend = pg_backend_pid()) and n.run <> all (coalesce(resting, '{}')) order by n.run limit 1);
end $$;

insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('begin-shadow-evals', 'Begin the shadow-evals that are planned for the night', '1 minute', null, 'ingest');

-- Judges and people ------------------------------------------------------------------------------------------------------------

-- What a judge and a person each said of one answer under one name: the judge's figure, and the mean of the labels of reviews
-- that have ended. What is not yet decided counts for nothing, so that nobody's opinion shows through.
create function countersign_private.judge_pairs_of(judge text, metric text)
returns table (generation uuid, judged double precision, said double precision) language sql stable as $$
  select s.generation, avg(s.value), avg(x.said)
  from (select l.item, l.person, l.value, row_number() over (partition by l.item, l.person order by l.id desc) as newest
        from review_label l where l.tenant = 1 and l.key = judge_pairs_of.metric) l
  join review_present p on p.tenant = 1 and p.item = l.item and p.state = 'done'
  join review_item i on i.tenant = 1 and i.id = l.item
  join score s on s.tenant = 1 and s.generation = i.generation and s.judge = judge_pairs_of.judge and s.name = judge_pairs_of.metric and s.value is not null
  cross join lateral (select case jsonb_typeof(l.value) when 'number' then (l.value #>> '{}')::double precision
    else case l.value #>> '{}' when 'pass' then 1 when 'true' then 1 when 'fail' then 0 when 'false' then 0 end end as said) x
  where l.newest = 1 and x.said is not null
  group by s.generation
$$;

create function countersign.judge_pairs(judge text, metric text) returns table (judged double precision, said double precision)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select p.judged, p.said from judge_pairs_of(judge, metric) p order by p.generation
$$;

-- Keeps how far a judge of a run agrees with people; how many pairs there are is counted here, too.
create function countersign.note_shadow_agreement(
  run bigint, fence bigint, arm integer, pairs integer, alpha double precision, low double precision, high double precision, method text)
returns void language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  there bigint := (select count(*) from shadow_arm x join countersign_private.version v on v.id = x.version join countersign_private.artifact a on a.id = v.artifact
    cross join lateral judge_pairs_of(a.name || '@' || v.label, x.metric) where x.run = t.run and x.arm = note_shadow_agreement.arm and x.role = 'judge');
begin
  if pairs is distinct from there then
    perform refuse('CS422', 'shadow.agreement', format('There are %s answers that this judge and people have rated, not %s.', there, pairs), '', 'Work it out again.');
  end if;
  insert into shadow_agreement (run, arm, pairs, alpha, low, high, method) values (run, arm, pairs, alpha, low, high, method) on conflict do nothing;
end $$;

-- Reading ------------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('shadow_plan', $$
  select a.name as artifact, p.candidate, p.versions, p.prompts, p.days, p.metrics, p.judges, p.cost_limit, p.begins, p.set_by, p.reason, p.valid_from as recorded_at
  from countersign_private.shadow_plan p join countersign_private.artifact a on a.id = p.artifact where {now p} $$);
call countersign_private.make_views('shadow_night', $$
  select a.name as artifact, n.night, n.run, n.words, n.recorded_at
  from countersign_private.shadow_night n join countersign_private.artifact a on a.id = n.artifact where {fact n} $$);
call countersign_private.make_views('shadow_agreement', $$
  select g.run, g.arm, g.pairs, g.alpha, g.low, g.high, g.method from countersign_private.shadow_agreement g where {fact g} $$);
grant select on countersign.shadow_plan, countersign_past.shadow_plan, countersign.shadow_night, countersign_past.shadow_night,
  countersign.shadow_agreement, countersign_past.shadow_agreement to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.set_shadow_plan(text, text, integer, integer, integer, jsonb, jsonb, bigint, time, text, text),
  countersign.end_shadow_plan(text, text, text),
  countersign.note_shadow_agreement(bigint, bigint, integer, integer, double precision, double precision, double precision, text),
  countersign.judge_pairs(text, text)
  to countersign_viewer;
grant execute on function countersign.begin_shadow_nights(), countersign.night_to_drive(bigint[]) to countersign_ingest;
