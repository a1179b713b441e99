-- The registry: artifacts, their versions identified by digest, what pins what, what each environment serves.

create table countersign_private.environment (
  key text primary key,
  rank integer not null unique,
  name text not null
);
insert into countersign_private.environment values
  ('development', 1, 'Development'), ('staging', 2, 'Staging'), ('production', 3, 'Production');

-- Signatures a promotion needs, by environment and risk tier.
create table countersign_private.quorum (
  environment text not null references countersign_private.environment,
  tier text not null check (tier in ('low', 'medium', 'high')),
  needed integer not null check (needed >= 1),
  primary key (environment, tier)
);
insert into countersign_private.quorum
select e, t, case when e = 'production' and t <> 'low' then 2 else 1 end
from unnest(array['development', 'staging', 'production']) e, unnest(array['low', 'medium', 'high']) t;

create table countersign_private.artifact (
  id bigint generated always as identity primary key,
  name text not null unique check (name <> '' and length(name) <= 400 and name !~ '[[:cntrl:]]'),
  kind text not null check (kind in ('model', 'prompt', 'chain', 'embedding_index', 'dataset', 'policy', 'endpoint', 'vendor', 'template')),
  created_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.artifact');

-- The row that acts about one artifact wait for, one after the other. Updating it, and not only locking it, makes a
-- REPEATABLE READ caller fail instead of acting on what another has just changed. No advisory lock: any login can hold one.
create table countersign_private.artifact_turn (
  artifact bigint primary key references countersign_private.artifact,
  turn bigint not null default 1
);
call countersign_private.guard_present('countersign_private.artifact_turn');

create function countersign_private.take_artifact(artifact_id bigint) returns void language sql as $$
  update countersign_private.artifact_turn set turn = turn + 1 where artifact = artifact_id
$$;

-- What may change about an artifact, as spans of recorded time.
create table countersign_private.artifact_state (
  artifact bigint not null references countersign_private.artifact,
  team text not null references countersign_private.team,
  owner text references countersign_private.person,
  tier text check (tier in ('low', 'medium', 'high')),
  purpose text not null default '',
  retired boolean not null default false,
  changed_by text not null references countersign_private.person,
  reason text not null default '',
  effective_at timestamptz not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index artifact_state_now on countersign_private.artifact_state (artifact) where valid_to = 'infinity';
create index artifact_state_past on countersign_private.artifact_state (artifact, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.artifact_state');

create table countersign_private.version (
  id bigint generated always as identity primary key,
  artifact bigint not null references countersign_private.artifact,
  number integer not null,
  label text not null check (label <> '' and length(label) <= 200 and label !~ '[[:cntrl:]]' and label not like 'ENV:%' and label not like 'sha256:%'),
  -- Canonical JSON (RFC 8785), UTF-8. The digest is checked against the bytes that are stored.
  body bytea not null,
  digest bytea not null check (digest = sha256(body)),
  author text not null references countersign_private.person,
  message text not null,
  parent bigint references countersign_private.version,
  source text,
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  unique (artifact, number),
  unique (artifact, label),
  unique (artifact, digest)
);
create index on countersign_private.version (xid);
call countersign_private.guard_facts('countersign_private.version');

create table countersign_private.dependency (
  version bigint not null references countersign_private.version,
  on_version bigint not null references countersign_private.version,
  role text not null,
  primary key (version, on_version, role),
  check (version <> on_version)
);
create index on countersign_private.dependency (on_version);
call countersign_private.guard_facts('countersign_private.dependency');

-- What an environment serves, as spans: moving a pointer closes one and opens the next.
create table countersign_private.pointer (
  artifact bigint not null references countersign_private.artifact,
  environment text not null references countersign_private.environment,
  colour text not null default 'blue' check (colour in ('blue', 'green')),
  version bigint not null references countersign_private.version,
  weight integer not null default 100 check (weight between 0 and 100),
  promotion bigint not null,
  moved_by text not null references countersign_private.person,
  reason text not null,
  effective_at timestamptz not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index pointer_now on countersign_private.pointer (artifact, environment, colour) include (version, weight) where valid_to = 'infinity';
create index pointer_past on countersign_private.pointer (artifact, environment, colour, valid_to, valid_from);
create index pointer_version_now on countersign_private.pointer (version) where valid_to = 'infinity';
create index pointer_version_past on countersign_private.pointer (version, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.pointer');

-- A measured figure about a version. `at_least`: the value should reach the limit; else it should not pass it.
create table countersign_private.evaluation (
  id bigint generated always as identity primary key,
  version bigint not null references countersign_private.version,
  suite text not null,
  metric text not null,
  value double precision not null,
  bound double precision,
  at_least boolean not null default true,
  n integer check (n >= 0),
  report_digest bytea,
  supplied_by text not null references countersign_private.person,
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.evaluation (version, suite, metric, id);
call countersign_private.guard_facts('countersign_private.evaluation');

-- Acts ----------------------------------------------------------------------------------------------------------------

-- Finds a version by its name: a label, ENV:environment, or sha256: with 8 digits or more.
create function countersign_private.find_version(artifact_name text, selector text) returns bigint
language plpgsql stable as $$
declare
  a bigint := (select id from artifact where name = artifact_name);
  found_ids bigint[];
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select name from artifact order by levenshtein_near(name, artifact_name), name limit 1)),
               'Register it first.'));
  end if;
  if selector like 'ENV:%' then
    found_ids := array(select version from pointer where artifact = a and environment = substr(selector, 5)
      and valid_to = 'infinity' order by weight desc, colour limit 1);
  elsif selector like 'sha256:%' then
    found_ids := array(select id from version where artifact = a and encode(digest, 'hex') like substr(selector, 8) || '%' limit 2);
  else
    found_ids := array(select id from version where artifact = a and label = selector);
  end if;
  if cardinality(found_ids) = 1 then return found_ids[1]; end if;
  if cardinality(found_ids) > 1 then
    perform refuse('CS422', 'version.ambiguous', 'Several versions begin with this digest.', '', 'Give more of its digits.');
  end if;
  perform refuse('CS404', 'version.unknown', format('%s has no version %s.', left(artifact_name, 120), left(selector, 80)), '',
    coalesce(format('Its newest is %s.', (select label from version where artifact = a order by number desc limit 1)), 'It has no version yet.'));
  return null;
end $$;

-- A rough distance between two names, for "did you mean": letters that are not shared, weighed by a common beginning.
create function countersign_private.levenshtein_near(one text, other text) returns integer language sql immutable as $$
  select abs(length(one) - length(other))
    + (select count(*)::int from regexp_split_to_table(lower(left(one, 80)), '') c where position(c in lower(other)) = 0)
    + (select count(*)::int from regexp_split_to_table(lower(left(other, 80)), '') c where position(c in lower(one)) = 0)
    - case when left(lower(one), 3) = left(lower(other), 3) then 3 else 0 end
$$;

-- Registers a version. The same content is the same version: nothing is written then, and `is_new` is false.
create function countersign.register_version(
  artifact_name text, kind text, team text, owner text, tier text, purpose text, label text, body bytea, message text,
  parent_label text default null, source text default null, pins jsonb default '[]', effective_at timestamptz default null,
  channel text default 'sql')
returns table (version_label text, digest bytea, is_new boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  at timestamptz;
  a countersign_private.artifact;
  s countersign_private.artifact_state;
  v countersign_private.version;
  p record;
  given text := register_version.label;
  broken text;
begin
  if team is null or not exists (select from countersign_private.team t where t.key = register_version.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(coalesce(team, ''), 63)), '', 'Name one of the teams.');
  end if;
  if owner is not null and not exists (select from countersign_private.person x where x.key = register_version.owner) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owner, 63)), '', 'Name one of the people.');
  end if;
  begin
    perform convert_from(body, 'UTF8')::jsonb;
  exception when others then
    perform refuse('CS422', 'version.body', 'The body of a version must be JSON.', '', 'Hand in canonical JSON (RFC 8785).');
  end;

  insert into countersign_private.artifact (name, kind, created_by) values (artifact_name, kind, who)
  on conflict on constraint artifact_name_key do nothing;
  select * into a from countersign_private.artifact x where x.name = artifact_name;
  insert into artifact_turn as t (artifact) values (a.id) on conflict on constraint artifact_turn_pkey do update set turn = t.turn + 1;
  at := clock();
  if a.kind <> kind then
    perform refuse('CS409', 'artifact.kind', format('%s is a %s, not a %s.', artifact_name, a.kind, kind), '', 'Choose another name.');
  end if;
  select * into s from artifact_state x where x.artifact = a.id and x.valid_to = 'infinity';
  if not exists (select from countersign_private.person x left join countersign_private.team t on t.key = x.team
                 where x.key = who and (t.is_office or x.team = coalesce(s.team, register_version.team))) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name),
      'Builders register what is their own team''s.', 'Ask a builder of that team.');
  end if;

  select * into v from countersign_private.version x where x.artifact = a.id and x.digest = sha256(body);
  if found then
    -- What is pinned belongs to the content: a chain names its pins in its body.
    if array(select find_version(x.artifact, x.selector) from jsonb_to_recordset(pins) as x(artifact text, selector text) order by 1)
       <> array(select d.on_version from dependency d where d.version = v.id order by 1) then
      perform refuse('CS409', 'version.pins', format('%s@%s has the same body and pins other versions.', artifact_name, v.label), '',
        'Name what is pinned in the body, too.');
    end if;
    return query select v.label, v.digest, false, null::bigint;
    return;
  end if;
  if s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Register under another name.');
  end if;

  at := greatest(at, s.valid_from + interval '1 microsecond');
  if s.artifact is null or (s.team, s.owner, s.tier, s.purpose) is distinct from
     (team, coalesce(owner, s.owner), coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose)) then
    update artifact_state x set valid_to = at where x.artifact = a.id and x.valid_to = 'infinity';
    insert into artifact_state (artifact, team, owner, tier, purpose, changed_by, reason, effective_at, valid_from)
    values (a.id, team, coalesce(owner, s.owner), coalesce(tier, s.tier), coalesce(nullif(purpose, ''), s.purpose, ''), who, message,
            coalesce(effective_at, at), at);
    -- Whoever is about to sign has read another owner or another tier.
    perform touch_promotions(x.id) from countersign_private.version x where x.artifact = a.id and exists (
      select from promotion asked join promotion_state o on o.promotion = asked.id and o.valid_to = 'infinity' and o.state = 'open'
      where asked.version = x.id);
  end if;

  insert into countersign_private.version (artifact, number, label, body, digest, author, message, parent, source, effective_at)
  select a.id, n, coalesce(given, n::text), body, sha256(body), who, message,
    case when parent_label is null then (select x.id from countersign_private.version x where x.artifact = a.id order by x.number desc limit 1)
         else find_version(artifact_name, parent_label) end,
    source, coalesce(effective_at, at)
  from (select coalesce(max(x.number), 0) + 1 as n from countersign_private.version x where x.artifact = a.id) next
  returning * into v;

  update model_seen x set registered_at = v.recorded_at
    where x.tenant = 1 and x.model = artifact_name and x.model_version = v.label and x.registered_at = 'infinity';
  for p in select * from jsonb_to_recordset(pins) as x(artifact text, selector text, role text) loop
    insert into dependency (version, on_version, role) values (v.id, find_version(p.artifact, p.selector), p.role);
  end loop;

  return query select v.label, v.digest, true, record_activity('version.register', 'version', artifact_name || '@' || v.label, message,
    jsonb_build_object('digest', encode(v.digest, 'hex'), 'number', v.number), channel);
