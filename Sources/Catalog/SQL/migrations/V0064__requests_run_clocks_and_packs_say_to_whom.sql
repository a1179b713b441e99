-- Requests from outside with their clocks and what was handed out; packs that say to whom they went and how much they were cut;
-- which keys the office signed with; and what becomes known of an incident after it was opened.

-- Requests ----------------------------------------------------------------------------------------------------------------

-- Clocks that the law gives, as data. A request of another kind is due when who asks says so.
create table countersign_private.request_rule (
  key text primary key,
  kind text not null,
  title text not null,
  months integer not null check (months > 0),
  -- By so many further months it may be put off, once, before it is due.
  further_months integer not null check (further_months >= 0),
  source text not null,
  law_version text not null
);
insert into countersign_private.request_rule values
  ('gdpr-12-3', 'data_subject', 'Tell the person what was done about their request', 1, 2, 'Regulation (EU) 2016/679, Art. 12(3)', '2016-05-04');
call countersign_private.guard_facts('countersign_private.request_rule');

-- When a period in months is shown to run out: the same time of day on the same date, or on the month's last day.
create function countersign_private.months_due(since timestamptz, months integer, zone text) returns timestamptz language sql stable as $$
  select ((since at time zone zone) + make_interval(months => months)) at time zone zone
$$;
-- Its end by Regulation (EEC, Euratom) 1182/71, Art. 3: with the last hour of the day with the date of the event, or of the month's
-- last day (2)(c); not on a Saturday or Sunday (4). Public holidays are not known here.
create function countersign_private.months_ends(since timestamptz, months integer, zone text) returns timestamptz language sql stable as $$
  select (d.day + case extract(isodow from d.day)::integer when 6 then 3 when 7 then 2 else 1 end)::timestamp at time zone zone
  from (select ((since at time zone zone)::date + make_interval(months => months))::date as day) d
$$;

create table countersign_private.request (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('authority', 'auditor', 'data_subject')),
  -- Who asks, outside of the office.
  asked_by text not null check (asked_by <> '' and length(asked_by) <= 200),
  what text not null check (what <> ''),
  -- The artifact it is about; empty for the office as a whole.
  scope text not null default '',
  received_at timestamptz not null,
  rule text references countersign_private.request_rule,
  source text not null,
  due_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  opened_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check (ends_at >= due_at)
);
call countersign_private.guard_facts('countersign_private.request');

create table countersign_private.request_act (
  id bigint generated always as identity primary key,
  request bigint not null references countersign_private.request,
  act text not null check (act in ('open', 'extend', 'hand_out', 'note', 'answer', 'refuse')),
  -- With extend: when it is due from then on.
  due_at timestamptz,
  ends_at timestamptz,
  -- With hand_out: a pack of ours, or anything else by its name and SHA-256.
  pack bigint references countersign_private.pack,
  handed text,
  digest bytea check (octet_length(digest) = 32),
  person text not null references countersign_private.person,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check ((act = 'extend') = (due_at is not null and ends_at is not null)),
  check ((act = 'hand_out') = (digest is not null and handed is not null))
);
create index on countersign_private.request_act (request, id);
call countersign_private.guard_facts('countersign_private.request_act');

create function countersign_private.is_answered(request_id bigint) returns boolean language sql stable as $$
  select exists (select from countersign_private.request_act a where a.request = request_id and a.act in ('answer', 'refuse'))
$$;

create function countersign_private.take_request(request_id bigint) returns countersign_private.request language plpgsql as $$
declare r countersign_private.request;
begin
  select * into r from request x where x.id = request_id for update;
  if not found then
    perform refuse('CS404', 'request.unknown', format('There is no request %s.', request_id), '', 'Look at `countersign request list`.');
  elsif is_answered(request_id) then
    perform refuse('CS409', 'request.answered', format('Request %s is answered.', request_id), '', 'Open a new one.');
  end if;
  return r;
end $$;

create function countersign.open_request(
  kind text, asked_by text, what text, received_at timestamptz, scope text default '', due timestamptz default null, channel text default 'sql')
