-- Others are told by themselves: what became of a review, an alarm, a promotion goes to the addresses that an administrator has named,
-- signed, and again until it is taken. The secret stays here: signatures are made where it lies.

set local check_function_bodies = off;

create table countersign_private.webhook (
  id bigint generated always as identity primary key,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  url text not null check (length(url) <= 2000
    and url ~ '^(https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?)(/[!-~]*)?$' and url !~ '#'),
  events text[] not null check (cardinality(events) > 0 and events <@ array['countersign.outcome', 'countersign.alarm', 'countersign.promotion']),
  set_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index webhook_now on countersign_private.webhook (name) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.webhook');
select countersign_private.bind_rows('webhook', array['id']);

-- The secret, already mixed with the two pads of HMAC (RFC 2104).
create table countersign_private.webhook_secret (
  webhook bigint primary key references countersign_private.webhook,
  inner_pad bytea not null check (octet_length(inner_pad) = 64),
  outer_pad bytea not null check (octet_length(outer_pad) = 64),
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.webhook_secret');

-- One thing to tell one address. Its id is the same in every try.
create table countersign_private.webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  webhook bigint not null references countersign_private.webhook,
  event text not null,
  -- Which happening: the number of an outcome, an alarm or a promotion, with what it came to.
  subject text not null,
  -- Written when it is told for the first time, and then the same for ever.
  body text,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead', 'dropped')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  holder text not null default '',
  fence bigint not null default 0,
  lease_until timestamptz not null default '-infinity',
  last_status integer,
  last_words text not null default '' check (length(last_words) <= 500),
  recorded_at timestamptz not null default countersign_private.clock(),
  ended_at timestamptz,
  unique (webhook, event, subject),
  check ((state = 'waiting') = (ended_at is null))
);
create index on countersign_private.webhook_delivery (next_at) where state = 'waiting';
create index on countersign_private.webhook_delivery (recorded_at, id);
call countersign_private.guard_present('countersign_private.webhook_delivery');

-- What happens is noted as it happens ----------------------------------------------------------------------------------------

create function countersign_private.tell_webhooks(of_event text, of_subject text, since timestamptz) returns void language sql as $$
  insert into countersign_private.webhook_delivery (webhook, event, subject, next_at)
    select w.id, of_event, of_subject, since from countersign_private.webhook w where w.valid_to = 'infinity' and of_event = any (w.events)
    on conflict on constraint webhook_delivery_webhook_event_subject_key do nothing
$$;

create function countersign_private.on_something_to_tell() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  case tg_table_name
    when 'review_outcome' then perform tell_webhooks('countersign.outcome', new.id::text, new.leaves_at);
    when 'alarm_state' then perform tell_webhooks('countersign.alarm', new.alarm || ' ' || new.state || ' ' || extract(epoch from new.valid_from), clock());
    when 'promotion_state' then
      perform tell_webhooks('countersign.promotion', new.promotion || ' ' || new.state || ' ' || extract(epoch from new.valid_from), clock());
  end case;
  return null;
end $$;
create trigger told after insert on countersign_private.review_outcome for each row execute function countersign_private.on_something_to_tell();
create trigger told after insert on countersign_private.alarm_state for each row execute function countersign_private.on_something_to_tell();
create trigger told after insert on countersign_private.promotion_state for each row execute function countersign_private.on_something_to_tell();
alter table countersign_private.review_outcome enable always trigger told;
alter table countersign_private.alarm_state enable always trigger told;
alter table countersign_private.promotion_state enable always trigger told;

create function countersign_private.instant_text(at timestamptz) returns text language sql immutable as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- What is told: names and decisions, never what a person or a model wrote. Null when there is nothing to tell any more: a verdict
-- that was taken back in time never was.
create function countersign_private.webhook_body(of_event text, of_subject text) returns jsonb language sql stable as $$
  select case of_event
    when 'countersign.outcome' then (
      select jsonb_build_object('generation', o.generation, 'event', g.event_id, 'producer', g.producer, 'service', g.service, 'item', o.item,
        'outcome', case o.decision when 'accept' then 'released' when 'mask' then 'released_masked' else case o.delivery when 'held' then 'refused' else 'harm_recorded' end end,
        'decision', o.decision, 'delivery', o.delivery, 'harm', o.harm, 'settled_at', countersign_private.instant_text(o.settled_at),
        'left_at', countersign_private.instant_text(o.leaves_at),
        'corrected', exists (select from countersign_private.kept_outcome e where e.tenant = 1 and e.item = o.item and e.id < o.id))
      from countersign_private.kept_outcome o join countersign_private.generation g on g.tenant = 1 and g.id = o.generation
      where o.tenant = 1 and o.id = of_subject::bigint)
    when 'countersign.alarm' then (
      select jsonb_build_object('alarm', a.id, 'kind', a.kind, 'artifact', f.name, 'version', v.label, 'environment', a.environment, 'about', a.subject,
        'words', a.words, 'state', split_part(of_subject, ' ', 2), 'at', countersign_private.instant_text(to_timestamp(split_part(of_subject, ' ', 3)::double precision)))
      from countersign_private.alarm a join countersign_private.version v on v.id = a.version join countersign_private.artifact f on f.id = v.artifact
      where a.id = split_part(of_subject, ' ', 1)::bigint)
    when 'countersign.promotion' then (
      select jsonb_build_object('promotion', p.id, 'artifact', f.name, 'version', v.label, 'digest', 'sha256:' || encode(v.digest, 'hex'),
        'environment', p.environment, 'colour', p.colour, 'weight', p.weight, 'state', split_part(of_subject, ' ', 2),
        'at', countersign_private.instant_text(to_timestamp(split_part(of_subject, ' ', 3)::double precision)))
      from countersign_private.promotion p join countersign_private.version v on v.id = p.version join countersign_private.artifact f on f.id = v.artifact
      where p.id = split_part(of_subject, ' ', 1)::bigint)
  end
$$;

-- Who is told ----------------------------------------------------------------------------------------------------------------

create function countersign_private.padded_secret(secret bytea, pad integer) returns bytea language plpgsql immutable as $$
declare made bytea := secret || decode(repeat('00', 64 - octet_length(secret)), 'hex');
begin
  for place in 0..63 loop
    made := set_byte(made, place, get_byte(made, place) # pad);
  end loop;
  return made;
end $$;

-- Names an address and what it is told. Its secret is answered this once.
create function countersign.add_webhook(name text, url text, events text[], reason text, channel text default 'sql')
returns table (activity bigint, secret text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin');
  made bigint;
  key constant bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
begin
  perform require_reason(reason);
  begin
    insert into webhook (name, url, events, set_by, reason, valid_from) values (name, url, events, who, reason, clock()) returning id into made;
  exception
    when unique_violation then
      perform refuse('CS409', 'webhook.exists', format('There is a webhook %s.', name), '', 'Stop it first, or choose another name.');
    when check_violation or not_null_violation then
      perform refuse('CS422', 'webhook.shape', 'This cannot be a webhook.',
        'It has a name of small letters and digits, an address of https (or of http on this machine) without user and fragment, and events.',
        'Choose events from countersign.outcome, countersign.alarm, countersign.promotion.');
  end;
  insert into webhook_secret (webhook, inner_pad, outer_pad) values (made, padded_secret(key, 54), padded_secret(key, 92));
  return query select record_activity('webhook.add', 'webhook', name, reason, jsonb_build_object('events', events,
      'host', substring(url from '^[a-z]+://([^/]+)')), channel),
    'whsec_' || encode(key, 'base64');
end $$;

-- What waits for it is told no more.
create function countersign.stop_webhook(name text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare ended bigint;
begin
  perform require_role('admin', 'lead');
  perform require_reason(reason);
  update webhook w set valid_to = greatest(clock(), w.valid_from + interval '1 microsecond') where w.name = stop_webhook.name and w.valid_to = 'infinity' returning w.id into ended;
  if not found then
    perform refuse('CS404', 'webhook.unknown', format('There is no webhook %s.', left(coalesce(name, ''), 63)), '', 'Look at `countersign webhook list`.');
  end if;
  update webhook_delivery d set state = 'dead', ended_at = clock(), last_words = 'The webhook was stopped.' where d.webhook = ended and d.state = 'waiting';
  return record_activity('webhook.stop', 'webhook', name, reason, '{}', channel);
end $$;

create function countersign.webhooks()
returns table (name text, url text, events text[], set_by text, reason text, since timestamptz, waiting bigint, dead bigint, delivered_at timestamptz, trouble text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_role('admin', 'lead', 'auditor');
  return query select w.name, w.url, w.events, w.set_by, w.reason, w.valid_from,
    (select count(*) from webhook_delivery d where d.webhook = w.id and d.state = 'waiting'),
    (select count(*) from webhook_delivery d where d.webhook = w.id and d.state = 'dead'),
    (select max(d.ended_at) from webhook_delivery d where d.webhook = w.id and d.state = 'delivered'),
    (select d.last_words from webhook_delivery d where d.webhook = w.id and d.state in ('waiting', 'dead') and d.last_words <> '' order by d.next_at desc limit 1)
  from webhook w where w.valid_to = 'infinity' and (select present_only()) order by w.name;
end $$;

-- Newest first; those before one of them, or from the beginning.
create function countersign.webhook_deliveries(of_webhook text default null, of_state text default null, before uuid default null, most integer default 100)
returns table (id uuid, webhook text, event text, subject text, state text, attempts integer, next_at timestamptz, last_status integer, last_words text,
  recorded_at timestamptz, ended_at timestamptz, body text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_role('admin', 'lead', 'auditor');
  return query select d.id, w.name, d.event, d.subject, d.state, d.attempts, d.next_at, d.last_status, d.last_words, d.recorded_at, d.ended_at, d.body
  from webhook_delivery d join webhook w on w.id = d.webhook
  where (select present_only()) and (of_webhook is null or w.name = of_webhook) and (of_state is null or d.state = of_state)
    and (before is null or (d.recorded_at, d.id) < (select x.recorded_at, x.id from webhook_delivery x where x.id = before))
  order by d.recorded_at desc, d.id desc limit least(greatest(most, 1), 1000);
end $$;

-- Tells it once more, whatever became of it, under the same id.
create function countersign.redeliver(delivery uuid, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('admin', 'lead');
  perform require_reason(reason);
  update webhook_delivery d set state = 'waiting', ended_at = null, attempts = 0, next_at = clock(), lease_until = '-infinity'
    from webhook w where d.id = delivery and w.id = d.webhook and w.valid_to = 'infinity' and d.state in ('delivered', 'dead');
  if not found then
    perform refuse('CS404', 'webhook.no-delivery', 'There is no such delivery that has ended, of a webhook that stands.', '', 'Look at `countersign webhook deliveries`.');
  end if;
  return record_activity('webhook.redeliver', 'delivery', delivery::text, reason, '{}', channel);
end $$;

-- What a daemon does ---------------------------------------------------------------------------------------------------------

-- Deliveries that are due, a few of each address, leased to one daemon for a minute: whoever comes after a crash tells them again,
-- under the same id. The signature is over id, time and body.
create function countersign.claim_deliveries(holder text, most integer default 16)
returns table (delivery uuid, fence bigint, webhook text, url text, body text, stamp bigint, signature text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  d record;
  words text;
begin
  perform require_ingest();
  for d in select x.id, x.event, x.subject, x.body, w.name, w.url, s.inner_pad, s.outer_pad
      from webhook_delivery x join webhook w on w.id = x.webhook join webhook_secret s on s.webhook = w.id
      where x.state = 'waiting' and x.next_at <= clock() and x.lease_until <= clock_timestamp() and x.id in (
        select y.id from webhook h cross join lateral (
          select z.id from webhook_delivery z where z.webhook = h.id and z.state = 'waiting' and z.next_at <= clock() and z.lease_until <= clock_timestamp()
          order by z.next_at limit 4) y where h.valid_to = 'infinity')
      order by x.next_at limit least(greatest(most, 1), 64) for update of x skip locked loop
    words := coalesce(d.body, (select jsonb_build_object('type', d.event, 'timestamp', instant_text(clock()), 'data', b)::text
      from webhook_body(d.event, d.subject) b where b is not null));
    if words is null then
      update webhook_delivery x set state = 'dropped', ended_at = clock(), last_words = 'It was taken back.' where x.id = d.id;
      continue;
    end if;
    update webhook_delivery x set body = words, attempts = x.attempts + 1, fence = x.fence + 1, holder = left(claim_deliveries.holder, 200),
      lease_until = clock_timestamp() + interval '1 minute' where x.id = d.id returning x.fence into fence;
    delivery := d.id;
    webhook := d.name;
    url := d.url;
    body := words;
    stamp := extract(epoch from clock_timestamp())::bigint;
    signature := 'v1,' || encode(sha256(d.outer_pad || sha256(d.inner_pad || convert_to(d.id || '.' || stamp || '.' || words, 'UTF8'))), 'base64');
    return next;
  end loop;
end $$;

-- What became of a try; says the state. A status of 200 to 299 means taken, 410 that nobody wants it; null: nobody was reached. Tries come after 2, 4, 8 … seconds and at
-- last every hour, each half to one and a half times that, or when the address says; after 16 it is dead.
create function countersign.settle_delivery(delivery uuid, fence bigint, status integer, words text, retry_after integer default null) returns text
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  d countersign_private.webhook_delivery;
  now_state text;
begin
  perform require_ingest();
  select * into d from webhook_delivery x where x.id = delivery and x.fence = settle_delivery.fence and x.state = 'waiting' for update;
  if not found then return 'lost'; end if;
  now_state := case when status between 200 and 299 then 'delivered' when status = 410 or d.attempts >= 16 then 'dead' else 'waiting' end;
  update webhook_delivery x set state = now_state, ended_at = case when now_state <> 'waiting' then clock() end, last_status = status,
    last_words = case when now_state = 'delivered' then '' else left(coalesce(words, ''), 500) end, lease_until = '-infinity',
    next_at = case when now_state = 'waiting' then clock() + greatest(make_interval(secs => least(3600, 2 ^ d.attempts) * (0.5 + random())),
      make_interval(secs => least(greatest(coalesce(retry_after, 0), 0), 86400))) else x.next_at end
    where x.id = delivery;
  return now_state;
end $$;

-- Forgets what was told long ago; what is dead stays for a year.
create function countersign.drop_old_deliveries() returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare gone bigint;
begin
  perform require_ingest();
  delete from webhook_delivery d where d.id in (select x.id from webhook_delivery x
    where x.state in ('delivered', 'dropped') and x.ended_at < clock() - interval '30 days' or x.state = 'dead' and x.ended_at < clock() - interval '1 year'
    order by x.recorded_at limit 10000);
  get diagnostics gone = row_count;
  return gone;
end $$;

insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('drop-old-deliveries', 'Forget what webhooks were told a month ago', '1 day', '03:10', 'ingest');

grant execute on function countersign.add_webhook(text, text, text[], text, text), countersign.stop_webhook(text, text, text), countersign.webhooks(),
  countersign.webhook_deliveries(text, text, uuid, integer), countersign.redeliver(uuid, text, text) to countersign_viewer;
grant execute on function countersign.claim_deliveries(text, integer), countersign.settle_delivery(uuid, bigint, integer, text, integer),
  countersign.drop_old_deliveries() to countersign_ingest;