exception when unique_violation then
  perform refuse('CS409', 'version.label-taken', format('%s has another version called %s.', artifact_name, given), '', 'Choose another label, or none.');
when check_violation then
  -- What a name, a kind, a tier and a label may be is said once, by the tables.
  get stacked diagnostics broken = constraint_name;
  case broken
  when 'artifact_name_check' then
    perform refuse('CS422', 'artifact.name', 'A name has 1 to 400 characters and none that command a terminal.', '', 'Choose another name.');
  when 'artifact_kind_check' then
    perform refuse('CS422', 'artifact.kind-unknown', format('There is no kind called %s.', left(kind, 60)), '', 'Choose one of the registry''s kinds.');
  when 'artifact_state_tier_check' then
    perform refuse('CS422', 'tier.unknown', format('There is no tier called %s.', left(tier, 60)), '', 'Choose low, medium or high.');
  when 'version_label_check' then
    perform refuse('CS422', 'version.label', 'A label has 1 to 200 characters, none that command a terminal, and begins with neither ENV: nor sha256:.',
      '', 'Choose another label, or none.');
  else raise;
  end case;
end $$;

-- Records a figure. Promotions of that version which are open change their revision: signatures on older facts are refused.
create function countersign.record_evaluation(
  artifact_name text, selector text, suite text, metric text, value double precision, bound double precision, at_least boolean,
  n integer default null, report_digest bytea default null, effective_at timestamptz default null, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'lead');
  v bigint := find_version(artifact_name, selector);
