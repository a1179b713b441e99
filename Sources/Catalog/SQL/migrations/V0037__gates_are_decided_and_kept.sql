-- Long because what a gate is told, who may answer it and what an answer is good for are judged together.
--
-- A gate is decided by a policy outside of this database: a program with the right of gatekeeper takes a question, has the bundle
-- that the environment serves evaluated over the facts made here, and writes down the answer. What it can get wrong is checked
-- here: which version, which bundle, which facts, and that nothing is allowed of which an expected requirement is not met.

set local check_function_bodies = off;

-- The gatekeeper's right ---------------------------------------------------------------------------------------------------

-- Who migrates may hand out roles; the owner of the catalog may not, until it is told for this one too.
reset role;
do $$ begin
  if not pg_has_role('countersign_owner', 'countersign_gatekeeper', 'member with admin option') then
    grant countersign_gatekeeper to countersign_owner with admin option;
  end if;
exception when unique_violation or sqlstate 'XX000' then null;  -- another catalog of the cluster has just done the same
end $$;
set local role countersign_owner;

-- As before, for one right more.
create or replace function countersign_private.why_two(login text, role text, whose text) returns text language sql stable as $$
  select case
    when exists (select from countersign_private.person p where p.key = whose)
      and not exists (select from countersign_private.person_login l where l.login = why_two.login)
      and exists (select from countersign_private.person_login l where l.person = whose)
      then format('%s would be another login of %s.', login, whose)
    when role in ('reviewer', 'approver', 'lead', 'auditor', 'admin', 'sealer', 'gatekeeper')
      then format('The right of a%s %s decides or sees what others rely on.', case when role ~ '^[aeio]' then 'n' else '' end, role)
  end
$$;

-- As before; a gatekeeper is not somebody who builds, signs or leads: it would decide on its own asking.
create or replace function countersign.ask_right(
  login text, role text, person text default null, person_name text default null, team text default null,
  languages text[] default '{}', reason text default '', channel text default 'sql')
returns table (request bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text;
  why text;
  made bigint;
  at timestamptz;
begin
  if role is null or role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer', 'gatekeeper') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(coalesce(role, ''), 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, or for a program ingest, sealer or gatekeeper.');
  end if;
  if not exists (select from pg_roles where rolname = login and rolcanlogin and not starts_with(rolname, 'countersign_')) then
    perform refuse('CS404', 'login.unknown', format('The database has no login called %s.', left(login, 63)), '',
      'Make it first: CREATE ROLE … LOGIN, or pg_ident and LDAP as your database is set up.');
  end if;
  whose := coalesce(person, (select l.person from person_login l where l.login = ask_right.login), login);
  if exists (select from person_login l where l.login = ask_right.login and l.person <> whose) then
    perform refuse('CS409', 'login.taken', format('The login %s belongs to another person.', login), '',
      'A login stays with its person: make a new one.');
  end if;
  if whose = who then
    perform refuse('CS403', 'right.own', 'Nobody grants a right to themselves.', '', 'Ask another administrator.');
  end if;
  if team is not null and not exists (select from countersign_private.team t where t.key = ask_right.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(team, 63)), '', 'Add the team first.');
  end if;
  if role = 'gatekeeper' and exists (
    select from pg_roles r, unnest(array['builder', 'approver', 'lead', 'admin']) x where r.rolname = login and pg_has_role(r.oid, 'countersign_' || x, 'member')) then
    perform refuse('CS403', 'gatekeeper.person', format('%s builds, signs or leads.', left(login, 63)), 'A gatekeeper decides what such people ask for.',
      'Make a login of its own for the program.');
  end if;
  why := why_two(login, role, whose);
  if why is null or is_founding(who) then
    return query select null::bigint,
      give_right(login, role, whose, coalesce(person_name, whose), team, languages, reason, '{}', channel);
    return;
  end if;
  perform require_reason(reason);
  if exists (select from right_request r join right_request_state s on s.request = r.id and s.valid_to = 'infinity' and s.state = 'asked'
             where r.login = ask_right.login and r.role = ask_right.role and r.due > clock()) then
    perform refuse('CS409', 'right.open', 'The same waits for a second person already.', '', 'Look at `countersign right list`.');
  end if;
  at := clock();
  insert into right_request (login, role, person, person_name, team, languages, words, asked_by, reason, due)
  values (login, role, whose, coalesce(person_name, whose), team, languages, why, who, reason, at + interval '7 days') returning id into made;
  insert into right_request_state (request, state, changed_by, reason, valid_from) values (made, 'asked', who, reason, at);
  return query select made, record_activity('right.ask', 'person', whose, reason,
    jsonb_build_object('login', login, 'role', role, 'request', made), channel);
end $$;

