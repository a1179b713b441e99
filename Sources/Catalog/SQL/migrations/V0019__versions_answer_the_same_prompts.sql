-- Long because a run's tables, the handing out of its requests and its verdict make sense only together.
--
-- Shadow-evals: live prompts are put again to a candidate and to the versions before it. What is asked is written before
-- it is sent, what is answered is kept once, and a verdict must follow from margins that were fixed before the first answer.

-- Where versions answer -----------------------------------------------------------------------------------------------

-- An OpenAI-compatible service. `version` null: every version of the artifact that has no row of its own. Whatever is
-- classed above `ceiling` never goes there. Keys are never kept here: the program takes them from its environment.
create table countersign_private.shadow_endpoint (
  artifact bigint not null references countersign_private.artifact,
  version bigint references countersign_private.version,
  url text not null check (url ~ '^https?://[^/[:space:][:cntrl:]]+[^[:space:][:cntrl:]]*$' and length(url) <= 2000),
  -- The model to ask for; null: the version's label.
  model text check (model <> '' and length(model) <= 200 and model !~ '[[:cntrl:]]'),
  ceiling text not null check (ceiling in ('green', 'yellow', 'red')),
  -- Currency units per million tokens; null: unknown.
  price_in numeric check (price_in >= 0),
  price_out numeric check (price_out >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  max_tokens integer not null check (max_tokens between 1 and 1000000),
  per_minute integer not null check (per_minute between 1 and 1000000),
  at_once integer not null check (at_once between 1 and 64),
  -- Whether it answers a repeated Idempotency-Key with the first answer and no second bill. Else a request whose answer was
  -- lost is never sent again.
  is_idempotent boolean not null,
  set_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check ((price_in is null) = (currency is null) and (price_out is null) = (currency is null))
);
create unique index shadow_endpoint_now on countersign_private.shadow_endpoint (artifact, version) nulls not distinct where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.shadow_endpoint');

-- Runs ----------------------------------------------------------------------------------------------------------------

create table countersign_private.shadow_run (
  id bigint generated always as identity primary key,
  artifact bigint not null references countersign_private.artifact,
  candidate bigint not null references countersign_private.version,
  origin text not null check (origin in ('replay', 'import')),
  -- Of the sample and of every interval.
  seed bigint not null,
  asked integer not null check (asked >= 1),
  since timestamptz,
  -- Keys of requests are made of it.
  salt bytea not null,
  run_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.shadow_run (candidate, id);
create index on countersign_private.shadow_run (artifact, id);
call countersign_private.guard_facts('countersign_private.shadow_run');

-- How many prompts there were to draw from, and how many of those are classed above what the run's endpoints may see.
create table countersign_private.shadow_sample (
  run bigint primary key references countersign_private.shadow_run,
  population bigint not null,
  withheld bigint not null,
  drawn integer not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.shadow_sample');

create table countersign_private.shadow_run_state (
  run bigint not null references countersign_private.shadow_run,
  state text not null check (state in ('open', 'closed', 'abandoned')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index shadow_run_state_now on countersign_private.shadow_run_state (run) where valid_to = 'infinity';
create index shadow_run_state_past on countersign_private.shadow_run_state (run, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.shadow_run_state');

-- Who drives a run now, and what it has cost. A runner that was killed leaves no session behind: the next takes over at once.
create table countersign_private.shadow_turn (
  run bigint primary key references countersign_private.shadow_run,
  fence bigint not null default 0,
  holder text not null default '',
  backend integer,
  lease_until timestamptz not null default '-infinity',
  -- Micros; null: no limit.
  cost_limit bigint check (cost_limit >= 0),
  spent bigint not null default 0,
  -- The most that requests without an outcome can cost.
  reserved bigint not null default 0
);
call countersign_private.guard_present('countersign_private.shadow_turn');

-- Who is asked: 0 is the candidate, then the baselines, then the judges, each with its endpoint as it was at the beginning.
create table countersign_private.shadow_arm (
  run bigint not null references countersign_private.shadow_run,
  arm smallint not null,
  role text not null check (role in ('candidate', 'baseline', 'judge')),
  version bigint not null references countersign_private.version,
  -- A judge's figure.
  metric text,
  url text,
  model text,
  ceiling text check (ceiling in ('green', 'yellow', 'red')),
  price_in numeric,
  price_out numeric,
  currency text,
  max_tokens integer,
  per_minute integer,
  at_once integer,
  is_idempotent boolean,
  primary key (run, arm),
  check ((role = 'judge') = (metric is not null) and (url is null) = (ceiling is null))
);
create index on countersign_private.shadow_arm (version);
call countersign_private.guard_facts('countersign_private.shadow_arm');

-- What is measured, and by how much it may be worse. Fixed before the first answer.
create table countersign_private.shadow_metric (
  run bigint not null references countersign_private.shadow_run,
  metric text not null check (metric <> '' and length(metric) <= 100 and metric !~ '[[:cntrl:]]'),
  -- share: 0 or 1 a prompt. score: any number. ratio: compared by logarithms.
  kind text not null check (kind in ('share', 'score', 'ratio')),
  better text not null check (better in ('higher', 'lower')),
  -- Share and score: in units of the metric; ratio: 0.2 is a fifth more. Null: shown, not judged.
  margin double precision check (margin > 0 and margin < 'infinity'),
  primary key (run, metric)
);
call countersign_private.guard_facts('countersign_private.shadow_metric');

create table countersign_private.shadow_prompt (
  run bigint not null references countersign_private.shadow_run,
  prompt integer not null,
  key text not null,
  generation uuid,
  -- Prompts of one conversation count as one.
  family text not null,
  -- Null: nobody said.
  data_class text check (data_class in ('green', 'yellow', 'red')),
  slices jsonb not null default '{}',
  -- SHA-256(salt of the run, content).
  commitment bytea not null,
  primary key (run, prompt),
  unique (run, key)
);
call countersign_private.guard_facts('countersign_private.shadow_prompt');

-- Texts that live nowhere else; what was sampled is read from its generation, and goes when that is erased.
create table countersign_private.shadow_prompt_content (
  run bigint not null,
  prompt integer not null,
  body bytea not null,
  primary key (run, prompt),
  foreign key (run, prompt) references countersign_private.shadow_prompt
);

-- Asked: written before it is sent. `about` is the arm whose answer is judged; for an answer the arm itself.
create table countersign_private.shadow_request (
  run bigint not null,
  arm smallint not null,
  about smallint not null,
  prompt integer not null,
  number smallint not null,
  fence bigint not null,
  login text not null,
  reserved bigint not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm, about, prompt, number),
  foreign key (run, arm) references countersign_private.shadow_arm,
  foreign key (run, about) references countersign_private.shadow_arm,
  foreign key (run, prompt) references countersign_private.shadow_prompt
);
call countersign_private.guard_facts('countersign_private.shadow_request');

-- What came of a request that brought no answer. refused: by the service, without work done. unsent: nobody was reached.
-- in_doubt: it may have been answered and paid for. given_up: it will not be asked again.
create table countersign_private.shadow_failure (
  run bigint not null,
  arm smallint not null,
  about smallint not null,
  prompt integer not null,
  number smallint not null,
  outcome text not null check (outcome in ('refused', 'unsent', 'in_doubt', 'given_up')),
  status integer,
  words text not null check (length(words) <= 500),
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm, about, prompt, number),
  foreign key (run, arm, about, prompt, number) references countersign_private.shadow_request
);
call countersign_private.guard_facts('countersign_private.shadow_failure');

-- An answer is kept once: nothing can be counted or paid twice.
create table countersign_private.shadow_reply (
  run bigint not null,
  arm smallint not null,
  about smallint not null,
  prompt integer not null,
  -- The request that brought it; 0 when it was imported.
  number smallint not null,
  tokens_in bigint,
  tokens_out bigint,
  -- Null: unknown.
  cost_micros bigint,
  latency_micros bigint,
  finish text,
  answered_at timestamptz,
  -- SHA-256(salt of the run, content).
  commitment bytea not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm, about, prompt),
  foreign key (run, arm) references countersign_private.shadow_arm,
  foreign key (run, prompt) references countersign_private.shadow_prompt
);
call countersign_private.guard_facts('countersign_private.shadow_reply');

create table countersign_private.shadow_reply_content (
  run bigint not null,
  arm smallint not null,
  about smallint not null,
  prompt integer not null,
  body bytea not null,
  primary key (run, arm, about, prompt),
  foreign key (run, arm, about, prompt) references countersign_private.shadow_reply
);

do $$
declare name text;
begin
  -- Never rewritten; it can only be erased, whole.
  foreach name in array array['shadow_prompt_content', 'shadow_reply_content'] loop
    execute format('create trigger unchanged before update on countersign_private.%I for each row execute function countersign_private.on_change_of_a_fact()', name);
    execute format('alter table countersign_private.%I enable always trigger unchanged', name);
    call countersign_private.guard_present(format('countersign_private.%I', name)::regclass);
  end loop;
end $$;

-- A figure of one answer. Several of one metric are averaged first; null when the judge gave none.
create table countersign_private.shadow_score (
  run bigint not null,
  arm smallint not null,
  prompt integer not null,
  metric text not null,
  ordinal smallint not null default 0,
  value double precision check (value not in ('NaN', 'Infinity', '-Infinity')),
  judge text,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm, prompt, metric, ordinal),
  foreign key (run, arm) references countersign_private.shadow_arm,
  foreign key (run, prompt) references countersign_private.shadow_prompt,
  foreign key (run, metric) references countersign_private.shadow_metric
);
call countersign_private.guard_facts('countersign_private.shadow_score');

-- The candidate beside one baseline in one metric: `slice` is empty for all prompts. Differences are candidate − baseline;
-- of a ratio, of its logarithms.
create table countersign_private.shadow_comparison (
  run bigint not null,
  arm smallint not null,
  metric text not null,
  slice text not null default '',
  n integer not null,
  candidate double precision,
  baseline double precision,
  difference double precision,
  low double precision,
  high double precision,
  -- One-sided, each bound.
  confidence double precision not null,
  method text not null,
  wins integer not null,
  ties integer not null,
  losses integer not null,
  p double precision,
  p_adjusted double precision,
  -- The smallest worsening that so many pairs show four times in five.
  detectable double precision,
  verdict text not null check (verdict in ('pass', 'regressed', 'undecided', 'shown')),
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (run, arm, metric, slice),
  foreign key (run, arm) references countersign_private.shadow_arm,
  foreign key (run, metric) references countersign_private.shadow_metric
);
call countersign_private.guard_facts('countersign_private.shadow_comparison');

create table countersign_private.shadow_verdict (
  run bigint primary key references countersign_private.shadow_run,
  verdict text not null check (verdict in ('pass', 'regressed', 'undecided')),
  pairs integer not null,
  -- Of every answer's commitment in order, and of the comparisons.
  answers_digest bytea not null,
  comparisons_digest bytea not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.shadow_verdict');

-- Alarms --------------------------------------------------------------------------------------------------------------

-- Something in production is worse than it should be. It calls a person; nothing is rolled back by itself.
create table countersign_private.alarm (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('shadow')),
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  -- What found it, such as a run's number.
  subject text not null,
  words text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  unique (kind, subject, version, environment)
);
call countersign_private.guard_facts('countersign_private.alarm');

create table countersign_private.alarm_state (
  alarm bigint not null references countersign_private.alarm,
  state text not null check (state in ('open', 'closed')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index alarm_state_now on countersign_private.alarm_state (alarm) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.alarm_state');

create function countersign.close_alarm(alarm bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead');
  at timestamptz;
begin
  perform require_reason(reason);
  update alarm_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.alarm = close_alarm.alarm and s.valid_to = 'infinity' and s.state = 'open' returning s.valid_to into at;
  if not found then
    perform refuse('CS404', 'alarm.unknown', format('There is no open alarm %s.', alarm), '', 'Look at the view alarm.');
  end if;
  insert into alarm_state (alarm, state, changed_by, reason, valid_from) values (alarm, 'closed', who, reason, at);
  return record_activity('alarm.close', 'alarm', alarm::text, reason, '{}', channel);
end $$;

-- Endpoints and runs are begun ------------------------------------------------------------------------------------------

-- Ranks a class; what nobody classed may be red.
create function countersign_private.class_rank(class text) returns integer language sql immutable parallel safe as $$
  select case class when 'green' then 1 when 'yellow' then 2 else 3 end
$$;

create function countersign_private.drawn_seed() returns bigint language sql volatile as $$
  select ('x' || left(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint
$$;

create function countersign.set_shadow_endpoint(
  artifact_name text, selector text, url text, model text, ceiling text, price_in numeric, price_out numeric, currency text,
  max_tokens integer, per_minute integer, at_once integer, is_idempotent boolean, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  -- Not a builder: a ceiling lets data out.
  who text := require_role('lead');
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  at timestamptz;
begin
  perform require_reason(reason);
  if a is null then perform find_version(artifact_name, ''); end if;
  perform take_artifact(a);
  at := clock();
  update shadow_endpoint e set valid_to = greatest(at, e.valid_from + interval '1 microsecond')
    where e.artifact = a and e.version is not distinct from v and e.valid_to = 'infinity' returning e.valid_to into at;
  insert into shadow_endpoint (artifact, version, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once,
    is_idempotent, set_by, reason, valid_from)
  values (a, v, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once, is_idempotent, who, reason, coalesce(at, clock()));
  return record_activity('shadow.endpoint', 'artifact', artifact_name, reason,
    jsonb_build_object('version', selector, 'url', url, 'ceiling', ceiling), channel);
exception when check_violation then
  perform refuse('CS422', 'shadow.endpoint', 'The settings of the endpoint are out of bounds.', '',
    'Give an http(s) address, a ceiling of green, yellow or red, prices with a currency, and positive limits.');
end $$;

-- Only who builds the artifact, or a lead: a run reads what people wrote to it.
create function countersign_private.require_shadow_right(artifact_id bigint) returns text language plpgsql stable as $$
declare who text := countersign_private.require_role('builder', 'lead');
begin
  if not countersign_private.has_role('lead') and not exists (
    select from countersign_private.person p left join countersign_private.team t on t.key = p.team
    join countersign_private.artifact_state s on s.artifact = artifact_id and s.valid_to = 'infinity'
    where p.key = who and (t.is_office or p.team = s.team)) then
    perform countersign_private.refuse('CS403', 'artifact.team', 'The artifact belongs to another team.', '', 'Ask a builder of that team, or a lead.');
  end if;
  return who;
end $$;

-- Writes a run with its arms and metrics, and takes its turn. Judges are {"artifact", "selector", "metric"}; metrics
-- {"metric", "kind", "better", "margin"}.
create function countersign_private.begin_shadow_run(
  origin text, candidate_id bigint, baselines bigint[], judges jsonb, metrics jsonb, seed bigint, asked integer, since timestamptz,
  cost_limit bigint, who text, reason text) returns bigint language plpgsql as $$
#variable_conflict use_variable
declare
  a bigint := (select v.artifact from countersign_private.version v where v.id = candidate_id);
  made bigint;
begin
  if cardinality(baselines) not between 1 and 20 or candidate_id = any (baselines)
     or exists (select from unnest(baselines) b group by b having count(*) > 1) then
    perform refuse('CS422', 'shadow.versions', 'A candidate is compared with 1 to 20 other versions, each once.', '', 'Name other versions.');
  end if;
  if jsonb_array_length(metrics) = 0 or (asked < 1 or asked > 100000) then
    perform refuse('CS422', 'shadow.size', 'A run needs a metric and 1 to 100,000 prompts.', '', 'Ask for others.');
  end if;
  insert into shadow_run (artifact, candidate, origin, seed, asked, since, salt, run_by, reason)
  values (a, candidate_id, origin, seed, asked, since, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), who, reason)
  returning id into made;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (made, 'open', who, reason, clock());
  insert into shadow_turn (run, cost_limit) values (made, cost_limit);
  insert into shadow_arm (run, arm, role, version, metric, url, model, ceiling, price_in, price_out, currency, max_tokens, per_minute, at_once, is_idempotent)
  select made, x.arm, x.role, x.version, x.metric, e.url, coalesce(e.model, v.label), e.ceiling, e.price_in, e.price_out, e.currency, e.max_tokens,
    e.per_minute, e.at_once, e.is_idempotent
  from (select 0 as arm, 'candidate' as role, candidate_id as version, null::text as metric
        union all select b.n::int, 'baseline', b.version, null from unnest(baselines) with ordinality b(version, n)
        union all select (cardinality(baselines) + j.n)::int, 'judge', find_version(j.value ->> 'artifact', j.value ->> 'selector'), j.value ->> 'metric'
          from jsonb_array_elements(judges) with ordinality j(value, n)) x
  join countersign_private.version v on v.id = x.version
  left join lateral (select * from shadow_endpoint y where y.artifact = v.artifact and (y.version is null or y.version = v.id)
    and y.valid_to = 'infinity' and origin = 'replay' order by y.version nulls last limit 1) e on true;
  insert into shadow_metric (run, metric, kind, better, margin)
  select made, x.metric, x.kind, x.better, x.margin
  from jsonb_to_recordset(metrics) as x(metric text, kind text, better text, margin double precision);
  if origin = 'replay' and exists (select from shadow_arm x where x.run = made and x.url is null) then
    perform refuse('CS404', 'shadow.no-endpoint', 'Some version or judge of this run has no endpoint.',
      (select string_agg(n.name || '@' || v.label, ', ') from shadow_arm x join countersign_private.version v on v.id = x.version
       join countersign_private.artifact n on n.id = v.artifact where x.run = made and x.url is null),
      'A lead sets it: countersign shadow endpoint.');
  end if;
  return made;
exception
  when check_violation or not_null_violation then
    perform refuse('CS422', 'shadow.metric', 'A metric is out of bounds.', '',
      'Give each a kind (share, score, ratio), what is better (higher, lower) and a positive margin, or none.');
  when unique_violation then
    perform refuse('CS422', 'shadow.metric', 'A metric is named twice.', '', 'Name each once.');
end $$;

-- Begins a replay: draws the sample by the seed. Prompts of one conversation are one; what is classed above the lowest ceiling
-- of the run, or was never classed, is left out and counted.
--
-- `versions`: what production serves, and the newest before the candidate, so many in all.
create function countersign.open_shadow_run(
  artifact_name text, candidate text, versions integer, prompts integer, since interval, metrics jsonb, judges jsonb default '[]',
  seed bigint default null, cost_limit bigint default null, reason text default '', channel text default 'sql')
returns table (run bigint, sampled integer, population bigint, withheld bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  c countersign_private.version;
  k text := (select x.kind from countersign_private.artifact x where x.name = artifact_name);
  who text;
  chosen bigint := coalesce(seed, drawn_seed());
  made bigint;
  taken countersign_private.shadow_sample;
  least_ceiling integer;
  from_id constant uuid := first_id_at(clock() - since);
begin
  perform require_reason(reason);
  select * into c from countersign_private.version v where v.id = find_version(artifact_name, coalesce(candidate,
    (select x.label from countersign_private.version x join countersign_private.artifact a on a.id = x.artifact where a.name = artifact_name order by x.number desc limit 1), ''));
  who := require_shadow_right(c.artifact);
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

-- Begins a run of answers that were recorded elsewhere.
create function countersign.open_shadow_import(
  artifact_name text, candidate text, baselines text[], metrics jsonb, seed bigint default null, reason text default '', channel text default 'sql')
returns table (run bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  c bigint := find_version(artifact_name, candidate);
  who text := require_shadow_right((select v.artifact from countersign_private.version v where v.id = c));
  chosen bigint := coalesce(seed, drawn_seed());
  made bigint;
begin
  perform require_reason(reason);
  made := begin_shadow_run('import', c, array(select find_version(artifact_name, b.label) from unnest(baselines) with ordinality b(label, n) order by b.n),
    '[]', metrics, chosen, 100000, null, null, who, reason);
  return query select made, record_activity('shadow.open', 'shadow', made::text, reason,
    jsonb_build_object('candidate', artifact_name || '@' || candidate, 'seed', chosen, 'origin', 'import'), channel);
end $$;

-- Driving a run -------------------------------------------------------------------------------------------------------

-- Takes a run for this session, and answers the fence. Whoever drives it keeps it until the session is gone, or nothing
-- has come from it for ten minutes.
create function countersign.lead_shadow_run(run bigint, new_limit bigint default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  here constant text := session_user;
  token bigint;
begin
  if not exists (select from shadow_run_state s where s.run = lead_shadow_run.run and s.state = 'open' and s.valid_to = 'infinity') then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  update shadow_turn t set fence = t.fence + 1, holder = here, backend = pg_backend_pid(), lease_until = clock_timestamp() + interval '10 minutes',
      cost_limit = coalesce(new_limit, t.cost_limit)
    where t.run = lead_shadow_run.run and (t.lease_until < clock_timestamp() or t.backend = pg_backend_pid()
      or not exists (select from pg_stat_get_activity(null) a join pg_roles r on r.oid = a.usesysid where a.pid = t.backend and r.rolname = t.holder))
    returning fence into token;
  if token is null then
    perform refuse('CS423', 'shadow.driven', format('Shadow run %s is driven by %s.', run,
      (select t.holder from shadow_turn t where t.run = lead_shadow_run.run)), '', 'Wait for it, or end that program.');
  end if;
  return token;
end $$;

-- Locks a run for one step of who drives it.
create function countersign_private.hold_shadow_run(of_run bigint, token bigint) returns countersign_private.shadow_turn
language plpgsql as $$
declare t countersign_private.shadow_turn;
begin
  perform countersign_private.refuse_if_as_of();
  update countersign_private.shadow_turn x set lease_until = clock_timestamp() + interval '10 minutes', backend = pg_backend_pid()
    where x.run = of_run and x.fence = token and x.holder = session_user returning * into t;
  if not found or not exists (select from countersign_private.shadow_run_state s where s.run = of_run and s.state = 'open' and s.valid_to = 'infinity') then
    perform countersign_private.refuse('CS423', 'shadow.lease-lost', 'This shadow run is driven by another, or has ended.', '', 'Look at `countersign shadow show`.');
  end if;
  return t;
end $$;

-- Every answer and judgement a run should have, and where each stands: `answered`; `missing`, for good; `in_doubt`, sent
-- before and perhaps paid, and not sent again; `pending`, under way; `blocked`, a judgement of what is not answered yet;
-- `open`, to be asked. What was under way when its runner was killed counts as in doubt.
create function countersign_private.shadow_tasks(of_run bigint)
returns table (arm smallint, about smallint, prompt integer, asked smallint, state text) language sql stable as $$
  select a.arm, b.arm, p.prompt, coalesce(q.number, 0::smallint),
    case
      when r.run is not null then 'answered'
      when f.outcome = 'given_up' then 'missing'
      when q.number is null then case when a.role <> 'judge' or exists (select from shadow_reply y
        where y.run = a.run and y.arm = b.arm and y.about = b.arm and y.prompt = p.prompt) then 'open' else 'blocked' end
      when f.outcome is null and q.fence = t.fence then 'pending'
      when coalesce(f.outcome, 'in_doubt') = 'in_doubt' and not a.is_idempotent then 'in_doubt'
      when q.number >= 6 then 'missing'
      else 'open'
    end
  from shadow_arm a
  join shadow_arm b on b.run = a.run and b.role <> 'judge' and (a.role = 'judge' or a.arm = b.arm)
  join shadow_prompt p on p.run = a.run
  join shadow_turn t on t.run = a.run
  left join shadow_reply r on r.run = a.run and r.arm = a.arm and r.about = b.arm and r.prompt = p.prompt
  left join lateral (select x.number, x.fence from shadow_request x
    where x.run = a.run and x.arm = a.arm and x.about = b.arm and x.prompt = p.prompt order by x.number desc limit 1) q on true
  left join shadow_failure f on f.run = a.run and f.arm = a.arm and f.about = b.arm and f.prompt = p.prompt and f.number = q.number
  where a.run = of_run
$$;

-- What is sent to the service: the stored conversation.
create function countersign_private.shadow_prompt_body(of_run bigint, of_prompt integer) returns bytea language sql stable as $$
  select coalesce((select c.body from generation_content c where c.tenant = 1 and c.id = p.generation),
    (select c.body from shadow_prompt_content c where c.run = p.run and c.prompt = p.prompt))
  from shadow_prompt p where p.run = of_run and p.prompt = of_prompt
$$;

-- What an arm may see now: its ceiling when the run began, or a lower one that was set since.
create function countersign_private.shadow_ceiling(a countersign_private.shadow_arm) returns integer language sql stable as $$
  select least(class_rank(a.ceiling), (
    select class_rank(e.ceiling) from shadow_endpoint e join version v on v.artifact = e.artifact
    where v.id = a.version and (e.version is null or e.version = v.id) and e.valid_to = 'infinity' order by e.version nulls last limit 1))
$$;

-- Hands out the next request of an arm, written down before its text is answered. `state`: `ask`, with the request; `wait`,
-- for something under way; `limit`, the next could cost more than is left; `done`.
create function countersign.next_shadow_request(run bigint, fence bigint, arm integer)
returns table (state text, about integer, prompt integer, number integer, key text, body bytea, answer bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  a countersign_private.shadow_arm;
  k record;
  text_of bytea;
  answer_of bytea;
  why text;
  cost bigint;
  said text;
begin
  select * into a from shadow_arm x where x.run = next_shadow_request.run and x.arm = next_shadow_request.arm;
  loop
    select x.* into k from shadow_tasks(run) x where x.arm = a.arm and x.state = 'open' order by x.asked, x.prompt, x.about limit 1;
    if not found then
      said := case when exists (select from shadow_tasks(run) x where x.arm = a.arm and x.state = 'pending')
          or (a.role = 'judge' and exists (select from shadow_tasks(run) x join shadow_arm y on y.run = a.run and y.arm = x.arm
            where y.role <> 'judge' and x.state in ('open', 'pending'))) then 'wait' else 'done' end;
      exit;
    end if;
    text_of := shadow_prompt_body(run, k.prompt);
    answer_of := case when a.role = 'judge' then (select c.body from shadow_reply_content c
      where c.run = a.run and c.arm = k.about and c.about = k.about and c.prompt = k.prompt) end;
    why := case
      when text_of is null or (a.role = 'judge' and answer_of is null) then 'its text was erased'
      -- Looked at here once more, whatever the sample was drawn by.
      when (select class_rank(p.data_class) from shadow_prompt p where p.run = a.run and p.prompt = k.prompt) > shadow_ceiling(a) then 'above the ceiling'
    end;
    -- A token is at least a byte; the judge's own words come on top.
    cost := case when why is null then ceil(coalesce((octet_length(text_of) + coalesce(octet_length(answer_of) + 8000, 0)) * a.price_in
      + a.max_tokens * a.price_out, 0)) else 0 end;
    if t.spent + t.reserved + cost > t.cost_limit then
      -- What is under way may cost less than is held back for it.
      said := case when exists (select from shadow_tasks(run) x where x.state = 'pending') then 'wait' else 'limit' end;
      exit;
    end if;
    insert into shadow_request (run, arm, about, prompt, number, fence, login, reserved)
    values (run, a.arm, k.about, k.prompt, k.asked + 1, fence, here, cost);
    if why is not null then
      insert into shadow_failure (run, arm, about, prompt, number, outcome, words) values (run, a.arm, k.about, k.prompt, k.asked + 1, 'given_up', why);
      continue;
    end if;
    update shadow_turn x set reserved = x.reserved + cost where x.run = a.run;
    return query select 'ask', k.about::integer, k.prompt, k.asked + 1,
      'cs-' || left(encode(sha256(r.salt || convert_to(format('%s/%s/%s', a.arm, k.about, k.prompt), 'UTF8')), 'hex'), 40), text_of, answer_of
      from shadow_run r where r.id = a.run;
    return;
  end loop;
  return query select said, null::integer, null::integer, null::integer, null::text, null::bytea, null::bytea;
end $$;

-- The request that something is said about.
create function countersign_private.find_shadow_request(run bigint, arm integer, about integer, prompt integer, number integer)
returns countersign_private.shadow_request language plpgsql stable as $$
#variable_conflict use_variable
declare q countersign_private.shadow_request;
begin
  select * into q from countersign_private.shadow_request x where (x.run, x.arm, x.about, x.prompt, x.number) = (run, arm, about, prompt, number);
  if not found then
    perform countersign_private.refuse('CS404', 'shadow.not-asked', 'Nobody asked for this answer.', '', 'Ask for the next request first.');
  end if;
  return q;
end $$;

create function countersign_private.add_shadow_scores(run bigint, arm integer, prompt integer, scores jsonb) returns void language sql as $$
  insert into countersign_private.shadow_score (run, arm, prompt, metric, ordinal, value, judge)
  select run, arm, prompt, s.metric, coalesce(s.ordinal, 0::smallint), s.value, s.judge
  from jsonb_to_recordset(scores) as s(metric text, ordinal smallint, value double precision, judge text)
$$;

-- Keeps an answer with its figures, once. Answers what it cost, null when unknown. Scores are
-- [{"metric", "ordinal", "value", "judge"}].
create function countersign.keep_shadow_reply(
  run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, body bytea, finish text,
  tokens_in bigint, tokens_out bigint, latency_micros bigint, scores jsonb)
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  q countersign_private.shadow_request := find_shadow_request(run, arm, about, prompt, number);
  cost bigint := (select round(tokens_in * a.price_in + tokens_out * a.price_out) from shadow_arm a where a.run = q.run and a.arm = q.arm);
begin
  insert into shadow_reply (run, arm, about, prompt, number, tokens_in, tokens_out, cost_micros, latency_micros, finish, answered_at, commitment)
  select q.run, q.arm, q.about, q.prompt, q.number, tokens_in, tokens_out, cost, latency_micros, finish, clock(), sha256(r.salt || body)
  from shadow_run r where r.id = q.run on conflict do nothing;
  if found then
    insert into shadow_reply_content (run, arm, about, prompt, body) values (q.run, q.arm, q.about, q.prompt, body);
    perform add_shadow_scores(run, about, prompt, scores);
    -- One answer, one bill: nothing is held back any more for attempts whose answer was lost.
    update shadow_turn x set spent = x.spent + coalesce(cost, 0), reserved = greatest(0, x.reserved - (
        select coalesce(sum(y.reserved), 0) from shadow_request y
        left join shadow_failure f on (f.run, f.arm, f.about, f.prompt, f.number) = (y.run, y.arm, y.about, y.prompt, y.number)
        where (y.run, y.arm, y.about, y.prompt) = (q.run, q.arm, q.about, q.prompt) and coalesce(f.outcome, 'in_doubt') = 'in_doubt'))
      where x.run = q.run;
  end if;
  return cost;
end $$;

-- Says that a request brought no answer. What is in doubt stays held back: it may be on the bill.
create function countersign.fail_shadow_request(
  run bigint, fence bigint, arm integer, about integer, prompt integer, number integer, outcome text, status integer, words text)
returns void language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  q countersign_private.shadow_request := find_shadow_request(run, arm, about, prompt, number);
begin
  insert into shadow_failure (run, arm, about, prompt, number, outcome, status, words)
  values (q.run, q.arm, q.about, q.prompt, q.number, outcome, status, left(words, 500)) on conflict do nothing;
  if found and outcome <> 'in_doubt' then
    update shadow_turn x set reserved = greatest(0, x.reserved - q.reserved) where x.run = q.run;
  end if;
end $$;

-- Takes recorded answers: [{"key", "family", "data_class", "slices", "prompt", "arm", "answer", "tokens_in", "tokens_out",
-- "cost_micros", "latency_micros", "answered_at", "scores"}]. One that is there already changes nothing. Answers how many
-- are new.
create function countersign.add_shadow_answers(run bigint, fence bigint, answers jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  r countersign_private.shadow_run;
  x record;
  number integer;
  added integer := 0;
begin
  select * into r from shadow_run y where y.id = run;
  if r.origin <> 'import' then
    perform refuse('CS409', 'shadow.replay', 'The answers of a replay come from its endpoints alone.', '', 'Open an import.');
  end if;
  for x in select * from jsonb_to_recordset(answers) as x(key text, family text, data_class text, slices jsonb, prompt text, arm smallint, answer text,
      tokens_in bigint, tokens_out bigint, cost_micros bigint, latency_micros bigint, answered_at timestamptz, scores jsonb) loop
    select p.prompt into number from shadow_prompt p where p.run = r.id and p.key = x.key;
    if not found then
      insert into shadow_prompt (run, prompt, key, family, data_class, slices, commitment)
      select r.id, coalesce(max(p.prompt), 0) + 1, x.key, coalesce(x.family, x.key), x.data_class, coalesce(x.slices, '{}'),
        sha256(r.salt || convert_to(x.prompt, 'UTF8')) from shadow_prompt p where p.run = r.id
      returning shadow_prompt.prompt into number;
      insert into shadow_prompt_content (run, prompt, body) values (r.id, number, convert_to(x.prompt, 'UTF8'));
    end if;
    insert into shadow_reply (run, arm, about, prompt, number, tokens_in, tokens_out, cost_micros, latency_micros, answered_at, commitment)
    values (r.id, x.arm, x.arm, number, 0, x.tokens_in, x.tokens_out, x.cost_micros, x.latency_micros, x.answered_at,
      sha256(r.salt || convert_to(x.answer, 'UTF8')))
    on conflict do nothing;
    if found then
      added := added + 1;
      insert into shadow_reply_content (run, arm, about, prompt, body) values (r.id, x.arm, x.arm, number, convert_to(x.answer, 'UTF8'));
      perform add_shadow_scores(r.id, x.arm, number, coalesce(x.scores, '[]'));
    end if;
  end loop;
  return added;
end $$;

-- Figures and the verdict ---------------------------------------------------------------------------------------------

-- One figure a prompt, arm and metric; several of a judge are averaged. Cost and latency are figures like any other.
create view countersign_private.shadow_figure as
  select s.run, s.arm, s.prompt, s.metric, avg(s.value) as value from countersign_private.shadow_score s where s.value is not null group by 1, 2, 3, 4
  union all
  select r.run, r.arm, r.prompt, m.metric, (case m.metric when 'cost' then r.cost_micros else r.latency_micros end)::double precision
  from countersign_private.shadow_reply r join countersign_private.shadow_metric m on m.run = r.run and m.metric in ('cost', 'latency')
  where r.arm = r.about and case m.metric when 'cost' then r.cost_micros else r.latency_micros end is not null;

-- The candidate's figure beside each baseline's; prompts of one family are averaged.
create function countersign_private.shadow_pairs_of(of_run bigint)
returns table (arm smallint, metric text, family text, candidate double precision, baseline double precision, slices jsonb) language sql stable as $$
  select b.arm, b.metric, p.family, avg(c.value), avg(b.value), (array_agg(p.slices order by p.prompt))[1]
  from shadow_figure b
  join shadow_arm x on x.run = b.run and x.arm = b.arm and x.role = 'baseline'
  join shadow_metric m on m.run = b.run and m.metric = b.metric
  join shadow_figure c on c.run = b.run and c.arm = 0 and c.prompt = b.prompt and c.metric = b.metric
  join shadow_prompt p on p.run = b.run and p.prompt = b.prompt
  where b.run = of_run and (m.kind <> 'ratio' or (b.value > 0 and c.value > 0))
  group by 1, 2, 3
$$;

-- The rule of the verdict: pass when a worsening as large as the margin is excluded, regressed when there is one beyond
-- chance, else undecided. Of less than 30 pairs nothing is said.
create function countersign_private.shadow_rule(
  kind text, better text, margin double precision, n integer, low double precision, high double precision, p double precision)
returns text language sql immutable parallel safe as $$
  select case
    when margin is null then 'shown'
    when n < 30 or low is null or high is null then 'undecided'
    when better = 'higher' and low > -margin or better = 'lower' and high < case kind when 'ratio' then ln(1 + margin) else margin end then 'pass'
    when (better = 'higher' and high < 0 or better = 'lower' and low > 0) and p <= 0.05 then 'regressed'
    else 'undecided'
  end
$$;

-- Closes a run with its comparisons, and says the verdict. Intervals and tests are worked out by who drives the run, and
-- anybody can again from the pairs; n and mean differences are worked out here too, and each verdict follows from the rule.
-- A run closes only when every request is settled: nobody stops when it looks well.
create function countersign.close_shadow_run(run bigint, fence bigint, comparisons jsonb, reason text default '', channel text default 'sql')
returns table (verdict text, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  t countersign_private.shadow_turn := hold_shadow_run(run, fence);
  r countersign_private.shadow_run;
  off text;
  at timestamptz;
  d countersign_private.shadow_verdict;
begin
  select * into r from shadow_run x where x.id = run;
  if r.origin = 'replay' and exists (select from shadow_tasks(run) x where x.state in ('open', 'pending')) then
    perform refuse('CS409', 'shadow.unfinished', 'Some answers of this run have still to be asked for.', '', 'Resume it, or abandon it.');
  end if;
  insert into shadow_comparison (run, arm, metric, slice, n, candidate, baseline, difference, low, high, confidence, method, wins, ties, losses,
    p, p_adjusted, detectable, verdict)
  select r.id, c.arm, c.metric, coalesce(c.slice, ''), c.n, c.candidate, c.baseline, c.difference, c.low, c.high, c.confidence, c.method, c.wins, c.ties,
    c.losses, c.p, c.p_adjusted, c.detectable,
    case when c.slice is null or c.slice like 'gap:%' then shadow_rule(m.kind, case when c.slice is null then m.better else 'lower' end, m.margin, c.n, c.low,
      c.high, c.p_adjusted) else 'shown' end
  from jsonb_to_recordset(comparisons) as c(arm smallint, metric text, slice text, n integer, candidate double precision, baseline double precision,
    difference double precision, low double precision, high double precision, confidence double precision, method text, wins integer, ties integer,
    losses integer, p double precision, p_adjusted double precision, detectable double precision)
  join shadow_metric m on m.run = r.id and m.metric = c.metric;

  select string_agg(format('%s against version %s of the run', m.metric, b.arm), ', ') into off
  from shadow_metric m join shadow_arm b on b.run = m.run and b.role = 'baseline'
  left join lateral (
    select count(*) as n, avg(case m.kind when 'ratio' then ln(p.candidate) - ln(p.baseline) else p.candidate - p.baseline end) as difference
    from shadow_pairs_of(r.id) p where p.arm = b.arm and p.metric = m.metric) f on true
  left join shadow_comparison c on c.run = m.run and c.arm = b.arm and c.metric = m.metric and c.slice = ''
  where m.run = r.id and (c.n is distinct from f.n::integer or abs(c.difference - f.difference) > 1e-6 * (1 + abs(f.difference))
    or (f.n > 0 and c.difference is null) or c.low > c.difference or c.high < c.difference or c.confidence < 0.95);
  if off is not null then
    perform refuse('CS422', 'shadow.figures', 'What was worked out does not agree with the figures that are kept.', off, 'Work it out again.');
  end if;

  insert into shadow_verdict (run, verdict, pairs, answers_digest, comparisons_digest)
  select r.id,
    case when bool_or(c.verdict = 'regressed') then 'regressed' when bool_or(c.verdict = 'undecided') or not coalesce(bool_or(c.verdict = 'pass'), false)
      then 'undecided' else 'pass' end,
    coalesce(min(c.n) filter (where c.verdict <> 'shown'), 0),
    coalesce((select sha256(string_agg(y.commitment, ''::bytea order by y.arm, y.about, y.prompt)) from shadow_reply y where y.run = r.id), sha256('')),
    sha256(convert_to(coalesce(jsonb_agg(to_jsonb(c) - 'recorded_at' order by c.arm, c.metric collate "C", c.slice collate "C"), '[]')::text, 'UTF8'))
  from shadow_comparison c where c.run = r.id
  returning * into d;
  update shadow_run_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.run = r.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (r.id, 'closed', who, reason, at);
  perform take_artifact(r.artifact);
  perform touch_promotions(r.candidate);
  if d.verdict = 'regressed' then
    with raised as (
      insert into alarm (kind, version, environment, subject, words)
      select 'shadow', r.candidate, p.environment, r.id::text, format('%s@%s answers worse than a version before it', a.name, v.label)
      from (select distinct x.environment from pointer x where x.version = r.candidate and x.environment = 'production' and x.valid_to = 'infinity') p
      join countersign_private.version v on v.id = r.candidate join countersign_private.artifact a on a.id = v.artifact
      on conflict do nothing returning id, recorded_at)
    insert into alarm_state (alarm, state, changed_by, reason, valid_from) select x.id, 'open', who, 'a shadow run found it', x.recorded_at from raised x;
  end if;
  -- The leaf of the run: it commits to every answer and every figure.
  return query select d.verdict, record_activity('shadow.close', 'shadow', r.id::text, reason, jsonb_build_object('verdict', d.verdict, 'pairs', d.pairs,
    'answers_digest', encode(d.answers_digest, 'hex'), 'comparisons_digest', encode(d.comparisons_digest, 'hex'), 'spent_micros', t.spent), channel);
end $$;

-- Ends a run without a verdict. Whoever drives it loses it.
create function countersign.abandon_shadow_run(run bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  at timestamptz;
begin
  perform require_reason(reason);
  perform from shadow_turn t where t.run = abandon_shadow_run.run for update;
  update shadow_run_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.run = abandon_shadow_run.run and s.valid_to = 'infinity' and s.state = 'open' returning s.valid_to into at;
  if not found then
    perform refuse('CS404', 'shadow.not-open', format('There is no open shadow run %s.', run), '', 'Look at `countersign shadow show`.');
  end if;
  insert into shadow_run_state (run, state, changed_by, reason, valid_from) values (run, 'abandoned', who, reason, at);
  return record_activity('shadow.abandon', 'shadow', run::text, reason, '{}', channel);
end $$;

-- The gate ------------------------------------------------------------------------------------------------------------

-- What the newest closed run says of a version. `expected`: its artifact has an endpoint, or the version a run. `covers`: it
-- was compared with what production serves now, or nothing is served.
create function countersign_private.shadow_fact(version_id bigint)
returns table (expected boolean, run bigint, verdict text, pairs integer, against text[], live text, covers boolean, at timestamptz) language sql stable as $$
  select r.id is not null or exists (select from shadow_endpoint e where e.artifact = v.artifact and e.valid_to = 'infinity'),
    r.id, r.verdict, r.pairs,
    array(select w.label from shadow_arm x join version w on w.id = x.version where x.run = r.id and x.role = 'baseline' order by x.arm), l.label,
    l.id is null or exists (select from shadow_arm x where x.run = r.id and x.role = 'baseline' and x.version = l.id), r.recorded_at
  from version v
  left join lateral (select x.id, d.verdict, d.pairs, d.recorded_at from shadow_run x join shadow_verdict d on d.run = x.id
    where x.candidate = v.id order by x.id desc limit 1) r on true
  left join lateral (select w.id, w.label from pointer p join version w on w.id = p.version
    where p.artifact = v.artifact and p.environment = 'production' and p.valid_to = 'infinity' and w.id <> v.id
    order by p.weight desc, p.colour limit 1) l on true
  where v.id = version_id
$$;

create function countersign.shadow_fact(artifact_name text, selector text)
returns table (expected boolean, run bigint, verdict text, pairs integer, against text[], live text, covers boolean, at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select * from countersign_private.shadow_fact(find_version(artifact_name, selector))
$$;

-- Undecided blocks high tier alone, and a tier that nobody set.
create function countersign_private.shadow_requirement(promotion_id bigint)
returns table (id text, title text, state text, value text, bound text, evidence text, remedy text) language sql stable as $$
  select 'shadow.no_regress', 'It answers live prompts no worse',
    case
      when p.environment <> 'production' or not f.expected then 'not_applicable'
      when f.verdict = 'regressed' then 'unmet'
      when f.verdict = 'pass' and f.covers then 'met'
      when coalesce(s.tier, 'high') = 'high' then 'unmet'
      when f.run is null then 'not_applicable'
      else 'met'
    end,
    case when not f.expected then 'no endpoint is set' when f.run is null then 'no shadow run is closed'
      else f.verdict || ', ' || f.pairs || ' pairs' || case when f.covers then '' else ', not compared with ' || f.live end end,
    case when coalesce(s.tier, 'high') = 'high' then 'pass' else 'not regressed' end,
    coalesce('shadow run ' || f.run || ' against ' || array_to_string(f.against, ', '), ''),
    case when f.verdict = 'regressed' then 'Mend the version.' else 'Run a shadow-eval against what production serves.' end
  from promotion p join version v on v.id = p.version join artifact_state s on s.artifact = v.artifact and s.valid_to = 'infinity'
  cross join lateral shadow_fact(v.id) f
  where p.id = promotion_id
$$;

-- As before, and what shadow-evals say.
create or replace function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select * from requirements_of_facts(promotion_id) union all select * from incident_requirement(promotion_id)
  union all select * from shadow_requirement(promotion_id)
$$;

-- As before; who ran the shadow-eval supplied a figure, too.
create or replace function countersign_private.why_not_sign(promotion_id bigint, who text) returns text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin return (
  select case
    when not has_role('approver') then 'Only an approver can sign.'
    when s.state <> 'open' then format('The promotion is %s.', s.state)
    when p.requested_by = who then 'You requested it yourself: someone else must sign.'
    when v.author = who then 'You wrote this version: someone else must sign.'
    when exists (select from evaluation_latest e where e.version = v.id and e.bound is not null and e.supplied_by = who)
      then 'You supplied a figure the decision rests on: someone else must sign.'
    when exists (select from shadow_fact(v.id) f join shadow_run x on x.id = f.run where x.run_by = who)
      then 'You ran the shadow-eval the decision rests on: someone else must sign.'
    when exists (select from approval x join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
                 where x.promotion = p.id and x.person = who) then 'You have signed already.'
    when exists (select from requirements(p.id) q where q.state = 'unmet')
      then (select format('Unmet: %s.', string_agg(q.id, ', ' order by q.id)) from requirements(p.id) q where q.state = 'unmet')
  end
  from promotion p join version v on v.id = p.version
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  where p.id = promotion_id
); end $$;

-- Reading -------------------------------------------------------------------------------------------------------------

-- Where the requests of a run stand. A judgement of what was never answered is missing.
create function countersign.shadow_standing(run bigint)
returns table (tasks integer, answered integer, open integer, pending integer, in_doubt integer, missing integer,
  spent bigint, reserved bigint, cost_limit bigint, currency text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select count(x.state)::int, count(*) filter (where x.state = 'answered')::int, count(*) filter (where x.state = 'open')::int,
    count(*) filter (where x.state = 'pending')::int, count(*) filter (where x.state = 'in_doubt')::int,
    count(*) filter (where x.state in ('missing', 'blocked'))::int,
    t.spent, t.reserved, t.cost_limit, (select max(a.currency) from shadow_arm a where a.run = t.run)
  from shadow_turn t
  left join lateral (select * from shadow_tasks(t.run) y where exists (select from shadow_run r where r.id = t.run and r.origin = 'replay')) x on true
  where t.run = shadow_standing.run group by t.run
$$;

-- The paired figures that everything is worked out from.
create function countersign.shadow_pairs(run bigint)
returns table (arm smallint, metric text, family text, candidate double precision, baseline double precision, slices jsonb)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select * from shadow_pairs_of(run) order by 1, 2, 3
$$;

-- What two versions answered to one prompt. Reading it is recorded: it holds what people wrote.
create function countersign.open_shadow_pair(run bigint, prompt integer, arm integer, channel text default 'sql')
returns table (key text, data_class text, request bytea, candidate bytea, baseline bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('builder', 'reviewer', 'lead', 'auditor');
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then
    perform require_shadow_right((select r.artifact from shadow_run r where r.id = run));
  end if;
  perform record_activity('shadow.read', 'shadow', run::text, '', jsonb_build_object('prompt', prompt), channel);
  return query select p.key, p.data_class, shadow_prompt_body(p.run, p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = 0 and c.about = 0 and c.prompt = p.prompt),
    (select c.body from shadow_reply_content c where c.run = p.run and c.arm = open_shadow_pair.arm and c.about = c.arm and c.prompt = p.prompt)
    from shadow_prompt p where p.run = open_shadow_pair.run and p.prompt = open_shadow_pair.prompt;
  if not found then
    perform refuse('CS404', 'shadow.unknown', format('Shadow run %s has no prompt %s.', run, prompt), '', 'Look at `countersign shadow show`.');
  end if;
end $$;

call countersign_private.make_views('shadow_run', $$
  select r.id, a.name as artifact, v.label as candidate, r.origin, s.state, d.verdict, d.pairs, r.seed, r.asked, m.drawn, m.population, m.withheld, r.run_by, r.reason,
    r.recorded_at, s.valid_from as changed_at, encode(d.answers_digest, 'hex') as answers_digest, encode(d.comparisons_digest, 'hex') as comparisons_digest
  from countersign_private.shadow_run r
  join countersign_private.shadow_run_state s on s.run = r.id and {now s}
  join countersign_private.artifact a on a.id = r.artifact join countersign_private.version v on v.id = r.candidate
  left join countersign_private.shadow_sample m on m.run = r.id
  left join countersign_private.shadow_verdict d on d.run = r.id and {fact d} $$);
call countersign_private.make_views('shadow_arm', $$
  select x.run, x.arm, x.role, a.name as artifact, v.label, x.metric, x.url, x.model, x.ceiling, x.price_in, x.price_out, x.currency, x.max_tokens,
    x.per_minute, x.at_once, x.is_idempotent,
    array(select p.environment from countersign_private.pointer p where p.version = x.version and {now p} order by p.environment) as serving
  from countersign_private.shadow_arm x join countersign_private.shadow_run r on r.id = x.run and {fact r}
  join countersign_private.version v on v.id = x.version join countersign_private.artifact a on a.id = v.artifact $$);
call countersign_private.make_views('shadow_metric', $$
  select m.run, m.metric, m.kind, m.better, m.margin
  from countersign_private.shadow_metric m join countersign_private.shadow_run r on r.id = m.run and {fact r} $$);
call countersign_private.make_views('shadow_comparison', $$
  select c.run, c.arm, c.metric, c.slice, c.n, c.candidate, c.baseline, c.difference, c.low, c.high, c.confidence, c.method, c.wins, c.ties, c.losses,
    c.p, c.p_adjusted, c.detectable, c.verdict
  from countersign_private.shadow_comparison c where {fact c} $$);
call countersign_private.make_views('shadow_endpoint', $$
  select a.name as artifact, v.label, e.url, e.model, e.ceiling, e.price_in, e.price_out, e.currency, e.max_tokens, e.per_minute, e.at_once, e.is_idempotent,
    e.set_by, e.reason, e.valid_from as recorded_at
  from countersign_private.shadow_endpoint e join countersign_private.artifact a on a.id = e.artifact
  left join countersign_private.version v on v.id = e.version where {now e} $$);
call countersign_private.make_views('alarm', $$
  select x.id, x.kind, a.name as artifact, v.label, x.environment, x.subject, x.words, s.state, x.recorded_at, s.changed_by, s.reason, s.valid_from as changed_at
  from countersign_private.alarm x join countersign_private.alarm_state s on s.alarm = x.id and {now s}
  join countersign_private.version v on v.id = x.version join countersign_private.artifact a on a.id = v.artifact $$);

grant select on countersign.shadow_run, countersign.shadow_arm, countersign.shadow_metric, countersign.shadow_comparison, countersign.shadow_endpoint, countersign.alarm,
  countersign_past.shadow_run, countersign_past.shadow_arm, countersign_past.shadow_metric, countersign_past.shadow_comparison, countersign_past.shadow_endpoint,
  countersign_past.alarm to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.close_alarm(bigint, text, text),
  countersign.set_shadow_endpoint(text, text, text, text, text, numeric, numeric, text, integer, integer, integer, boolean, text, text),
  countersign.open_shadow_run(text, text, integer, integer, interval, jsonb, jsonb, bigint, bigint, text, text),
  countersign.open_shadow_import(text, text, text[], jsonb, bigint, text, text),
  countersign.lead_shadow_run(bigint, bigint),
  countersign.next_shadow_request(bigint, bigint, integer),
  countersign.keep_shadow_reply(bigint, bigint, integer, integer, integer, integer, bytea, text, bigint, bigint, bigint, jsonb),
  countersign.fail_shadow_request(bigint, bigint, integer, integer, integer, integer, text, integer, text),
  countersign.add_shadow_answers(bigint, bigint, jsonb),
  countersign.close_shadow_run(bigint, bigint, jsonb, text, text),
  countersign.abandon_shadow_run(bigint, text, text),
  countersign.shadow_fact(text, text),
  countersign.shadow_standing(bigint),
  countersign.shadow_pairs(bigint),
  countersign.open_shadow_pair(bigint, integer, integer, text)
  to countersign_viewer;
