-- What is refused of a batch is kept at once. It is tried again when somebody asks whom it concerns; a daemon does it, which has the right to bring records in.
-- The quarter that has ended is opened by the schedule, to be signed by two. A producer is bound to a certificate once.

-- Keeping --------------------------------------------------------------------------------------------------------------------

-- Keeps what was refused of a batch, in one statement. The same bytes refused for the same reason are kept once; answers how many
-- are new.
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
  insert into countersign_private.quarantine (receipt, format, origin, line, code, reason, raw)
    select receipt_id, r.format, r.origin, k.line, k.code, k.reason, k.raw
    from unnest(lines, codes, reasons, raws) with ordinality k (line, code, reason, raw, place) order by k.place
    on conflict on constraint quarantine_format_raw_digest_code_key do nothing;
  get diagnostics new = row_count;
  return new;
end $$;
grant execute on function countersign.quarantine_each(bigint, bigint[], text[], text[], bytea[]) to countersign_ingest;

-- Trying again ---------------------------------------------------------------------------------------------------------------

alter table countersign_private.quarantine
  -- Who asked last that it be tried again, and when.
  add column asked_by text references countersign_private.person,
  add column asked_at timestamptz,
  -- When it was refused again last, and why.
  add column tried_at timestamptz,
  add column tried text not null default '';
create index quarantine_asked on countersign_private.quarantine (asked_at, id)
  where state = 'kept' and asked_at is not null and (tried_at is null or tried_at < asked_at);

create or replace view countersign.quarantine as
  select q.id, q.receipt, q.format, q.origin, q.line, q.code, q.reason, length(q.raw) as bytes, q.recorded_at, q.state, q.replayed_at,
    r.producer, q.asked_by, q.asked_at, q.tried_at, q.tried
  from countersign_private.quarantine q left join countersign_private.receipt r on r.id = q.receipt
  where (select countersign_private.present_only());
create or replace view countersign_past.quarantine as
  select q.id, q.receipt, q.format, q.origin, q.line, q.code, q.reason, length(q.raw) as bytes, q.recorded_at,
    case when q.replayed_at <= (select countersign.as_of()) then 'replayed' else 'kept' end as state,
    case when q.replayed_at <= (select countersign.as_of()) then q.replayed_at end as replayed_at,
    r.producer,
    case when q.asked_at <= (select countersign.as_of()) then q.asked_by end as asked_by,
    case when q.asked_at <= (select countersign.as_of()) then q.asked_at end as asked_at,
    case when q.tried_at <= (select countersign.as_of()) then q.tried_at end as tried_at,
    case when q.tried_at <= (select countersign.as_of()) then q.tried else '' end as tried
  from countersign_private.quarantine q left join countersign_private.receipt r on r.id = q.receipt
  where q.recorded_at <= (select countersign.as_of());

-- Asks that a refused record be tried again, or with `alike` all that its producer's records were refused for likewise, 10,000 at
-- a time. Answers how many were asked for now.
create function countersign.ask_replay(quarantine_id bigint, alike boolean, reason text, channel text default 'sql')
returns table (asked bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'lead', 'admin');
  q countersign_private.quarantine;
  reporter text;
  own text;
  office boolean;
  count bigint;
begin
  perform refuse_if_as_of();
  perform require_reason(reason);
  select * into q from countersign_private.quarantine x where x.id = quarantine_id for update;
  if not found then
    perform refuse('CS404', 'quarantine.unknown', format('Nothing numbered %s is in quarantine.', quarantine_id), '', 'Look at `countersign quarantine list`.');
  end if;
  reporter := (select r.producer from receipt r where r.id = q.receipt);
  select x.team, t.is_office into own, office from countersign_private.person x left join countersign_private.team t on t.key = x.team where x.key = who;
  if not (coalesce(office, false) or has_role('lead') or has_role('admin')
    or exists (select from producer_home h where h.producer = reporter and h.team = own))
  then
    perform refuse('CS403', 'quarantine.team', format('%s does not report for your team.', reporter), '', 'Ask a builder of its team, or the office.');
  end if;
  if q.state = 'replayed' then
    perform refuse('CS409', 'quarantine.replayed', format('Record %s has gone in.', q.id), '', 'Leave it.');
  end if;
  with waiting as (
    select x.id from countersign_private.quarantine x join receipt r on r.id = x.receipt
    where x.state = 'kept' and (x.asked_at is null or x.tried_at >= x.asked_at)
      and (x.id = q.id or (coalesce(alike, false) and x.code = q.code and r.producer = reporter))
    order by x.id limit 10000 for update of x)
  update countersign_private.quarantine x set asked_by = who, asked_at = clock() from waiting w where x.id = w.id;
  get diagnostics count = row_count;
  if count = 0 then
    perform refuse('CS409', 'quarantine.asked', format('%s asked for record %s already.', q.asked_by, q.id), '', 'A daemon tries it: see `countersign schedule list`.');
  end if;
  return query select count, record_activity('quarantine.ask', 'quarantine', q.id::text, reason,
    jsonb_strip_nulls(jsonb_build_object('producer', reporter, 'records', count, 'code', case when alike then q.code end)), channel);
end $$;

-- What was asked for and not tried since, the oldest first.
create function countersign.replays_asked(most integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_ingest();
  return query select q.id from countersign_private.quarantine q
    where q.state = 'kept' and q.asked_at is not null and (q.tried_at is null or q.tried_at < q.asked_at)
    order by q.asked_at, q.id limit least(most, 1000);
end $$;

-- Says how a try ended: nothing when it went in, or why it was refused again.
drop function countersign.mark_replayed(bigint, text);
create function countersign.end_replay(quarantine_id bigint, refused text, channel text default 'sql') returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_role('ingest');
  if coalesce(refused, '') = '' then
    update countersign_private.quarantine q set state = 'replayed', replayed_at = clock() where q.id = quarantine_id and q.state = 'kept';
    if not found then return; end if;
    perform record_activity('quarantine.replay', 'quarantine', quarantine_id::text, '', '{}', channel);
  else
    update countersign_private.quarantine q set tried_at = clock(), tried = left(refused, 1000) where q.id = quarantine_id and q.state = 'kept';
    if not found then return; end if;
    perform record_activity('quarantine.refuse', 'quarantine', quarantine_id::text, '', jsonb_build_object('why', left(refused, 1000)), channel);
  end if;
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
grant execute on function countersign.replays_asked(integer), countersign.end_replay(bigint, text, text), countersign.open_ended_quarter()
  to countersign_ingest;