-- As before, for one right more.
create or replace function countersign.revoke_right(login text, role text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text := (select l.person from person_login l where l.login = revoke_right.login);
  touched bigint;
begin
  perform require_reason(reason);
  if role is null or role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer', 'gatekeeper') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(coalesce(role, ''), 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, ingest, sealer or gatekeeper.');
  elsif whose is null then
    perform refuse('CS404', 'login.unknown', format('The login %s belongs to no person of this catalog.', left(login, 63)), '', 'Look at `countersign person list`.');
  elsif whose = who then
    perform refuse('CS403', 'right.own', 'Nobody takes a right from themselves.', '', 'Ask another administrator.');
  elsif not exists (select from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
                    where r.rolname = login and g.rolname = 'countersign_' || role) then
    perform refuse('CS409', 'right.not-held', format('%s does not have it.', login), '', 'Nothing needs to be done.');
  end if;
  execute format('revoke countersign_%s from %I', role, login);
  if role = 'approver' and not person_has_role(whose, 'approver') then
    for touched in
      select distinct x.promotion from approval x
      join promotion_state s on s.promotion = x.promotion and s.valid_to = 'infinity' and s.state = 'open'
      join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
      left join approval_for f on f.approval = x.id
      where x.approves and whose in (x.person, f.person) order by 1 loop
      perform touch_promotion(touched);
    end loop;
  end if;
  return record_activity('right.revoke', 'person', whose, reason, jsonb_build_object('login', login, 'role', role), channel);
end $$;

