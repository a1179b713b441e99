-- Teams, persons and their rights. A right is membership in a group role; giving it is an act like any other.

create function countersign.add_team(key text, name text, is_office boolean default false, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_role('admin');
  insert into team (key, name, is_office) values (add_team.key, add_team.name, add_team.is_office)
  on conflict on constraint team_pkey do nothing;
  return record_activity('team.add', 'team', add_team.key, '', jsonb_build_object('name', add_team.name), add_team.channel);
end $$;

-- Gives a login a right, and records whose login it is. The first administrator of a catalog is made by its owner's
-- migration; from then on nobody grants a right to themselves.
create function countersign.grant_right(
  login text, role text, person text default null, person_name text default null, team text default null,
  languages text[] default '{}', reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text;
begin
  if role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(role, 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin or ingest.');
  end if;
  if not exists (select from pg_roles where rolname = login and rolcanlogin and rolname not like 'countersign\_%') then
    perform refuse('CS404', 'login.unknown', format('The database has no login called %s.', left(login, 63)), '',
      'Make it first: CREATE ROLE … LOGIN, or pg_ident and LDAP as your database is set up.');
  end if;
  whose := coalesce(person, (select l.person from person_login l where l.login = grant_right.login), login);
  if exists (select from person_login l where l.login = grant_right.login and l.person <> whose) then
    perform refuse('CS409', 'login.taken', format('The login %s belongs to another person.', login), '',
      'A login stays with its person: make a new one.');
  end if;
  if whose = who then
    perform refuse('CS403', 'right.own', 'Nobody grants a right to themselves.', '', 'Ask another administrator.');
  end if;
  if team is not null and not exists (select from countersign_private.team t where t.key = grant_right.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(team, 63)), '', 'Add the team first.');
  end if;
  insert into countersign_private.person (key, name, team, languages)
  values (whose, coalesce(person_name, whose), team, languages) on conflict on constraint person_pkey do nothing;
  insert into person_login (login, person) values (login, whose) on conflict on constraint person_login_pkey do nothing;
  execute format('grant countersign_%s to %I', role, login);
  return record_activity('right.grant', 'person', whose, reason, jsonb_build_object('login', login, 'role', role), channel);
end $$;

-- Makes the first administrator. Only who owns the catalog can call it, and only while there is none.
create function countersign_private.first_administrator(login text, person text, person_name text)
returns void language plpgsql as $$
#variable_conflict use_variable
begin
  if exists (select from activity a where a.act = 'right.grant' and a.detail ->> 'role' = 'admin') then
    perform countersign_private.refuse('CS403', 'admin.exists', 'This catalog has an administrator.', '', 'Ask them.');
  end if;
  insert into countersign_private.person (key, name) values (person, person_name) on conflict on constraint person_pkey do nothing;
  insert into countersign_private.person_login (login, person) values (login, person) on conflict on constraint person_login_pkey do nothing;
  execute format('grant countersign_admin to %I', login);
  perform countersign_private.record_activity('right.grant', 'person', person, 'first administrator', jsonb_build_object('login', login, 'role', 'admin'));
end $$;
alter function countersign_private.first_administrator set search_path = pg_catalog, countersign_private, pg_temp;

-- For catalogs of our own making (sample world, local, tests): a login, as whoever calls this may make one.
create function countersign_private.make_login(login text) returns void language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = login) then
    execute format('create role %I login', login);
  end if;
end $$;

create function countersign_private.grant_everything(login text) returns void language plpgsql as $$
declare role text;
begin
  foreach role in array array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest'] loop
    execute format('grant countersign_%s to %I', role, login);
    perform countersign_private.record_activity('right.grant', 'person', login, 'a catalog of one''s own',
      jsonb_build_object('login', login, 'role', role));
  end loop;
end $$;
alter function countersign_private.grant_everything set search_path = pg_catalog, countersign_private, pg_temp;

create function countersign_private.mark_world(mark text) returns void language plpgsql as $$
begin
  execute format('comment on database %I is %L', current_database(), mark);
end $$;

-- Who sits at this login.
create function countersign.officer() returns table (
  login text, person text, name text, team text, roles text[], catalog text, is_demo boolean, at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select session_user::text, p.key, coalesce(p.name, session_user::text), p.team,
    array(select r from unnest(array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest']) r where has_role(r)),
    c.name, c.kind = 'demo', clock()
  from catalog c left join person p on p.key = person_here()
$$;