begin
  perform take_artifact((select x.artifact from countersign_private.version x where x.id = v));
  if value in ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) then
    perform refuse('CS422', 'evaluation.value', 'A figure must be a number.', '', 'Leave out what could not be measured.');
  end if;
  perform touch_promotions(v);
  insert into evaluation (version, suite, metric, value, bound, at_least, n, report_digest, supplied_by, effective_at)
  values (v, suite, metric, value, bound, at_least, n, report_digest, who, coalesce(effective_at, clock()));
  return record_activity('evaluation.record', 'version', artifact_name || '@' || selector, '',
    jsonb_build_object('suite', suite, 'metric', metric, 'value', value, 'bound', bound), channel);
end $$;

-- Retires an artifact: it stays readable, nothing of it can be registered or promoted any more, and environments below
-- production stop serving it. What production serves cannot be retired.
create function countersign.retire_artifact(artifact_name text, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  s countersign_private.artifact_state;
  at timestamptz;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into s from artifact_state x where x.artifact = a and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '', 'Look at `countersign registry list`.');
  elsif not exists (select from countersign_private.person x left join countersign_private.team t on t.key = x.team
                    where x.key = who and (t.is_office or x.team = s.team)) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name), '', 'Ask a builder of that team.');
  elsif s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Nothing needs to be done.');
  end if;
  if exists (select from pointer p where p.artifact = a and p.environment = 'production' and p.valid_to = 'infinity') then
    perform refuse('CS409', 'artifact.serving', format('Production serves %s.', artifact_name), '', 'Promote what takes its place first.');
  end if;
  update pointer p set valid_to = greatest(at, p.valid_from + interval '1 microsecond') where p.artifact = a and p.valid_to = 'infinity';
  at := greatest(at, s.valid_from + interval '1 microsecond');
  update artifact_state x set valid_to = at where x.artifact = a and x.valid_to = 'infinity';
  insert into artifact_state (artifact, team, owner, tier, purpose, retired, changed_by, reason, effective_at, valid_from)
  values (a, s.team, s.owner, s.tier, s.purpose, true, who, reason, at, at);
  return record_activity('artifact.retire', 'artifact', artifact_name, reason, '{}', channel);
end $$;