create or replace function countersign.officer() returns table (
  login text, person text, name text, team text, roles text[], catalog text, is_demo boolean, at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select session_user::text, p.key, coalesce(p.name, session_user::text), p.team,
    array(select r from unnest(array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer', 'gatekeeper']) r where has_role(r)),
    c.name, c.kind = 'demo', clock()
  from catalog c left join person p on p.key = person_here()
$$;

-- A catalog of one's own has a gatekeeper of its own. As the catalog's owner.
create function countersign_private.found_gatekeeper(login text) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if not pg_has_role(login, 'countersign_gatekeeper', 'member') then
    perform countersign_private.give_right(login, 'gatekeeper', login, 'The gatekeeper', null, '{}', 'decides the gates of a catalog of one''s own', '{}', 'sql');
  end if;
end $$;

-- Asked at every act, since a right may come after this one: who may ask for a promotion or sign it decides no gate.
create function countersign_private.require_gatekeeper() returns void language plpgsql stable as $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('gatekeeper') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a gatekeeper decides a gate.', '', 'Let `countersign serve` do it, at a login with the right of gatekeeper.');
  end if;
  if exists (select from unnest(array['builder', 'approver', 'lead', 'admin']) x where pg_has_role(session_user, 'countersign_' || x, 'member')) then
    perform countersign_private.refuse('CS403', 'gatekeeper.person', format('%s builds, signs or leads, and decides no gate.', session_user), '', 'Give the program a login of its own.');
  end if;
end $$;

-- Policies -------------------------------------------------------------------------------------------------------------------

-- A bundle that decides promotions is a version of an artifact of kind policy: {"decides": "promotions", "files": {name: text}}.
create function countersign_private.is_gate_policy(body bytea) returns boolean language sql stable as $$
  select coalesce(convert_from(body, 'UTF8')::jsonb ->> 'decides' = 'promotions', false)
$$;

-- The revision of a bundle, as every engine says it: of the list of its files' names and digests.
create function countersign_private.policy_revision(body bytea) returns text language sql stable as $$
  select 'sha256:' || encode(sha256(convert_to(string_agg(format('["%s","sha256:%s"]', f.key, encode(sha256(convert_to(f.value, 'UTF8')), 'hex')), ''
    order by f.key collate "C"), 'UTF8')), 'hex')
  from jsonb_each_text(convert_from(body, 'UTF8')::jsonb -> 'files') f
$$;

create function countersign_private.policy_data(body bytea) returns jsonb language sql stable as $$
  select (convert_from(body, 'UTF8')::jsonb -> 'files' ->> 'data.json')::jsonb
$$;

create function countersign_private.on_gate_policy_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  files jsonb;
  fault text;
begin
  if (select a.kind from artifact a where a.id = new.artifact) <> 'policy' or not is_gate_policy(new.body) then return new; end if;
  files := convert_from(new.body, 'UTF8')::jsonb -> 'files';
  if files is null or jsonb_typeof(files) <> 'object' or exists (select from jsonb_each(files) f where jsonb_typeof(f.value) <> 'string') then
    fault := 'Its files are texts by their names.';
  elsif exists (select from jsonb_object_keys(files) k where k !~ '^[a-z][a-z0-9_-]{0,60}\.(rego|json)$') then
    fault := 'Its files are called like decision.rego, data.json and cases.json.';
  elsif not files ?& array['data.json', 'cases.json'] then
    fault := 'It needs a data.json, which says what must be met, and a cases.json, which shows that its rules hold.';
  else
    begin
      if jsonb_typeof((files ->> 'data.json')::jsonb #> '{gate,expected}') is distinct from 'object'
         or jsonb_typeof((files ->> 'data.json')::jsonb #> '{gate,lists}') is distinct from 'object' then
        fault := 'Its data.json needs gate.expected and gate.lists.';
      end if;
    exception when others then fault := 'Its data.json is no JSON.';
    end;
  end if;
  if fault is not null then
    perform refuse('CS422', 'policy.bundle', 'This is no bundle that decides promotions.', fault, 'Look at `countersign policy lint`.');
  end if;
  return new;
end $$;
create trigger of_a_gate before insert on countersign_private.version for each row execute function countersign_private.on_gate_policy_version();
alter table countersign_private.version enable always trigger of_a_gate;

-- Few of many artifacts are policies, and every promotion asks for them.
create index artifact_policy on countersign_private.artifact (id) where kind = 'policy';

-- The bundles an environment serves; a gate is in force when there is one, and undecidable when there are several.
create function countersign_private.gate_policies(environment text) returns table (version bigint, artifact text, label text, revision text, data jsonb)
language sql stable as $$
  select distinct v.id, a.name, v.label, countersign_private.policy_revision(v.body), countersign_private.policy_data(v.body)
  from countersign_private.artifact a join countersign_private.pointer p on p.artifact = a.id and p.environment = gate_policies.environment and p.valid_to = 'infinity'
  join countersign_private.version v on v.id = p.version
  where a.kind = 'policy' and p.weight > 0 and countersign_private.is_gate_policy(v.body)
$$;

-- The ids that must be met, from the bundle's data: outside of the rules.
create function countersign_private.expected_ids(data jsonb, environment text, tier text, kind text)
returns table (id text, may_not_apply boolean) language sql stable as $$
  select e.value ->> 'id', coalesce(e.value -> 'not_applicable' = 'true', false)
  from (select data #> array['gate', 'lists', data #>> array['gate', 'expected', environment, coalesce(tier, 'unset'), kind]] as list) l
  cross join lateral jsonb_array_elements(case when jsonb_typeof(l.list) = 'array' then l.list else '[]' end) e
$$;

-- Facts ----------------------------------------------------------------------------------------------------------------------

-- What a body says of itself in few words: members that are long, or texts a model reads, are left out.
create function countersign_private.body_words(body bytea) returns jsonb language sql stable as $$
  select coalesce(jsonb_object_agg(m.key, m.value) filter (where length(m.value::text) <= 500
    and m.key not in ('messages', 'template', 'text', 'prompt_template', 'response_schema', 'tools', 'files')), '{}')
  from jsonb_each(case jsonb_typeof(convert_from(body, 'UTF8')::jsonb) when 'object' then convert_from(body, 'UTF8')::jsonb else '{}' end) m
$$;

create function countersign_private.seconds_of(moment timestamptz) returns bigint language sql immutable as $$
  select floor(extract(epoch from moment))::bigint
$$;

create function countersign_private.day_of(moment timestamptz) returns text language sql immutable as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD')
$$;

-- The end of a day that a body names; null when it names none.
create function countersign_private.end_of_day(day text) returns bigint language plpgsql stable as $$
begin
  return countersign_private.seconds_of(day::date::timestamp at time zone 'UTC') + 86400;
exception when others then return null;
end $$;

create function countersign_private.rank_of_class(class text) returns integer language sql immutable as $$
  select array_position(array['green', 'yellow', 'red'], class)
$$;

-- All that a version rests on, however deep.
create function countersign_private.pins_below(version_id bigint) returns table (version bigint, role text, depth integer) language sql stable as $$
  with recursive below as (
    select d.on_version as version, d.role, 1 as depth from countersign_private.dependency d where d.version = version_id
    union
    select d.on_version, d.role, b.depth + 1 from below b join countersign_private.dependency d on d.version = b.version where b.depth < 8)
  select b.version, min(b.role collate "C"), min(b.depth) from below b group by b.version
$$;

-- The facts a gate decides on: a version as it stands, for an environment. Times are whole seconds and days, ids are texts; the
-- same facts are the same document. What time it is is not among them.
create function countersign_private.gate_facts(version_id bigint, environment text) returns jsonb language sql stable
set search_path = pg_catalog, countersign_private, pg_temp set timezone = 'UTC' set extra_float_digits = 1 as $$
  with subject as (
    select v.*, a.name, a.kind, s.owner, s.tier, s.team, s.retired, s.purpose
    from version v join artifact a on a.id = v.artifact join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity' where v.id = version_id),
  below as materialized (
    select b.role, b.depth, v.id, v.artifact, v.label, v.number, v.digest, a.name, a.kind, s.tier, s.retired, body_words(v.body) as body, v.recorded_at,
      exists (select from version n where n.artifact = v.artifact and n.number > v.number) as newer
    from pins_below(version_id) b join version v on v.id = b.version join artifact a on a.id = v.artifact
    join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'),
  figure as (
    select e.* from subject cross join lateral (
      select distinct on (x.suite, x.metric) x.* from evaluation x where x.version = subject.id order by x.suite, x.metric, x.id desc) e),
  classes as (
    select name || '@' || label as name, body ->> 'data_class' as class from below where body ? 'data_class'
    union all select s.name || '@' || s.label, body_words(s.body) ->> 'data_class' from subject s where body_words(s.body) ? 'data_class')
  select jsonb_build_object(
    'environment', gate_facts.environment,
    'subject', (select jsonb_build_object('artifact', name, 'kind', kind, 'tier', tier, 'owner', owner, 'team', team, 'retired', retired, 'version', label,
      'digest', 'sha256:' || encode(digest, 'hex'), 'author', author, 'purpose', left(purpose, 300), 'recorded_seconds', seconds_of(recorded_at),
      'recorded_on', day_of(recorded_at), 'body', body_words(body)) from subject),
    'pins', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'version', label, 'kind', kind, 'role', role, 'depth', depth, 'tier', tier, 'retired', retired,
      'newer', newer, 'digest', 'sha256:' || encode(digest, 'hex'), 'body', body) order by depth, name collate "C", number), '[]') from below),
    'data', jsonb_build_object(
      'class', (select c.class from classes c where rank_of_class(c.class) is not null order by rank_of_class(c.class) desc limit 1),
      'from', (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'class', c.class) order by c.name collate "C"), '[]') from classes c),
      'unclassed', (select coalesce(jsonb_agg(b.name || '@' || b.label order by b.name collate "C"), '[]') from below b where b.kind = 'dataset' and not b.body ? 'data_class')),
    'vendors', (select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'version', b.label, 'ceiling', coalesce(b.body ->> 'data_class_ceiling', 'green'),
      'on_premises', coalesce(b.body ->> 'on_premises', 'false') = 'true', 'dpa_until', b.body ->> 'dpa_until',
      'dpa_until_seconds', end_of_day(b.body ->> 'dpa_until')) order by b.name collate "C", b.label), '[]')
      from below b where b.kind = 'vendor'),
    'evaluations', (select coalesce(jsonb_agg(jsonb_build_object('suite', suite, 'metric', metric, 'value', figure_of(value), 'limit', figure_of(bound),
      'has_limit', bound is not null, 'at_least', at_least, 'n', n, 'at_seconds', seconds_of(recorded_at), 'on', day_of(recorded_at), 'supplied_by', supplied_by,
      'words', value::text || coalesce(' (n ' || n || ')', '') || coalesce(', limit ' || case when at_least then '≥ ' else '≤ ' end || bound::text, ''))
      order by suite collate "C", metric collate "C"), '[]') from (select * from figure order by id desc limit 200) f),
    'evaluations_complete', (select count(*) <= 200 from figure),
    'shadow', (select jsonb_build_object('expected', f.expected, 'run', f.run::text, 'verdict', f.verdict, 'pairs', f.pairs, 'against', to_jsonb(f.against), 'covers', f.covers)
      from shadow_fact(version_id) f),
    'facts', (select coalesce(jsonb_object_agg(f.key, jsonb_build_object('value', left(x.value, 300), 'state', s.state, 'by', x.answered_by, 'confirmed_by', c.confirmed_by,
      'on', day_of(x.recorded_at), 'at_seconds', seconds_of(x.recorded_at))), '{}')
      from subject j join fact f on f.artifact = j.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity'
      left join fact_answer x on x.id = s.answer left join fact_confirmation c on c.answer = x.id),
    'owed', (select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'state', s.state, 'owner', s.owner) order by f.key), '[]')
      from subject j join fact f on f.artifact = j.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state in ('asked', 'stale')),
    'reviewers', (select coalesce(jsonb_agg(p.key order by p.key), '[]') from person p where person_has_role(p.key, 'reviewer')),
    'quorum', (select jsonb_build_object('needed', coalesce((select q.needed from quorum q where q.environment = gate_facts.environment and q.tier = coalesce(j.tier, 'high')), 2),
      'can_sign', (select coalesce(jsonb_agg(p.key order by p.key), '[]') from person p where p.key <> j.author and not same_team(p.key, j.author) and person_has_role(p.key, 'approver')))
      from subject j),
    'checkers', (select coalesce(jsonb_agg(distinct l.source), '[]') from subject j
      -- By its newest versions, since that is how generations are found without reading them all.
      cross join lateral (select w.label from version w where w.artifact = j.artifact order by w.number desc limit 5) w
      cross join lateral (
        (select g.id from generation g where j.kind = 'model' and g.tenant = 1 and g.model = j.name and g.model_version = w.label
          and g.id >= countersign.first_id_at(date_trunc('day', moment()) - interval '30 days') order by g.id desc limit 20)
        union all
        (select g.id from generation g where j.kind = 'prompt' and g.tenant = 1 and g.prompt = j.name and g.prompt_version = w.label
          and g.id >= countersign.first_id_at(date_trunc('day', moment()) - interval '30 days') order by g.id desc limit 20)) g
      join flag l on l.tenant = 1 and l.generation = g.id and l.verdict in ('clear', 'flagged')),
    'waivers', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id::text, 'requirement', w.requirement, 'owner', w.owner, 'reason', w.reason, 'granted_by', s.changed_by,
      'until', to_char(w.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), 'until_seconds', seconds_of(w.expires_at)) order by w.id), '[]')
      from waiver w join waiver_state s on s.waiver = w.id and s.valid_to = 'infinity' and s.state = 'granted'
      where w.version = version_id and w.environment = gate_facts.environment and w.expires_at > moment()))
