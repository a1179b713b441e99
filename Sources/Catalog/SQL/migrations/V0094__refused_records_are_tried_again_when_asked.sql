-- What is refused of a batch is kept at once. It is tried again when somebody asks whom it concerns; a daemon does it, which has the right to bring records in.
-- The quarter that has ended is opened by the schedule, to be signed by two. A producer is bound to a certificate once.

-- Keeping --------------------------------------------------------------------------------------------------------------------

-- What one producer sends that was refused of another is that producer's as well; and what went in may be refused anew.
alter table countersign_private.quarantine add column producer text references countersign_private.producer;
update countersign_private.quarantine q set producer = r.producer from countersign_private.receipt r where r.id = q.receipt;
alter table countersign_private.quarantine alter column producer set not null;
alter table countersign_private.quarantine drop constraint quarantine_format_raw_digest_code_key;
create unique index quarantine_kept on countersign_private.quarantine (producer, format, raw_digest, code) where state = 'kept';
create index on countersign_private.quarantine (producer, state, id);

-- Keeps what was refused of a batch, in one statement. The same bytes of a producer refused for the same reason are kept once;
-- answers how many are new.
create function countersign.quarantine_each(receipt_id bigint, lines bigint[], codes text[], reasons text[], raws bytea[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  r countersign_private.receipt;
  new bigint;
begin
  perform refuse_if_as_of();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null for update;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  update receipt x set refused = x.refused + cardinality(lines) where x.id = receipt_id;
  insert into countersign_private.quarantine (receipt, producer, format, origin, line, code, reason, raw)
    select receipt_id, r.producer, r.format, r.origin, k.line, k.code, k.reason, k.raw
    from unnest(lines, codes, reasons, raws) with ordinality k (line, code, reason, raw, place) order by k.place
    on conflict (producer, format, raw_digest, code) where state = 'kept' do nothing;
  get diagnostics new = row_count;
  return new;
end $$;
grant execute on function countersign.quarantine_each(bigint, bigint[], text[], text[], bytea[]) to countersign_ingest;

-- The same of one record; answers whether it is new.
create or replace function countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) returns boolean
language sql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select countersign.quarantine_each(receipt_id, array[line], array[code], array[reason], array[raw]) > 0
$$;

-- As before, of its producer.
do $$
declare text_before text := pg_get_functiondef('countersign.join_flags(integer)'::regprocedure);
  change text[];
begin
  foreach change slice 1 in array array[
    ['countersign_private.quarantine (receipt, format,', 'countersign_private.quarantine (receipt, producer, format,'],
    ['select w.receipt, r.format,', 'select w.receipt, r.producer, r.format,'],
    ['on conflict on constraint quarantine_format_raw_digest_code_key do nothing', 'on conflict (producer, format, raw_digest, code) where state = ''kept'' do nothing']]
  loop
    if strpos(text_before, change[1]) = 0 then raise exception 'join_flags has no words %', change[1]; end if;
    text_before := replace(text_before, change[1], change[2]);
  end loop;
  execute text_before;
end $$;

-- Trying again ---------------------------------------------------------------------------------------------------------------

-- That a record was to be tried again, and how that ended.
create table countersign_private.replay (
  id bigint generated always as identity primary key,
  record bigint not null references countersign_private.quarantine on delete cascade,
  -- Who asked; null where a program tried it without being asked.
  asked_by text references countersign_private.person,
  asked_at timestamptz,
  ended_at timestamptz,
  -- Why it was refused again; empty when it went in.
  refused text not null default '',
  check (asked_at is not null or ended_at is not null)
);
create unique index replay_waiting on countersign_private.replay (record) where ended_at is null;
create index on countersign_private.replay (record, id desc);
call countersign_private.guard_present('countersign_private.replay');

create or replace view countersign.quarantine as
  select q.id, q.receipt, q.format, q.origin, q.line, q.code, q.reason, length(q.raw) as bytes, q.recorded_at, q.state, q.replayed_at, q.producer,
    (select t.asked_by from countersign_private.replay t where t.record = q.id and t.ended_at is null) as asked_by,
    (select t.asked_at from countersign_private.replay t where t.record = q.id and t.ended_at is null) as asked_at,
    (select t.ended_at from countersign_private.replay t where t.record = q.id and t.refused <> '' order by t.id desc limit 1) as tried_at,
    coalesce((select t.refused from countersign_private.replay t where t.record = q.id and t.refused <> '' order by t.id desc limit 1), '') as tried
  from countersign_private.quarantine q
  where (select countersign_private.present_only());
create or replace view countersign_past.quarantine as
  select q.id, q.receipt, q.format, q.origin, q.line, q.code, q.reason, length(q.raw) as bytes, q.recorded_at,
    case when q.replayed_at <= (select countersign.as_of()) then 'replayed' else 'kept' end as state,
    case when q.replayed_at <= (select countersign.as_of()) then q.replayed_at end as replayed_at,
    q.producer,
    (select t.asked_by from countersign_private.replay t where t.record = q.id and t.asked_at <= (select countersign.as_of())
      and (t.ended_at is null or t.ended_at > (select countersign.as_of())) order by t.id desc limit 1) as asked_by,
    (select t.asked_at from countersign_private.replay t where t.record = q.id and t.asked_at <= (select countersign.as_of())
      and (t.ended_at is null or t.ended_at > (select countersign.as_of())) order by t.id desc limit 1) as asked_at,
    (select t.ended_at from countersign_private.replay t where t.record = q.id and t.refused <> '' and t.ended_at <= (select countersign.as_of())
      order by t.id desc limit 1) as tried_at,
    coalesce((select t.refused from countersign_private.replay t where t.record = q.id and t.refused <> '' and t.ended_at <= (select countersign.as_of())
      order by t.id desc limit 1), '') as tried
  from countersign_private.quarantine q
  where q.recorded_at <= (select countersign.as_of());

-- Whether this login's person builds for the team that a producer reports for.
create function countersign_private.builds_for(producer text) returns boolean language sql stable as $$
  select countersign_private.has_role('builder') and exists (
    select from countersign_private.producer_home h join countersign_private.person x on x.team = h.team
    where h.producer = builds_for.producer and x.key = countersign_private.require_person())
$$;

-- One refused record with its bytes. Reading it is recorded: it may hold what a person wrote.
create or replace function countersign.open_quarantine(quarantine_id bigint, channel text default 'sql')
returns table (format text, origin text, line bigint, code text, reason text, raw bytea, state text, producer text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_role('ingest', 'builder', 'admin', 'lead', 'auditor');
  if not (has_role('ingest') or has_role('admin') or has_role('lead') or has_role('auditor')
    or exists (select from countersign_private.quarantine q where q.id = quarantine_id and builds_for(q.producer)))
  then
    perform refuse('CS403', 'quarantine.team', 'A builder reads what was refused of the own team''s programs.', '', 'Ask a builder of its team, or the office.');
  end if;
  perform record_activity('quarantine.read', 'quarantine', quarantine_id::text, '', '{}', channel);
  return query select q.format, q.origin, q.line, q.code, q.reason, q.raw, q.state, q.producer
    from countersign_private.quarantine q where q.id = quarantine_id;
  if not found then
    perform refuse('CS404', 'quarantine.unknown', format('Nothing numbered %s is in quarantine.', quarantine_id), '', 'Look at `countersign quarantine list`.');
  end if;
end $$;

-- Asks that a refused record be tried again, or with `alike` beside it what else of its producer was refused for the same reason, 10,000
-- at a time. Answers how many were asked for now, how many more there are, and whether the job that tries them is paused.
create function countersign.ask_replay(quarantine_id bigint, alike boolean, reason text, channel text default 'sql')
returns table (asked bigint, others bigint, is_paused boolean, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead', 'admin');
  q countersign_private.quarantine;
  waiting text;
begin
  perform refuse_if_as_of();
  perform require_reason(reason);
  select * into q from countersign_private.quarantine x where x.id = quarantine_id;
  if not found then
    perform refuse('CS404', 'quarantine.unknown', format('Nothing numbered %s is in quarantine.', quarantine_id), '', 'Look at `countersign quarantine list`.');
  end if;
  if not (has_role('lead') or has_role('admin') or builds_for(q.producer)) then
    perform refuse('CS403', 'quarantine.team', format('%s does not report for your team.', q.producer), '', 'Ask a builder of its team, or the office.');
  end if;
  -- One who asks at a time for a producer: two would wait for each other's records.
  perform from countersign_private.producer p where p.name = q.producer for no key update;
  select * into q from countersign_private.quarantine x where x.id = quarantine_id for share;
  if q.state = 'replayed' then
    perform refuse('CS409', 'quarantine.replayed', format('Record %s has gone in.', q.id), '', 'Leave it.');
  end if;
  waiting := (select t.asked_by from countersign_private.replay t where t.record = q.id and t.ended_at is null);
  if waiting is not null and alike is not true then
    perform refuse('CS409', 'quarantine.asked', format('%s asked for record %s already.', waiting, q.id), '', 'A daemon tries it: see `countersign schedule list`.');
  end if;
  insert into countersign_private.replay (record, asked_by, asked_at)
    select x.id, who, clock() from countersign_private.quarantine x
    where (x.id = q.id or (coalesce(alike, false) and x.producer = q.producer and x.state = 'kept' and x.code = q.code))
      and not exists (select from countersign_private.replay t where t.record = x.id and t.ended_at is null)
    order by x.id = q.id desc, x.id limit 10000;
  get diagnostics asked = row_count;
  if asked = 0 then
    perform refuse('CS409', 'quarantine.asked', format('%s asked for record %s already.', waiting, q.id), '', 'A daemon tries it: see `countersign schedule list`.');
  end if;
  others := case when alike then (select count(*) from countersign_private.quarantine x where x.producer = q.producer and x.state = 'kept' and x.code = q.code
    and not exists (select from countersign_private.replay t where t.record = x.id and t.ended_at is null)) else 0 end;
  is_paused := (select j.paused from schedule_job j where j.name = 'replay-quarantine');
  activity := record_activity('quarantine.ask', 'quarantine', q.id::text, reason,
    jsonb_strip_nulls(jsonb_build_object('producer', q.producer, 'records', asked, 'code', case when alike then q.code end)), channel);
  return next;
end $$;

-- What was asked for and not tried since, the oldest first.
create function countersign.replays_asked(most integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  return query select t.record from countersign_private.replay t where t.ended_at is null order by t.id limit greatest(0, least(most, 1000));
end $$;

-- Says how a try ended: with the receipt under which the record went in, or why it was refused again.
drop function countersign.mark_replayed(bigint, text);
create function countersign.end_replay(quarantine_id bigint, receipt_id bigint, refused text, channel text default 'sql') returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  q countersign_private.quarantine;
  why constant text := left(coalesce(refused, ''), 1000);
begin
  perform require_role('ingest');
  select * into q from countersign_private.quarantine x where x.id = quarantine_id and x.state = 'kept' for update;
  if not found then return; end if;
  if why = '' then
    -- A record goes in by a receipt of its own, and in no other way.
    if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.producer = q.producer
      and r.origin = format('quarantine %s', q.id) and r.taken + r.known > 0)
    then
      perform refuse('CS409', 'replay.receipt', format('Record %s did not go in by receipt %s.', q.id, coalesce(receipt_id::text, 'none')), '', 'Try it again.');
    end if;
    update countersign_private.quarantine x set state = 'replayed', replayed_at = clock() where x.id = q.id;
  end if;
  update countersign_private.replay t set ended_at = clock(), refused = why where t.record = q.id and t.ended_at is null;
  if not found then
    insert into countersign_private.replay (record, ended_at, refused) values (q.id, clock(), why);
  end if;
  perform record_activity(case when why = '' then 'quarantine.replay' else 'quarantine.refuse' end, 'quarantine', q.id::text, '',
    case when why = '' then '{}' else jsonb_build_object('why', why) end, channel);
end $$;

-- Opening quarters ------------------------------------------------------------------------------------------------------------

-- Opens the quarter that has ended last, once; answers its name, or null when there is nothing to open.
create function countersign.open_ended_quarter() returns text
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  who text := require_role('ingest');
  c countersign_private.catalog;
  span record;
  name text;
  made bigint;
begin
  -- One at a time: two at once would both open it.
  select * into c from catalog for update;
  select * into span from quarter_span(quarter_of(clock(), c.time_zone, c.first_month), c.time_zone, c.first_month);
  name := quarter_of(span.starts - interval '1 day', c.time_zone, c.first_month);
  select * into span from quarter_span(name, c.time_zone, c.first_month);
  if exists (select from snapshot s where s.quarter = name) then return null; end if;
  -- A catalog that is younger has nothing to freeze.
  if not exists (select from activity a where a.recorded_at < span.ends) then return null; end if;
  insert into countersign_private.snapshot (quarter, starts, ends, zone, opened_by, reason)
    values (name, span.starts, span.ends, c.time_zone, who, 'The quarter has ended.') returning id into made;
  perform record_activity('snapshot.open', 'snapshot', made::text, 'The quarter has ended.', jsonb_build_object('quarter', name), 'command');
  return name;
end $$;

-- Certificates ----------------------------------------------------------------------------------------------------------------

-- As before; the certificate it is bound to already is not bound once more.
create or replace function countersign.bind_producer(name text, certificate bytea, overlap interval default '0', reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('admin', 'lead');
begin
  perform require_reason(reason);
  if octet_length(certificate) is distinct from 32 then
    perform refuse('CS422', 'certificate.digest', 'A certificate is kept as its SHA-256.', '', 'Let countersign read the certificate.');
  elsif overlap is null or overlap not between interval '0' and interval '30 days' then
    perform refuse('CS422', 'certificate.overlap', 'Two certificates count together for 30 days at most.', '', 'Ask for less.');
  end if;
  perform from countersign_private.producer p where p.name = bind_producer.name for update;
  if not exists (select from producer_token t where t.producer = name and t.valid_to > clock()) then
    perform refuse('CS404', 'producer.unknown', format('No producer called %s has a token.', left(coalesce(name, ''), 63)), '', 'Add it first.');
  end if;
  if exists (select from producer_certificate c where c.producer = name and c.digest = certificate and c.valid_to = 'infinity') then
    perform refuse('CS409', 'certificate.bound', format('%s is bound to this certificate already.', name), '', 'Leave it.');
  end if;
  update producer_certificate c set valid_to = clock() + overlap where c.producer = name and c.valid_to > clock() + overlap;
  insert into producer_certificate (producer, digest, made_by) values (name, certificate, who);
  return record_activity('producer.bind', 'producer', name, reason,
    jsonb_build_object('certificate', encode(certificate, 'hex'), 'overlap', overlap), channel);
end $$;

-- Jobs ------------------------------------------------------------------------------------------------------------------------

insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('replay-quarantine', 'Try again what was refused, where somebody asked', '5 seconds', null, 'ingest'),
  ('open-snapshots', 'Open the quarter that has ended, to be signed', '1 day', '00:10', 'ingest');

grant execute on function countersign.ask_replay(bigint, boolean, text, text) to countersign_viewer;
grant execute on function countersign.replays_asked(integer), countersign.end_replay(bigint, bigint, text, text), countersign.open_ended_quarter()
  to countersign_ingest;
