-- What every other function begins with: how to refuse, what time it is, who is calling.

-- A refusal carries its stable code in the constraint name, so that clients need not read the text.
create function countersign_private.refuse(state text, code text, happened text, because text default '', remedy text default '')
returns void language plpgsql as $$
begin
  raise exception using errcode = state, constraint = code, message = happened, detail = because, hint = remedy;
end $$;

-- One row: what this catalog is. `shift` and `pinned` exist for the sample world, which lives through two quarters in a
-- few seconds; an office's catalog can never have them.
create table countersign_private.catalog (
  one boolean primary key default true check (one),
  name text not null default 'local',
  kind text not null default 'office' check (kind in ('office', 'demo')),
  time_zone text not null default 'UTC',
  shift interval,
  pinned timestamptz,
  check (kind = 'demo' or (shift is null and pinned is null))
);
insert into countersign_private.catalog default values;

-- The time of the server, at the moment of the call. Never now(): that is the beginning of the transaction, so a client
-- that opened one an hour ago would back-date with it. Definer's rights: views call it as whoever reads them.
create function countersign_private.clock() returns timestamptz
language sql volatile security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select coalesce(pinned, clock_timestamp() + coalesce(shift, interval '0')) from catalog
$$;

-- The same for reading: one moment for a whole statement. Being stable, it can be the condition of an index and lets a view
-- dissolve into the question asked of it; a volatile clock makes each of them read everything.
create function countersign_private.moment() returns timestamptz
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select coalesce(pinned, clock_timestamp() + coalesce(shift, interval '0')) from catalog
$$;

-- As of -------------------------------------------------------------------------------------------------------------

create function countersign.as_of() returns timestamptz language sql stable parallel safe as $$
  select nullif(current_setting('countersign.as_of', true), '')::timestamptz
$$;

-- True in the present. Raises in the past: a hand-typed setting without the other search path would otherwise show
-- present rows under a past date.
create function countersign_private.present_only() returns boolean language plpgsql stable parallel safe as $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then
    raise exception using errcode = 'CS409', constraint = 'as-of.present-view',
      message = 'This view shows the present, and the connection is set to a past moment.',
      hint = 'Call countersign.set_as_of(null), or name views without a schema.';
  end if;
  return true;
end $$;

-- Turns the connection to a past moment (null: back to the present). Every screen and pack then shows that moment.
create function countersign.set_as_of(moment timestamptz) returns timestamptz language plpgsql as $$
begin
  if moment is null then
    perform set_config('countersign.as_of', '', false);
    perform set_config('search_path', 'countersign', false);
    return null;
  end if;
  if moment > clock_timestamp() then
    raise exception using errcode = 'CS422', constraint = 'as-of.future',
      message = 'The moment asked for lies in the future.', hint = 'Name a moment that has passed.';
  end if;
  perform set_config('countersign.as_of', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), false);
  perform set_config('search_path', 'countersign_past, countersign', false);
  return moment;
end $$;

create function countersign_private.refuse_if_as_of() returns void language plpgsql stable as $$
begin
  if nullif(current_setting('countersign.as_of', true), '') is not null then
    raise exception using errcode = 'CS409', constraint = 'as-of.write',
      message = 'Nothing can be written while the connection shows a past moment.',
      hint = 'Go back to the present first.';
  end if;
end $$;

-- Guards of tables --------------------------------------------------------------------------------------------------

create function countersign_private.on_write_in_the_past() returns trigger language plpgsql as $$
begin
  perform countersign_private.refuse_if_as_of();
  return null;
end $$;

