-- What no record can say: a field of a card or a form that a person owes. One asks, a builder of the team answers, a reviewer
-- who is another person confirms; when what the answer rests on changes, it goes stale by itself.

-- Systems -----------------------------------------------------------------------------------------------------------------

-- An AI system, for which forms are filed, is an artifact like any other: its versions are immutable, pin its parts and reach
-- production by two signatures, and so does what its body says of its role, its Annex III points and its exemption.
alter table countersign_private.artifact drop constraint artifact_kind_check;
alter table countersign_private.artifact add constraint artifact_kind_check
  check (kind in ('model', 'prompt', 'chain', 'embedding_index', 'dataset', 'policy', 'endpoint', 'vendor', 'template', 'system'));

create function countersign_private.is_list_of(said jsonb, words text[]) returns boolean language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select said is null or (jsonb_typeof(said) = 'array'
    and not exists (select from jsonb_array_elements(said) x where jsonb_typeof(x) <> 'string' or x #>> '{}' <> all (words)))
$$;

-- What a system's body says decides which form is filed, so it must be readable. The words are those of Annex III and of
-- Article 6(3) of Regulation (EU) 2024/1689.
create function countersign_private.on_system_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  said jsonb;
  off text;
begin
  if (select a.kind from artifact a where a.id = new.artifact) <> 'system' then return new; end if;
  said := convert_from(new.body, 'UTF8')::jsonb;
  if jsonb_typeof(said) <> 'object' then
    perform refuse('CS422', 'system.body', 'The body of a system must be an object.', '', 'Look at the manual for its members.');
  end if;
  off := case
    when coalesce(said ->> 'operator_role', '') not in
      ('provider', 'deployer', 'both', 'importer', 'distributor', 'authorised_representative') then 'operator_role'
    when not is_list_of(said -> 'annex_iii_points', array['1a', '1b', '1c', '2', '3a', '3b', '3c', '3d', '4a', '4b', '5a', '5b',
      '5c', '5d', '6a', '6b', '6c', '6d', '6e', '7a', '7b', '7c', '7d', '8a', '8b', 'annex_i', 'none']) then 'annex_iii_points'
    when not is_list_of(said -> 'exemption', array['narrow_procedural_task', 'improves_human_result',
      'detects_patterns_human_reviews', 'preparatory_task']) then 'exemption'
    when coalesce(said ->> 'field_of_use', 'other') not in ('other', 'law_enforcement', 'migration_asylum_border') then 'field_of_use'
    when coalesce(said ->> 'status', 'in_service') not in ('on_market', 'in_service', 'no_longer', 'recalled') then 'status'
    when jsonb_typeof(coalesce(said -> 'profiles_natural_persons', 'false')) <> 'boolean' then 'profiles_natural_persons'
    when jsonb_typeof(coalesce(said -> 'public_deployer', 'false')) <> 'boolean' then 'public_deployer'
  end;
  if off is not null then
    perform refuse('CS422', 'system.body', format('The member %s of a system''s body is missing or is none of the known words.', off),
      '', 'Look at the manual for the words.');
  end if;
  if said -> 'profiles_natural_persons' = 'true' and jsonb_array_length(coalesce(said -> 'exemption', '[]')) > 0 then
    perform refuse('CS422', 'system.profiling', 'A system of Annex III that profiles natural persons cannot be exempted.',
      'Article 6(3), last subparagraph, of Regulation (EU) 2024/1689: it is always high-risk.', 'Leave out the exemption and file section A.');
  end if;
  return new;
end $$;
create trigger system_is_readable before insert on countersign_private.version
  for each row execute function countersign_private.on_system_version();
alter table countersign_private.version enable always trigger system_is_readable;

-- Facts -------------------------------------------------------------------------------------------------------------------

-- What an answer rests on, by key: `version` (content), `purpose`, `parts` (what is pinned, and what production serves of it),
-- `stage` (served or not, retired or not). An empty list never goes stale. A key that is not here rests on the version.
create table countersign_private.fact_source (
  key text primary key,
  rests_on text[] not null check (rests_on <@ array['version', 'purpose', 'parts', 'stage'])
);
insert into countersign_private.fact_source values
  ('contact', '{}'),
  ('a8a_provider', '{}'), ('a8a_submitter', '{}'), ('a8a_authorised_rep', '{}'),
  ('a8a_trade_name', '{version}'), ('a8a_intended_purpose', '{purpose,version}'), ('a8a_components_functions', '{parts}'),
  ('a8a_information_used', '{parts}'), ('a8a_operating_logic', '{parts}'), ('a8a_status', '{stage,version}'),
  ('a8a_certificate_type', '{}'), ('a8a_certificate_number', '{}'), ('a8a_certificate_expiry', '{}'),
  ('a8a_notified_body_name', '{}'), ('a8a_notified_body_id', '{}'), ('a8a_certificate_copy', '{}'),
  ('a8a_member_states', '{version}'), ('a8a_declaration_copy', '{version}'), ('a8a_instructions_for_use', '{version}'), ('a8a_info_url', '{}'),
  ('a8b_provider', '{}'), ('a8b_submitter', '{}'), ('a8b_authorised_rep', '{}'), ('a8b_trade_name', '{version}'),
  ('a8b_intended_purpose', '{purpose,version}'), ('a8b_exemption_conditions', '{version}'), ('a8b_grounds_summary', '{purpose,version}'),
  ('a8b_status', '{stage,version}'), ('a8b_member_states', '{version}'),
  ('a8c_deployer', '{}'), ('a8c_submitter', '{}'), ('a8c_provider_entry_url', '{}'), ('a8c_fria_summary', '{purpose,version}'),
  ('a8c_dpia_summary', '{purpose,version}');

create table countersign_private.fact (
  id bigint generated always as identity primary key,
  artifact bigint not null references countersign_private.artifact,
  key text not null check (key ~ '^[a-z][a-z0-9_]{1,59}$'),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  unique (artifact, key)
);
call countersign_private.guard_facts('countersign_private.fact');

create table countersign_private.fact_answer (
  id bigint generated always as identity primary key,
  fact bigint not null references countersign_private.fact,
  value text not null check (btrim(value) <> '' and length(value) <= 20000),
  -- The version it was given for, and the digest of all it rests on then.
  version bigint not null references countersign_private.version,
  basis bytea not null,
  answered_by text not null references countersign_private.person,
  login text not null,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.fact_answer (fact, id);
call countersign_private.guard_facts('countersign_private.fact_answer');

create table countersign_private.fact_confirmation (
  answer bigint primary key references countersign_private.fact_answer,
  confirmed_by text not null references countersign_private.person,
  login text not null,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.fact_confirmation');

-- How a fact stands, as spans of recorded time. An answer stays beside a new question, so that what is doubted can be read.
create table countersign_private.fact_state (
  fact bigint not null references countersign_private.fact,
  state text not null check (state in ('asked', 'answered', 'confirmed', 'stale')),
  owner text references countersign_private.person,
  due timestamptz,
  asked_by text references countersign_private.person,
  question text not null default '',
  answer bigint references countersign_private.fact_answer,
  -- Why it is stale.
  cause text not null default '',
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check (state = 'asked' or answer is not null),
  check (state <> 'asked' or (owner is not null and due is not null and asked_by is not null))
);
create unique index fact_state_now on countersign_private.fact_state (fact) where valid_to = 'infinity';
create index fact_state_past on countersign_private.fact_state (fact, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.fact_state');

-- The version that facts are about: what production serves, else the newest.
create function countersign_private.version_that_counts(artifact_id bigint) returns bigint language sql stable as $$
  select coalesce(
    (select p.version from countersign_private.pointer p where p.artifact = artifact_id and p.environment = 'production' and p.valid_to = 'infinity'
     order by p.weight desc, p.colour limit 1),
    (select v.id from countersign_private.version v where v.artifact = artifact_id order by v.number desc limit 1))
$$;

-- The digest of all that an answer under a key rests on, for a version, now.
create function countersign_private.fact_basis(fact_key text, version_id bigint) returns bytea language sql stable as $$
  select sha256(convert_to(coalesce(jsonb_object_agg(s.source, case s.source
      when 'version' then to_jsonb(encode(v.digest, 'hex'))
      when 'purpose' then to_jsonb(a.purpose)
      when 'stage' then to_jsonb(array[a.retired, exists (
        select from countersign_private.pointer p where p.artifact = v.artifact and p.environment = 'production' and p.valid_to = 'infinity')])
      when 'parts' then coalesce((
        select jsonb_agg(jsonb_build_array(d.role, encode(pinned.digest, 'hex'),
          (select encode(served.digest, 'hex') from countersign_private.pointer p join countersign_private.version served on served.id = p.version
           where p.artifact = pinned.artifact and p.environment = 'production' and p.valid_to = 'infinity'
           order by p.weight desc, p.colour limit 1)) order by d.role, d.on_version)
        from countersign_private.dependency d join countersign_private.version pinned on pinned.id = d.on_version
        where d.version = v.id), '[]')
    end) filter (where s.source is not null)::text, '{}'), 'UTF8'))
  from countersign_private.version v
  join countersign_private.artifact_state a on a.artifact = v.artifact and a.valid_to = 'infinity'
  left join lateral unnest(coalesce((select f.rests_on from countersign_private.fact_source f where f.key = fact_key), '{version}')) s (source) on true
  where v.id = version_id
$$;

create function countersign_private.move_fact(fact_id bigint, state text, owner text, due timestamptz, asked_by text, question text,
  answer bigint, cause text default '') returns void language plpgsql as $$
declare at timestamptz;
begin
  update countersign_private.fact_state s set valid_to = greatest(countersign_private.clock(), s.valid_from + interval '1 microsecond')
    where s.fact = fact_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into countersign_private.fact_state (fact, state, owner, due, asked_by, question, answer, cause, valid_from)
  values (fact_id, state, owner, due, asked_by, question, answer, cause, coalesce(at, countersign_private.clock()));
end $$;

-- Answers of an artifact whose basis is no longer what it was go stale. One that was given for a version that is yet to come
-- into production waits for it.
create function countersign_private.age_facts(artifact_id bigint, cause text) returns void language plpgsql as $$
declare
  counts constant bigint := countersign_private.version_that_counts(artifact_id);
  aged record;
begin
  if not exists (select from countersign_private.fact f where f.artifact = artifact_id) then return; end if;
  perform countersign_private.take_artifact(artifact_id);
  for aged in
    select s.* from countersign_private.fact f
    join countersign_private.fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state in ('answered', 'confirmed')
    join countersign_private.fact_answer x on x.id = s.answer
    where f.artifact = artifact_id and x.version <= counts and x.basis <> countersign_private.fact_basis(f.key, counts)
    order by f.id
  loop
    perform countersign_private.move_fact(aged.fact, 'stale', aged.owner, null, null, '', aged.answer, cause);
  end loop;
end $$;

-- The systems a change of one artifact may age: those whose version that counts pins one of its versions.
create function countersign_private.age_users(artifact_id bigint, cause text) returns void language plpgsql as $$
declare system bigint;
begin
  for system in
    select distinct u.artifact from countersign_private.dependency d
    join countersign_private.version u on u.id = d.version join countersign_private.version p on p.id = d.on_version
    where p.artifact = artifact_id and exists (select from countersign_private.fact f where f.artifact = u.artifact)
      and u.id = countersign_private.version_that_counts(u.artifact)
    order by 1
  loop
    perform countersign_private.age_facts(system, cause);
  end loop;
end $$;

create function countersign_private.on_version_ages_facts() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform age_facts(new.artifact, format('%s@%s was registered.', (select a.name from artifact a where a.id = new.artifact), new.label));
  return null;
end $$;
create function countersign_private.on_pointer_ages_facts() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  cause text;
begin
  if new.environment <> 'production' then return null; end if;
  cause := format('%s@%s went to production.', (select a.name from artifact a where a.id = new.artifact),
    (select v.label from version v where v.id = new.version));
  perform age_facts(new.artifact, cause);
  perform age_users(new.artifact, cause);
  return null;
end $$;
create function countersign_private.on_artifact_state_ages_facts() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform age_facts(new.artifact, format('What %s is for, or whether it is in use, was changed.',
    (select a.name from artifact a where a.id = new.artifact)));
  return null;
end $$;
-- At the end of the transaction: what a version pins is recorded after it.
create constraint trigger ages_facts after insert on countersign_private.version deferrable initially deferred
  for each row execute function countersign_private.on_version_ages_facts();
create trigger ages_facts after insert on countersign_private.pointer
  for each row execute function countersign_private.on_pointer_ages_facts();
create constraint trigger ages_facts after insert on countersign_private.artifact_state deferrable initially deferred
  for each row execute function countersign_private.on_artifact_state_ages_facts();
alter table countersign_private.version enable always trigger ages_facts;
alter table countersign_private.pointer enable always trigger ages_facts;
alter table countersign_private.artifact_state enable always trigger ages_facts;

-- Acts --------------------------------------------------------------------------------------------------------------------

-- Finds an artifact by name and waits for its turn; answers its state.
create function countersign_private.take_subject(artifact_name text) returns countersign_private.artifact_state language plpgsql as $$
declare
  a bigint := (select x.id from countersign_private.artifact x where x.name = artifact_name);
  s countersign_private.artifact_state;
begin
  if a is null then
    perform countersign_private.refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select x.name from countersign_private.artifact x
        order by countersign_private.levenshtein_near(x.name, artifact_name), x.name limit 1)), 'Register it first.'));
  end if;
  perform countersign_private.take_artifact(a);
  select * into s from countersign_private.artifact_state x where x.artifact = a and x.valid_to = 'infinity';
  return s;
end $$;

-- Whether a person belongs to a team, or to the office, which may act for every team.
create function countersign_private.is_of_team(who text, team text) returns boolean language sql stable as $$
  select exists (select from countersign_private.person p left join countersign_private.team t on t.key = p.team
    where p.key = who and (t.is_office or p.team = $2))
$$;

create function countersign_private.fact_named(artifact_id bigint, fact_key text) returns bigint language plpgsql as $$
begin
  if fact_key is null or fact_key !~ '^[a-z][a-z0-9_]{1,59}$' then
    perform countersign_private.refuse('CS422', 'fact.key', 'A fact is named by small letters, digits and underscores.', '',
      'Name a key of a card or a form, such as limitations or a8a_intended_purpose.');
  end if;
  insert into countersign_private.fact (artifact, key) values (artifact_id, fact_key) on conflict (artifact, key) do nothing;
  return (select f.id from countersign_private.fact f where f.artifact = artifact_id and f.key = fact_key);
end $$;

-- Asks a person for a fact, or asks again: whatever was answered is then in doubt.
create function countersign.ask_fact(
  artifact_name text, fact_key text, question text, due timestamptz, owner text default null, channel text default 'sql')
returns table (fact bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead', 'auditor', 'builder');
  s countersign_private.artifact_state := take_subject(artifact_name);
  owes text := coalesce(owner, s.owner);
  f bigint;
begin
  perform require_reason(question);
  if not (has_role('reviewer') or has_role('approver') or has_role('lead') or has_role('auditor')) and not is_of_team(who, s.team) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name), 'Builders ask within their team.', 'Ask the office.');
  end if;
  if due is null or due <= clock() then
    perform refuse('CS422', 'fact.due', 'A fact is due at a time to come.', '', 'Name a later day.');
  end if;
  if owes is null then
    perform refuse('CS422', 'fact.nobody', format('Nobody is named as owner of %s.', artifact_name), '', 'Name who owes the fact, or register the owner first.');
  end if;
  if not exists (select from countersign_private.person p where p.key = owes) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owes, 63)), '', 'Name one of the people.');
  end if;
  if not is_of_team(owes, s.team) then
    perform refuse('CS422', 'fact.owner', format('%s is neither of the team %s nor of the office.', owes, s.team),
      'Only who may answer can owe a fact.', 'Name someone of that team.');
  end if;
  f := fact_named(s.artifact, fact_key);
  perform move_fact(f, 'asked', owes, due, who, question,
    (select x.answer from fact_state x where x.fact = f and x.valid_to = 'infinity'));
  return query select f, record_activity('fact.ask', 'artifact', artifact_name, question,
    jsonb_build_object('fact', f, 'key', fact_key, 'owner', owes, 'due', due), channel);
