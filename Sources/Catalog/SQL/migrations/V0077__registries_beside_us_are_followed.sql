-- Registries and repositories beside us are followed: what they hold is looked at again and again, taken in by the operations that
-- any program has, and how far we have come is kept here. Nothing of ours is deleted because it was deleted there: that is a fact
-- like any other. What a promotion put in force is told back to a registry by an outbox, where an administrator wants it.

-- Sources -------------------------------------------------------------------------------------------------------------------

create table countersign_private.sync_source (
  -- The producer of what it brings.
  name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  kind text not null check (kind in ('mlflow', 'git')),
  -- Never with a user or a password in it.
  address text not null check (length(address) between 1 and 1000 and address !~ '[[:cntrl:]]' and address !~ '^[a-z+]+://[^/]*:[^/]*@'),
  -- Whose the artifacts are that it brings.
  team text not null references countersign_private.team,
  -- Who answers for them, until a version names another.
  owner text references countersign_private.person,
  added_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  unique (kind, address)
);
call countersign_private.guard_facts('countersign_private.sync_source');

-- How it is followed.
create table countersign_private.sync_rule (
  source text not null references countersign_private.sync_source,
  -- Null: only when somebody asks.
  every interval check (every between interval '1 minute' and interval '30 days'),
  -- The alias that is set there when this environment serves a version; null: none is.
  alias text check (alias ~ '^[A-Za-z0-9_.-]{1,255}$'),
  environment text references countersign_private.environment,
  set_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check ((alias is null) = (environment is null))
);
create unique index sync_rule_now on countersign_private.sync_rule (source) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.sync_rule');

select countersign_private.bind_rows('sync_source', array['name']);
select countersign_private.bind_rows('sync_rule', array['source', 'valid_from']);

-- One at a time a source; whose session has gone has given it up.
create table countersign_private.sync_run (
  id bigint generated always as identity primary key,
  source text not null references countersign_private.sync_source,
  login text not null,
  backend integer not null,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  -- `part`: time was up before all was read; the next look goes on.
  outcome text not null default 'running' check (outcome in ('running', 'done', 'part', 'failed', 'lost')),
  -- Everything was compared, and not only what is new.
  is_full boolean not null,
  seen bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  gone bigint not null default 0,
  refused bigint not null default 0,
  detail text not null default ''
);
create unique index sync_run_now on countersign_private.sync_run (source) where outcome = 'running';
create index on countersign_private.sync_run (source, id desc);
call countersign_private.guard_present('countersign_private.sync_run');

-- How far a part has been read.
create table countersign_private.sync_cursor (
  source text not null references countersign_private.sync_source,
  part text not null,
  place text not null,
  primary key (source, part)
);
call countersign_private.guard_present('countersign_private.sync_cursor');

-- What it showed last, by its own names.
create table countersign_private.sync_object (
  source text not null references countersign_private.sync_source,
  kind text not null,
  key text not null check (length(key) between 1 and 2000),
  state jsonb not null,
  -- The artifact or version that it is here.
  subject text,
  is_there boolean not null default true,
  primary key (source, kind, key)
);
create index sync_object_subject on countersign_private.sync_object (subject, kind) where is_there;
call countersign_private.guard_present('countersign_private.sync_object');

