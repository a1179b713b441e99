-- What an environment serves: two colours with weights, a tier that nobody lowers alone, rolling back and stopping at once
-- with a second person afterwards, and what production was seen to run beside what was approved for it.
-- Long because a released step is one file: each of these moves or holds the same pointers.

set local check_function_bodies = off;

-- Acts that a second person confirms -----------------------------------------------------------------------------------

-- Before they take hold (a lower tier, the end of a stop), or afterwards, by `due` (a roll back).
create table countersign_private.confirmation (
  id bigint generated always as identity primary key,
  act text not null check (act in ('tier.lower', 'stop.lift', 'rollback')),
  artifact bigint not null references countersign_private.artifact,
  environment text references countersign_private.environment,
  -- The tier asked for, the number of the stop, the label that was rolled back to.
  subject text not null,
  words text not null,
  asked_by text not null references countersign_private.person,
  reason text not null,
  due timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.confirmation (artifact, id);
call countersign_private.guard_facts('countersign_private.confirmation');

create table countersign_private.confirmation_state (
  confirmation bigint not null references countersign_private.confirmation,
  state text not null check (state in ('open', 'confirmed', 'refused', 'withdrawn')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index confirmation_state_now on countersign_private.confirmation_state (confirmation) where valid_to = 'infinity';
create index confirmation_state_list on countersign_private.confirmation_state (state, confirmation desc) where valid_to = 'infinity';
create index confirmation_state_past on countersign_private.confirmation_state (confirmation, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.confirmation_state');

-- Colleagues of one domain team. The AI office is no domain team: there, persons alone count.
create function countersign_private.same_team(one text, other text) returns boolean language sql stable as $$
  select exists (select from person a join person b on b.team = a.team join team t on t.key = a.team
                 where a.key = one and b.key = other and not t.is_office)
$$;

create function countersign_private.in_office(who text) returns boolean language sql stable as $$
  select exists (select from person p join team t on t.key = p.team where p.key = who and t.is_office)
$$;

-- Whoever acts on what an artifact serves: an approver or a lead, or a builder of its own team.
create function countersign_private.require_keeper(artifact_id bigint) returns text language plpgsql stable as $$
declare who text := require_role('approver', 'lead', 'reviewer', 'builder');
begin
  if not (has_role('approver') or has_role('lead') or has_role('reviewer'))
     and not exists (select from artifact_state s join person p on p.key = who
       where s.artifact = artifact_id and s.valid_to = 'infinity' and (p.team = s.team or in_office(who))) then
    perform refuse('CS403', 'artifact.team', format('%s belongs to another team.', (select a.name from artifact a where a.id = artifact_id)),
      'A builder acts for their own team.', 'Ask a builder of that team, or anyone of the AI office.');
  end if;
  return who;
end $$;

create function countersign_private.known_artifact(artifact_name text) returns bigint language plpgsql stable as $$
declare a bigint := (select x.id from artifact x where x.name = artifact_name);
begin
  if a is null then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(artifact_name, 120)), '',
      coalesce(format('Did you mean %s?', (select x.name from artifact x order by levenshtein_near(x.name, artifact_name), x.name limit 1)),
               'Register it first.'));
  end if;
  return a;
end $$;

create function countersign_private.known_environment(environment_key text) returns text language plpgsql stable as $$
begin
  if not exists (select from environment e where e.key = environment_key) then
    perform refuse('CS404', 'environment.unknown', format('There is no environment called %s.', left(environment_key, 60)), '',
      'Choose ' || (select string_agg(e.key, ', ' order by e.rank) from environment e) || '.');
  end if;
  return environment_key;
end $$;

create function countersign_private.open_confirmation(
  act text, artifact_id bigint, environment text, subject text, words text, who text, reason text, within interval)
returns bigint language plpgsql as $$
#variable_conflict use_variable
declare
  made bigint;
  at timestamptz := clock();
begin
  if exists (select from confirmation c join confirmation_state s on s.confirmation = c.id and s.valid_to = 'infinity' and s.state = 'open'
             where c.artifact = artifact_id and c.act = open_confirmation.act and c.act <> 'rollback' and c.subject = open_confirmation.subject) then
    perform refuse('CS409', 'confirmation.open', 'The same waits for a second person already.', words, 'Look at `countersign confirmation list`.');
  end if;
  insert into confirmation (act, artifact, environment, subject, words, asked_by, reason, due)
  values (act, artifact_id, environment, subject, words, who, reason, at + within) returning id into made;
  insert into confirmation_state (confirmation, state, changed_by, reason, valid_from) values (made, 'open', who, reason, at);
  return made;
end $$;

-- Why this person cannot confirm, or null.
create function countersign_private.why_not_confirm(confirmation_id bigint, who text) returns text language sql stable as $$
  select case
    when who is null then 'This login belongs to no person.'
    when s.state <> 'open' then format('It is %s.', s.state)
    when not (has_role('approver') or has_role('lead')) then 'Only an approver or a lead confirms.'
    when c.asked_by = who then 'You asked for it yourself: someone else must confirm.'
    when same_team(c.asked_by, who) then 'You are of the team of whoever asked: someone outside it must confirm.'
    when c.act = 'tier.lower' and not in_office(who) then 'A tier is lowered by the AI office.'
  end
  from confirmation c join confirmation_state s on s.confirmation = c.id and s.valid_to = 'infinity' where c.id = confirmation_id
$$;

create function countersign.confirmation_refusal(confirmation bigint) returns text
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select why_not_confirm(confirmation, person_here())
$$;

-- Locks a confirmation for one answer.
create function countersign_private.take_confirmation(confirmation_id bigint) returns countersign_private.confirmation language plpgsql as $$
declare
  c countersign_private.confirmation;
  now_state text;
begin
  select * into c from confirmation x where x.id = confirmation_id;
  if not found then
    perform refuse('CS404', 'confirmation.unknown', format('There is no confirmation %s.', confirmation_id), '',
      'Look at `countersign confirmation list`.');
  end if;
  perform take_artifact(c.artifact);
  select s.state into now_state from confirmation_state s where s.confirmation = c.id and s.valid_to = 'infinity';
  if now_state <> 'open' then
    perform refuse('CS409', 'confirmation.closed', format('Confirmation %s is %s.', c.id, now_state), '', 'Nothing needs to be done.');
  end if;
  return c;
end $$;

create function countersign_private.close_confirmation(confirmation_id bigint, outcome text, who text, reason text) returns timestamptz
language plpgsql as $$
declare at timestamptz;
begin
  update confirmation_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.confirmation = confirmation_id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into confirmation_state (confirmation, state, changed_by, reason, valid_from) values (confirmation_id, outcome, who, reason, at);
  return at;
end $$;

create function countersign.confirm_act(confirmation bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead');
  c countersign_private.confirmation := take_confirmation(confirmation);
  why text := why_not_confirm(c.id, who);
  s countersign_private.artifact_state;
  at timestamptz;
begin
  perform require_reason(reason);
  if why is not null then
    perform refuse('CS403', 'confirmation.cannot-confirm', why, '', 'Ask another approver or lead.');
  end if;
  at := close_confirmation(c.id, 'confirmed', who, reason);
  case c.act
  when 'tier.lower' then
    select * into s from artifact_state x where x.artifact = c.artifact and x.valid_to = 'infinity';
    at := greatest(at, s.valid_from + interval '1 microsecond');
    update artifact_state x set valid_to = at where x.artifact = c.artifact and x.valid_to = 'infinity';
    insert into artifact_state (artifact, team, owner, tier, purpose, retired, changed_by, reason, effective_at, valid_from)
    values (c.artifact, s.team, s.owner, c.subject, s.purpose, s.retired, who, reason, at, at);
    perform touch_artifact(c.artifact);
  when 'stop.lift' then
    update stop_state x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
      where x.stop = c.subject::bigint and x.valid_to = 'infinity' and x.state = 'stopped' returning x.valid_to into at;
    if not found then
      perform refuse('CS409', 'stop.lifted', format('Stop %s is lifted.', c.subject), '', 'Nothing needs to be done.');
    end if;
    insert into stop_state (stop, state, changed_by, reason, valid_from) values (c.subject::bigint, 'lifted', who, reason, at);
    perform touch_reached(c.subject::bigint);
  else null;
  end case;
  return record_activity('act.confirm', 'confirmation', c.id::text, reason,
    jsonb_build_object('act', c.act, 'subject', c.subject, 'asked_by', c.asked_by), channel);
end $$;

-- Says no, or takes back what one has asked oneself. What was rolled back stays so: someone has to act.
create function countersign.refuse_act(confirmation bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  c countersign_private.confirmation := take_confirmation(confirmation);
  why text := why_not_confirm(c.id, who);
begin
  perform require_reason(reason);
  if c.asked_by = who and c.act <> 'rollback' then
    perform close_confirmation(c.id, 'withdrawn', who, reason);
    return record_activity('act.withdraw', 'confirmation', c.id::text, reason, jsonb_build_object('act', c.act, 'subject', c.subject), channel);
  end if;
  if why is not null then
    perform refuse('CS403', 'confirmation.cannot-confirm', why, '', 'Ask another approver or lead.');
  end if;
  perform close_confirmation(c.id, 'refused', who, reason);
  return record_activity('act.refuse', 'confirmation', c.id::text, reason,
    jsonb_build_object('act', c.act, 'subject', c.subject, 'asked_by', c.asked_by), channel);
end $$;

-- Facts about an artifact have changed: whoever signs an open promotion of any of its versions must read again.
create function countersign_private.touch_artifact(artifact_id bigint) returns void language sql as $$
  select countersign_private.touch_promotions(v.id) from countersign_private.version v where v.artifact = artifact_id and exists (
    select from countersign_private.promotion p join countersign_private.promotion_state o
      on o.promotion = p.id and o.valid_to = 'infinity' and o.state = 'open' where p.version = v.id) order by v.id
$$;

-- A tier is not lowered alone --------------------------------------------------------------------------------------------

create function countersign_private.tier_rank(tier text) returns integer language sql immutable as $$
  select case tier when 'low' then 1 when 'medium' then 2 else 3 end
$$;

-- Whatever function writes the state: a lower tier needs fewer signatures, so it takes hold only in the act that confirms it.
-- No tier counts as high as soon as something was asked for.
create function countersign_private.on_lowering_of_a_tier() returns trigger language plpgsql as $$
declare before countersign_private.artifact_state;
begin
  select * into before from countersign_private.artifact_state s where s.artifact = new.artifact order by s.valid_from desc limit 1;
  if before.artifact is null or countersign_private.tier_rank(new.tier) >= countersign_private.tier_rank(before.tier)
     or before.tier is null and not exists (select from countersign_private.promotion p join countersign_private.version v on v.id = p.version
                                            where v.artifact = new.artifact) then
    return new;
  end if;
  if not exists (select from countersign_private.confirmation c join countersign_private.confirmation_state s on s.confirmation = c.id
      and s.valid_to = 'infinity' and s.state = 'confirmed' and s.changed_by = new.changed_by and s.xid = pg_current_xact_id()
    where c.act = 'tier.lower' and c.artifact = new.artifact and c.subject = new.tier) then
    perform countersign_private.refuse('CS403', 'tier.lowering',
      format('%s is of tier %s: nobody lowers it to %s alone.', (select a.name from countersign_private.artifact a where a.id = new.artifact),
        coalesce(before.tier, 'high, as none is set'), new.tier),
      'Fewer signatures would be needed.', 'Ask for it with `countersign registry tier`; the AI office confirms.');
  end if;
  return new;
end $$;
create trigger tier_not_lowered before insert on countersign_private.artifact_state
  for each row execute function countersign_private.on_lowering_of_a_tier();
alter table countersign_private.artifact_state enable always trigger tier_not_lowered;

create function countersign.ask_lower_tier(artifact_name text, tier text, reason text, channel text default 'sql')
returns table (confirmation bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  a bigint := known_artifact(artifact_name);
  before text;
  made bigint;
begin
  perform require_reason(reason);
  perform require_keeper(a);
  perform take_artifact(a);
  select coalesce(s.tier, 'high') into before from artifact_state s where s.artifact = a and s.valid_to = 'infinity';
  if tier is null or tier not in ('low', 'medium', 'high') then
    perform refuse('CS422', 'tier.unknown', format('There is no tier called %s.', left(coalesce(tier, ''), 60)), '', 'Choose low, medium or high.');
  elsif tier_rank(tier) >= tier_rank(before) then
    perform refuse('CS409', 'tier.not-lower', format('%s is of tier %s.', artifact_name, before), 'A higher tier needs nobody''s leave.',
      'Register the next version with it.');
  end if;
  made := open_confirmation('tier.lower', a, null, tier, format('%s goes from tier %s to %s', artifact_name, before, tier), who, reason, '7 days');
  return query select made, record_activity('tier.ask', 'artifact', artifact_name, reason,
    jsonb_build_object('from', before, 'to', tier, 'confirmation', made), channel);
end $$;

-- Stopping ----------------------------------------------------------------------------------------------------------------

create table countersign_private.stop (
  id bigint generated always as identity primary key,
  artifact bigint not null references countersign_private.artifact,
  -- Null: every version, those that are yet to come too.
  version bigint references countersign_private.version,
  -- Null: everywhere.
  environment text references countersign_private.environment,
  stopped_by text not null references countersign_private.person,
  reason text not null,
  -- What was reached, counted, and what was there with its digests, as it stood.
  reached jsonb not null,
  evidence jsonb not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.stop (artifact, id);
call countersign_private.guard_facts('countersign_private.stop');

-- Versions that pin what was stopped, by any number of steps, and what was stopped itself.
create table countersign_private.stop_version (
  stop bigint not null references countersign_private.stop,
  version bigint not null references countersign_private.version,
  primary key (stop, version)
);
create index on countersign_private.stop_version (version);
call countersign_private.guard_facts('countersign_private.stop_version');

create table countersign_private.stop_state (
  stop bigint not null references countersign_private.stop,
  state text not null check (state in ('stopped', 'lifted')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index stop_state_now on countersign_private.stop_state (stop) where valid_to = 'infinity';
create index stop_state_list on countersign_private.stop_state (stop) where valid_to = 'infinity' and state = 'stopped';
create index stop_state_past on countersign_private.stop_state (stop, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.stop_state');

-- The oldest stop that holds a version in an environment: its own, its artifact's, or that of anything it pins.
create function countersign_private.stopped_by(version_id bigint, environment_key text) returns bigint language plpgsql stable as $$
begin
  -- Nearly always nothing is stopped, and every call of a serving system asks.
  if not exists (select from stop_state s where s.valid_to = 'infinity' and s.state = 'stopped') then return null; end if;
  return (
    with recursive pinned (version) as (
      select version_id
      union
      select d.on_version from pinned p join dependency d on d.version = p.version)
    select min(x.id) from pinned p join version v on v.id = p.version
    join stop x on x.artifact = v.artifact and (x.version is null or x.version = v.id)
      and (x.environment is null or x.environment = environment_key)
    join stop_state s on s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped');
end $$;

create function countersign_private.stop_words(stop_id bigint) returns text language sql stable as $$
  select format('%s%s%s was stopped by %s: %s', a.name, coalesce('@' || v.label, ''), coalesce(' in ' || x.environment, ''), x.stopped_by, x.reason)
  from stop x join artifact a on a.id = x.artifact left join version v on v.id = x.version where x.id = stop_id
$$;

-- What a stop would reach: the versions themselves and whatever pins them, counted before anybody acts.
create function countersign_private.reach_of_stop(artifact_id bigint, version_id bigint) returns table (version bigint) language sql stable as $$
  with recursive reached (version) as (
    select v.id from version v where v.artifact = artifact_id and (version_id is null or v.id = version_id)
    union
    select d.version from reached r join dependency d on d.on_version = r.version)
  select r.version from reached r
$$;

-- `pointers`: places that serve something reached. `users`: other artifacts that pin it. `promotions`: open ones. `calls` of
-- the artifact itself in the last seven days; counting stops at 10,001.
create function countersign.stop_reach(artifact_name text, selector text default null, environment text default null)
returns table (versions integer, pointers integer, users integer, promotions integer, calls integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  label text := (select x.label from countersign_private.version x where x.id = v);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'What a stop reaches is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query with reached as materialized (select r.version from reach_of_stop(a, v) r)
  select (select count(*)::int from reached r),
    (select count(*)::int from reached r join pointer p on p.version = r.version and p.valid_to = 'infinity'
      where stop_reach.environment is null or p.environment = stop_reach.environment),
    (select count(distinct x.artifact)::int from reached r join countersign_private.version x on x.id = r.version where x.artifact <> a),
    (select count(*)::int from reached r join promotion p on p.version = r.version join promotion_state s on s.promotion = p.id
      and s.valid_to = 'infinity' and s.state = 'open' where stop_reach.environment is null or p.environment = stop_reach.environment),
    (select count(*)::int from (
      select from generation g where g.tenant = 1 and g.model = artifact_name and (label is null or g.model_version = label)
        and g.id >= first_id_at(moment() - interval '7 days')
      union all
      select from generation g where g.tenant = 1 and g.prompt = artifact_name and (label is null or g.prompt_version = label)
        and g.id >= first_id_at(moment() - interval '7 days')
      limit 10001) x);
end $$;

create function countersign_private.touch_reached(stop_id bigint) returns void language sql as $$
  select countersign_private.touch_promotions(r.version) from countersign_private.stop_version r where r.stop = stop_id order by r.version
$$;

-- Stops serving, at once and by one: from then on nothing of it is resolved, promoted or rolled back to.
create function countersign.stop(artifact_name text, selector text, environment text, reason text, channel text default 'sql')
returns table (stop bigint, pointers integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  who text := require_keeper(a);
  v bigint := case when selector is not null then find_version(artifact_name, selector) end;
  e text := case when environment is not null then known_environment(environment) end;
  reach record;
  held jsonb;
  made bigint;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  if exists (select from countersign_private.stop x join stop_state s on s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped'
             where x.artifact = a and x.version is not distinct from v and x.environment is not distinct from e) then
    perform refuse('CS409', 'stop.open', 'It is stopped already.', '', 'Look at `countersign stop --list`.');
  end if;
  select * into reach from countersign.stop_reach(artifact_name, selector, e);
  held := jsonb_build_object(
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', x.name || '@' || y.label, 'digest', encode(y.digest, 'hex')) order by y.id), '[]')
      from reach_of_stop(a, v) r join countersign_private.version y on y.id = r.version join artifact x on x.id = y.artifact),
    'pointers', (select coalesce(jsonb_agg(jsonb_build_object('pointer', pointer_subject(p), 'weight', p.weight) order by pointer_subject(p)), '[]')
      from reach_of_stop(a, v) r join pointer p on p.version = r.version and p.valid_to = 'infinity'),
    'generations', (select coalesce(jsonb_agg(jsonb_build_object('generation', g.id, 'commitment', encode(g.commitment, 'hex')) order by g.id desc), '[]')
      from (select x.id, x.commitment from generation x where x.tenant = 1 and (x.model = artifact_name or x.prompt = artifact_name)
              and (v is null or (select y.label from countersign_private.version y where y.id = v)
                = case when x.model = artifact_name then x.model_version else x.prompt_version end)
              and x.id >= first_id_at(moment() - interval '1 day') order by x.id desc limit 20) g));
  insert into countersign_private.stop (artifact, version, environment, stopped_by, reason, reached, evidence)
  values (a, v, e, who, reason, to_jsonb(reach), held) returning id into made;
  insert into stop_state (stop, state, changed_by, reason, valid_from) values (made, 'stopped', who, reason, clock());
  insert into stop_version (stop, version) select made, r.version from reach_of_stop(a, v) r;
  perform touch_reached(made);
  return query select made, reach.pointers::int, record_activity('stop', 'artifact', artifact_name || coalesce('@' || selector, ''), reason,
    jsonb_build_object('stop', made, 'environment', e, 'reached', to_jsonb(reach), 'evidence_digest', encode(sha256(convert_to(held::text, 'UTF8')), 'hex')),
    channel);
end $$;

-- Asks for the end of a stop. Another person lets it happen.
create function countersign.ask_resume(stop bigint, reason text, channel text default 'sql') returns table (confirmation bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  x countersign_private.stop;
  who text;
  made bigint;
begin
  select * into x from countersign_private.stop y where y.id = ask_resume.stop;
  if not found then
    perform require_person();
    perform refuse('CS404', 'stop.unknown', format('There is no stop %s.', stop), '', 'Look at `countersign stop --list`.');
  end if;
  who := require_keeper(x.artifact);
  perform require_reason(reason);
  perform take_artifact(x.artifact);
  if not exists (select from stop_state s where s.stop = x.id and s.valid_to = 'infinity' and s.state = 'stopped') then
    perform refuse('CS409', 'stop.lifted', format('Stop %s is lifted.', x.id), '', 'Nothing needs to be done.');
  end if;
  made := open_confirmation('stop.lift', x.artifact, x.environment, x.id::text, 'stop ' || x.id || ' ends: ' || stop_words(x.id), who, reason, '7 days');
  return query select made, record_activity('stop.ask-lift', 'stop', x.id::text, reason, jsonb_build_object('confirmation', made), channel);
end $$;

-- Colours and weights ---------------------------------------------------------------------------------------------------

-- How long a second person has after a roll back.
alter table countersign_private.environment add column countersign_within interval not null default '24 hours' check (countersign_within > '0');
update countersign_private.environment set countersign_within = '4 hours' where key = 'production';

alter table countersign_private.promotion
  -- A shift of traffic is covered up to this weight, and until then.
  add column weight_limit integer not null default 100 check (weight_limit between 1 and 100),
  add column shift_until timestamptz,
  add column expires_at timestamptz not null default 'infinity',
  add check (weight_limit >= weight);
alter table countersign_private.promotion_state drop constraint promotion_state_state_check;
alter table countersign_private.promotion_state add constraint promotion_state_state_check
  check (state in ('open', 'promoted', 'rejected', 'withdrawn', 'expired'));

-- However a pointer is moved, the two colours of a place add up to 100: the other takes what is left, in the same act. What
-- waits for signatures in the same place was read beside another version, and is read again.
create function countersign_private.on_pointer_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  other countersign_private.pointer;
begin
  if new.valid_to < 'infinity' then return null; end if;
  select * into other from pointer p where p.artifact = new.artifact and p.environment = new.environment and p.colour <> new.colour
    and p.valid_to = 'infinity';
  if found and other.weight <> 100 - new.weight then
    update pointer p set valid_to = greatest(new.valid_from, p.valid_from + interval '1 microsecond')
      where p.artifact = new.artifact and p.environment = new.environment and p.colour = other.colour and p.valid_to = 'infinity';
    if new.weight < 100 then
      insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
      values (other.artifact, other.environment, other.colour, other.version, 100 - new.weight, other.promotion, new.moved_by, new.reason,
        new.effective_at, greatest(new.valid_from, other.valid_from + interval '1 microsecond'));
    end if;
  elsif not found and new.weight < 100 then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Ask for a promotion that takes all traffic.');
  end if;
  if not exists (select from pointer p where p.artifact = new.artifact and p.environment = new.environment and p.version = new.version
                 and p.valid_to = new.valid_from) then
    perform touch_promotions(p.version) from promotion p join version v on v.id = p.version
      join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
      where v.artifact = new.artifact and p.environment = new.environment order by p.version;
  end if;
  return null;
end $$;
create trigger balances after insert on countersign_private.pointer for each row execute function countersign_private.on_pointer_balances();
alter table countersign_private.pointer enable always trigger balances;

-- As before, with the colour, the weights and the time a promotion covers, and a day on which the request ends.
drop function countersign.request_promotion(text, text, text, text, timestamptz, text);
create function countersign.request_promotion(
  artifact_name text, selector text, environment text, reason text, effective_at timestamptz default null, channel text default 'sql',
  colour text default null, weight integer default 100, weight_limit integer default null, shift_until timestamptz default null,
  expires_at timestamptz default null)
returns table (promotion bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'approver', 'lead');
  v bigint := find_version(artifact_name, selector);
  a bigint := (select x.artifact from countersign_private.version x where x.id = v);
  at timestamptz;
  made bigint;
  open_one bigint;
  most text;
  stopped bigint;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  perform known_environment(environment);
  if exists (select from pointer x where x.version = v and x.environment = request_promotion.environment and x.valid_to = 'infinity') then
    perform refuse('CS409', 'promotion.serving', format('%s serves this version already.', environment), '',
      'Nothing needs to be done, or shift its traffic.');
  end if;
  if weight is null or weight not between 1 and 100 or coalesce(weight_limit, weight) not between weight and 100 then
    perform refuse('CS422', 'promotion.weight', 'A weight is 1 to 100, and what it may grow to is not less.', '', 'Choose another weight.');
  end if;
  if coalesce(colour, 'blue') not in ('blue', 'green') then
    perform refuse('CS422', 'promotion.colour', format('There is no colour called %s.', left(colour, 20)), '', 'Choose blue or green.');
  end if;
  if shift_until <= at or expires_at <= at then
    perform refuse('CS422', 'promotion.times', 'What a request names must end in the future.', '', 'Choose a later time.');
  end if;
  most := (select x.colour from pointer x where x.artifact = a and x.environment = request_promotion.environment and x.valid_to = 'infinity'
    order by x.weight desc, x.colour limit 1);
  -- A part of the traffic goes to the colour that has less of it; all of it, to the colour that has more.
  colour := coalesce(colour, case when weight = 100 then coalesce(most, 'blue') when most = 'blue' then 'green' else 'blue' end);
  if weight < 100 and not exists (select from pointer x where x.artifact = a and x.environment = request_promotion.environment
      and x.colour <> request_promotion.colour and x.valid_to = 'infinity') then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Ask for a promotion that takes all traffic.');
  end if;
  stopped := stopped_by(v, environment);
  if stopped is not null then
    perform refuse('CS409', 'promotion.stopped', stop_words(stopped), '', 'Ask for the end of the stop first.');
  end if;
  select p.id into open_one from countersign_private.promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
    where p.version = v and p.environment = request_promotion.environment and s.state = 'open' and p.expires_at > at;
  if found then
    perform refuse('CS409', 'promotion.open', format('Promotion %s asks for the same.', open_one), '', 'Sign or reject that one.');
  end if;
  perform close_promotion(p.id, 'expired', who, 'Nobody signed it in time.') from countersign_private.promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
    where p.version = v and p.environment = request_promotion.environment;
  insert into countersign_private.promotion (version, environment, colour, weight, weight_limit, shift_until, expires_at, needed, requested_by, reason,
    effective_at)
  select v, environment, colour, weight, coalesce(weight_limit, weight), shift_until, coalesce(expires_at, at + interval '30 days'), q.needed, who,
    reason, coalesce(effective_at, at)
  from countersign_private.version x join artifact_state s on s.artifact = x.artifact and s.valid_to = 'infinity'
  -- No tier is treated as high.
  join quorum q on q.environment = request_promotion.environment and q.tier = coalesce(s.tier, 'high')
  where x.id = v returning id into made;
  insert into promotion_revision (promotion) values (made);
  insert into promotion_change (promotion, revision) values (made, 1);
  insert into promotion_state (promotion, state, changed_by, reason, valid_from) values (made, 'open', who, reason, at);
  return query select made, record_activity('promotion.request', 'promotion', made::text, reason,
    jsonb_build_object('version', artifact_name || '@' || selector, 'environment', environment, 'colour', colour, 'weight', weight,
      'weight_limit', coalesce(weight_limit, weight), 'shift_until', shift_until), channel);
end $$;

-- Sets the share of traffic that a promoted version has. Less needs nobody; more is covered by its promotion, up to the
-- weight and the time that were signed, for this version and for the one beside it.
create function countersign.shift_traffic(promotion bigint, weight integer, reason text, channel text default 'sql')
returns table (before integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  p countersign_private.promotion;
  a bigint;
  who text;
  mine countersign_private.pointer;
  other countersign_private.pointer;
  grows countersign_private.pointer;
  cover countersign_private.promotion;
  stopped bigint;
  share integer;
  at timestamptz;
begin
  select * into p from countersign_private.promotion x where x.id = shift_traffic.promotion;
  if not found then
    perform require_person();
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion), '', 'Look at `countersign promote list`.');
  end if;
  a := (select v.artifact from version v where v.id = p.version);
  who := require_keeper(a);
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into mine from pointer x where x.promotion = p.id and x.environment = p.environment and x.artifact = a and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS409', 'shift.not-serving', format('Promotion %s serves nothing now.', p.id), '', 'Ask for a promotion, or roll back to it.');
  end if;
  if weight is null or weight not between 0 and 100 then
    perform refuse('CS422', 'promotion.weight', 'A weight is 0 to 100.', '', 'Choose another weight.');
  elsif weight = mine.weight then
    perform refuse('CS409', 'shift.same', format('It has %s %% already.', weight), '', 'Nothing needs to be done.');
  end if;
  select * into other from pointer x where x.artifact = a and x.environment = p.environment and x.colour <> mine.colour and x.valid_to = 'infinity';
  if not found then
    perform refuse('CS409', 'pointer.weights', 'Nothing serves beside it: the weights would not add up to 100.', '',
      'Promote another version beside it, or stop it.');
  end if;
  if weight > mine.weight then grows := mine; share := weight; else grows := other; share := 100 - weight; end if;
  select * into cover from countersign_private.promotion x where x.id = grows.promotion;
  if share > cover.weight_limit then
    perform refuse('CS403', 'shift.limit', format('Promotion %s covers %s %% at the most, not %s %%.', cover.id, cover.weight_limit, share),
      'A share of traffic is signed, too.', 'Ask for a promotion that names more.');
  elsif cover.shift_until < at then
    perform refuse('CS403', 'shift.time', format('Promotion %s covered a shift until %s UTC.', cover.id,
      to_char(cover.shift_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI')), 'What was signed then is not signed for now.', 'Ask for a new promotion.');
  end if;
  stopped := stopped_by(grows.version, p.environment);
  if stopped is not null then
    perform refuse('CS409', 'promotion.stopped', stop_words(stopped), '', 'Ask for the end of the stop first.');
  end if;
  -- The other colour follows by itself.
  update pointer x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
    where x.artifact = a and x.environment = p.environment and x.colour = grows.colour and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
  values (a, p.environment, grows.colour, grows.version, share, grows.promotion, who, reason, at, at);
  return query select mine.weight, record_activity('traffic.shift', 'promotion', p.id::text, reason,
    jsonb_build_object('environment', p.environment, 'colour', mine.colour, 'from', mine.weight, 'to', weight), channel);
end $$;

-- Rolling back -----------------------------------------------------------------------------------------------------------

-- The day the data processing agreement ended with a vendor that a version rests on, if one has. The agreement is with the
-- vendor: its newest version tells, whichever was pinned.
create function countersign_private.agreement_ended(version_id bigint, day date) returns date language sql stable as $$
  with recursive pinned (version) as (
    select version_id
    union
    select d.on_version from pinned p join dependency d on d.version = p.version),
  vendor as (select distinct a.id from pinned p join version v on v.id = p.version join artifact a on a.id = v.artifact and a.kind = 'vendor')
  select min(x.until) from vendor
  cross join lateral (select v.body from version v where v.artifact = vendor.id order by v.number desc limit 1) v
  cross join lateral (select case when b.body ->> 'dpa_until' ~ '^\d{4}-\d{2}-\d{2}$' then (b.body ->> 'dpa_until')::date end as until
    from (select convert_from(v.body, 'UTF8')::jsonb as body) b) x
  where x.until < day
$$;

-- What an environment served before, latest first, each with the promotion that once brought it there and why it cannot be
-- rolled back to (null: it can).
create function countersign_private.former_targets(artifact_id bigint, environment_key text)
returns table (version bigint, label text, digest text, promotion bigint, served_until timestamptz, refusal text) language sql stable as $$
  select f.version, v.label, encode(v.digest, 'hex'), f.promotion, f.served_until,
    case
      when f.serves then 'it is served now'
      when stopped_by(f.version, environment_key) is not null then stop_words(stopped_by(f.version, environment_key))
      when l.incident is not null then 'incident ' || l.incident || ' holds it'
      when agreement_ended(f.version, clock()::date) is not null then 'its vendor''s agreement ended on ' || agreement_ended(f.version, clock()::date)
      when s.retired then 'it is retired'
    end
  from (select p.version, (array_agg(p.promotion order by p.valid_from desc))[1] as promotion, max(p.valid_to) as served_until,
          bool_or(p.valid_to = 'infinity' and p.weight = 100) as serves
        from pointer p where p.artifact = artifact_id and p.environment = environment_key group by p.version) f
  join version v on v.id = f.version join artifact a on a.id = v.artifact
  join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
  left join lateral (select min(x.incident) as incident from incident_link x where x.artifact = a.id and x.kind = 'version'
    and x.subject = a.name || '@' || v.label and not is_closed(x.incident) and is_serious(incident_traits(x.incident))) l on true
  where f.served_until < 'infinity' or not f.serves
  order by f.served_until desc, f.version desc
$$;

create function countersign.rollback_targets(artifact_name text, environment text)
returns table (label text, digest text, promotion bigint, served_until timestamptz, refusal text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Former targets are read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select f.label, f.digest, f.promotion, f.served_until, f.refusal
    from former_targets(known_artifact(artifact_name), known_environment(rollback_targets.environment)) f;
end $$;

-- All traffic goes to a former target, at once; a second person looks at it afterwards. Without a label: to the latest one
-- that can be rolled back to.
create function countersign.rollback(artifact_name text, environment text, label text, reason text, channel text default 'sql')
returns table (version_label text, confirmation bigint, due timestamptz, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  a bigint := known_artifact(artifact_name);
  who text := require_keeper(a);
  e text := known_environment(environment);
  f record;
  former text;
  hue text;
  made bigint;
  at timestamptz;
begin
  perform require_reason(reason);
  perform take_artifact(a);
  at := clock();
  select * into f from former_targets(a, e) x where case when rollback.label is null then x.refusal is null else x.label = rollback.label end limit 1;
  if not found then
    perform refuse('CS409', 'rollback.target', case when label is null then format('%s has no former version of %s that could be served.', e, artifact_name)
        when exists (select from pointer p join version v on v.id = p.version where p.artifact = a and p.environment = e
          and p.valid_to = 'infinity' and v.label = rollback.label) then format('%s serves %s@%s now.', e, artifact_name, left(label, 80))
        else format('%s never served %s@%s.', e, artifact_name, left(label, 80)) end,
      'Only what was approved for it once can be rolled back to.',
      coalesce('Choose ' || (select string_agg(x.label, ', ') from former_targets(a, e) x where x.refusal is null) || '.', 'Stop it, or promote another version.'));
  elsif f.refusal is not null then
    perform refuse('CS409', 'rollback.target', format('%s@%s cannot be served: %s.', artifact_name, f.label, f.refusal), '',
      coalesce('Choose ' || (select string_agg(x.label, ', ') from former_targets(a, e) x where x.refusal is null) || '.', 'Stop it, or promote another version.'));
  end if;
  select p.colour, v.label into hue, former from pointer p join version v on v.id = p.version
    where p.artifact = a and p.environment = e and p.valid_to = 'infinity' order by p.weight desc, p.colour limit 1;
  hue := coalesce(hue, 'blue');
  -- It may serve a part already, in the other colour; one version stands in one colour.
  update pointer x set valid_to = greatest(at, x.valid_from + interval '1 microsecond')
    where x.artifact = a and x.environment = e and x.valid_to = 'infinity';
  at := greatest(at, (select max(x.valid_to) from pointer x where x.artifact = a and x.environment = e));
  insert into pointer (artifact, environment, colour, version, weight, promotion, moved_by, reason, effective_at, valid_from)
  values (a, e, hue, f.version, 100, f.promotion, who, reason, at, at);
  made := open_confirmation('rollback', a, e, f.label,
    format('%s in %s was rolled back from %s to %s', artifact_name, e, coalesce(former, 'nothing'), f.label), who, reason,
    (select x.countersign_within from countersign_private.environment x where x.key = e));
  return query select f.label::text, made, (select c.due from countersign_private.confirmation c where c.id = made),
    record_activity('rollback', 'artifact', artifact_name, reason,
      jsonb_build_object('environment', e, 'from', former, 'to', f.label, 'confirmation', made), channel);
end $$;

-- What to use -------------------------------------------------------------------------------------------------------------

-- What a serving system is to use: state `served`, or `nothing`, `stopped`, `weights` with why and what could be done.
-- Never the last that was known. The same key gets the same colour as long as the weights stand; keys move only from the
-- colour that shrinks to the one that grows: blue has the shares from 0 up, green the rest. Without a key every call draws.
create function countersign.resolve(artifact_name text, environment text, key text default null)
returns table (state text, version text, digest text, colour text, weight integer, because text, alternative text)
language plpgsql volatile security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  a bigint;
  p record;
  total integer := 0;
  share integer;
  stopped bigint;
  instead text;
begin
  perform present_only();
  select x.id into a from artifact x where x.name = artifact_name;
  if a is null then a := known_artifact(artifact_name); end if;
  share := case when key is null then floor(random() * 100)::integer
    else ('x' || left(encode(sha256(convert_to(artifact_name || '/' || environment || '/' || key, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 100 end;
  select sum(x.weight) over () as total, x.* into p from (
    select y.*, sum(y.weight) over (order by y.colour) as upto from pointer y
    where y.artifact = a and y.environment = resolve.environment and y.valid_to = 'infinity') x
    order by x.upto <= share, x.colour limit 1;
  if not found then
    perform known_environment(environment);
    return query select 'nothing', null::text, null::text, null::text, null::integer,
      format('No version of %s is approved for %s.', artifact_name, environment),
      coalesce('Roll back to ' || (select f.label from former_targets(a, resolve.environment) f where f.refusal is null limit 1) || '.',
        'Ask for a promotion.');
    return;
  end if;
  stopped := stopped_by(p.version, environment);
  if stopped is null and p.total = 100 then
    return query select 'served', v.label, encode(v.digest, 'hex'), p.colour::text, p.weight::integer, null::text, null::text
      from countersign_private.version v where v.id = p.version;
    return;
  end if;
  instead := (select 'Roll back to ' || f.label || '.' from former_targets(a, resolve.environment) f where f.refusal is null limit 1);
  return query select case when stopped is null then 'weights' else 'stopped' end, null::text, null::text, null::text, null::integer,
    case when stopped is null then format('The weights of %s in %s add up to %s, not to 100.', artifact_name, environment, p.total)
      else stop_words(stopped) end,
    coalesce(instead, 'No former version can be served: ask for a promotion.');
end $$;

drop view countersign.serving;
drop view countersign_past.serving;
-- For serving systems, too: what is stopped is not in it, so shares that do not add up to 100 are not to be served.
call countersign_private.make_views('serving', $$
  select a.name as artifact, a.kind, p.environment, p.colour, v.label, encode(v.digest, 'hex') as digest, p.weight, p.moved_by, p.reason,
    p.effective_at, p.valid_from as recorded_at
  from countersign_private.pointer p join countersign_private.version v on v.id = p.version
  join countersign_private.artifact a on a.id = p.artifact
  where {now p} and not exists (
    select from countersign_private.stop_state t join countersign_private.stop x on x.id = t.stop
    where {now t} and t.state = 'stopped' and (x.environment is null or x.environment = p.environment)
      and (x.artifact = p.artifact and x.version is null
        or exists (select from countersign_private.stop_version r where r.stop = x.id and r.version = p.version))) $$);
grant select on countersign.serving, countersign_past.serving to countersign_viewer;
grant select on countersign.serving to countersign_ingest;

-- Observed against approved ------------------------------------------------------------------------------------------------

-- Versions that events have named, by environment (empty: the event named none), and when last.
create table countersign_private.version_observed (
  tenant integer not null default 1,
  kind text not null check (kind in ('model', 'prompt')),
  name text not null,
  label text not null,
  environment text not null,
  first_at timestamptz not null,
  -- To within ten minutes: writing it with every batch would make producers wait for each other.
  last_at timestamptz not null,
  primary key (tenant, kind, name, label, environment)
);
create index on countersign_private.version_observed (tenant, last_at);
call countersign_private.guard_truncate('countersign_private.version_observed');
call countersign_private.guard_present('countersign_private.version_observed');

create function countersign_private.on_generations_are_observed() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare now_is constant timestamptz := clock();
begin
  with batch as materialized (
    select x.tenant, x.kind, x.name, x.label, x.environment, min(x.at) as first_at, least(max(x.at), now_is) as last_at
    from (select g.tenant, k.kind, case k.kind when 'model' then g.model else g.prompt end as name,
            case k.kind when 'model' then g.model_version else coalesce(g.prompt_version, '') end as label, coalesce(g.environment, '') as environment, g.at
          from arrived g cross join (values ('model'), ('prompt')) k (kind) where k.kind = 'model' or g.prompt is not null) x
    group by 1, 2, 3, 4, 5),
  fresh as (
    insert into version_observed (tenant, kind, name, label, environment, first_at, last_at)
    select b.tenant, b.kind, b.name, b.label, b.environment, least(b.first_at, b.last_at), b.last_at from batch b
    where not exists (select from version_observed o where (o.tenant, o.kind, o.name, o.label, o.environment) = (b.tenant, b.kind, b.name, b.label, b.environment))
    order by 1, 2, 3, 4, 5
    on conflict do nothing),
  -- Whoever updates it at the same moment writes nearly the same.
  stale as (
    select o.tenant, o.kind, o.name, o.label, o.environment, b.last_at
    from version_observed o join batch b on (o.tenant, o.kind, o.name, o.label, o.environment) = (b.tenant, b.kind, b.name, b.label, b.environment)
    where o.last_at < b.last_at - interval '10 minutes' order by 1, 2, 3, 4, 5 for update of o skip locked)
  update version_observed o set last_at = s.last_at from stale s
    where (o.tenant, o.kind, o.name, o.label, o.environment) = (s.tenant, s.kind, s.name, s.label, s.environment);
  return null;
end $$;
create trigger observed after insert on countersign_private.generation
  referencing new table as arrived for each statement execute function countersign_private.on_generations_are_observed();
alter table countersign_private.generation enable always trigger observed;

insert into countersign_private.version_observed (kind, name, label, environment, first_at, last_at)
select 'model', g.model, g.model_version, coalesce(g.environment, ''), min(g.at), max(g.at) from countersign_private.generation g
  where g.tenant = 1 group by 2, 3, 4
union all
select 'prompt', g.prompt, coalesce(g.prompt_version, ''), coalesce(g.environment, ''), min(g.at), max(g.at) from countersign_private.generation g
  where g.tenant = 1 and g.prompt is not null group by 2, 3, 4;

-- Why a version should not have run in production when it was seen last; null when a pointer named it then. What was on its
-- way when the pointer moved is given an hour, what was stopped ten minutes. Step by step, so that each is looked up.
create function countersign_private.why_unapproved(o countersign_private.version_observed) returns text language plpgsql stable as $$
declare
  a bigint := (select x.id from artifact x where x.name = o.name
    and (x.kind = o.kind or o.kind = 'prompt' and x.kind in ('chain', 'template')));
  v bigint := (select x.id from version x where x.artifact = a and x.label = o.label);
begin
  if v is null then return 'unregistered'; end if;
  if exists (select from stop x join stop_state y on y.stop = x.id and y.valid_to = 'infinity' and y.state = 'stopped'
      where x.artifact = a and (x.version is null or x.version = v) and (x.environment is null or x.environment = 'production')
        and y.valid_from + interval '10 minutes' < o.last_at) then
    return 'stopped';
  elsif exists (select from pointer p where p.version = v and p.environment = 'production'
      and p.valid_from <= o.last_at + interval '1 minute' and p.valid_to + interval '1 hour' > o.last_at) then
    return null;
  end if;
  return case when (select s.retired from artifact_state s where s.artifact = a and s.valid_to = 'infinity') then 'retired' else 'unapproved' end;
end $$;

-- Versions that production ran and no pointer named then, worst first, with how often: counting stops at 10,001, the list at
-- 50. An event that names no environment counts as production's.
create function countersign.observed_faults(since interval default '7 days')
returns table (kind text, name text, label text, why text, first_at timestamptz, last_at timestamptz, calls integer)
-- By index, whatever part of the table the days are.
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp set enable_seqscan = off as $$
#variable_conflict use_column
declare
  begins constant timestamptz := clock() - observed_faults.since;
  least_id constant uuid := first_id_at(begins);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'What production runs is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select f.kind, f.name, f.label, f.why, f.first_at, f.last_at,
      (select count(*)::int from (select from generation g where g.tenant = 1 and g.id >= least_id
        and coalesce(g.environment, 'production') = 'production'
        and (f.kind = 'model' and g.model = f.name and g.model_version = f.label
          or f.kind = 'prompt' and g.prompt = f.name and coalesce(g.prompt_version, '') = f.label) limit 10001) x)
    from (
      select * from (
        select distinct on (o.kind, o.name, o.label) o.kind, o.name, o.label, o.first_at, o.last_at, why_unapproved(o) as why
        from version_observed o where o.tenant = 1 and o.environment in ('', 'production') and o.last_at >= begins
        order by o.kind, o.name, o.label, o.last_at desc) y
      where y.why is not null
      order by array_position(array['stopped', 'unapproved', 'retired', 'unregistered'], y.why), y.last_at desc limit 50) f;
end $$;

-- What a signature needs --------------------------------------------------------------------------------------------------

create function countersign_private.serving_requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select 'stop.none', 'Nothing of it is stopped', case when x.stop is null then 'met' else 'unmet' end,
    coalesce('stop ' || x.stop, 'none'), 'none', coalesce(stop_words(x.stop), ''), 'Ask for the end of the stop, or promote something else.'
  from promotion p cross join lateral (select stopped_by(p.version, p.environment) as stop) x where p.id = promotion_id
  union all
  select 'observed.approved', 'Production runs no other version of it',
    case when p.environment <> 'production' then 'not_applicable' when count(f.label) = 0 then 'met' else 'unmet' end,
    count(f.label) || ' seen in 24 h', '0', coalesce(string_agg(f.label || ' ' || f.why, ', ' order by f.label), ''),
    'Find who calls it and make them ask what is served.'
  from promotion p join version v on v.id = p.version join artifact a on a.id = v.artifact
  left join lateral (
    select o.label, min(why_unapproved(o)) as why from version_observed o
    where o.tenant = 1 and o.kind in ('model', 'prompt') and o.name = a.name and o.environment in ('', 'production')
      and o.last_at >= moment() - interval '24 hours' and why_unapproved(o) is not null group by o.label) f on p.environment = 'production'
  where p.id = promotion_id group by p.environment
$$;

-- As before, and what is stopped or runs unapproved.
create or replace function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select * from requirements_of_facts(promotion_id) union all select * from incident_requirement(promotion_id)
  union all select * from shadow_requirement(promotion_id) union all select * from serving_requirements(promotion_id)
$$;

-- Whether a person's right to sign came from another: who lends a hand to themselves has not been countersigned.
create function countersign_private.gave_signature_to(giver text, who text) returns boolean language sql stable as $$
  select exists (select from activity a where a.subject_kind = 'person' and a.subject = who and a.act = 'right.grant' and a.person = giver
    and a.detail ->> 'role' = 'approver')
$$;

-- As before; neither does a colleague of the requester's or the author's domain team sign, nor who had the right from one of them.
create or replace function countersign_private.why_not_sign(promotion_id bigint, who text) returns text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin return (
  select case
    when not has_role('approver') then 'Only an approver can sign.'
    when s.state <> 'open' then format('The promotion is %s.', s.state)
    when p.expires_at <= clock() then format('The request ended on %s UTC.', to_char(p.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
    when p.requested_by = who then 'You requested it yourself: someone else must sign.'
    when v.author = who then 'You wrote this version: someone else must sign.'
    when same_team(p.requested_by, who) then 'You are of the requester''s own team: someone outside it must sign.'
    when same_team(v.author, who) then 'You are of the author''s own team: someone outside it must sign.'
    when gave_signature_to(p.requested_by, who) or gave_signature_to(v.author, who)
      then 'Your right to sign came from whoever asks: someone else must sign.'
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

-- Reading -------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('confirmation', $$
  select c.id, c.act, a.name as artifact, c.environment, c.subject, c.words, c.asked_by, c.reason, c.due, s.state, s.changed_by, s.reason as answer,
    c.recorded_at, s.valid_from as changed_at
  from countersign_private.confirmation c join countersign_private.confirmation_state s on s.confirmation = c.id and {now s}
  join countersign_private.artifact a on a.id = c.artifact $$);
call countersign_private.make_views('stop', $$
  select x.id, a.name as artifact, v.label, x.environment, x.stopped_by, x.reason, x.reached, x.evidence, s.state, s.changed_by, s.reason as answer,
    x.recorded_at, s.valid_from as changed_at
  from countersign_private.stop x join countersign_private.stop_state s on s.stop = x.id and {now s}
  join countersign_private.artifact a on a.id = x.artifact left join countersign_private.version v on v.id = x.version $$);
call countersign_private.make_views('rollout', $$
  select p.id as promotion, p.environment, p.colour, p.weight, p.weight_limit, p.shift_until, p.expires_at,
    (select q.weight from countersign_private.pointer q where q.promotion = p.id and {now q} limit 1) as serves
  from countersign_private.promotion p where {fact p} $$);

grant select on countersign.confirmation, countersign_past.confirmation, countersign.stop, countersign_past.stop, countersign.rollout,
  countersign_past.rollout to countersign_viewer;
grant execute on function countersign.resolve(text, text, text) to countersign_viewer, countersign_ingest;
-- Each of these asks for its own role.
grant execute on function
  countersign.confirmation_refusal(bigint),
  countersign.confirm_act(bigint, text, text),
  countersign.refuse_act(bigint, text, text),
  countersign.ask_lower_tier(text, text, text, text),
  countersign.stop_reach(text, text, text),
  countersign.stop(text, text, text, text, text),
  countersign.ask_resume(bigint, text, text),
  countersign.request_promotion(text, text, text, text, timestamptz, text, text, integer, integer, timestamptz, timestamptz),
  countersign.shift_traffic(bigint, integer, text, text),
  countersign.rollback_targets(text, text),
  countersign.rollback(text, text, text, text, text),
  countersign.observed_faults(interval)
  to countersign_viewer;