end $$;

-- States a fact about a version (null: the one that counts). Asked for or not, it is one person's word until another confirms it.
create function countersign.set_fact(
  artifact_name text, fact_key text, value text, reason text, selector text default null, effective_at timestamptz default null,
  channel text default 'sql')
returns table (fact bigint, answer bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead');
  here constant text := session_user;
  s countersign_private.artifact_state := take_subject(artifact_name);
  v bigint := case when selector is null then version_that_counts(s.artifact) else find_version(artifact_name, selector) end;
  f bigint;
  made bigint;
  before countersign_private.fact_state;
begin
  perform require_reason(reason);
  if not is_of_team(who, s.team) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', artifact_name),
      'Facts are stated by the team whose they are.', 'Ask a builder of that team: `countersign fact ask`.');
  elsif s.retired then
    perform refuse('CS409', 'artifact.retired', format('%s is retired.', artifact_name), '', 'Nothing needs to be stated about it.');
  elsif coalesce(btrim(value, E' \t\r\n'), '') = '' then
    perform refuse('CS422', 'fact.empty', 'An empty text states nothing.', '', 'Leave the fact open until someone can answer.');
  elsif length(value) > 20000 then
    perform refuse('CS422', 'fact.long', 'A fact has at most 20,000 characters.', '', 'State the gist, and where the whole can be read.');
  end if;
  f := fact_named(s.artifact, fact_key);
  select * into before from fact_state x where x.fact = f and x.valid_to = 'infinity';
  insert into fact_answer (fact, value, version, basis, answered_by, login, reason, channel, effective_at)
  values (f, value, v, fact_basis(fact_key, v), who, here, reason, channel, coalesce(effective_at, clock())) returning id into made;
  perform move_fact(f, 'answered', coalesce(before.owner, s.owner, who), before.due, before.asked_by, coalesce(before.question, ''), made);
  return query select f, made, record_activity('fact.set', 'artifact', artifact_name, reason,
    jsonb_build_object('fact', f, 'key', fact_key, 'answer', made), channel);