-- What became of it: what it was, and what it is.
create table countersign_private.sync_fact (
  id bigint generated always as identity primary key,
  source text not null references countersign_private.sync_source,
  run bigint not null references countersign_private.sync_run,
  kind text not null,
  key text not null,
  what text not null check (what in ('seen', 'altered', 'renamed', 'deleted', 'returned')),
  subject text,
  was jsonb,
  "is" jsonb,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.sync_fact (source, id desc);
create index on countersign_private.sync_fact (source, kind, key, id desc);
call countersign_private.guard_facts('countersign_private.sync_fact');
select countersign_private.bind_rows('sync_fact', array['id']);

create function countersign_private.known_source(source text) returns countersign_private.sync_source language plpgsql stable as $$
declare s countersign_private.sync_source;
begin
  select x.* into s from countersign_private.sync_source x where x.name = source;
  if not found then
    perform countersign_private.refuse('CS404', 'sync.unknown', format('No source called %s is followed.', left(coalesce(source, ''), 63)), '',
      'Look at `countersign sync list`.');
  end if;
  return s;
end $$;

-- Begins to follow a source; its artifacts are a team's own. The same source again changes nothing and answers null.
create function countersign.add_sync_source(
  name text, kind text, address text, team text, reason text, channel text default 'sql', owner text default null)
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead', 'admin');
  own text;
  office boolean;
begin
  perform require_reason(reason);
  if exists (select from sync_source s where (s.name, s.kind, s.address, s.team) = (name, kind, address, team)) then return null; end if;
  if team is null or not exists (select from countersign_private.team t where t.key = team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(coalesce(team, ''), 63)), '', 'Name one of the teams.');
  end if;
  if owner is not null and not exists (select from countersign_private.person x where x.key = owner) then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(owner, 63)), '', 'Name one of the people.');
  end if;
  select x.team, t.is_office into own, office from countersign_private.person x left join countersign_private.team t on t.key = x.team where x.key = who;
  if (office or own = team or has_role('admin')) is not true then
    perform refuse('CS403', 'sync.team', 'A builder follows sources for the own team.', '', 'Ask a builder of that team, or the office.');
  end if;
  if exists (select from sync_source s where s.name = add_sync_source.name or (s.kind = add_sync_source.kind and s.address = add_sync_source.address)) then
    perform refuse('CS409', 'sync.exists', 'Another source has this name or this address.', '', 'Look at `countersign sync list`.');
  end if;
  insert into sync_source (name, kind, address, team, owner, added_by, reason) values (name, kind, address, team, owner, who, reason);
  insert into countersign_private.producer (name) values (name) on conflict on constraint producer_pkey do nothing;
  insert into producer_home (producer, team) values (name, team) on conflict on constraint producer_home_pkey do nothing;
  return record_activity('sync.add', 'source', name, reason, jsonb_build_object('kind', kind, 'address', address, 'team', team, 'owner', owner), channel);
exception when check_violation or not_null_violation then
  perform refuse('CS422', 'sync.words', 'This is no source that can be followed.', '',
    'Its name has small letters, digits, dots and hyphens; its address holds no user and no password; its kind is mlflow or git.');
end $$;