$$;

-- NaN and infinities have no number in JSON; rules take what is no number as unmet.
create function countersign_private.figure_of(value double precision) returns jsonb language sql immutable as $$
  select case when value in ('NaN', 'Infinity', '-Infinity') then 'null' else to_jsonb(value) end
$$;

create function countersign_private.facts_digest(facts jsonb) returns bytea language sql stable as $$
  select sha256(convert_to(facts::text, 'UTF8'))
$$;

-- Questions ------------------------------------------------------------------------------------------------------------------

create table countersign_private.gate_question (
  id bigint generated always as identity primary key,
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  -- The promotion it is asked for; null when a pipeline asks.
  promotion bigint references countersign_private.promotion,
  asked_by text,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  -- The server's own clock: a gatekeeper must answer soon, whatever day it is in the sample world.
  asked_at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.gate_question (version, environment, id desc);
create index on countersign_private.gate_question (promotion, id desc) where promotion is not null;
call countersign_private.guard_facts('countersign_private.gate_question');

-- Questions that wait, and who is at them; a row goes with its answer.
create table countersign_private.gate_turn (
  question bigint primary key references countersign_private.gate_question,
  holder text not null default '',
  lease_until timestamptz not null default '-infinity'
);
call countersign_private.guard_present('countersign_private.gate_turn');

-- Gatekeepers that are awake: what `gate check` looks at before it waits.
create table countersign_private.gatekeeper_seen (
  holder text primary key check (holder <> '' and length(holder) <= 200),
  login text not null,
  engine text not null,
  seen_at timestamptz not null
);
call countersign_private.guard_present('countersign_private.gatekeeper_seen');

create function countersign_private.put_question(version_id bigint, environment text, promotion_id bigint) returns bigint language plpgsql as $$
#variable_conflict use_variable
declare made bigint;
begin
  select q.id into made from gate_question q join gate_turn t on t.question = q.id
    where q.version = version_id and q.environment = put_question.environment and q.promotion is not distinct from promotion_id limit 1;
  if found then return made; end if;
  insert into gate_question (version, environment, promotion, asked_by, login)
  values (version_id, environment, promotion_id, person_here(), session_user) returning id into made;
  insert into gate_turn (question) values (made);
  return made;
end $$;

-- A promotion is asked about when it is requested, and again whenever what it rests on has changed.
create function countersign_private.on_promotion_is_asked_about() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform put_question(p.version, p.environment, p.id) from promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    cross join lateral gate_standing(p.version, p.environment) g where p.id = new.promotion and g.fault is not null;
  return null;
end $$;
-- Its name sorts before the triggers that keep what was read, which must see no decision yet.
create constraint trigger asks_the_gate after insert on countersign_private.promotion_change deferrable initially deferred
  for each row execute function countersign_private.on_promotion_is_asked_about();
alter table countersign_private.promotion_change enable always trigger asks_the_gate;

-- Asks the gatekeeper about a version. `awake`: one has been seen in the last seconds, so an answer may be waited for.
create function countersign.ask_gate(artifact_name text, selector text, environment text, channel text default 'sql')
returns table (question bigint, awake boolean)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  v bigint;
  alive boolean := exists (select from gatekeeper_seen g where g.seen_at > clock_timestamp() - interval '15 seconds');
begin
  perform require_role('viewer');
  v := find_version(artifact_name, selector);
  perform known_environment(environment);
  -- Nobody answers: nothing is left behind that would be answered later for nobody.
  if not alive then return query select null::bigint, false; return; end if;
  return query select put_question(v, environment, null), true;
end $$;

-- Takes a question that waits. No row when there is none, so that a gatekeeper's round costs one look.
create function countersign.take_gate_question(holder text, engine text, lease interval default '30 seconds')
returns table (question bigint, promotion bigint, facts text, at timestamptz, policy_artifact text, policy_label text, policy_body text, policies integer)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  q countersign_private.gate_question;
  chosen bigint;
  n integer;
begin
  perform require_gatekeeper();
  if lease is null or lease not between interval '1 second' and interval '5 minutes' or coalesce(holder, '') = '' then
    perform refuse('CS422', 'gate.lease', 'A lease needs a holder and lasts up to five minutes.', '', 'Ask for another.');
  end if;
  insert into gatekeeper_seen (holder, login, engine, seen_at) values (holder, session_user, left(coalesce(engine, ''), 200), clock_timestamp())
    on conflict on constraint gatekeeper_seen_pkey do update set seen_at = excluded.seen_at, engine = excluded.engine, login = excluded.login
    where gatekeeper_seen.seen_at < clock_timestamp() - interval '3 seconds' or gatekeeper_seen.engine <> excluded.engine;
  select t.question into chosen from gate_turn t where t.lease_until <= clock_timestamp() order by t.question limit 1 for update skip locked;
  if not found then return; end if;
  update gate_turn t set holder = take_gate_question.holder, lease_until = clock_timestamp() + lease where t.question = chosen;
  select * into q from gate_question x where x.id = chosen;
  select count(*) into n from gate_policies(q.environment);
  return query select q.id, q.promotion, gate_facts(q.version, q.environment)::text, moment(), g.artifact, g.label,
      (select convert_from(v.body, 'UTF8') from version v where v.id = g.version), n
    from (select 1) x left join lateral (select * from gate_policies(q.environment) where n = 1) g on true;
end $$;

-- How long a decision is good for, and after how long it is taken anew while its promotion is open.
create function countersign_private.decision_age_limit() returns interval language sql immutable as $$ select interval '1 hour' $$;

-- Puts questions for open promotions without a decision that fits. Answers how many.
create function countersign.ask_for_open_promotions() returns integer
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  one record;
  n integer := 0;
begin
  perform require_gatekeeper();
  for one in
    select p.id, p.version, p.environment from promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    where exists (select from gate_policies(p.environment))
      and not exists (select from gate_question q join gate_turn t on t.question = q.id where q.promotion = p.id)
      and exists (select from gate_standing(p.version, p.environment) g
        where g.fault is not null or g.recorded_at < moment() - decision_age_limit() / 2)
    order by p.id limit 200
  loop
    perform put_question(one.version, one.environment, one.id);
    n := n + 1;
  end loop;
  return n;
end $$;

-- Decisions ------------------------------------------------------------------------------------------------------------------

create table countersign_private.gate_decision (
  decision_id uuid primary key,
  question bigint unique references countersign_private.gate_question,
  -- What was asked of an engine: `countersign/promote/decision`.
  path text not null,
  version bigint not null references countersign_private.version,
  environment text not null references countersign_private.environment,
  subject_digest bytea not null check (octet_length(subject_digest) = 32),
  -- The version of the policy; null when the environment served none, or several.
  bundle bigint references countersign_private.version,
  bundle_revision text not null,
  engine text not null,
  engine_version text not null,
  -- The bytes an engine was told, with the time; and the facts without it.
  input bytea not null check (octet_length(input) <= 4194304),
  input_digest bytea not null check (input_digest = sha256(input)),
  facts_digest bytea not null check (octet_length(facts_digest) = 32),
  -- What it answered, whatever that was; null when nothing came.
  result bytea check (octet_length(result) <= 4194304),
  -- The requirements as a reader sees them, in the order of the list.
  requirements jsonb not null check (jsonb_typeof(requirements) = 'array'),
  allow boolean not null,
  reasons text[] not null,
  exceptions jsonb not null default '[]',
  metrics jsonb not null default '{}',
  requested_by text,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.gate_decision (version, environment, recorded_at desc, decision_id desc);
create index on countersign_private.gate_decision (recorded_at desc, decision_id desc);
create index on countersign_private.gate_decision (xid);
call countersign_private.guard_facts('countersign_private.gate_decision');

-- Why a decision would allow what it must not, or null: every expected id exactly once, met, not applicable where its list
-- allows that, or waived by a waiver that holds.
create function countersign_private.decision_fault(requirements jsonb, data jsonb, facts jsonb) returns text language sql stable as $$
  with expected as (
    select * from countersign_private.expected_ids(data, facts ->> 'environment', facts #>> '{subject,tier}', facts #>> '{subject,kind}')),
  given as (select r.value ->> 'id' as id, r.value ->> 'state' as state from jsonb_array_elements(requirements) r)
  select case
    when not exists (select from expected) then 'The policy does not say what must be met.'
    when exists (select from given g where g.state is null or g.state not in ('met', 'not_applicable', 'waived')) then 'A requirement is unmet.'
    else (select format('%s is not answered once, or not so that it counts.', e.id) from expected e
      where (select count(*) from given g where g.id = e.id) <> 1
        or exists (select from given g where g.id = e.id and g.state = 'not_applicable' and not e.may_not_apply)
        or exists (select from given g where g.id = e.id and g.state = 'waived' and (not countersign_private.is_waivable(g.id)
          or not exists (select from jsonb_array_elements(facts -> 'waivers') w where w ->> 'requirement' = g.id)))
      order by e.id limit 1)
  end
$$;

-- Writes down what a gatekeeper has decided. Its facts must be those of now, its bundle the one that is served.
create function countersign.record_decision(
  holder text, question bigint, decision_id uuid, path text, bundle_revision text, engine text, engine_version text, input bytea, result bytea,
  requirements jsonb, allow boolean, reasons text[], exceptions jsonb default '[]', metrics jsonb default '{}')
returns uuid language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  q countersign_private.gate_question;
  facts jsonb;
  told jsonb;
  served record;
  n integer;
  fault text;
  one record;
begin
  perform require_gatekeeper();
  select x.* into q from gate_question x where x.id = question;
  perform from gate_turn t where t.question = question and t.holder = record_decision.holder and t.lease_until > clock_timestamp() for update;
  if not found then
    perform refuse('CS423', 'gate.lease-lost', format('Question %s is not, or no longer, at this gatekeeper.', question), '', 'Take another.');
  end if;
  begin
    told := convert_from(input, 'UTF8')::jsonb;
  exception when others then
    perform refuse('CS422', 'decision.input', 'What the engine was told is no JSON.', '', 'Report this as a fault.');
  end;
  begin
    perform convert_from(result, 'UTF8')::jsonb;
  exception when others then
    perform refuse('CS422', 'decision.result', 'What the engine answered is no JSON that can be kept.', '', 'Record it without, and say so.');
  end;
  facts := gate_facts(q.version, q.environment);
  if told - 'now_seconds' is distinct from facts or jsonb_typeof(told -> 'now_seconds') is distinct from 'number' then
    perform refuse('CS409', 'decision.facts', 'The facts are not, or no longer, those the decision was taken on.', '', 'Decide again.');
  elsif abs((told ->> 'now_seconds')::numeric - seconds_of(moment())) > 120 then
    perform refuse('CS409', 'decision.time', 'The decision was taken for another time.', '', 'Decide again.');
  end if;
  select count(*) into n from gate_policies(q.environment);
  select * into served from gate_policies(q.environment) g where n = 1;
  if n = 1 and bundle_revision is distinct from served.revision or n <> 1 and allow then
    perform refuse('CS409', 'decision.bundle', format('%s does not serve the policy that this was decided by.', q.environment), '', 'Decide again.');
  end if;
  if allow is null or requirements is null or jsonb_typeof(requirements) <> 'array' or reasons is null then
    perform refuse('CS422', 'decision.form', 'A decision allows or does not, with its requirements and reasons.', '', 'Report this as a fault.');
  end if;
  if allow then
    fault := decision_fault(requirements, served.data, facts);
    if fault is null and (result is null or cardinality(reasons) > 0) then fault := 'No engine has answered, or something was wrong.'; end if;
    if fault is not null then
      perform refuse('CS422', 'decision.inconsistent', 'This decision allows what it may not.', fault, 'Report this as a fault.');
    end if;
  end if;
  insert into gate_decision as d (decision_id, question, path, version, environment, subject_digest, bundle, bundle_revision, engine, engine_version, input, input_digest,
    facts_digest, result, requirements, allow, reasons, exceptions, metrics, requested_by, login)
  select decision_id, q.id, path, v.id, q.environment, v.digest, case when n = 1 then served.version end, bundle_revision, engine, engine_version, input, sha256(input),
    facts_digest(facts), result, requirements, allow, reasons, coalesce(exceptions, '[]'), coalesce(metrics, '{}'), coalesce(q.asked_by, q.login), session_user
  from version v where v.id = q.version;
  delete from gate_turn t where t.question = q.id;
  perform record_activity('gate.decide', 'version', q.version::text, '', jsonb_build_object('decision', decision_id, 'environment', q.environment, 'allow', allow,
    'bundle', bundle_revision, 'input', encode(sha256(input), 'hex'), 'result', encode(sha256(coalesce(result, '')), 'hex')), 'sql');
  -- Whoever has read what stood here before reads again, when it says something else.
  for one in
    select p.id from promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    join promotion_revision r on r.promotion = p.id
    where p.version = q.version and p.environment = q.environment and exists (select from input_changes(p.id, r.revision)) order by p.id
  loop
    perform touch_promotion(one.id);
  end loop;
  return decision_id;
end $$;

-- What the gate says of a version for an environment: the newest decision, and why it is no good, if it is not. No row where no
-- policy is in force.
create function countersign_private.gate_standing(version_id bigint, environment text)
returns table (decision_id uuid, allow boolean, requirements jsonb, reasons text[], revision text, recorded_at timestamptz, fault text)
language sql stable as $$
  select d.decision_id, d.allow, d.requirements, d.reasons, p.revision, d.recorded_at, case
    when p.n > 1 then format('%s serves %s policies at once.', gate_standing.environment, p.n)
    when d.decision_id is null then 'No gatekeeper has decided it yet.'
    when d.subject_digest <> v.digest then 'It was decided for other content.'
    when d.bundle_revision <> p.revision then 'It was decided by another policy than the one that is served now.'
    when d.recorded_at < countersign_private.moment() - countersign_private.decision_age_limit() then 'The decision is too old.'
    when d.facts_digest <> countersign_private.facts_digest(countersign_private.gate_facts(version_id, gate_standing.environment)) then 'The facts have changed since it was decided.'
  end
  from (select count(*) as n, min(g.revision) as revision from countersign_private.gate_policies(gate_standing.environment) g) p
  join countersign_private.version v on v.id = version_id
  left join lateral (select x.* from countersign_private.gate_decision x where x.version = version_id and x.environment = gate_standing.environment
    order by x.recorded_at desc, x.decision_id desc limit 1) d on true
  where p.n > 0
$$;

-- The gate of a promotion ----------------------------------------------------------------------------------------------------

-- What the catalog itself asks stays as it is, where no policy is in force. Where one is, of that only what no policy may let
-- pass stays: what is stopped, held or runs unapproved, and what is retired. The rest is the policy's.
alter function countersign_private.requirements(bigint) rename to requirements_of_catalog;

create function countersign_private.requirements_of_policy(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  with standing as (
    select g.* from countersign_private.promotion p cross join lateral countersign_private.gate_standing(p.version, p.environment) g where p.id = promotion_id)
  select 'gate.decision', 'A gatekeeper has decided it by the policy in force', case when g.fault is null and g.allow then 'met' else 'unmet' end,
    case when g.fault is not null then 'undecided' when g.allow then 'allowed' else 'denied' end, 'policy ' || left(g.revision, 19),
    coalesce(g.fault, case when g.allow then '' else array_to_string(g.reasons, ' ') end),
    case when g.fault is not null then 'Wait for `countersign serve`, or see that it runs.' else 'Meet what is unmet; what is new is decided within seconds.' end
  from standing g
  union all
  select r.value ->> 'id', r.value ->> 'title', r.value ->> 'state', r.value ->> 'value', r.value ->> 'limit', r.value ->> 'evidence', r.value ->> 'remedy'
  from standing g cross join lateral jsonb_array_elements(g.requirements) r where g.fault is null
$$;

create function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  with policy as materialized (select * from countersign_private.requirements_of_policy(promotion_id))
  select * from policy
  union all
  select r.* from countersign_private.requirements_of_catalog(promotion_id) r
  where not exists (select from policy) or r.id in ('incident.none', 'stop.none', 'observed.approved', 'artifact.current') and r.id not in (select p.id from policy p)
$$;

-- Nobody waives the decision itself, nor what the policy in force says is never waived.
create function countersign_private.on_waiver_of_the_gate() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if new.requirement = 'gate.decision' or exists (select from gate_policies(new.environment) g where g.data #> '{gate,never_waived}' ? new.requirement) then
    perform refuse('CS403', 'waiver.never', format('%s cannot be waived by anybody.', left(new.requirement, 100)), '', 'Meet it.');
  end if;
  return new;
end $$;
create trigger not_of_the_gate before insert on countersign_private.waiver for each row execute function countersign_private.on_waiver_of_the_gate();
alter table countersign_private.waiver enable always trigger not_of_the_gate;

-- The rule itself, whatever a requirement says: no signature without a decision that fits.
create function countersign_private.on_signature_without_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare g record;
begin
  if not new.approves then return new; end if;
  select s.* into g from promotion p cross join lateral gate_standing(p.version, p.environment) s where p.id = new.promotion;
  if found and (g.fault is not null or not g.allow) then
    perform refuse('CS403', 'gate.unmet', coalesce(g.fault, 'The policy in force does not allow it.'), '', 'Read the promotion again: `countersign promote show`.');
  end if;
  return new;
end $$;
create trigger not_without_decision before insert on countersign_private.approval for each row execute function countersign_private.on_signature_without_decision();
alter table countersign_private.approval enable always trigger not_without_decision;

-- Reading --------------------------------------------------------------------------------------------------------------------

-- A question's answer: no row while it waits.
create function countersign.gate_answer(question bigint)
returns table (decision_id uuid, requirements jsonb, allow boolean, reasons text[], bundle_revision text, engine text, engine_version text, subject_digest text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select d.decision_id, d.requirements, d.allow, d.reasons, d.bundle_revision, d.engine, d.engine_version, encode(d.subject_digest, 'hex')
  from gate_decision d where d.question = gate_answer.question and has_role('viewer')
$$;

-- What a gate would be told now: to look at, and to try a policy on.
create function countersign.gate_facts(artifact_name text, selector text, environment text)
returns table (facts text, at timestamptz, policy_artifact text, policy_label text, policy_body text, policies integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare v bigint;
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Facts of a gate are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  v := find_version(artifact_name, selector);
  perform known_environment(environment);
  return query select countersign_private.gate_facts(v, environment)::text, moment(), g.artifact, g.label,
      (select convert_from(x.body, 'UTF8') from version x where x.id = g.version), n.n
    from (select count(*)::int as n from gate_policies(environment)) n left join lateral (select * from gate_policies(environment) where n.n = 1) g on true;
end $$;

call countersign_private.make_views('gate_decision', $$
  select d.decision_id, d.recorded_at, a.name as artifact, a.kind, v.label, d.environment, encode(d.subject_digest, 'hex') as subject_digest,
    (select b.name || '@' || w.label from countersign_private.version w join countersign_private.artifact b on b.id = w.artifact where w.id = d.bundle) as policy,
    d.bundle_revision, d.engine, d.engine_version, d.path, convert_from(d.input, 'UTF8') as input, encode(d.input_digest, 'hex') as input_digest,
    convert_from(d.result, 'UTF8') as result, d.requirements, d.allow, d.reasons, d.exceptions, d.metrics, d.requested_by, d.login as actor,
    (select q.promotion from countersign_private.gate_question q where q.id = d.question) as promotion
  from countersign_private.gate_decision d join countersign_private.version v on v.id = d.version join countersign_private.artifact a on a.id = v.artifact
  where {fact d} $$);

-- The same with the field names of OPA's decision log, so that tools for that read this.
call countersign_private.make_views('decision_log', $$
  select jsonb_build_object('id', (select c.name from countersign_private.catalog c), 'version', d.engine_version) as labels, d.decision_id,
    jsonb_build_object('countersign', jsonb_build_object('revision', d.bundle_revision)) as bundles, d.path, convert_from(d.input, 'UTF8')::jsonb as input,
    convert_from(d.result, 'UTF8')::jsonb as result, d.requested_by, d.recorded_at as "timestamp", d.metrics, '[]'::jsonb as erased, '[]'::jsonb as masked,
    d.engine, d.engine_version, 'promotion'::text as gate,
    jsonb_build_object('kind', a.kind, 'id', a.name || '@' || v.label, 'digest', 'sha256:' || encode(d.subject_digest, 'hex')) as subject,
    d.login as actor, case when d.allow then 'allow' else 'deny' end as outcome, d.reasons, d.exceptions, d.environment, d.requirements,
    'sha256:' || encode(d.input_digest, 'hex') as input_digest
  from countersign_private.gate_decision d join countersign_private.version v on v.id = d.version join countersign_private.artifact a on a.id = v.artifact
  where {fact d} $$);

-- The policies that environments serve, with what became of the gates they decide.
call countersign_private.make_views('gate_policy', $$
  select p.environment, a.name as artifact, v.label, countersign_private.policy_revision(v.body) as revision, p.valid_from as since, p.moved_by, p.reason
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version join countersign_private.artifact a on a.id = v.artifact
  where {now p} and a.kind = 'policy' and p.weight > 0 and countersign_private.is_gate_policy(v.body) $$);

create function countersign.gatekeepers() returns table (holder text, login text, engine text, seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select g.holder, g.login, g.engine, g.seen_at from gatekeeper_seen g
  where has_role('viewer') and g.seen_at > clock_timestamp() - interval '1 day' order by g.seen_at desc limit 50
$$;

grant execute on function countersign_private.is_gate_policy(bytea), countersign_private.policy_revision(bytea) to countersign_reader, countersign_viewer, countersign_ingest;
grant select on countersign.gate_decision, countersign.decision_log, countersign.gate_policy,
  countersign_past.gate_decision, countersign_past.decision_log, countersign_past.gate_policy to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.ask_gate(text, text, text, text),
  countersign.gate_answer(bigint),
  countersign.gate_facts(text, text, text),
  countersign.gatekeepers()
  to countersign_viewer;
grant execute on function countersign.officer() to countersign_gatekeeper;
-- Others are refused by name rather than by a missing privilege.
grant execute on function
  countersign.take_gate_question(text, text, interval),
  countersign.ask_for_open_promotions(),
  countersign.record_decision(text, bigint, uuid, text, text, text, text, bytea, bytea, jsonb, boolean, text[], jsonb, jsonb)
  to countersign_gatekeeper, countersign_viewer, countersign_ingest;
grant execute on function countersign.tier_questions(integer) to countersign_ingest;