end $$;

-- Confirms the answer that was read; nobody confirms their own word.
create function countersign.confirm_fact(fact bigint, answer bigint, reason text, channel text default 'sql')
returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  here constant text := session_user;
  f countersign_private.fact;
  s countersign_private.fact_state;
  x countersign_private.fact_answer;
  counts bigint;
  subject text;
begin
  perform require_reason(reason);
  select * into f from countersign_private.fact q where q.id = confirm_fact.fact;
  if not found then
    perform refuse('CS404', 'fact.unknown', format('There is no fact %s.', fact), '', 'Look at `countersign fact list`.');
  end if;
  perform take_artifact(f.artifact);
  select name into subject from artifact a where a.id = f.artifact;
  select * into s from fact_state q where q.fact = f.id and q.valid_to = 'infinity';
  select * into x from fact_answer q where q.id = s.answer;
  counts := version_that_counts(f.artifact);
  if s.state = 'answered' and s.answer is distinct from confirm_fact.answer then
    perform refuse('CS409', 'fact.changed', 'The fact was answered anew since it was read.', '', 'Read it again.');
  elsif s.state = 'stale' or (s.state = 'answered' and x.version <= counts and x.basis <> fact_basis(f.key, counts)) then
    perform refuse('CS409', 'fact.stale', 'What this answer rests on has changed since it was given.', coalesce(s.cause, ''), 'Ask its owner again.');
  elsif s.state <> 'answered' then
    perform refuse('CS409', 'fact.not-answered', format('The fact is %s: there is no answer to confirm.', s.state), '', 'Wait for its owner, or ask again.');
  elsif x.answered_by = who then
    perform refuse('CS403', 'fact.own', 'Nobody confirms what they have stated themselves.', '', 'Ask another reviewer.');
  end if;
  insert into fact_confirmation (answer, confirmed_by, login, reason, channel) values (x.id, who, here, reason, channel);
  perform move_fact(f.id, 'confirmed', s.owner, s.due, s.asked_by, s.question, x.id);
  return record_activity('fact.confirm', 'artifact', subject, reason,
    jsonb_build_object('fact', f.id, 'key', f.key, 'answer', x.id), channel);