returns table (request bigint, due_at timestamptz, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead', 'auditor', 'admin');
  zone constant text := (select c.time_zone from catalog c);
  r countersign_private.request_rule;
  made bigint;
  by_law timestamptz;
begin
  if kind is null or kind not in ('authority', 'auditor', 'data_subject') then
    perform refuse('CS422', 'request.kind', 'A request comes from an authority, an auditor or a data_subject.', '', 'Name one of these.');
  elsif coalesce(btrim(asked_by), '') = '' or length(asked_by) > 200 or coalesce(btrim(what), '') = '' or length(what) > 20000 then
    perform refuse('CS422', 'request.words', 'A request says who asks, in up to 200 characters, and for what.', '', 'Say both.');
  elsif received_at is null or received_at > clock() then
    perform refuse('CS422', 'request.received', 'A request was received in the past.', '', 'Say when it came.');
  elsif coalesce(scope, '') <> '' and not exists (select from artifact a where a.name = open_request.scope) then
    perform refuse('CS404', 'artifact.unknown', format('There is no artifact called %s.', left(scope, 120)), '', 'Name one of the registry, or none.');
  end if;
  select * into r from request_rule x where x.kind = open_request.kind order by x.months limit 1;
  by_law := months_due(received_at, r.months, zone);
  if r.key is null and due is null then
    perform refuse('CS422', 'request.due', 'When it must be answered was not said.', 'No law gives a time for it.', 'Say by when who asks expects it.');
  elsif due < received_at or due > by_law then
    perform refuse('CS422', 'request.due', 'It is due after it was received, and no later than the law says.', coalesce(r.source, ''), 'Name an earlier day, or none.');
  end if;
  insert into countersign_private.request (kind, asked_by, what, scope, received_at, rule, source, due_at, ends_at, zone, opened_by)
  values (kind, asked_by, what, coalesce(scope, ''), received_at, r.key, coalesce(r.source, 'as who asks has said'), coalesce(due, by_law),
    case when r.key is null then due else months_ends(received_at, r.months, zone) end, zone, who) returning id, countersign_private.request.due_at into made, by_law;
  insert into request_act (request, act, person, reason, channel, effective_at) values (made, 'open', who, '', channel, received_at);
  return query select made, by_law, record_activity('request.open', 'request', made::text, '',
    jsonb_build_object('kind', kind, 'scope', coalesce(scope, ''), 'due_at', by_law), channel);
end $$;

-- Puts off what the law lets be put off: once, before it is due, with a reason the person is told.
create function countersign.extend_request(request bigint, months integer, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'auditor', 'admin');
  r countersign_private.request := take_request(request);
  rule countersign_private.request_rule;
  at constant timestamptz := clock();
begin
  perform require_reason(reason);
  select * into rule from request_rule x where x.key = r.rule;
  if coalesce(months, 0) < 1 or months > coalesce(rule.further_months, 0) then
    perform refuse('CS422', 'request.extend', 'It cannot be put off by so much.', coalesce(rule.source, 'No law gives more time.'), 'Answer it.');
  elsif at > r.ends_at or exists (select from request_act a where a.request = r.id and a.act = 'extend') then
    perform refuse('CS409', 'request.extend', 'It was due, or was put off before.', coalesce(rule.source, ''), 'Answer it.');
  end if;
  insert into request_act (request, act, due_at, ends_at, person, reason, channel, effective_at)
  values (r.id, 'extend', months_due(r.received_at, rule.months + months, r.zone), months_ends(r.received_at, rule.months + months, r.zone), who, reason, channel, at);
  return record_activity('request.extend', 'request', r.id::text, reason, jsonb_build_object('months', months), channel);
end $$;

-- Says what was handed out: one of our packs, or anything else by its name and digest.
create function countersign.hand_out(request bigint, pack bigint, handed text, digest bytea, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'auditor', 'admin');
  r countersign_private.request := take_request(request);
  p record;
begin
  perform require_reason(reason);
  if pack is not null then
    select k.digest, s.quarter, k.scope into p from countersign_private.pack k join snapshot s on s.id = k.snapshot where k.id = hand_out.pack;
    if not found then
      perform refuse('CS404', 'pack.unknown', format('No pack %s was issued.', pack), '', 'Look at the packs of the quarter.');
    end if;
    digest := p.digest;
    handed := format('pack %s of %s', pack, p.quarter) || case when p.scope <> '' then ', cut to ' || p.scope else '' end;
  elsif coalesce(btrim(handed), '') = '' or length(handed) > 500 or coalesce(octet_length(digest), 0) <> 32 then
    perform refuse('CS422', 'request.handed', 'What was handed out has a name and a SHA-256.', '', 'Name the file, or one of our packs.');
  end if;
  insert into request_act (request, act, pack, handed, digest, person, reason, channel, effective_at)
  values (r.id, 'hand_out', pack, handed, digest, who, reason, channel, clock());
  return record_activity('request.hand-out', 'request', r.id::text, reason, jsonb_build_object('handed', handed, 'digest', encode(digest, 'hex')), channel);
end $$;

create function countersign.answer_request(request bigint, refused boolean, reason text, answered_at timestamptz default null, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'auditor', 'admin');
  r countersign_private.request := take_request(request);
begin
  perform require_reason(reason);
  if answered_at > clock() or answered_at < r.received_at then
    perform refuse('CS422', 'request.answer', 'An answer goes out after the request came, and not in the future.', '', 'Say when it went out.');
  end if;
  insert into request_act (request, act, person, reason, channel, effective_at)
  values (r.id, case when refused then 'refuse' else 'answer' end, who, reason, channel, coalesce(answered_at, clock()));
  return record_activity(case when refused then 'request.refuse' else 'request.answer' end, 'request', r.id::text, reason, '{}', channel);
end $$;

-- Who asks for their own data is a person: only those who answer requests are told.
call countersign_private.make_views('request', $$
  select r.id, r.kind, case when r.kind <> 'data_subject' or pg_has_role(session_user, 'countersign_auditor', 'member') or pg_has_role(session_user, 'countersign_lead', 'member')
      or pg_has_role(session_user, 'countersign_admin', 'member') then r.asked_by else 'a person' end as asked_by,
    case when r.kind <> 'data_subject' or pg_has_role(session_user, 'countersign_auditor', 'member') or pg_has_role(session_user, 'countersign_lead', 'member')
      or pg_has_role(session_user, 'countersign_admin', 'member') then r.what else '' end as what,
    r.scope, r.received_at, r.source, coalesce(e.due_at, r.due_at) as due_at, coalesce(e.ends_at, r.ends_at) as ends_at, r.zone, r.opened_by, r.recorded_at,
    case d.act when 'answer' then 'answered' when 'refuse' then 'refused' else 'open' end as state, d.effective_at as answered_at,
    (select count(*) from countersign_private.request_act a where a.request = r.id and a.act = 'hand_out' and {fact a}) as handed
  from countersign_private.request r
  left join lateral (select a.due_at, a.ends_at from countersign_private.request_act a where a.request = r.id and a.act = 'extend' and {fact a} order by a.id desc limit 1) e on true
  left join lateral (select a.act, a.effective_at from countersign_private.request_act a where a.request = r.id and a.act in ('answer', 'refuse') and {fact a}
    order by a.id limit 1) d on true
  where {fact r} $$);
call countersign_private.make_views('request_act', $$
  select a.id, a.request, a.act, a.due_at, a.pack, a.handed, encode(a.digest, 'hex') as digest, a.person, a.reason, a.channel, a.effective_at, a.recorded_at
  from countersign_private.request_act a where {fact a} $$);
grant select on countersign.request, countersign_past.request, countersign.request_act, countersign_past.request_act to countersign_viewer;
grant execute on function
  countersign.open_request(text, text, text, timestamptz, text, timestamptz, text), countersign.extend_request(bigint, integer, text, text),
  countersign.hand_out(bigint, bigint, text, bytea, text, text), countersign.answer_request(bigint, boolean, text, timestamptz, text)
  to countersign_viewer;

-- Requests that came in a quarter, or were still open when it began. Who asks for their own data stays here, and so do their words.
create function countersign_private.request_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select r.scope, 'request', r.id::text, r.received_at, r.recorded_at, null, null,
    jsonb_build_object('request', r.id, 'request_kind', r.kind, 'asked_by', case when r.kind <> 'data_subject' then r.asked_by end,
      'what', case when r.kind <> 'data_subject' then r.what end, 'source', r.source, 'zone', r.zone, 'opened_by', r.opened_by,
      'due_at', rfc3339(coalesce(e.due_at, r.due_at)), 'ends_at', rfc3339(coalesce(e.ends_at, r.ends_at)),
      'state', case d.act when 'answer' then 'answered' when 'refuse' then 'refused' else 'open' end, 'answered_at', rfc3339(d.effective_at), 'answered_by', d.person,
      'handed_out', (select coalesce(jsonb_agg(jsonb_build_object('what', a.handed, 'digest', 'sha256:' || encode(a.digest, 'hex'), 'person', a.person,
          'at', rfc3339(a.effective_at)) order by a.id), '[]') from request_act a where a.request = r.id and a.act = 'hand_out' and a.effective_at < ends))
  from request r
  left join lateral (select a.* from request_act a where a.request = r.id and a.act = 'extend' and a.effective_at < ends order by a.id desc limit 1) e on true
  left join lateral (select a.* from request_act a where a.request = r.id and a.act in ('answer', 'refuse') and a.effective_at < ends order by a.id limit 1) d on true
  where r.received_at < ends and (r.received_at >= starts or d.id is null or d.effective_at >= starts)
$$;

-- Packs -------------------------------------------------------------------------------------------------------------------

alter table countersign_private.pack
  -- The highest class of data whose excerpts are in it; null: from before this step, when there were none.
  add column clearance text check (clearance in ('green', 'yellow', 'red')),
  -- To whom it went.
  add column recipient text check (recipient <> '' and length(recipient) <= 200);

drop function countersign.issue_pack(bigint, text, bytea, bigint, text, text);
-- Records that a pack goes out, to whom and how much of it, before it does.
create function countersign.issue_pack(
  snapshot bigint, scope text, digest bytea, bytes bigint, signer text, clearance text default 'green', recipient text default null, excerpts integer default 0,
  channel text default 'sql')
returns table (pack bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('auditor');
  made bigint;
begin
  if not exists (select from snapshot_frozen f where f.snapshot = issue_pack.snapshot) then
    perform refuse('CS404', 'snapshot.unknown', 'There is no frozen snapshot of that number.', '', 'Freeze it first.');
  elsif clearance is null or clearance not in ('green', 'yellow', 'red') then
    perform refuse('CS422', 'pack.clearance', 'A clearance is green, yellow or red.', '', 'Name the highest class the recipient may read.');
  elsif clearance <> 'green' and coalesce(btrim(recipient), '') = '' then
    perform refuse('CS422', 'pack.recipient', 'Who reads more than green data has a name.', '', 'Say to whom the pack goes.');
  end if;
  insert into countersign_private.pack (snapshot, scope, digest, bytes, signer, issued_by, clearance, recipient)
  values (snapshot, scope, digest, bytes, signer, who, clearance, nullif(btrim(recipient), '')) returning id into made;
  return query select made, record_activity('pack.issue', 'pack', made::text, '',
    jsonb_strip_nulls(jsonb_build_object('snapshot', snapshot, 'scope', scope, 'digest', encode(digest, 'hex'), 'bytes', bytes, 'signer', signer, 'clearance', clearance,
      'recipient', nullif(btrim(recipient), ''), 'excerpts', excerpts)), channel);
end $$;
grant execute on function countersign.issue_pack(bigint, text, bytea, bigint, text, text, text, integer, text) to countersign_viewer;

drop view countersign.pack, countersign_past.pack;
call countersign_private.make_views('pack', $$
  select p.id, p.snapshot, s.quarter, p.scope, encode(p.digest, 'hex') as digest, p.bytes, p.signer, p.issued_by, p.recorded_at, p.clearance, p.recipient
  from countersign_private.pack p join countersign_private.snapshot s on s.id = p.snapshot where {fact p} $$);
grant select on countersign.pack, countersign_past.pack to countersign_viewer;

-- Keys of the office ------------------------------------------------------------------------------------------------------

-- Keys that checkpoints and packs are signed with, oldest first. But for the first each has a note by one before that vouches for it;
-- whoever reads the history checks the notes: the catalog has no Ed25519 of its own.
create table countersign_private.office_key (
  id bigint generated always as identity primary key,
  -- A verifier key in its text form (C2SP signed-note), NAME+HASH+BASE64.
  key text not null unique check (key ~ '^[^+[:space:]]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$' and length(key) <= 500),
  endorsement text check (length(endorsement) <= 5000),
  recorded_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.office_key');

create function countersign.keep_office_key(key text, endorsement text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('lead', 'admin');
begin
  perform require_reason(reason);
  -- One after the other: there is one first key.
  perform from countersign_private.catalog for update;
  if exists (select from office_key k where k.key = keep_office_key.key) then
    perform refuse('CS409', 'log.key-known', 'This key is in the history already.', '', 'Nothing needs to be done.');
  elsif (endorsement is null) = exists (select from office_key k) then
    perform refuse('CS403', 'log.key-alone', 'A later key is vouched for by one before; the first is not.', 'Otherwise anybody''s key could follow the office''s.',
      'Sign for it with the key before: countersign log key endorse.');
  end if;
  insert into office_key (key, endorsement, recorded_by) values (key, endorsement, who);
  return record_activity('log.key', 'log', '', reason, jsonb_build_object('key', key), channel);
end $$;

call countersign_private.make_views('office_key', $$
  select k.id, k.key, k.endorsement, k.recorded_by, k.recorded_at from countersign_private.office_key k where {fact k} $$);
grant select on countersign.office_key, countersign_past.office_key to countersign_viewer;
grant execute on function countersign.keep_office_key(text, text, text, text) to countersign_viewer;

-- Incidents ---------------------------------------------------------------------------------------------------------------

-- What became known after an incident was opened: how many are affected, and where else it is worked on.
create table countersign_private.incident_detail (
  id bigint generated always as identity primary key,
  incident bigint not null references countersign_private.incident,
  affected integer check (affected >= 0),
  ticket text check (ticket <> '' and length(ticket) <= 500),
  person text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check (affected is not null or ticket is not null)
);
create index on countersign_private.incident_detail (incident, id desc);
call countersign_private.guard_facts('countersign_private.incident_detail');

alter table countersign_private.incident_act drop constraint incident_act_act_check;
alter table countersign_private.incident_act add constraint incident_act_act_check
  check (act in ('open', 'classify', 'link', 'report', 'note', 'close', 'detail'));

create function countersign_private.affected_by(incident_id bigint) returns integer language sql stable as $$
  select coalesce((select d.affected from countersign_private.incident_detail d where d.incident = incident_id and d.affected is not null order by d.id desc limit 1),
    (select i.affected from countersign_private.incident i where i.id = incident_id))
$$;
create function countersign_private.ticket_of(incident_id bigint) returns text language sql stable as $$
  select coalesce((select d.ticket from countersign_private.incident_detail d where d.incident = incident_id and d.ticket is not null order by d.id desc limit 1),
    (select i.ticket from countersign_private.incident i where i.id = incident_id))
$$;

create function countersign.detail_incident(incident bigint, affected integer, ticket text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  if affected is null and coalesce(btrim(ticket), '') = '' or affected < 0 or length(ticket) > 500 then
    perform refuse('CS422', 'incident.detail', 'Say how many are affected, or the address of a ticket of up to 500 characters.', '', 'Say at least one of them.');
  end if;
  insert into incident_detail (incident, affected, ticket, person, reason) values (i.id, affected, nullif(btrim(ticket), ''), who, reason);
  insert into incident_act (incident, act, person, reason, channel, effective_at)
  values (i.id, 'detail', who, concat_ws('; ', 'affected: ' || affected, 'ticket: ' || nullif(btrim(ticket), ''), reason), channel, clock());
  return record_activity('incident.detail', 'incident', i.id::text, reason, jsonb_strip_nulls(jsonb_build_object('affected', affected, 'ticket', nullif(btrim(ticket), ''))), channel);
end $$;
grant execute on function countersign.detail_incident(bigint, integer, text, text, text) to countersign_viewer;

drop view countersign.incident, countersign_past.incident;
call countersign_private.make_views('incident', $$
  select i.id, i.title, i.description, t.traits, t.traits && array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread'] as serious, i.happened_at, i.aware_at,
    coalesce((select d.affected from countersign_private.incident_detail d where d.incident = i.id and d.affected is not null and {fact d} order by d.id desc limit 1), i.affected) as affected,
    coalesce((select d.ticket from countersign_private.incident_detail d where d.incident = i.id and d.ticket is not null and {fact d} order by d.id desc limit 1), i.ticket) as ticket,
    i.zone, i.opened_by, i.recorded_at,
    case when exists (select from countersign_private.incident_act a where a.incident = i.id and a.act = 'close' and {fact a}) then 'closed' else 'open' end as state,
    (select min(c.due_at) from countersign_private.incident_clock c where c.incident = i.id and {fact c} and not exists (
      select from countersign_private.incident_act a where a.incident = c.incident and a.duty = c.duty and {fact a})) as next_due
  from countersign_private.incident i
  cross join lateral (select a.traits from countersign_private.incident_act a where a.incident = i.id and a.traits is not null and {fact a}
    order by a.id desc limit 1) t where {fact i} $$);
grant select on countersign.incident, countersign_past.incident to countersign_viewer;

select countersign_private.bind_rows(x.place, string_to_array(x.keys, ' ')) from (values
  ('request_rule', 'key'), ('request', 'id'), ('request_act', 'id'), ('office_key', 'id'), ('incident_detail', 'id')) x (place, keys);
