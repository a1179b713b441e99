-- Programs report to the office's daemon, each by its own token; parts of a trace wait until the trace is quiet; and work
-- that comes round is done by one of any number of daemons.
-- Long because a released step is one file: a program that reports, what it reports and who works it off belong together.

set local check_function_bodies = off;

-- A daemon's login -----------------------------------------------------------------------------------------------------------

-- Who migrates may hand out roles; the owner of the catalog may not, until it is told for this one too.
reset role;
do $$ begin
  if not pg_has_role('countersign_owner', 'countersign_sealer', 'member with admin option') then
    grant countersign_sealer to countersign_owner with admin option;
  end if;
exception when unique_violation or sqlstate 'XX000' then null;  -- another catalog of the cluster has just done the same
end $$;
set local role countersign_owner;

create or replace function countersign.grant_right(
  login text, role text, person text default null, person_name text default null, team text default null,
  languages text[] default '{}', reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  whose text;
begin
  if role not in ('viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer') then
    perform refuse('CS422', 'right.unknown', format('There is no right called %s.', left(role, 40)), '',
      'Choose viewer, builder, reviewer, approver, lead, auditor, admin, or for a program ingest or sealer.');
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

create or replace function countersign_private.grant_everything(login text) returns void language plpgsql as $$
declare role text;
begin
  foreach role in array array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer'] loop
    execute format('grant countersign_%s to %I', role, login);
    perform countersign_private.record_activity('right.grant', 'person', login, 'a catalog of one''s own',
      jsonb_build_object('login', login, 'role', role));
  end loop;
end $$;

create or replace function countersign.officer() returns table (
  login text, person text, name text, team text, roles text[], catalog text, is_demo boolean, at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select session_user::text, p.key, coalesce(p.name, session_user::text), p.team,
    array(select r from unnest(array['viewer', 'builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin', 'ingest', 'sealer']) r where has_role(r)),
    c.name, c.kind = 'demo', clock()
  from catalog c left join person p on p.key = person_here()
$$;

-- Producers and their tokens -------------------------------------------------------------------------------------------------

create table countersign_private.producer_home (
  producer text primary key references countersign_private.producer,
  team text references countersign_private.team,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.producer_home');

-- The token itself is never here: 32 random bytes need no slow hash.
create table countersign_private.producer_token (
  id bigint generated always as identity primary key,
  producer text not null references countersign_private.producer,
  digest bytea not null unique check (octet_length(digest) = 32),
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['generations', 'openlineage', 'otlp']),
  made_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  valid_to timestamptz not null default 'infinity'
);
create index on countersign_private.producer_token (producer);

create function countersign_private.on_change_of_a_token() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.valid_to < old.valid_to and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'A token can only end, and sooner.',
    format('A %s was tried.', lower(tg_op)), 'Rotate it, or revoke it.');
  return null;
end $$;
create trigger unchanged before update or delete on countersign_private.producer_token
  for each row execute function countersign_private.on_change_of_a_token();
alter table countersign_private.producer_token enable always trigger unchanged;
call countersign_private.guard_truncate('countersign_private.producer_token');
call countersign_private.guard_present('countersign_private.producer_token');

create function countersign_private.check_token_words(scopes text[], digest bytea) returns void language plpgsql immutable as $$
begin
  if octet_length(digest) is distinct from 32 then
    perform countersign_private.refuse('CS422', 'token.digest', 'A token is kept as a SHA-256.', '', 'Let countersign make the token.');
  end if;
  if scopes is null or cardinality(scopes) = 0 or not scopes <@ array['generations', 'openlineage', 'otlp'] then
    perform countersign_private.refuse('CS422', 'token.scope', 'A token needs at least one scope that is known.', '',
      'Choose from generations, openlineage, otlp.');
  end if;
end $$;

-- Lets a program report. Only the digest of its token comes here.
create function countersign.add_producer(
  name text, scopes text[], digest bytea, team text default null, reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('admin', 'lead');
begin
  perform require_reason(reason);
  perform check_token_words(scopes, digest);
  if name is null or name !~ '^[a-z0-9][a-z0-9._-]{0,62}$' then
    perform refuse('CS422', 'producer.name', 'This is no name for a producer.', '',
      'Use small letters, digits, dots, hyphens and underscores, 63 at most.');
  end if;
  if team is not null and not exists (select from countersign_private.team t where t.key = add_producer.team) then
    perform refuse('CS404', 'team.unknown', format('There is no team called %s.', left(team, 63)), '', 'Add the team first.');
  end if;
  insert into countersign_private.producer (name) values (name) on conflict on constraint producer_pkey do nothing;
  -- One at a time for this producer, whether it was there or not.
  perform from countersign_private.producer p where p.name = add_producer.name for update;
  if exists (select from producer_token t where t.producer = name and t.valid_to > clock()) then
    perform refuse('CS409', 'producer.exists', format('%s has a token already.', name), '', 'Rotate it, or revoke it first.');
  end if;
  insert into producer_home (producer, team) values (name, team) on conflict on constraint producer_home_pkey do nothing;
  insert into producer_token (producer, digest, scopes, made_by) values (name, digest, scopes, who);
  return record_activity('producer.add', 'producer', name, reason, jsonb_build_object('scopes', scopes, 'team', team), channel);
end $$;

-- Gives a new token with the old one's scopes; the old one ends after `overlap`, so that nothing is lost while it changes.
create function countersign.rotate_producer(name text, digest bytea, overlap interval, reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  given text[];
begin
  perform require_reason(reason);
  if overlap is null or overlap not between interval '0' and interval '30 days' then
    perform refuse('CS422', 'token.overlap', 'Two tokens hold together for 30 days at most.', '', 'Ask for less.');
  end if;
  perform from countersign_private.producer p where p.name = rotate_producer.name for update;
  select t.scopes into given from producer_token t where t.producer = name and t.valid_to > clock() order by t.id desc limit 1;
  if not found then
    perform refuse('CS404', 'producer.unknown', format('No producer called %s has a token.', left(coalesce(name, ''), 63)), '', 'Add it first.');
  end if;
  perform check_token_words(given, digest);
  update producer_token t set valid_to = clock() + overlap where t.producer = name and t.valid_to > clock() + overlap;
  insert into producer_token (producer, digest, scopes, made_by) values (name, digest, given, who);
  return record_activity('producer.rotate', 'producer', name, reason, jsonb_build_object('overlap', overlap), channel);
end $$;

create function countersign.revoke_producer(name text, reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  ended bigint;
begin
  perform require_reason(reason);
  update producer_token t set valid_to = clock() where t.producer = name and t.valid_to > clock();
  get diagnostics ended = row_count;
  if ended = 0 then
    perform refuse('CS404', 'producer.unknown', format('No producer called %s has a token.', left(coalesce(name, ''), 63)), '', 'Look at `countersign producer list`.');
  end if;
  return record_activity('producer.revoke', 'producer', name, reason, jsonb_build_object('tokens', ended), channel);
end $$;

create function countersign_private.require_ingest() returns void language plpgsql stable as $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('ingest') then
    perform countersign_private.refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', session_user), '',
      'Ask an administrator for it.');
  end if;
end $$;

-- Whose token this is; refuses one that nobody has, that has ended, or that does not reach so far.
create function countersign.token_holder(digest bytea, scope text) returns text
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare t countersign_private.producer_token;
begin
  perform require_ingest();
  select x.* into t from producer_token x where x.digest = token_holder.digest;
  if not found or t.valid_to <= clock() then
    perform refuse('CS403', 'token.unknown', 'This token is not, or no longer, valid.', '', 'Ask the office for a new one: countersign producer rotate.');
  end if;
  if not scope = any (t.scopes) then
    perform refuse('CS403', 'token.scope', format('This token is not for %s.', left(scope, 40)), '', 'Ask the office for one that is.');
  end if;
  return t.producer;
end $$;

-- Requests -------------------------------------------------------------------------------------------------------------------

-- Times of the events in it: how late they came, and whether clocks are off.
alter table countersign_private.receipt add column first_at timestamptz, add column last_at timestamptz;
create index on countersign_private.receipt (producer, id desc);
create index on countersign_private.receipt (opened_at);

-- Begins a request. The token is asked again here, in the transaction that takes what it brought.
create function countersign.open_delivery(token bytea, scope text, producer text, format text, origin text) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  return countersign.open_receipt(
    case when token is null then producer else countersign.token_holder(token, scope) end, format, origin);
end $$;

create function countersign.close_delivery(receipt_id bigint, first_at timestamptz, last_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_ingest();
  update receipt r set closed_at = clock(), first_at = close_delivery.first_at, last_at = close_delivery.last_at
    where r.id = receipt_id and r.login = session_user and r.closed_at is null;
end $$;

-- Traces ---------------------------------------------------------------------------------------------------------------------

create table countersign_private.trace (
  producer text not null references countersign_private.producer,
  trace_id bytea not null check (octet_length(trace_id) = 16),
  -- Some part of it is a call of a model; only then is it put together.
  holds_call boolean not null,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  -- Nothing has come since; a late part makes it null again.
  assembled_at timestamptz,
  primary key (producer, trace_id)
);
create index trace_waiting on countersign_private.trace (last_at) where holds_call and assembled_at is null;
create index trace_by_age on countersign_private.trace (last_at);
call countersign_private.guard_present('countersign_private.trace');

-- A span, or a log record about one, until its trace has been put together.
create table countersign_private.trace_part (
  producer text not null,
  trace_id bytea not null,
  kind text not null check (kind in ('span', 'log')),
  -- A span's id; of a log record, which has none, its digest.
  part_id bytea not null,
  digest bytea not null check (octet_length(digest) = 32),
  body bytea not null,
  receipt bigint not null,
  place integer not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (producer, trace_id, kind, part_id),
  foreign key (producer, trace_id) references countersign_private.trace on delete cascade
);
alter table countersign_private.trace_part alter column body set statistics 0;
do $$ begin
  alter table countersign_private.trace_part alter column body set compression lz4;
exception when feature_not_supported then null;
end $$;
call countersign_private.guard_present('countersign_private.trace_part');

-- A provider's id of its answer, and the event it became: two instruments that report one call give one generation.
create table countersign_private.call_response (
  producer text not null references countersign_private.producer,
  response_id text not null,
  event_id text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (producer, response_id)
);
call countersign_private.guard_facts('countersign_private.call_response');

create function countersign.open_part_inbox() returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  if to_regclass('pg_temp.part_inbox') is not null then return; end if;
  create temporary table part_inbox (
    line bigint not null, trace_id bytea not null, kind text not null, part_id bytea not null, digest bytea not null, body bytea not null,
    is_call boolean not null
  ) on commit delete rows;
  execute format('grant insert on pg_temp.part_inbox to %I', session_user);
end $$;

-- Takes what the session has copied into its inbox. The same part twice changes nothing; another part under the same id is
-- named and left out. Answers {"taken", "known", "conflicts": [line]}.
create function countersign.take_parts(receipt_id bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_mergejoin = off as $$
declare
  r countersign_private.receipt;
  new bigint;
  already bigint;
  conflicts jsonb;
begin
  perform require_ingest();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  -- In order, so that two requests about the same traces wait for each other rather than for ever.
  insert into trace (producer, trace_id, holds_call)
    select r.producer, i.trace_id, bool_or(i.is_call) from pg_temp.part_inbox i group by i.trace_id order by i.trace_id
    on conflict on constraint trace_pkey do update set holds_call = trace.holds_call or excluded.holds_call;
  with kept as (
    insert into trace_part (producer, trace_id, kind, part_id, digest, body, receipt, place)
      select r.producer, i.trace_id, i.kind, i.part_id, i.digest, i.body, receipt_id, i.line from pg_temp.part_inbox i order by i.line
      on conflict on constraint trace_part_pkey do nothing
      returning trace_part.trace_id),
  touched as (
    update trace t set last_at = clock_timestamp(), assembled_at = null
      where t.producer = r.producer and t.trace_id in (select k.trace_id from kept k)
      returning 1)
  select count(*) into new from kept where (select count(*) from touched) >= 0;
  select coalesce(jsonb_agg(i.line order by i.line) filter (where p.digest <> i.digest), '[]'),
         count(*) filter (where p.digest = i.digest)
    into conflicts, already
    from pg_temp.part_inbox i
    join trace_part p on p.producer = r.producer and p.trace_id = i.trace_id and p.kind = i.kind and p.part_id = i.part_id;
  already := already - new;
  update receipt x set taken = x.taken + new, known = x.known + already where x.id = receipt_id;
  delete from pg_temp.part_inbox;
  return jsonb_build_object('taken', new, 'known', already, 'conflicts', conflicts);
end $$;

-- Parts of traces of one producer to which nothing has come for `quiet`, locked until the end of the transaction; another
-- daemon takes others meanwhile.
create function countersign.take_quiet_traces(quiet interval, most integer)
returns table (producer text, trace_id bytea, kind text, body bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  whose text;
  ids bytea[];
begin
  perform require_ingest();
  select t.producer into whose from trace t
    where t.holds_call and t.assembled_at is null and t.last_at <= clock_timestamp() - take_quiet_traces.quiet
    order by t.last_at limit 1 for update of t skip locked;
  if not found then return; end if;
  select array_agg(x.trace_id) into ids from (
    select t.trace_id from trace t
    where t.holds_call and t.assembled_at is null and t.last_at <= clock_timestamp() - take_quiet_traces.quiet and t.producer = whose
    order by t.last_at limit take_quiet_traces.most for update of t skip locked) x;
  return query select p.producer, p.trace_id, p.kind, p.body from trace_part p
    where p.producer = whose and p.trace_id = any (ids) order by p.trace_id, p.receipt, p.place;
end $$;

create function countersign.end_traces(producer text, ids bytea[]) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_ingest();
  update trace t set assembled_at = clock_timestamp() where t.producer = end_traces.producer and t.trace_id = any (ids);
end $$;

-- Says for each answer of a provider which event stands for it: the first that claimed it.
create function countersign.claim_responses(producer text, responses text[], events text[])
returns table (response_id text, event_id text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_ingest();
  insert into call_response (producer, response_id, event_id)
    select claim_responses.producer, x.response, x.event from unnest(responses, events) with ordinality x (response, event, place)
    order by x.response, x.place
    on conflict on constraint call_response_pkey do nothing;
  return query select c.response_id, c.event_id from call_response c
    where c.producer = claim_responses.producer and c.response_id = any (responses);
end $$;

-- Forgets parts of traces that have long been put together, and of those that never held a call; answers how many traces.
create function countersign.drop_old_traces(older interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare gone bigint;
begin
  perform require_ingest();
  if older < interval '1 hour' then
    perform refuse('CS422', 'trace.young', 'Traces stay for an hour at least.', '', 'Ask for more.');
  end if;
  delete from trace t where t.ctid = any (array(
    select x.ctid from trace x where x.last_at < clock_timestamp() - older and (x.assembled_at is not null or not x.holds_call)
    order by x.last_at limit 10000 for update skip locked));
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Completeness ---------------------------------------------------------------------------------------------------------------

-- What a service says it has called, a series a row: the highest count of a histogram since its start, by the day it ended.
create table countersign_private.call_count (
  producer text not null references countersign_private.producer,
  service text not null,
  day date not null,
  series bytea not null check (octet_length(series) = 32),
  count bigint not null check (count >= 0),
  at timestamptz not null,
  primary key (producer, service, series, day)
);
create index on countersign_private.call_count (day);
call countersign_private.guard_present('countersign_private.call_count');

create function countersign.count_calls_of_services(receipt_id bigint, batch jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  r countersign_private.receipt;
  n bigint;
begin
  perform require_ingest();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  insert into call_count as c (producer, service, day, series, count, at)
    select r.producer, x.service, (x.at at time zone 'UTC')::date, decode(x.series, 'hex'), max(x.count), max(x.at)
    from jsonb_to_recordset(batch) x (service text, at timestamptz, series text, count bigint)
    group by 2, 3, 4 order by 2, 4, 3
    on conflict on constraint call_count_pkey do update set count = greatest(c.count, excluded.count), at = greatest(c.at, excluded.at);
  get diagnostics n = row_count;
  update receipt x set taken = x.taken + n where x.id = receipt_id;
  return n;
end $$;

-- Calls that services counted beside generations that are here, a service and day of UTC a row, newest first. A count that
-- went on over midnight belongs to each day by what it grew.
create function countersign.completeness(days integer default 14)
returns table (producer text, service text, day date, counted bigint, stored bigint)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  with grown as (
    select c.producer, c.service, c.day,
      greatest(0, c.count - coalesce(lag(c.count) over (partition by c.producer, c.service, c.series order by c.day), 0)) as calls
    from call_count c where present_only()),
  told as (
    select g.producer, g.service, g.day, sum(g.calls)::bigint as counted from grown g
    where g.day > (moment() at time zone 'UTC')::date - days group by 1, 2, 3)
  select t.producer, t.service, t.day, t.counted,
    (select count(*) from generation g where g.tenant = 1 and g.producer = t.producer and g.service = t.service
      and g.id >= first_id_at(t.day::timestamp at time zone 'UTC') and g.id < first_id_at((t.day + 1)::timestamp at time zone 'UTC'))
  from told t order by t.day desc, t.producer, t.service
$$;

-- Where the data come from: a producer a row, with what it brought within the last hour and day.
create function countersign.data_sources()
returns table (
  producer text, team text, scopes text[], tokens bigint, last_at timestamptz, lag interval, format text, hour_taken bigint,
  day_taken bigint, day_known bigint, day_refused bigint, quarantined bigint, waiting_traces bigint, last_refusal text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select p.name, h.team,
    (select t.scopes from producer_token t where t.producer = p.name and t.valid_to > now.at order by t.id desc limit 1),
    (select count(*) from producer_token t where t.producer = p.name and t.valid_to > now.at),
    newest.closed_at,
    (select greatest(interval '0', r.closed_at - r.last_at) from receipt r
      where r.producer = p.name and r.last_at is not null order by r.id desc limit 1),
    newest.format, coalesce(day.hour_taken, 0), coalesce(day.taken, 0), coalesce(day.known, 0), coalesce(day.refused, 0),
    coalesce(q.kept, 0), (select count(*) from trace t where t.producer = p.name and t.holds_call and t.assembled_at is null), q.reason
  from (select moment() as at where present_only()) now
  cross join producer p
  left join producer_home h on h.producer = p.name
  left join lateral (
    select r.closed_at, r.format from receipt r where r.producer = p.name and r.closed_at is not null order by r.id desc limit 1) newest on true
  left join lateral (
    select sum(r.taken)::bigint as taken, sum(r.known)::bigint as known, sum(r.refused)::bigint as refused,
      (sum(r.taken) filter (where r.opened_at > now.at - interval '1 hour'))::bigint as hour_taken
    from receipt r where r.producer = p.name and r.opened_at > now.at - interval '1 day') day on true
  left join lateral (
    select count(*) as kept, (array_agg(x.reason order by x.id desc))[1] as reason
    from countersign_private.quarantine x join receipt r on r.id = x.receipt where x.state = 'kept' and r.producer = p.name) q on true
  order by newest.closed_at desc nulls last, p.name
$$;

-- The schedule ---------------------------------------------------------------------------------------------------------------

-- Work that comes round. One daemon does it at a time: the lease says which, the fence that no older one still thinks so.
create table countersign_private.schedule_job (
  name text primary key check (name ~ '^[a-z][a-z-]{0,40}$'),
  title text not null,
  every interval not null check (every >= interval '1 second'),
  -- Of the office's day; then it comes once a day, whatever the clocks there do.
  at_time time check (at_time is null or every = interval '1 day'),
  -- The right its login needs.
  needs text not null check (needs in ('ingest', 'sealer')),
  paused boolean not null default false,
  due timestamptz not null default '-infinity',
  holder text not null default '',
  fence bigint not null default 0,
  lease_until timestamptz not null default '-infinity',
  last_ended timestamptz,
  last_outcome text,
  last_detail text not null default ''
);
insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('seal-log', 'Seal what was recorded into the log', '10 seconds', null, 'sealer'),
  ('end-claims', 'Give back what was claimed and not decided in time', '1 minute', null, 'ingest'),
  ('note-breaches', 'Record reviews that were not decided by their due time', '1 minute', null, 'ingest'),
  ('drop-old-traces', 'Forget spans whose generations are stored', '1 day', '03:00', 'ingest');
call countersign_private.guard_present('countersign_private.schedule_job');

-- A run that found nothing to do leaves no row.
create table countersign_private.schedule_run (
  id bigint generated always as identity primary key,
  job text not null references countersign_private.schedule_job,
  fence bigint not null,
  holder text not null,
  login text not null,
  due timestamptz not null,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  outcome text not null default 'running' check (outcome in ('running', 'done', 'failed', 'lost')),
  detail text not null default '',
  unique (job, fence)
);
create index on countersign_private.schedule_run (job, id desc);
call countersign_private.guard_present('countersign_private.schedule_run');

-- When a job comes next: a day's job at its time of the office's day, any other so long after its end. What was missed
-- meanwhile is made good by one run.
create function countersign_private.next_due(every interval, at_time time) returns timestamptz language sql stable as $$
  select case when next_due.at_time is null then clock_timestamp() + next_due.every
    else (select case when today.at > clock_timestamp() then today.at
                      else (((clock_timestamp() at time zone c.time_zone)::date + 1) + next_due.at_time) at time zone c.time_zone end
          from countersign_private.catalog c
          cross join lateral (select ((clock_timestamp() at time zone c.time_zone)::date + next_due.at_time) at time zone c.time_zone as at) today)
  end
$$;
-- A first run need not wait for nothing, but a day's job keeps its hour.
update countersign_private.schedule_job set due = countersign_private.next_due(every, at_time) where at_time is not null;

-- Leases a job that is due and that this login may do; no row when there is none.
create function countersign.take_job(holder text, lease interval) returns table (job text, fence bigint, due timestamptz)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  here constant text := session_user;
  j countersign_private.schedule_job;
begin
  perform refuse_if_as_of();
  if not (has_role('ingest') or has_role('sealer')) then
    perform refuse('CS403', 'right.missing', 'Only a program with a right of its own runs the schedule.', '', 'Ask an administrator for ingest or sealer.');
  end if;
  if coalesce(take_job.holder, '') = '' or take_job.lease not between interval '1 second' and interval '1 hour' then
    perform refuse('CS422', 'schedule.lease', 'A lease needs a holder and lasts between a second and an hour.', '', 'Ask for another.');
  end if;
  select * into j from schedule_job s
    where not s.paused and s.due <= clock_timestamp() and s.lease_until < clock_timestamp() and has_role(s.needs)
    order by s.due, s.name limit 1 for update skip locked;
  if not found then return; end if;
  update schedule_run r set outcome = 'lost', ended_at = clock_timestamp(), detail = 'Its lease ran out.'
    where r.job = j.name and r.outcome = 'running';
  update schedule_job s set holder = take_job.holder, fence = s.fence + 1, lease_until = clock_timestamp() + take_job.lease
    where s.name = j.name;
  insert into schedule_run (job, fence, holder, login, due) values (j.name, j.fence + 1, take_job.holder, here, greatest(j.due, clock_timestamp() - interval '100 years'));
  return query select j.name, j.fence + 1, j.due;
end $$;

-- Ends a run: `done`, `nothing` or `failed`. Refuses a fence that is not the newest.
create function countersign.end_job(job text, fence bigint, outcome text, detail text) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare j countersign_private.schedule_job;
begin
  perform refuse_if_as_of();
  select * into j from schedule_job s where s.name = end_job.job for update;
  if not found or j.fence <> end_job.fence or j.holder = '' or not has_role(j.needs) then
    perform refuse('CS423', 'schedule.lease-lost', 'Another daemon does this job now.', '', 'Leave it.');
  end if;
  if outcome not in ('done', 'nothing', 'failed') then
    perform refuse('CS422', 'schedule.outcome', 'A run is done, found nothing, or failed.', '', 'Say which.');
  end if;
  if outcome = 'nothing' then
    delete from schedule_run r where r.job = end_job.job and r.fence = end_job.fence;
  else
    update schedule_run r set outcome = end_job.outcome, detail = left(end_job.detail, 500), ended_at = clock_timestamp()
      where r.job = end_job.job and r.fence = end_job.fence;
  end if;
  update schedule_job s set holder = '', lease_until = '-infinity', due = next_due(s.every, s.at_time), last_ended = clock_timestamp(),
      last_outcome = end_job.outcome, last_detail = left(end_job.detail, 500)
    where s.name = end_job.job;
end $$;

create function countersign_private.known_job(name text) returns void language plpgsql as $$
begin
  perform from countersign_private.schedule_job s where s.name = known_job.name for update;
  if not found then
    perform countersign_private.refuse('CS404', 'schedule.unknown', format('The schedule has no job called %s.', left(coalesce(name, ''), 41)), '',
      'Look at `countersign schedule list`.');
  end if;
end $$;

create function countersign.pause_job(name text, paused boolean, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  perform known_job(name);
  update schedule_job s set paused = pause_job.paused where s.name = pause_job.name;
  return record_activity(case when paused then 'schedule.pause' else 'schedule.resume' end, 'schedule', name, reason, '{}', channel);
end $$;

-- Makes a job due now; the next daemon that looks does it.
create function countersign.hasten_job(name text, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  perform known_job(name);
  if exists (select from schedule_job s where s.name = hasten_job.name and s.paused) then
    perform refuse('CS409', 'schedule.paused', format('%s is paused.', name), '', 'Resume it first.');
  end if;
  update schedule_job s set due = '-infinity' where s.name = hasten_job.name;
  return record_activity('schedule.run', 'schedule', name, reason, '{}', channel);
end $$;

-- The present of the schedule; it has no past but its runs.
create function countersign.schedule()
returns table (name text, title text, every interval, at_time time, needs text, paused boolean, due timestamptz, holder text,
  last_ended timestamptz, last_outcome text, last_detail text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select s.name, s.title, s.every, s.at_time, s.needs, s.paused, nullif(s.due, '-infinity'),
    case when s.lease_until > clock_timestamp() then s.holder end, s.last_ended, s.last_outcome, s.last_detail
  from schedule_job s where present_only() order by s.name
$$;

-- Runs of one job or of all, newest first.
create function countersign.schedule_runs(of_job text, most integer)
returns table (id bigint, job text, holder text, login text, due timestamptz, started_at timestamptz, ended_at timestamptz,
  outcome text, detail text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select r.id, r.job, r.holder, r.login, r.due, r.started_at, r.ended_at, r.outcome, r.detail
  from schedule_run r where present_only() and (of_job is null or r.job = of_job) order by r.id desc limit most
$$;

-- Jobs that are one statement ------------------------------------------------------------------------------------------------

-- Gives back slots whose lease ran out; answers how many. Whoever claims next could take them anyway: this shows them free.
create function countersign.end_claims() returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare freed bigint := 0;
  s record;
begin
  perform require_ingest();
  for s in select x.item, x.slot, x.holder from review_slot x
           where x.tenant = 1 and x.state = 'open' and x.holder is not null and x.lease_until <= clock()
           order by x.item, x.slot limit 1000 for update skip locked loop
    update review_slot x set holder = null, lease_until = '-infinity' where x.tenant = 1 and x.item = s.item and x.slot = s.slot;
    perform record_activity('review.lapse', 'review', s.item::text, '', jsonb_build_object('holder', s.holder), 'command');
    freed := freed + 1;
  end loop;
  return freed;
end $$;

create table countersign_private.review_breach (
  tenant integer not null default 1,
  item bigint not null,
  due timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (tenant, item)
);
call countersign_private.guard_facts('countersign_private.review_breach');

-- Records reviews that are past their due time and not done, each once; answers how many.
create function countersign.note_breaches() returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare noted bigint;
begin
  perform require_ingest();
  with late as (
    insert into review_breach (item, due)
    select p.item, p.due from review_present p
    where p.tenant = 1 and p.state <> 'done' and p.due < clock()
      and not exists (select from review_breach b where b.tenant = 1 and b.item = p.item)
    order by p.due limit 1000
    on conflict on constraint review_breach_pkey do nothing
    returning item, due)
  select count(*) into noted from (
    select record_activity('review.breach', 'review', l.item::text, '', jsonb_build_object('due', l.due), 'command') from late l) x;
  return noted;
end $$;

call countersign_private.make_views('review_breach', 'select b.item, b.due, b.recorded_at from countersign_private.review_breach b where b.tenant = 1 and {fact b}');

-- Rights ---------------------------------------------------------------------------------------------------------------------

grant select on countersign.review_breach, countersign_past.review_breach to countersign_viewer;
grant execute on function countersign.schedule(), countersign.schedule_runs(text, integer)
  to countersign_viewer, countersign_ingest, countersign_sealer;
grant execute on function
  countersign.add_producer(text, text[], bytea, text, text, text), countersign.rotate_producer(text, bytea, interval, text, text),
  countersign.revoke_producer(text, text, text), countersign.data_sources(), countersign.completeness(integer),
  countersign.pause_job(text, boolean, text, text), countersign.hasten_job(text, text, text)
  to countersign_viewer;
grant execute on function countersign.data_sources(), countersign.completeness(integer) to countersign_ingest;
grant execute on function
  countersign.token_holder(bytea, text), countersign.open_delivery(bytea, text, text, text, text),
  countersign.close_delivery(bigint, timestamptz, timestamptz), countersign.open_part_inbox(), countersign.take_parts(bigint),
  countersign.take_quiet_traces(interval, integer), countersign.end_traces(text, bytea[]),
  countersign.claim_responses(text, text[], text[]), countersign.drop_old_traces(interval),
  countersign.count_calls_of_services(bigint, jsonb), countersign.end_claims(), countersign.note_breaches()
  to countersign_ingest;
grant execute on function countersign.take_job(text, interval), countersign.end_job(text, bigint, text, text)
  to countersign_ingest, countersign_sealer;