end $$;

-- Views -------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('fact', $$
  select f.id, a.name as artifact, a.kind, f.key, s.state, s.owner, s.due, s.asked_by, s.question, s.answer, x.value, v.label as given_for,
    x.answered_by, x.reason, x.effective_at, x.recorded_at as answered_at, c.confirmed_by, c.recorded_at as confirmed_at, s.cause, s.valid_from as since,
    t.team
  from countersign_private.fact f
  join countersign_private.artifact a on a.id = f.artifact
  join countersign_private.artifact_state t on t.artifact = a.id and {now t}
  join countersign_private.fact_state s on s.fact = f.id and {now s}
  left join countersign_private.fact_answer x on x.id = s.answer
  left join countersign_private.version v on v.id = x.version
  left join countersign_private.fact_confirmation c on c.answer = s.answer and {fact c} $$);

call countersign_private.make_views('fact_answer', $$
  select x.id, f.id as fact, a.name as artifact, f.key, x.value, v.label as given_for, v.number, x.answered_by, x.reason, x.channel,
    x.effective_at, x.recorded_at, c.confirmed_by, c.reason as confirmed_because, c.recorded_at as confirmed_at
  from countersign_private.fact_answer x
  join countersign_private.fact f on f.id = x.fact join countersign_private.artifact a on a.id = f.artifact
  join countersign_private.version v on v.id = x.version
  left join countersign_private.fact_confirmation c on c.answer = x.id and {fact c}
  where {fact x} $$);

grant select on countersign.fact, countersign_past.fact, countersign.fact_answer, countersign_past.fact_answer
  to countersign_viewer;
grant execute on function
  countersign.ask_fact(text, text, text, timestamptz, text, text),
  countersign.set_fact(text, text, text, text, text, timestamptz, text),
  countersign.confirm_fact(bigint, bigint, text, text)
  to countersign_viewer;