-- Says how often a source is looked at, and which alias is set there when an environment serves a version.
create function countersign.set_sync_rule(source text, every interval, alias text, environment text, reason text, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  s countersign_private.sync_source := known_source(source);
  at timestamptz;
begin
  perform require_reason(reason);
  if alias is not null and s.kind <> 'mlflow' then
    perform refuse('CS422', 'sync.alias', 'Only a registry of MLflow has aliases.', '', 'Leave the alias out.');
  end if;
  perform from sync_source x where x.name = source for key share;
  at := clock();
  update sync_rule r set valid_to = greatest(at, r.valid_from + interval '1 microsecond')
    where r.source = set_sync_rule.source and r.valid_to = 'infinity' returning r.valid_to into at;
  insert into sync_rule (source, every, alias, environment, set_by, reason, valid_from)
    values (source, every, alias, environment, who, reason, coalesce(at, clock()));
  return record_activity('sync.rule', 'source', source, reason,
    jsonb_build_object('every', every, 'alias', alias, 'environment', environment), channel);
exception
when check_violation then
  perform refuse('CS422', 'sync.rule', 'The rule is out of bounds.', '',
    'Look every minute to every 30 days; an alias has letters, digits, dots, hyphens and underscores, and an environment.');
when foreign_key_violation then
  perform refuse('CS404', 'environment.unknown', format('There is no environment called %s.', left(coalesce(environment, ''), 63)), '', 'Name one of the environments.');
end $$;

-- Runs ----------------------------------------------------------------------------------------------------------------------

create function countersign_private.is_followed_now(r countersign_private.sync_run) returns boolean language sql stable as $$
  select exists (select from pg_stat_get_activity(null) a join pg_roles l on l.oid = a.usesysid where a.pid = r.backend and l.rolname = r.login)
$$;

-- Begins to look at a source; nobody else does meanwhile.
create function countersign.open_sync(source text, is_full boolean) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  old countersign_private.sync_run;
  made bigint;
begin
  perform require_ingest();
  perform known_source(source);
  perform from sync_source x where x.name = source for no key update;
  select r.* into old from sync_run r where r.source = open_sync.source and r.outcome = 'running';
  if found then
    if old.backend <> pg_backend_pid() and is_followed_now(old) then
      perform refuse('CS423', 'sync.running', format('%s is being looked at by %s.', source, old.login), '', 'Wait until that has ended.');
    end if;
    update sync_run r set outcome = 'lost', ended_at = clock_timestamp(), detail = 'Its session ended.' where r.id = old.id;
  end if;
  insert into sync_run (source, login, backend, is_full) values (source, here, pg_backend_pid(), is_full) returning id into made;
  return made;
end $$;

create function countersign_private.hold_sync(run bigint) returns countersign_private.sync_run language plpgsql as $$
declare r countersign_private.sync_run;
begin
  perform countersign_private.require_ingest();
  select x.* into r from countersign_private.sync_run x where x.id = run for no key update;
  if not found or r.outcome <> 'running' or r.backend <> pg_backend_pid() or r.login <> session_user then
    perform countersign_private.refuse('CS423', 'sync.lost', 'Another session looks at this source now.', '', 'Leave it.');
  end if;
  return r;
end $$;

-- Keeps what a source shows: a JSON list of {kind, key, state, subject, was, quiet}; `was` names the key it had before it was
-- renamed there; what is quiet leaves no fact. Answers how many were new and how many had changed.
create function countersign.note_sync(run bigint, shown jsonb) returns table (added bigint, changed bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  r countersign_private.sync_run := hold_sync(note_sync.run);
  s record;
  o countersign_private.sync_object;
begin
  added := 0;
  changed := 0;
  for s in select * from jsonb_to_recordset(note_sync.shown) x (kind text, key text, state jsonb, subject text, was text, quiet boolean) loop
    if s.was is not null then
      update sync_object x set is_there = false where x.source = r.source and x.kind = s.kind and x.key = s.was;
    end if;
    select x.* into o from sync_object x where x.source = r.source and x.kind = s.kind and x.key = s.key for update;
    if not found then
      insert into sync_object (source, kind, key, state, subject) values (r.source, s.kind, s.key, s.state, s.subject);
      added := added + 1;
    elsif o.is_there and o.state = s.state and o.subject is not distinct from s.subject then
      continue;
    else
      update sync_object x set state = s.state, subject = coalesce(s.subject, x.subject), is_there = true
        where x.source = r.source and x.kind = s.kind and x.key = s.key;
      changed := changed + 1;
    end if;
    if s.quiet is not true then
      insert into sync_fact (source, run, kind, key, what, subject, was, "is")
      values (r.source, r.id, s.kind, s.key,
        case when s.was is not null then 'renamed' when o.key is null then 'seen' when not o.is_there then 'returned' else 'altered' end,
        coalesce(s.subject, o.subject), case when s.was is not null then jsonb_build_object('key', s.was) else o.state end, s.state);
    end if;
  end loop;
  return next;
end $$;

-- What is no longer there: all of a kind but these keys, and under a prefix when one is given. Answers how many went.
create function countersign.end_sync_objects(run bigint, of_kind text, keys text[], under text default '') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  r countersign_private.sync_run := hold_sync(run);
  went bigint;
begin
  with gone as (
    update sync_object x set is_there = false
    where x.source = r.source and x.kind = of_kind and x.is_there and starts_with(x.key, under) and x.key <> all (keys)
    returning x.key, x.subject, x.state),
  told as (
    insert into sync_fact (source, run, kind, key, what, subject, was)
    select r.source, r.id, of_kind, g.key, 'deleted', g.subject, g.state from gone g order by g.key returning 1)
  select count(*) into went from told;
  return went;
end $$;

create function countersign.set_sync_cursor(run bigint, part text, place text) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare r countersign_private.sync_run := hold_sync(run);
begin
  insert into sync_cursor as c (source, part, place) values (r.source, part, place)
    on conflict on constraint sync_cursor_pkey do update set place = excluded.place where c.place <> excluded.place;
end $$;

create function countersign.close_sync(
  run bigint, outcome text, seen bigint, added bigint, changed bigint, gone bigint, refused bigint, detail text) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare held countersign_private.sync_run := hold_sync(run);
begin
  if outcome not in ('done', 'part', 'failed') then
    perform refuse('CS422', 'sync.outcome', 'Looking at a source is done, done in part, or has failed.', '', 'Say which.');
  end if;
  update sync_run r set outcome = close_sync.outcome, ended_at = clock_timestamp(), seen = close_sync.seen, added = close_sync.added,
      changed = close_sync.changed, gone = close_sync.gone, refused = close_sync.refused, detail = left(close_sync.detail, 500)
    where r.id = held.id;
end $$;

-- The outbox ----------------------------------------------------------------------------------------------------------------

-- That an alias is to be set there: written in the transaction that moves the pointer, and never before.
create table countersign_private.alias_order (
  id bigint generated always as identity primary key,
  source text not null references countersign_private.sync_source,
  alias text not null,
  environment text not null references countersign_private.environment,
  version bigint not null references countersign_private.version,
  promotion bigint not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.alias_order (source, id desc);
call countersign_private.guard_facts('countersign_private.alias_order');

create table countersign_private.alias_try (
  id bigint generated always as identity primary key,
  alias_order bigint not null references countersign_private.alias_order,
  is_set boolean not null,
  words text not null default '',
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.alias_try (alias_order, id desc);
call countersign_private.guard_facts('countersign_private.alias_try');
select countersign_private.bind_rows('alias_order', array['id']);
select countersign_private.bind_rows('alias_try', array['id']);

-- What takes all traffic of an environment is told to the registries that follow it.
create function countersign_private.on_move_of_a_pointer_alias() returns trigger language plpgsql as $$
begin
  insert into countersign_private.alias_order (source, alias, environment, version, promotion)
  select r.source, r.alias, new.environment, new.version, new.promotion
  from countersign_private.sync_rule r
  join countersign_private.version v on v.id = new.version
  join countersign_private.artifact a on a.id = v.artifact
  where r.valid_to = 'infinity' and r.environment = new.environment and new.weight = 100 and exists (
    select from countersign_private.sync_object o where o.source = r.source and o.kind = 'version' and o.is_there and o.subject = a.name || '@' || v.label)
  order by r.source;
  return null;
end $$;
create trigger tells_registries after insert on countersign_private.pointer for each row
  execute function countersign_private.on_move_of_a_pointer_alias();
alter table countersign_private.pointer enable always trigger tells_registries;

-- Of every artifact and alias the newest order, and where it stands: `set`, `waiting`, `overtaken` by a later move.
create function countersign_private.alias_orders_of(of_source text)
returns table (id bigint, artifact text, label text, remote text, alias text, environment text, state text, tries bigint, words text,
  ordered_at timestamptz, tried_at timestamptz)
language sql stable as $$
  select o.id, a.name, v.label, x.key, o.alias, o.environment,
    case when t.is_set then 'set'
      when exists (select from countersign_private.pointer p where p.version = o.version and p.environment = o.environment
                   and p.weight = 100 and p.valid_to = 'infinity') then 'waiting' else 'overtaken' end,
    (select count(*) from countersign_private.alias_try y where y.alias_order = o.id), coalesce(t.words, ''), o.recorded_at, t.recorded_at
  from (select distinct on (y.alias, w.artifact) y.* from countersign_private.alias_order y
        join countersign_private.version w on w.id = y.version where y.source = of_source order by y.alias, w.artifact, y.id desc) o
  join countersign_private.version v on v.id = o.version
  join countersign_private.artifact a on a.id = v.artifact
  left join countersign_private.sync_object x on x.source = of_source and x.kind = 'version' and x.is_there and x.subject = a.name || '@' || v.label
  left join lateral (select y.is_set, y.words, y.recorded_at from countersign_private.alias_try y where y.alias_order = o.id order by y.id desc limit 1) t on true
$$;

-- Orders to be carried out now: what failed waits twice as long each time, an hour at most.
create function countersign.alias_orders_due(run bigint) returns table (id bigint, remote text, alias text, version text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare r countersign_private.sync_run;
begin
  perform require_ingest();
  select x.* into r from sync_run x where x.id = alias_orders_due.run and x.outcome = 'running' and x.backend = pg_backend_pid();
  if not found then
    perform refuse('CS423', 'sync.lost', 'Another session looks at this source now.', '', 'Leave it.');
  end if;
  return query select o.id, o.remote, o.alias, o.artifact || '@' || o.label from alias_orders_of(r.source) o
    where o.state = 'waiting' and o.remote is not null
      and (o.tried_at is null or o.tried_at + least(interval '1 hour', interval '15 seconds' * power(2, least(o.tries, 12))) <= clock())
    order by o.id;
end $$;

create function countersign.answer_alias_order(run bigint, alias_order bigint, is_set boolean, words text) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  r countersign_private.sync_run := hold_sync(run);
  here constant text := session_user;
begin
  if not exists (select from alias_order o where o.id = alias_order and o.source = r.source) then
    perform refuse('CS404', 'sync.order-unknown', 'This source has no such order.', '', 'Leave it.');
  end if;
  insert into alias_try (alias_order, is_set, words, login) values (alias_order, is_set, left(words, 500), here);
end $$;

-- Reading -------------------------------------------------------------------------------------------------------------------

-- Every source with how it is followed and what the last look at it brought.
create function countersign.sync_sources()
returns table (name text, kind text, address text, team text, owner text, every interval, alias text, environment text, due timestamptz,
  is_running boolean, started_at timestamptz, ended_at timestamptz, outcome text, seen bigint, added bigint, changed bigint, gone bigint,
  refused bigint, detail text, there bigint, missing bigint, orders_waiting bigint, orders_set bigint, order_words text, full_at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select s.name, s.kind, s.address, s.team, s.owner, r.every, r.alias, r.environment,
    case when r.every is null then null when l.outcome = 'part' then l.ended_at else coalesce(l.started_at + r.every, r.valid_from) end,
    coalesce(l.outcome = 'running' and is_followed_now(l), false), l.started_at, l.ended_at, l.outcome, l.seen, l.added, l.changed, l.gone,
    l.refused, l.detail,
    (select count(*) from sync_object o where o.source = s.name and o.is_there),
    (select count(*) from sync_object o where o.source = s.name and not o.is_there),
    w.waiting, w.set, w.words,
    (select max(x.started_at) from sync_run x where x.source = s.name and x.is_full and x.outcome = 'done')
  from sync_source s
  left join sync_rule r on r.source = s.name and r.valid_to = 'infinity'
  left join lateral (select x.* from sync_run x where x.source = s.name order by x.id desc limit 1) l on true
  cross join lateral (
    select count(*) filter (where o.state = 'waiting') as waiting, count(*) filter (where o.state = 'set') as set,
      (array_agg(o.artifact || '@' || o.label || ' as ' || o.alias || case when o.words = '' then '' else ': ' || o.words end order by o.id desc)
        filter (where o.state = 'waiting'))[1] as words
    from alias_orders_of(s.name) o) w
  where present_only() order by s.name
$$;

create function countersign.sync_runs(of_source text, most integer)
returns table (id bigint, source text, login text, started_at timestamptz, ended_at timestamptz, outcome text, is_full boolean, seen bigint,
  added bigint, changed bigint, gone bigint, refused bigint, detail text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select r.id, r.source, r.login, r.started_at, r.ended_at, r.outcome, r.is_full, r.seen, r.added, r.changed, r.gone, r.refused, r.detail
  from sync_run r where present_only() and (of_source is null or r.source = of_source) order by r.id desc limit least(most, 1000)
$$;

-- What a source showed last, for who looks at it next: these keys, or all.
create function countersign.sync_objects(of_source text, of_kind text, of_keys text[])
returns table (key text, state jsonb, subject text, is_there boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_ingest();
  return query select o.key, o.state, o.subject, o.is_there from sync_object o where o.source = of_source and o.kind = of_kind
    and (of_keys is null or o.key = any (of_keys)) order by o.key;
end $$;

create function countersign.sync_cursor(of_source text, of_part text) returns text
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  return (select c.place from sync_cursor c where c.source = of_source and c.part = of_part);
end $$;

call countersign_private.make_views('sync_fact', $$
  select f.id, f.source, f.kind, f.key, f.what, f.subject, f.was, f."is", f.recorded_at from countersign_private.sync_fact f where {fact f} $$);
call countersign_private.make_views('sync_rule', $$
  select r.source, r.every, r.alias, r.environment, r.set_by, r.reason, r.valid_from as recorded_at from countersign_private.sync_rule r where {now r} $$);
call countersign_private.make_views('alias_order', $$
  select o.id, o.source, o.alias, o.environment, a.name as artifact, v.label, o.promotion, o.recorded_at,
    (select count(*) from countersign_private.alias_try t where t.alias_order = o.id and {fact t}) as tries,
    exists (select from countersign_private.alias_try t where t.alias_order = o.id and t.is_set and {fact t}) as is_set
  from countersign_private.alias_order o join countersign_private.version v on v.id = o.version
  join countersign_private.artifact a on a.id = v.artifact where {fact o} $$);
grant select on countersign.sync_fact, countersign_past.sync_fact, countersign.sync_rule, countersign_past.sync_rule,
  countersign.alias_order, countersign_past.alias_order to countersign_viewer;

-- Each of these asks for its own role.
grant execute on function countersign.add_sync_source(text, text, text, text, text, text, text),
  countersign.set_sync_rule(text, interval, text, text, text, text) to countersign_viewer;
grant execute on function countersign.sync_sources(), countersign.sync_runs(text, integer) to countersign_viewer, countersign_ingest;
grant execute on function countersign.open_sync(text, boolean), countersign.note_sync(bigint, jsonb),
  countersign.end_sync_objects(bigint, text, text[], text), countersign.set_sync_cursor(bigint, text, text),
  countersign.close_sync(bigint, text, bigint, bigint, bigint, bigint, bigint, text), countersign.sync_objects(text, text, text[]),
  countersign.sync_cursor(text, text), countersign.alias_orders_due(bigint),
  countersign.answer_alias_order(bigint, bigint, boolean, text) to countersign_ingest;

insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('sync-sources', 'Look at the registries and repositories that are followed', '1 minute', null, 'ingest');
