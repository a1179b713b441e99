-- A gate is decided by nobody who asks or signs, by none of their logins; a policy comes into force by a promotion of its own alone;
-- and a policy that is stopped decides nothing.

-- Whether a person builds, signs or leads, by this login or any other of theirs.
create function countersign_private.asks_or_signs(who text, login text) returns boolean language sql stable as $$
  select exists (select from unnest(array['builder', 'approver', 'lead', 'admin']) x
    where countersign_private.person_has_role(who, x)
      or exists (select from pg_catalog.pg_roles r where r.rolname = asks_or_signs.login and pg_has_role(r.oid, 'countersign_' || x, 'member')))
$$;

-- As before; a gatekeeper is not somebody who asks or signs by another login.
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
  if role = 'gatekeeper' and asks_or_signs(whose, login) then
    perform refuse('CS403', 'gatekeeper.person', format('%s builds, signs or leads.', left(whose, 63)), 'A gatekeeper decides what such people ask for.',
      'Give the program a login of its own, which belongs to nobody.');
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

-- Asked at every act, since a right may come after this one: who may ask for a promotion or sign it decides no gate.
create or replace function countersign_private.require_gatekeeper() returns void language plpgsql stable as $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('gatekeeper') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a gatekeeper decides a gate.', '', 'Let `countersign serve` do it, at a login with the right of gatekeeper.');
  end if;
  if countersign_private.asks_or_signs(countersign_private.person_here(), session_user) then
    perform countersign_private.refuse('CS403', 'gatekeeper.person', format('%s builds, signs or leads, and decides no gate.', session_user), '',
      'Give the program a login of its own, which belongs to nobody.');
  end if;
end $$;

-- No roll back by one person to laxer rules, no part of the traffic.
create function countersign_private.on_policy_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if exists (select from version v join artifact a on a.id = v.artifact where v.id = new.version and a.kind = 'policy' and is_gate_policy(v.body))
     and exists (select from pointer p where p.artifact = new.artifact and p.environment = new.environment and p.promotion = new.promotion) then
    perform refuse('CS403', 'policy.moved', 'A policy that decides gates comes into force by a promotion of its own.',
      'Rolled back or shifted by one person it would change what all others must meet.', 'Ask for that version: countersign policy activate.');
  end if;
  return new;
end $$;
create trigger by_its_own_promotion before insert on countersign_private.pointer for each row execute function countersign_private.on_policy_moves();
alter table countersign_private.pointer enable always trigger by_its_own_promotion;

-- As before; a policy that is stopped decides nothing.
create or replace function countersign_private.gate_standing(version_id bigint, environment text)
returns table (decision_id uuid, allow boolean, requirements jsonb, reasons text[], revision text, recorded_at timestamptz, fault text)
language sql stable as $$
  select d.decision_id, d.allow, d.requirements, d.reasons, p.revision, d.recorded_at, case
    when p.n > 1 then format('%s serves %s policies at once.', gate_standing.environment, p.n)
    when countersign_private.stopped_by(p.version, gate_standing.environment) is not null then 'The policy that decides it is stopped.'
    when d.decision_id is null then 'No gatekeeper has decided it yet.'
    when d.subject_digest <> v.digest then 'It was decided for other content.'
    when d.bundle_revision <> p.revision then 'It was decided by another policy than the one that is served now.'
    when d.recorded_at < countersign_private.moment() - countersign_private.decision_age_limit() then 'The decision is too old.'
    when d.facts_digest <> countersign_private.facts_digest(countersign_private.gate_facts(version_id, gate_standing.environment)) then 'The facts have changed since it was decided.'
  end
  from (select count(*) as n, min(g.version) as version, min(g.revision) as revision from countersign_private.gate_policies(gate_standing.environment) g) p
  join countersign_private.version v on v.id = version_id
  left join lateral (select x.* from countersign_private.gate_decision x where x.version = version_id and x.environment = gate_standing.environment
    order by x.recorded_at desc, x.decision_id desc limit 1) d on true
  where p.n > 0
$$;
