-- A producer may be bound to certificates: its tokens count then only on connections that show one of them, as in RFC 8705. Who steals a
-- token has not got the key.

set local check_function_bodies = off;

create table countersign_private.producer_certificate (
  id bigint generated always as identity primary key,
  producer text not null references countersign_private.producer,
  -- SHA-256 of its DER.
  digest bytea not null check (octet_length(digest) = 32),
  made_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  valid_to timestamptz not null default 'infinity'
);
create index on countersign_private.producer_certificate (producer);

create function countersign_private.on_change_of_a_certificate() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.valid_to < old.valid_to and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'What binds a producer to a certificate can only end, and sooner.',
    format('A %s was tried.', lower(tg_op)), 'Bind it to another, or unbind it.');
  return null;
end $$;
create trigger unchanged before update or delete on countersign_private.producer_certificate
  for each row execute function countersign_private.on_change_of_a_certificate();
alter table countersign_private.producer_certificate enable always trigger unchanged;
call countersign_private.guard_truncate('countersign_private.producer_certificate');
call countersign_private.guard_present('countersign_private.producer_certificate');
select countersign_private.bind_rows('producer_certificate', '{id}');

-- Binds a producer to a certificate; those it was bound to count for `overlap` more.
create function countersign.bind_producer(name text, certificate bytea, overlap interval default '0', reason text default '', channel text default 'sql')
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
  update producer_certificate c set valid_to = clock() + overlap where c.producer = name and c.valid_to > clock() + overlap;
  insert into producer_certificate (producer, digest, made_by) values (name, certificate, who);
  return record_activity('producer.bind', 'producer', name, reason,
    jsonb_build_object('certificate', encode(certificate, 'hex'), 'overlap', overlap), channel);
end $$;

-- Lets a producer's tokens count without a certificate again.
create function countersign.unbind_producer(name text, reason text default '', channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  ended bigint;
begin
  perform require_reason(reason);
  update producer_certificate c set valid_to = clock() where c.producer = name and c.valid_to > clock();
  get diagnostics ended = row_count;
  if ended = 0 then
    perform refuse('CS404', 'certificate.none', format('No producer called %s is bound to a certificate.', left(coalesce(name, ''), 63)), '',
      'Look at `countersign producer list`.');
  end if;
  return record_activity('producer.unbind', 'producer', name, reason, jsonb_build_object('certificates', ended), channel);
end $$;

grant execute on function countersign.bind_producer(text, bytea, interval, text, text), countersign.unbind_producer(text, text, text)
  to countersign_viewer;

-- As before; a quarter tells of them as of tokens.
do $$
declare
  text_before constant text := pg_get_functiondef('countersign_private.office_facts(timestamptz, timestamptz)'::regprocedure);
begin
  if strpos(text_before, $x$'producer.revoke', $x$) = 0 then raise exception 'office_facts has no such words'; end if;
  execute replace(text_before, $x$'producer.revoke', $x$, $x$'producer.revoke', 'producer.bind', 'producer.unbind', $x$);
end $$;

-- Whose token this is. `digest` is what a connection showed: SHA-256 of the token and, after it, of the certificate if there was one.
create or replace function countersign.token_holder(digest bytea, scope text) returns text
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare t countersign_private.producer_token;
begin
  perform require_ingest();
  select x.* into t from producer_token x where x.digest = substr(token_holder.digest, 1, 32);
  if not found or t.valid_to <= clock() then
    perform refuse('CS403', 'token.unknown', 'This token is not, or no longer, valid.', '', 'Ask the office for a new one: countersign producer rotate.');
  end if;
  if not scope = any (t.scopes) then
    perform refuse('CS403', 'token.scope', format('This token is not for %s.', left(scope, 40)), '', 'Ask the office for one that is.');
  end if;
  if exists (select from producer_certificate c where c.producer = t.producer and c.valid_to > clock())
      and not exists (select from producer_certificate c where c.producer = t.producer and c.valid_to > clock()
        and c.digest = substr(token_holder.digest, 33)) then
    perform refuse('CS403', 'token.certificate', 'This token counts only with the certificate that its producer is bound to.', '',
      'Connect by TLS with that certificate, or ask the office: countersign producer bind.');
  end if;
  return t.producer;
end $$;

-- As before, with the certificates a producer is bound to.
drop function countersign.data_sources();
create function countersign.data_sources()
returns table (
  producer text, team text, scopes text[], tokens bigint, certificates text[], last_at timestamptz, lag interval, format text, hour_taken bigint,
  day_taken bigint, day_known bigint, day_refused bigint, quarantined bigint, waiting_traces bigint, last_refusal text)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select p.name, h.team,
    (select t.scopes from producer_token t where t.producer = p.name and t.valid_to > now.at order by t.id desc limit 1),
    (select count(*) from producer_token t where t.producer = p.name and t.valid_to > now.at),
    array(select encode(c.digest, 'hex') from producer_certificate c where c.producer = p.name and c.valid_to > now.at order by c.id desc),
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
grant execute on function countersign.data_sources() to countersign_viewer, countersign_ingest;
