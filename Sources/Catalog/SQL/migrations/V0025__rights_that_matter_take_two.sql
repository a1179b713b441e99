-- Rights that matter are asked for by one and given by another; and neither a session's settings, nor a transaction kept open,
-- nor a login that was handed to somebody, gets round what takes two.

set local check_function_bodies = off;

-- Rights by two -----------------------------------------------------------------------------------------------------------

create table countersign_private.right_request (
  id bigint generated always as identity primary key,
  login text not null,
  role text not null,
  person text not null,
  -- Of a person who is not known yet; who is known keeps what is known.
  person_name text not null,
  team text references countersign_private.team,
  languages text[] not null,
  -- Why it takes two.
  words text not null,
  asked_by text not null references countersign_private.person,
  reason text not null,
  due timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.right_request (login, role);
call countersign_private.guard_facts('countersign_private.right_request');

create table countersign_private.right_request_state (
  request bigint not null references countersign_private.right_request,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  changed_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index right_request_state_now on countersign_private.right_request_state (request) where valid_to = 'infinity';
create index right_request_state_list on countersign_private.right_request_state (state, request desc) where valid_to = 'infinity';
create index right_request_state_past on countersign_private.right_request_state (request, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.right_request_state');

-- Why a right takes two, or null. A second login of somebody counts: whoever has it acts as that person.
create function countersign_private.why_two(login text, role text, whose text) returns text language sql stable as $$
  select case
    when exists (select from countersign_private.person p where p.key = whose)
      and not exists (select from countersign_private.person_login l where l.login = why_two.login)
      and exists (select from countersign_private.person_login l where l.person = whose)
      then format('%s would be another login of %s.', login, whose)
    when role in ('reviewer', 'approver', 'lead', 'auditor', 'admin', 'sealer')
      then format('The right of a%s %s decides or sees what others rely on.', case when role ~ '^[aeio]' then 'n' else '' end, role)
  end
$$;

-- Whether there never was anybody but this person who could have confirmed: the first administrator begins alone. Asked of
-- the record and not of the rights as they are, so that nobody is alone again by taking rights from others.
create function countersign_private.is_founding(who text) returns boolean language sql stable as $$
  select not exists (select from countersign_private.activity a where a.subject_kind = 'person' and a.subject <> who
    and a.act = 'right.grant' and a.detail ->> 'role' in ('admin', 'lead'))
$$;

-- Writes a right that all who had to have agreed to.
create function countersign_private.give_right(
  login text, role text, whose text, person_name text, team text, languages text[], reason text, besides jsonb, channel text)
returns bigint language plpgsql as $$
#variable_conflict use_variable
begin
  insert into countersign_private.person as known (key, name, team, languages)
  values (whose, person_name, team, languages)
  -- Who has no team yet gets one; nobody changes theirs.
  on conflict on constraint person_pkey do update set team = excluded.team where known.team is null and excluded.team is not null;
  insert into person_login (login, person) values (login, whose) on conflict on constraint person_login_pkey do nothing;
  execute format('grant countersign_%s to %I', role, login);
  return record_activity('right.grant', 'person', whose, reason, jsonb_build_object('login', login, 'role', role) || besides, channel);
end $$;

-- Gives a login a right and records whose login it is, or asks another person to: then `request` is its number.
create function countersign.ask_right(
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
  if role is null or role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(coalesce(role, ''), 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, or for a program ingest or sealer.');
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

-- As before, where it takes one; where it takes two it asks for the right.
create or replace function countersign.grant_right(
  login text, role text, person text default null, person_name text default null, team text default null,
  languages text[] default '{}', reason text default '', channel text default 'sql')
returns bigint language sql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select x.activity from countersign.ask_right(login, role, person, person_name, team, languages, reason, channel) x
$$;

-- Why this person cannot give it, or null.
create function countersign_private.why_not_give(request_id bigint, who text) returns text language sql stable as $$
  select case
    when who is null then 'This login belongs to no person.'
    when s.state <> 'asked' then format('It is %s.', s.state)
    when r.due <= clock() then 'It was not answered in time.'
    when not (has_role('admin') or has_role('lead')) then 'Only an administrator or a lead gives a right that another asked for.'
    when r.asked_by = who then 'You asked for it yourself: someone else must give it.'
    when r.person = who then 'It is for yourself: someone else must give it.'
    when same_team(r.asked_by, who) then 'You are of the team of whoever asked: someone outside it must give it.'
    when not person_has_role(r.asked_by, 'admin') then 'Whoever asked is no administrator any more.'
  end
  from right_request r join right_request_state s on s.request = r.id and s.valid_to = 'infinity' where r.id = request_id
$$;

create function countersign.right_refusal(request bigint) returns text
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select why_not_give(request, person_here())
$$;

-- Gives or refuses a right that another asked for, or takes back what one has asked oneself: `granted`, `refused`, `withdrawn`.
create function countersign.answer_right(request bigint, outcome text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  r countersign_private.right_request;
  before countersign_private.right_request_state;
  whose text;
  why text;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into r from right_request x where x.id = answer_right.request;
  if not found then
    perform refuse('CS404', 'right.no-request', format('Nobody asked for a right by the number %s.', request), '', 'Look at `countersign right list`.');
  end if;
  select * into before from right_request_state s where s.request = r.id and s.valid_to = 'infinity' for update;
  if before.state is distinct from 'asked' then
    perform refuse('CS409', 'right.closed', format('Request %s is %s.', r.id, before.state), '', 'Ask again.');
  end if;
  case outcome
  when 'granted', 'refused' then
    why := why_not_give(r.id, who);
    if why is not null then
      perform refuse('CS403', 'right.cannot-give', why, '', 'Ask another administrator or lead.');
    end if;
  when 'withdrawn' then
    if who <> r.asked_by then
      perform refuse('CS403', 'right.other', 'Another asked for it.', '', 'Refuse it instead.');
    end if;
  else
    perform refuse('CS422', 'right.outcome', 'A right is granted, refused or withdrawn.', '', 'Choose one of them.');
  end case;
  if outcome = 'granted' then
    -- Both may have come to be since it was asked for.
    whose := (select l.person from person_login l where l.login = r.login);
    if whose <> r.person or not exists (select from pg_roles x where x.rolname = r.login and x.rolcanlogin) then
      perform refuse('CS409', 'login.taken', format('The login %s is gone, or another''s by now.', r.login), '', 'Refuse it, and ask again.');
    end if;
  end if;
  update right_request_state s set valid_to = greatest(clock(), s.valid_from + interval '1 microsecond')
    where s.request = r.id and s.valid_to = 'infinity' returning s.valid_to into at;
  insert into right_request_state (request, state, changed_by, reason, valid_from) values (r.id, outcome, who, reason, at);
  if outcome <> 'granted' then
    return record_activity('right.' || outcome, 'person', r.person, reason,
      jsonb_build_object('login', r.login, 'role', r.role, 'request', r.id, 'asked_by', r.asked_by), channel);
  end if;
  return give_right(r.login, r.role, r.person, r.person_name, r.team, r.languages, reason,
    jsonb_build_object('request', r.id, 'asked_by', r.asked_by), channel);
end $$;

-- As before; who asked for a right gave it as much as who confirmed it.
create or replace function countersign_private.gave_signature_to(giver text, who text) returns boolean language sql stable as $$
  select exists (select from activity a where a.subject_kind = 'person' and a.subject = who and a.act = 'right.grant'
    and giver in (a.person, a.detail ->> 'asked_by') and a.detail ->> 'role' = 'approver')
$$;

-- There is one AI office: its people are no team to each other, so nobody makes another by themselves.
create function countersign_private.on_second_office() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if new.is_office and exists (select from team t where t.is_office and t.key <> new.key) then
    perform refuse('CS409', 'team.office', format('The AI office is %s.', (select string_agg(t.key, ', ') from team t where t.is_office)),
      'Its people sign for each other, which those of another team do not.', 'Add it as a team like any other.');
  end if;
  return new;
end $$;
create trigger one_office before insert on countersign_private.team for each row execute function countersign_private.on_second_office();
alter table countersign_private.team enable always trigger one_office;

-- A catalog of one's own has an office, and its person is of it. As the catalog's owner.
create function countersign_private.found_office(team_key text, team_name text, who text) returns void language plpgsql as $$
begin
  if not exists (select from countersign_private.team t where t.is_office) then
    insert into countersign_private.team (key, name, is_office) values (team_key, team_name, true);
  end if;
  update countersign_private.person p set team = (select t.key from countersign_private.team t where t.is_office limit 1)
    where p.key = who and p.team is null;
end $$;

-- As before; what a person signed while they were an approver counts no more for requests that are still open.
create or replace function countersign.revoke_right(login text, role text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text := (select l.person from person_login l where l.login = revoke_right.login);
  touched bigint;
begin
  perform require_reason(reason);
  if role is null or role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(coalesce(role, ''), 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, ingest or sealer.');
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

-- As before; the login itself must have the signature that is passed on, not another of the same person's.
create or replace function countersign.delegate(to_person text, until timestamptz, environment text, reason text, channel text default 'sql')
returns table (delegation bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  made bigint;
begin
  perform require_reason(reason);
  if not pg_has_role(session_user, 'countersign_approver', 'member') then
    perform refuse('CS403', 'right.missing', format('%s has no signature to pass on.', session_user), '', 'Only an approver delegates.');
  end if;
  if not exists (select from person p where p.key = delegate.to_person) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(to_person, 63)), '', 'Name one of the people.');
  elsif to_person = who then
    perform refuse('CS403', 'delegation.own', 'Nobody signs for themselves.', '', 'Name another person.');
  elsif person_has_role(to_person, 'approver') then
    perform refuse('CS409', 'delegation.approver', format('%s can sign themselves.', to_person), 'A delegation never adds a vote.', 'Name someone who cannot.');
  elsif until is null or until <= clock() or until > clock() + interval '90 days' then
    perform refuse('CS422', 'delegation.until', 'A delegation ends within 90 days.', '', 'Name a time until then.');
  end if;
  if environment is not null then perform known_environment(environment); end if;
  -- One at a time for each of the two, so that it is always known for whom is signed.
  perform from person p where p.key in (who, to_person) order by p.key for update;
  if exists (select from countersign_private.delegation d where (d.to_person = delegate.to_person or d.from_person = who) and d.until > clock()
             and not exists (select from delegation_end e where e.delegation = d.id)) then
    perform refuse('CS409', 'delegation.open', 'One of the two is in a delegation already.', '', 'End that one first: `countersign delegation list`.');
  end if;
  insert into countersign_private.delegation (from_person, to_person, environment, until, reason)
  values (who, to_person, environment, until, reason) returning id into made;
  return query select made, record_activity('delegation.make', 'person', to_person, reason,
    jsonb_build_object('delegation', made, 'from', who, 'environment', environment, 'until', until), channel);
end $$;

-- What a transaction that was kept open cannot do ---------------------------------------------------------------------------

-- Under REPEATABLE READ a transaction sees what was so when it began: a key, a right or a delegation taken back since is still
-- there for it. Where two persons are counted, such a transaction may be ten seconds old.
create function countersign_private.on_act_of_an_old_moment() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' and clock_timestamp() > transaction_timestamp() + interval '10 seconds' then
    perform countersign_private.refuse('CS409', 'transaction.old', 'This transaction shows what was so when it began.',
      'What was taken back since cannot be seen in it.', 'Begin another, and act in its first statement.');
  end if;
  return new;
end $$;

do $$
declare name text;
begin
  foreach name in array array['approval', 'confirmation_state', 'waiver_state', 'signing_key_state', 'right_request_state', 'delegation'] loop
    execute format('create trigger of_this_moment before insert on countersign_private.%I
      for each row execute function countersign_private.on_act_of_an_old_moment()', name);
    execute format('alter table countersign_private.%I enable always trigger of_this_moment', name);
  end loop;
end $$;

-- As before; only who takes part begins a revision, and nothing is locked while the text says what is so: a reader who keeps
-- a transaction open holds up nobody.
create or replace function countersign.refresh_decision(promotion bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  at_revision bigint;
  is_open boolean;
begin
  perform require_role('approver', 'lead', 'builder', 'reviewer', 'admin');
  select r.revision, s.state = 'open' into at_revision, is_open from promotion_revision r
    join promotion_state s on s.promotion = r.promotion and s.valid_to = 'infinity' where r.promotion = refresh_decision.promotion;
  if not found then
    perform refuse('CS404', 'promotion.unknown', format('There is no promotion %s.', promotion), '', 'Look at `countersign promote list`.');
  end if;
  if not is_open or is_as_kept(promotion, at_revision) is not false then return at_revision; end if;
  perform take_artifact((select v.artifact from countersign_private.promotion p join version v on v.id = p.version where p.id = refresh_decision.promotion));
  select r.revision, s.state = 'open' into at_revision, is_open from promotion_revision r
    join promotion_state s on s.promotion = r.promotion and s.valid_to = 'infinity' where r.promotion = refresh_decision.promotion for update of r;
  if is_open and is_as_kept(promotion, at_revision) is false then at_revision := touch_promotion(promotion); end if;
  return at_revision;
end $$;

-- What was signed for a part of the traffic only ----------------------------------------------------------------------------

-- As before; what nobody ever signed for all traffic does not get it by rolling back.
create or replace function countersign_private.former_targets(artifact_id bigint, environment_key text)
returns table (version bigint, label text, digest text, promotion bigint, served_until timestamptz, refusal text) language sql stable as $$
  select f.version, v.label, encode(v.digest, 'hex'), f.promotion, f.served_until,
    case
      when f.serves then 'it is served now'
      when stopped_by(f.version, environment_key) is not null then stop_words(stopped_by(f.version, environment_key))
      when l.incident is not null then 'incident ' || l.incident || ' holds it'
      when agreement_ended(f.version, clock()::date) is not null then 'its vendor''s agreement ended on ' || agreement_ended(f.version, clock()::date)
      when s.retired then 'it is retired'
      when f.most < 100 then format('it was signed for %s %% of the traffic at the most', f.most)
    end
  from (select p.version, (array_agg(p.promotion order by q.weight_limit desc, p.valid_from desc))[1] as promotion, max(p.valid_to) as served_until,
          bool_or(p.valid_to = 'infinity' and p.weight = 100) as serves, max(q.weight_limit) as most
        from pointer p join promotion q on q.id = p.promotion where p.artifact = artifact_id and p.environment = environment_key group by p.version) f
  join version v on v.id = f.version join artifact a on a.id = v.artifact
  join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
  left join lateral (select min(x.incident) as incident from incident_link x where x.artifact = a.id and x.kind = 'version'
    and x.subject = a.name || '@' || v.label and not is_closed(x.incident) and is_serious(incident_traits(x.incident))) l on true
  where f.served_until < 'infinity' or not f.serves
  order by f.served_until desc, f.version desc
$$;

-- Settings ------------------------------------------------------------------------------------------------------------------

-- Any session may choose how times, dates and figures are written and how a backslash is read. What the catalog decides must
-- not depend on it, so every function that acts with the owner's rights brings its own. The migrator calls this after
-- its last step, for whatever steps there are. Those left out read no text and run for every row of a view.
create procedure countersign_private.pin_settings() language plpgsql as $$
declare f regprocedure;
begin
  for f in
    select p.oid from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('countersign', 'countersign_private') and p.prosecdef and p.prokind = 'f'
      and p.proname not in ('clock', 'moment', 'person_here')
      and not coalesce(p.proconfig, '{}') @> array['TimeZone=UTC', 'standard_conforming_strings=on']
  loop
    execute format('alter function %s set timezone = ''UTC'' set datestyle = ''ISO, YMD'' set intervalstyle = ''postgres''
      set extra_float_digits = 1 set standard_conforming_strings = on', f);
  end loop;
end $$;

-- Reading -------------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('right_request', $$
  select r.id, r.login, r.role, r.person, r.person_name, r.team, not exists (select from countersign_private.person p where p.key = r.person) as is_new,
    r.words, r.asked_by, r.reason, r.due, s.state, s.changed_by, s.reason as answer, r.recorded_at, s.valid_from as changed_at
  from countersign_private.right_request r join countersign_private.right_request_state s on s.request = r.id and {now s} $$);

grant select on countersign.right_request, countersign_past.right_request to countersign_viewer;
-- Each of these asks for its own role.
grant execute on function
  countersign.ask_right(text, text, text, text, text, text[], text, text),
  countersign.right_refusal(bigint),
  countersign.answer_right(bigint, text, text, text)
  to countersign_viewer;