create function countersign_private.on_change_of_a_fact() returns trigger language plpgsql as $$
begin
  perform countersign_private.refuse('CS403', 'fact.immutable',
    format('Rows of %s are facts: they are never changed or removed.', tg_table_name),
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;

-- A span may be closed once, and nothing else about it may change.
create function countersign_private.on_change_of_a_span() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.valid_to = 'infinity' and new.valid_to <> 'infinity' and new.valid_to > old.valid_from
     and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable',
    format('Rows of %s are facts: only their end can be set, once.', tg_table_name),
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;

-- Append-only, and silent to writes while a past moment is shown. ALWAYS: replication roles skip ordinary triggers.
create procedure countersign_private.guard_facts(name regclass) language plpgsql as $$
begin
  execute format('create trigger unchanged before update or delete on %s for each row execute function countersign_private.on_change_of_a_fact()', name);
  execute format('alter table %s enable always trigger unchanged', name);
  call countersign_private.guard_truncate(name);
  call countersign_private.guard_present(name);
end $$;

create procedure countersign_private.guard_spans(name regclass) language plpgsql as $$
begin
  execute format('create trigger unchanged before update or delete on %s for each row execute function countersign_private.on_change_of_a_span()', name);
  execute format('alter table %s enable always trigger unchanged', name);
  call countersign_private.guard_truncate(name);
  call countersign_private.guard_present(name);
end $$;

create procedure countersign_private.guard_truncate(name regclass) language plpgsql as $$
begin
  execute format('create trigger kept before truncate on %s for each statement execute function countersign_private.on_change_of_a_fact()', name);
  execute format('alter table %s enable always trigger kept', name);
end $$;

create procedure countersign_private.guard_present(name regclass) language plpgsql as $$
begin
  execute format('create trigger now_only before insert or update or delete on %s for each statement execute function countersign_private.on_write_in_the_past()', name);
  execute format('alter table %s enable always trigger now_only', name);
end $$;

-- Persons -----------------------------------------------------------------------------------------------------------

create table countersign_private.team (
  key text primary key check (key ~ '^[a-z0-9][a-z0-9.-]*$'),
  name text not null,
  -- The central AI office, not a domain team.
  is_office boolean not null default false
);

create table countersign_private.person (
  key text primary key check (key ~ '^[a-z0-9][a-z0-9._-]*$'),
  name text not null,
  team text references countersign_private.team,
  languages text[] not null default '{}',
  note text not null default '',
  recorded_at timestamptz not null default countersign_private.clock()
);

-- Four eyes count persons: every login belongs to one.
create table countersign_private.person_login (
  login text primary key,
  person text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);

create function countersign_private.has_role(name text) returns boolean language sql stable as $$
  select pg_has_role(session_user, 'countersign_' || name, 'member')
$$;

-- The person at this login, or null. Definer's rights: policies and views call it as whoever reads them.
create function countersign_private.person_here() returns text
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select person from person_login where login = session_user
$$;

-- The person who answers for this act. The login must be the one the connection was opened with: SET SESSION
-- AUTHORIZATION changes session_user, but not the role the server holds for the connection.
create function countersign_private.require_person() returns text language plpgsql stable as $$
declare
  who text := countersign_private.person_here();
  opened_as text := (select r.rolname from pg_stat_get_activity(pg_backend_pid()) a join pg_roles r on r.oid = a.usesysid);
begin
  perform countersign_private.refuse_if_as_of();
  if opened_as is distinct from session_user then
    perform countersign_private.refuse('CS403', 'person.borrowed',
      'This connection was opened under another login than the one it now claims.', '', 'Connect with your own login.');
  end if;
  if who is null then
    perform countersign_private.refuse('CS403', 'person.unknown',
      format('The login %s belongs to no person of this catalog.', session_user),
      'Every act is answered for by a person.', 'Ask an administrator for `countersign catalog grant`.');
  end if;
  return who;
end $$;

create function countersign_private.require_role(variadic names text[]) returns text language plpgsql stable as $$
declare
  name text;
  who text := countersign_private.require_person();
begin
  foreach name in array names loop
    if countersign_private.has_role(name) then return who; end if;
  end loop;
  perform countersign_private.refuse('CS403', 'right.missing',
    format('%s does not have the right of a%s %s.', who, case when names[1] ~ '^[aeio]' then 'n' else '' end, array_to_string(names, ' or ')),
    '', 'Ask an administrator for the right, or someone who has it to do this.');
  return null;
end $$;

-- Activity: who did or read what ------------------------------------------------------------------------------------

create table countersign_private.activity (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default countersign_private.clock(),
  person text,
  login text not null,
  act text not null,
  subject_kind text not null,
  subject text not null,
  reason text not null default '',
  detail jsonb not null default '{}',
  channel text not null default 'sql' check (channel in ('screen', 'command', 'sql'))
);
create index on countersign_private.activity (subject_kind, subject, id);
create index on countersign_private.activity (person, id);
create index on countersign_private.activity (xid);
call countersign_private.guard_facts('countersign_private.activity');

create function countersign_private.record_activity(
  act text, subject_kind text, subject text, reason text default '', detail jsonb default '{}', channel text default 'sql')
returns bigint language plpgsql as $$
declare
  here constant text := session_user;
  line bigint;
begin
  insert into countersign_private.activity (person, login, act, subject_kind, subject, reason, detail, channel)
  values (countersign_private.person_here(), here, act, subject_kind, subject, reason, detail, channel)
  returning id into line;
  return line;
end $$;

create function countersign_private.require_reason(reason text) returns void language plpgsql immutable as $$
begin
  if coalesce(btrim(reason), '') = '' then
    perform countersign_private.refuse('CS422', 'reason.missing', 'A reason is needed for this.', '', 'Say why in a few words.');
  end if;
end $$;
