-- Snapshots: what was true in a quarter, as recorded by the moment of freezing. Two persons freeze the same content; a frozen
-- snapshot never changes, and a correction is a new one that names it.
-- Long because all that a quarter holds is told in one place, kind by kind.

-- The month a year of quarters begins with; such a year is named after the calendar year it begins in.
alter table countersign_private.catalog add column first_month integer not null default 1 check (first_month between 1 and 12);

-- The borders of a quarter in the office's time zone: from the first moment, up to the second.
create function countersign_private.quarter_span(quarter text, zone text, first_month integer)
returns table (starts timestamptz, ends timestamptz) language plpgsql stable as $$
declare first timestamp;
begin
  if quarter is null or quarter !~ '^[0-9]{4}Q[1-4]$' then
    perform countersign_private.refuse('CS422', 'quarter.name', 'A quarter is named like 2026Q4.', '', 'Name one.');
  end if;
  first := make_timestamp(left(quarter, 4)::integer, first_month, 1, 0, 0, 0) + make_interval(months => 3 * (right(quarter, 1)::integer - 1));
  return query select first at time zone zone, (first + interval '3 months') at time zone zone;
end $$;

-- The quarter a moment lies in.
create function countersign_private.quarter_of(moment timestamptz, zone text, first_month integer) returns text language sql stable as $$
  select to_char(m, 'YYYY') || 'Q' || to_char(m, 'Q') from (select (moment at time zone zone) - make_interval(months => first_month - 1) as m) x
$$;

create table countersign_private.snapshot (
  id bigint generated always as identity primary key,
  quarter text not null,
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts),
  zone text not null,
  -- The frozen one that this one puts right.
  corrects bigint references countersign_private.snapshot,
  opened_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.snapshot (quarter, id desc);
call countersign_private.guard_facts('countersign_private.snapshot');

-- Who has seen what: the digest is that of the content without salts.
create table countersign_private.snapshot_signature (
  id bigint generated always as identity primary key,
  snapshot bigint not null references countersign_private.snapshot,
  person text not null references countersign_private.person,
  login text not null,
  content_digest bytea not null,
  facts integer not null,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.snapshot_signature (snapshot, id desc);
call countersign_private.guard_facts('countersign_private.snapshot_signature');

-- `digest`: SHA-256 of the facts' digests in hexadecimal, in order, each on a line that ends with a line feed.
create table countersign_private.snapshot_frozen (
  snapshot bigint primary key references countersign_private.snapshot,
  asked_by text not null references countersign_private.person,
  frozen_by text not null references countersign_private.person,
  facts integer not null,
  digest bytea not null check (octet_length(digest) = 32),
  activity bigint not null references countersign_private.activity,
  recorded_at timestamptz not null,
  check (asked_by <> frozen_by)
);
call countersign_private.guard_facts('countersign_private.snapshot_frozen');

-- One fact of a frozen quarter: canonical JSON (RFC 8785) with both times in it. The salt keeps what is left out of a pack
-- from being guessed by its digest.
create table countersign_private.period_fact (
  snapshot bigint not null references countersign_private.snapshot,
  ordinal integer not null,
  -- The artifact it is about; empty for the office as a whole.
  scope text not null,
  kind text not null,
  subject text not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  body text not null,
  salt bytea not null check (octet_length(salt) = 16),
  digest bytea not null check (digest = sha256(salt || sha256(convert_to(body, 'UTF8')))),
  primary key (snapshot, ordinal),
  unique (snapshot, kind, subject)
);
create index on countersign_private.period_fact (snapshot, scope, ordinal);
call countersign_private.guard_facts('countersign_private.period_fact');

create function countersign_private.on_fact_of_a_frozen_snapshot() returns trigger language plpgsql as $$
begin
  if exists (select from countersign_private.snapshot_frozen f where f.snapshot = new.snapshot) then
    perform countersign_private.refuse('CS403', 'snapshot.frozen', format('Snapshot %s is frozen.', new.snapshot), '',
      'Open a new one that corrects it.');
  end if;
  return new;
end $$;
create trigger frozen before insert on countersign_private.period_fact
  for each row execute function countersign_private.on_fact_of_a_frozen_snapshot();
alter table countersign_private.period_fact enable always trigger frozen;

-- A pack that was handed out.
create table countersign_private.pack (
  id bigint generated always as identity primary key,
  snapshot bigint not null references countersign_private.snapshot_frozen,
  -- The system it was cut to; empty for all.
  scope text not null,
  -- SHA-256 of the file.
  digest bytea not null check (octet_length(digest) = 32),
  bytes bigint not null check (bytes > 0),
  signer text not null,
  issued_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.pack (snapshot);
call countersign_private.guard_facts('countersign_private.pack');

-- Canonical JSON ---------------------------------------------------------------------------------------------------------

-- A number as RFC 8785 writes it. Callers pin extra_float_digits.
create function countersign_private.canonical_number(n numeric) returns text language plpgsql immutable as $$
declare shortest text;
begin
  if n = trunc(n) and abs(n) < 1e15 then return trunc(n)::text; end if;
  shortest := n::float8::text;
  if abs(n) >= 1e21 or abs(n) < 1e-6 then return regexp_replace(shortest, 'e([+-])0+', 'e\1'); end if;
  return trim_scale(shortest::numeric)::text;
end $$;

-- Keys are ASCII here, so that the order of bytes is that of UTF-16.
create function countersign_private.canonical(value jsonb) returns text language plpgsql immutable as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (
      select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || case when jsonb_typeof(m.value) in ('string', 'boolean', 'null') then m.value::text
          else countersign_private.canonical(m.value) end, ',' order by m.key collate "C"), '') || '}'
      from jsonb_each(value) m)
    when 'array' then (
      select '[' || coalesce(string_agg(countersign_private.canonical(m.value), ',' order by m.ordinality), '') || ']'
      from jsonb_array_elements(value) with ordinality m)
    when 'number' then countersign_private.canonical_number(value::text::numeric)
    else value::text end;
end $$;

create function countersign_private.rfc3339(moment timestamptz) returns text language sql stable as $$
  select rtrim(rtrim(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;

-- What a quarter's facts are ---------------------------------------------------------------------------------------------
-- Each of these answers facts of one kind whose effective time lies before the end of the quarter: those that became so in
-- it, and those that still held (`carried`). All are as recorded by now. `leaf` is the text of the row's leaf in the log.

create type countersign_private.found_fact as (
  scope text, kind text, subject text, effective_at timestamptz, recorded_at timestamptz, leaf_name text, leaf text, body jsonb);

-- Versions that an environment served at some time between two moments.
create function countersign_private.served_between(starts timestamptz, ends timestamptz) returns setof bigint language sql stable as $$
  select distinct p.version from countersign_private.pointer p where p.effective_at < ends and p.valid_to > starts
$$;

create function countersign_private.registry_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'artifact', a.name, s.effective_at, s.valid_from, null, null,
    jsonb_build_object('name', a.name, 'artifact_kind', a.kind, 'team', s.team, 'owner', s.owner, 'tier', s.tier, 'purpose', s.purpose,
      'retired', s.retired, 'changed_by', s.changed_by)
  from artifact a cross join lateral (
    select x.* from artifact_state x where x.artifact = a.id and x.effective_at < ends order by x.effective_at desc, x.valid_from desc limit 1) s
  where not (s.retired and s.effective_at < starts)
  union all
  select a.name, 'version', a.name || '@' || v.label, v.effective_at, v.recorded_at, 'version:' || v.id, leaf_of(v)::text,
    jsonb_build_object('artifact', a.name, 'artifact_kind', a.kind, 'label', v.label, 'number', v.number, 'digest', 'sha256:' || encode(v.digest, 'hex'),
      'content', convert_from(v.body, 'UTF8'), 'author', v.author, 'message', v.message, 'source', v.source,
      'parent', (select p.label from version p where p.id = v.parent),
      'pins', (select coalesce(jsonb_agg(jsonb_build_object('version', pa.name || '@' || pv.label, 'artifact', pa.name, 'artifact_kind', pa.kind,
          'label', pv.label, 'role', d.role, 'digest', 'sha256:' || encode(pv.digest, 'hex')) order by pa.name collate "C", d.role collate "C"), '[]')
        from dependency d join version pv on pv.id = d.on_version join artifact pa on pa.id = pv.artifact where d.version = v.id))
  from version v join artifact a on a.id = v.artifact
  where v.effective_at < ends and (v.effective_at >= starts or v.id in (select served_between(starts, ends)))
  union all
  select a.name, 'evaluation', a.name || '@' || v.label || '/' || e.suite || '/' || e.metric || '/' || e.id, e.effective_at, e.recorded_at,
    'evaluation:' || e.id, leaf_of(e)::text,
    jsonb_build_object('artifact', a.name, 'label', v.label, 'suite', e.suite, 'metric', e.metric, 'value', e.value, 'bound', e.bound,
      'at_least', e.at_least, 'n', e.n, 'met', case when e.bound is not null then case when e.at_least then e.value >= e.bound else e.value <= e.bound end end,
      'supplied_by', e.supplied_by)
  from evaluation e join version v on v.id = e.version join artifact a on a.id = v.artifact
  where e.effective_at < ends and (e.effective_at >= starts or e.version in (select served_between(starts, ends)))
  union all
  select a.name, 'pointer', a.name || '/' || p.environment || '/' || p.colour || '/' || rfc3339(p.valid_from), p.effective_at, p.valid_from,
    'pointer:' || pointer_subject(p), leaf_of(p)::text,
    jsonb_build_object('artifact', a.name, 'environment', p.environment, 'colour', p.colour, 'label', v.label, 'weight', p.weight,
      'promotion', p.promotion, 'moved_by', p.moved_by, 'reason', p.reason,
      'until', case when p.valid_to < ends then rfc3339(p.valid_to) end)
  from pointer p join version v on v.id = p.version join artifact a on a.id = p.artifact
  where p.effective_at < ends and p.valid_to > starts
$$;

create function countersign_private.promotion_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  with told as (
    select p.* from promotion p
    where p.effective_at < ends and (p.effective_at >= starts
      or exists (select from promotion_state s where s.promotion = p.id and s.valid_from >= starts and s.valid_from < ends)
      or exists (select from pointer x where x.promotion = p.id and x.effective_at < ends and x.valid_to > starts)))
  select a.name, 'promotion', p.id::text, p.effective_at, p.recorded_at, null, null,
    jsonb_build_object('promotion', p.id, 'artifact', a.name, 'artifact_kind', a.kind, 'label', v.label, 'environment', p.environment, 'needed', p.needed,
      'requested_by', p.requested_by, 'reason', p.reason, 'state', s.state, 'state_by', s.changed_by, 'state_at', rfc3339(s.valid_from))
  from told p join version v on v.id = p.version join artifact a on a.id = v.artifact
  join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity'
  union all
  select a.name, 'approval', x.id::text, x.recorded_at, x.recorded_at, 'approval:' || x.id, leaf_of(x)::text,
    jsonb_build_object('promotion', x.promotion, 'artifact', a.name, 'label', v.label, 'person', x.person, 'approves', x.approves,
      'revision', x.revision, 'version_digest', 'sha256:' || encode(x.version_digest, 'hex'), 'reason', x.reason, 'channel', x.channel)
  from told p join approval x on x.promotion = p.id join version v on v.id = p.version join artifact a on a.id = v.artifact
$$;

create function countersign_private.office_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select '', 'right', coalesce(a.subject, '') || '/' || coalesce(a.detail ->> 'role', '') || '/' || a.id, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('person', a.subject, 'login', a.detail ->> 'login', 'right', a.detail ->> 'role', 'granted_by', a.person, 'reason', a.reason)
  from activity a where a.act = 'right.grant' and a.recorded_at < ends
  union all
  select case when a.subject_kind = 'artifact' then a.subject else '' end, 'act', a.id::text, a.recorded_at, a.recorded_at, 'activity:' || a.id, leaf_of(a)::text,
    jsonb_build_object('act', a.act, 'about', a.subject_kind || ' ' || a.subject, 'person', a.person, 'reason', a.reason, 'channel', a.channel)
  from activity a where a.recorded_at >= starts and a.recorded_at < ends
    and a.act in ('artifact.retire', 'team.add', 'snapshot.open', 'snapshot.freeze', 'pack.issue', 'erasure', 'incident.open', 'incident.close')
$$;

-- Verdicts as figures, of items that are done: nothing of a blind review shows.
create function countersign_private.review_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  with item as (
    select i.*, p.state from review_item i join review_present p on p.tenant = i.tenant and p.item = i.id
    where i.tenant = 1 and i.arrived_at >= starts and i.arrived_at < ends),
  given as (
    select i.queue, i.due, v.* from item i join verdict v on v.tenant = 1 and v.item = i.id where i.state = 'done')
  select '', 'review', 'queue ' || q.key, starts, greatest(max(i.arrived_at), (select max(g.recorded_at) from given g where g.queue = q.key), starts), null, null,
    jsonb_build_object('queue', q.key, 'tier', q.tier, 'arrived', count(i.id), 'done', count(*) filter (where i.state = 'done'),
      'open', count(*) filter (where i.state <> 'done'),
      'verdicts', (select count(*) from given g where g.queue = q.key),
      'decisions', (select coalesce(jsonb_object_agg(d.decision, d.n), '{}') from (
        select g.decision, count(*) as n from given g where g.queue = q.key group by 1) d),
      'overdue', (select count(*) from given g where g.queue = q.key and g.recorded_at > g.due),
      'pairs', a.pairs, 'agreed', a.agreed,
      'agreement', case when a.pairs > 0 then round(a.agreed::numeric / a.pairs, 4) end)
  from queue q left join item i on i.queue = q.key
  cross join lateral (
    select count(*) as pairs, count(*) filter (where x.decision = y.decision) as agreed
    from given x join given y on y.item = x.item and y.slot > x.slot and x.slot > 0 where x.queue = q.key) a
  group by q.key, q.tier, a.pairs, a.agreed
  union all
  select '', 'reviewer', g.reviewer, starts, max(g.recorded_at), null, null,
    jsonb_build_object('person', g.reviewer, 'verdicts', count(*), 'accept', count(*) filter (where g.decision = 'accept'),
      'mask', count(*) filter (where g.decision = 'mask'), 'block', count(*) filter (where g.decision = 'block'),
      'escalate', count(*) filter (where g.decision = 'escalate'), 'overdue', count(*) filter (where g.recorded_at > g.due))
  from given g group by g.reviewer
$$;

-- What people stated about artifacts and owe: the newest answer of each key, who confirmed it, and how it stands.
create function countersign_private.stated_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select a.name, 'statement', a.name || '/' || f.key, coalesce(x.effective_at, s.valid_from), coalesce(c.recorded_at, x.recorded_at, s.valid_from), null, null,
    jsonb_build_object('artifact', a.name, 'key', f.key, 'value', x.value, 'state', s.state, 'owner', s.owner, 'due', rfc3339(s.due),
      'label', v.label, 'answered_by', x.answered_by, 'confirmed_by', c.confirmed_by, 'confirmed_at', rfc3339(c.recorded_at), 'cause', nullif(s.cause, ''))
  from fact f join artifact a on a.id = f.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity'
  left join fact_answer x on x.id = s.answer left join fact_confirmation c on c.answer = x.id left join version v on v.id = x.version
  where coalesce(x.effective_at, s.valid_from) < ends
$$;

-- Calls as figures: how many there were, and how many of them nobody was asked to read.
create function countersign_private.traffic_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select coalesce((select a.name from artifact a where a.name = g.model), ''), 'traffic', g.model || '@' || g.model_version || '/' || g.tier, starts, max(g.recorded_at), null, null,
    jsonb_build_object('model', g.model, 'model_version', g.model_version, 'tier', g.tier, 'calls', count(*), 'tokens_in', sum(g.tokens_in), 'tokens_out', sum(g.tokens_out),
      'cost_micros', sum(g.cost_micros), 'unreviewed', count(*) filter (where i.id is null),
      'registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.model and v.label = g.model_version))
  from generation g left join review_item i on i.tenant = g.tenant and i.generation = g.id
  where g.tenant = 1 and g.id >= first_id_at(starts) and g.id < first_id_at(ends)
  group by g.model, g.model_version, g.tier
$$;

create function countersign_private.incident_facts(starts timestamptz, ends timestamptz) returns setof countersign_private.found_fact
language sql stable as $$
  select coalesce((select min(a.name) from incident_link l join artifact a on a.id = l.artifact where l.incident = i.id), ''), 'incident', i.id::text, i.aware_at, i.recorded_at, null, null,
    jsonb_build_object('incident', i.id, 'title', i.title, 'traits', to_jsonb(incident_traits(i.id)), 'serious', is_serious(incident_traits(i.id)),
      'happened_at', rfc3339(i.happened_at), 'affected', i.affected, 'ticket', i.ticket, 'zone', i.zone, 'opened_by', i.opened_by,
      'state', case when is_closed(i.id) then 'closed' else 'open' end,
      'clocks', (select coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'duty', c.duty, 'source', c.source, 'law_version', c.law_version,
          'due_at', rfc3339(c.due_at), 'ends_at', rfc3339(c.ends_at)) order by c.due_at, c.rule), '[]') from incident_clock c where c.incident = i.id),
      'acts', (select coalesce(jsonb_agg(jsonb_build_object('act', x.act, 'person', x.person, 'duty', x.duty, 'stage', x.stage,
          'effective_at', rfc3339(x.effective_at), 'recorded_at', rfc3339(x.recorded_at)) order by x.id), '[]') from incident_act x where x.incident = i.id),
      'holds', (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'subject', l.subject, 'digest', encode(l.digest, 'hex')) order by l.ordinal), '[]')
        from incident_link l where l.incident = i.id))
  from incident i where i.aware_at < ends and (i.aware_at >= starts
    or not exists (select from incident_act x where x.incident = i.id and x.act = 'close' and x.effective_at < starts))
$$;

-- What is missing, with who owes it: `stops` keeps a quarter from being frozen, the rest is frozen with it.
create function countersign_private.quarter_gaps(starts timestamptz, ends timestamptz)
returns table (stops boolean, owner text, scope text, what text, remedy text) language sql stable as $$
  select true, null::text, '', 'The quarter is not over.', 'Freeze it after its end.' where ends > countersign_private.clock()
  union all
  select true, null, '', format('Review items of queue %s that are not decided: %s.', i.queue, count(*)), 'Work the queue: countersign review list.'
  from review_item i join review_present p on p.tenant = i.tenant and p.item = i.id
  where i.tenant = 1 and i.arrived_at >= starts and i.arrived_at < ends and p.state <> 'done' and i.tier = 'high' group by i.queue
  union all
  select true, i.opened_by, '', format('Incident %s: %s was not answered by %s.', i.id, c.duty, rfc3339(c.due_at)), 'Record the report: countersign incident report.'
  from incident i join lateral (select distinct on (x.duty) x.duty, x.due_at from incident_clock x where x.incident = i.id order by x.duty, x.due_at) c on true
  where c.due_at >= starts and c.due_at < least(ends, clock())
    and not exists (select from incident_act a where a.incident = i.id and a.duty = c.duty)
  union all
  select false, s.owner, a.name, g.what, g.remedy
  from artifact a join artifact_state s on s.artifact = a.id and s.valid_to = 'infinity'
  cross join lateral (
    select 'Nobody owns it.' as what, 'Register its next version with --owner.' as remedy where s.owner is null
    union all select 'Its risk tier is not set.', 'Register its next version with --tier.' where s.tier is null
    union all select 'Its purpose is not said.', 'Register its next version with --purpose.' where btrim(s.purpose) = ''
    union all select 'What it served was never evaluated.', 'Record the figures of its evaluation suite.' where a.kind in ('model', 'prompt', 'chain')
      and not exists (select from evaluation e join version v on v.id = e.version where v.artifact = a.id and e.effective_at < ends)) g
  where exists (select from pointer p where p.artifact = a.id and p.environment = 'production' and p.effective_at < ends and p.valid_to > starts)
  union all
  select false, null, '', format('%s@%s answered %s calls and is not registered.', t.body ->> 'model', t.body ->> 'model_version', sum((t.body ->> 'calls')::bigint)),
    'Register it: countersign registry register.'
  from traffic_facts(starts, ends) t where not (t.body ->> 'registered')::boolean group by t.body ->> 'model', t.body ->> 'model_version'
  union all
  select false, s.owner, a.name, format('%s was asked for and not answered.', f.key), 'Answer it: countersign fact set.'
  from fact f join artifact a on a.id = f.artifact join fact_state s on s.fact = f.id and s.valid_to = 'infinity' and s.state = 'asked'
  where s.valid_from < ends
  union all
  select false, p.requested_by, a.name, format('Promotion %s is still open.', p.id), 'Sign or reject it: countersign promote show.'
  from promotion p join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'open'
  join version v on v.id = p.version join artifact a on a.id = v.artifact where p.effective_at >= starts and p.effective_at < ends
$$;

-- All facts of a quarter in the order of a snapshot, as canonical JSON.
create function countersign_private.quarter_content(starts timestamptz, ends timestamptz)
returns table (ordinal bigint, scope text, kind text, subject text, effective_at timestamptz, recorded_at timestamptz, body text)
language sql stable set timezone = 'UTC' set extra_float_digits = 1 set jit = off as $$
  select row_number() over (order by f.scope collate "C", f.kind collate "C", f.effective_at, f.subject collate "C") - 1,
    f.scope, f.kind, f.subject, f.effective_at, f.recorded_at,
    countersign_private.canonical(jsonb_strip_nulls(f.body || jsonb_build_object('kind', f.kind, 'scope', f.scope, 'subject', f.subject,
      'effective_at', countersign_private.rfc3339(f.effective_at), 'recorded_at', countersign_private.rfc3339(f.recorded_at),
      'recorded_late', f.recorded_at >= ends, 'carried', f.effective_at < starts, 'leaf', f.leaf_name,
      'leaf_hash', encode(sha256('\x00'::bytea || convert_to(f.leaf, 'UTF8')), 'hex'))))
  from (
    select * from countersign_private.registry_facts(starts, ends)
    union all select * from countersign_private.promotion_facts(starts, ends)
    union all select * from countersign_private.office_facts(starts, ends)
    union all select * from countersign_private.review_facts(starts, ends)
    union all select * from countersign_private.traffic_facts(starts, ends)
    union all select * from countersign_private.incident_facts(starts, ends)
    union all select * from countersign_private.stated_facts(starts, ends)
    union all select g.scope, 'gap', g.scope || ': ' || g.what, starts, starts, null, null,
      jsonb_build_object('what', g.what, 'owner', g.owner, 'remedy', g.remedy)
      from countersign_private.quarter_gaps(starts, ends) g where not g.stops) f
$$;

-- Acts -------------------------------------------------------------------------------------------------------------------

create function countersign_private.newest_snapshot(of_quarter text) returns countersign_private.snapshot language sql stable as $$
  select s from countersign_private.snapshot s where s.quarter = of_quarter order by s.id desc limit 1
$$;

create function countersign.open_snapshot(quarter text, reason text, channel text default 'sql')
returns table (snapshot bigint, corrects bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor');
  c countersign_private.catalog;
  span record;
  before countersign_private.snapshot;
  made bigint;
begin
  perform require_reason(reason);
  -- One at a time: two corrections at once would both name the same one.
  select * into c from countersign_private.catalog for update;
  select * into span from quarter_span(quarter, c.time_zone, c.first_month);
  if span.starts > clock() then
    perform refuse('CS422', 'quarter.future', format('%s has not begun.', quarter), '', 'Name one that has.');
  end if;
  before := newest_snapshot(quarter);
  if before.id is not null and not exists (select from snapshot_frozen f where f.snapshot = before.id) then
    perform refuse('CS409', 'snapshot.open', format('A snapshot of %s is open.', quarter), '', 'Freeze that one.');
  end if;
  insert into countersign_private.snapshot (quarter, starts, ends, zone, corrects, opened_by, reason)
  values (quarter, span.starts, span.ends, c.time_zone, before.id, who, reason) returning id into made;
  return query select made, before.id, record_activity('snapshot.open', 'snapshot', made::text, reason,
    jsonb_strip_nulls(jsonb_build_object('quarter', quarter, 'corrects', before.id)), channel);
end $$;

-- Signs what the quarter holds now. The first person asks; another who signs the same content freezes it.
create function countersign.freeze_snapshot(quarter text, reason text, channel text default 'sql')
returns table (snapshot bigint, frozen boolean, facts integer, digest bytea, asked_by text, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor');
  here constant text := session_user;
  s countersign_private.snapshot;
  last countersign_private.snapshot_signature;
  stop text;
  content_digest bytea;
  line bigint;
  at timestamptz;
begin
  perform require_reason(reason);
  select * into s from countersign_private.snapshot x where x.id = (newest_snapshot(quarter)).id for update;
  if not found then
    perform refuse('CS404', 'snapshot.unknown', format('No snapshot of %s is open.', left(quarter, 20)), '', 'Open it: countersign snapshot open.');
  elsif exists (select from snapshot_frozen f where f.snapshot = s.id) then
    perform refuse('CS409', 'snapshot.frozen', format('%s is frozen.', quarter), '', 'Open a new one that corrects it: countersign snapshot open.');
  end if;
  stop := (select string_agg(g.what, ' ') from quarter_gaps(s.starts, s.ends) g where g.stops);
  if stop is not null then
    perform refuse('CS409', 'snapshot.stopped', format('%s cannot be frozen yet.', quarter), stop, 'See countersign snapshot status.');
  end if;
  -- Once a turn: what is signed is what is kept.
  create temporary table if not exists pg_temp.snapshot_content (ordinal bigint, scope text, kind text, subject text,
    effective_at timestamptz, recorded_at timestamptz, body text) on commit drop;
  truncate pg_temp.snapshot_content;
  insert into pg_temp.snapshot_content select * from quarter_content(s.starts, s.ends);
  select sha256(convert_to(coalesce(string_agg(c.body, E'\n' order by c.ordinal), ''), 'UTF8')), count(*) into content_digest, facts from pg_temp.snapshot_content c;
  select * into last from snapshot_signature x where x.snapshot = s.id order by x.id desc limit 1;
  if last.person = who and last.content_digest = content_digest then
    perform refuse('CS403', 'snapshot.own', 'You have signed this content: someone else must freeze it.', '', 'Ask another officer.');
  end if;
  insert into snapshot_signature (snapshot, person, login, content_digest, facts, reason, channel)
  values (s.id, who, here, content_digest, facts, reason, channel);
  if last.id is null or last.content_digest <> content_digest then
    return query select s.id, false, facts, content_digest, who, record_activity('snapshot.sign', 'snapshot', s.id::text, reason,
      jsonb_build_object('quarter', quarter, 'facts', facts, 'content_digest', encode(content_digest, 'hex')), channel);
    return;
  end if;
  insert into period_fact (snapshot, ordinal, scope, kind, subject, effective_at, recorded_at, body, salt, digest)
  select s.id, c.ordinal, c.scope, c.kind, c.subject, c.effective_at, c.recorded_at, c.body, c.salt, sha256(c.salt || sha256(convert_to(c.body, 'UTF8')))
  from (select *, uuid_send(gen_random_uuid()) as salt from pg_temp.snapshot_content offset 0) c;
  digest := (select sha256(convert_to(coalesce(string_agg(encode(f.digest, 'hex') || E'\n', '' order by f.ordinal), ''), 'UTF8')) from period_fact f where f.snapshot = s.id);
  at := clock();
  line := record_activity('snapshot.freeze', 'snapshot', s.id::text, reason,
    jsonb_strip_nulls(jsonb_build_object('catalog', (select c.name from catalog c), 'quarter', quarter, 'snapshot', s.id, 'facts', facts, 'digest', encode(digest, 'hex'), 'asked_by', last.person,
      'frozen_by', who, 'starts', rfc3339(s.starts), 'ends', rfc3339(s.ends), 'zone', s.zone, 'corrects', s.corrects, 'frozen_at', rfc3339(at))), channel);
  insert into snapshot_frozen (snapshot, asked_by, frozen_by, facts, digest, activity, recorded_at)
  values (s.id, last.person, who, facts, digest, line, at);
  return query select s.id, true, facts, digest, last.person, line;
end $$;

-- Records that a pack goes out, before it does.
create function countersign.issue_pack(snapshot bigint, scope text, digest bytea, bytes bigint, signer text, channel text default 'sql')
returns table (pack bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('auditor');
  made bigint;
begin
  if not exists (select from snapshot_frozen f where f.snapshot = issue_pack.snapshot) then
    perform refuse('CS404', 'snapshot.unknown', 'There is no frozen snapshot of that number.', '', 'Freeze it first.');
  end if;
  insert into countersign_private.pack (snapshot, scope, digest, bytes, signer, issued_by) values (snapshot, scope, digest, bytes, signer, who) returning id into made;
  return query select made, record_activity('pack.issue', 'pack', made::text, '',
    jsonb_build_object('snapshot', snapshot, 'scope', scope, 'digest', encode(digest, 'hex'), 'bytes', bytes, 'signer', signer), channel);
end $$;

-- Reading ----------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('snapshot', $$
  select s.id, s.quarter, s.starts, s.ends, s.zone, s.corrects, s.opened_by, s.reason, s.recorded_at,
    case when f.snapshot is not null then 'frozen' when g.person is not null then 'asked' else 'open' end as state,
    coalesce(f.asked_by, g.person) as asked_by, f.frozen_by, f.recorded_at as frozen_at, f.facts, encode(f.digest, 'hex') as digest, f.activity
  from countersign_private.snapshot s
  left join countersign_private.snapshot_frozen f on f.snapshot = s.id and {fact f}
  left join lateral (select x.person from countersign_private.snapshot_signature x where x.snapshot = s.id and {fact x} order by x.id desc limit 1) g on true
  where {fact s} $$);
call countersign_private.make_views('pack', $$
  select p.id, p.snapshot, s.quarter, p.scope, encode(p.digest, 'hex') as digest, p.bytes, p.signer, p.issued_by, p.recorded_at
  from countersign_private.pack p join countersign_private.snapshot s on s.id = p.snapshot where {fact p} $$);

create function countersign_private.require_period_reader() returns void language plpgsql stable as $$
begin
  if not (has_role('auditor') or has_role('lead') or has_role('approver') or has_role('admin')) then
    perform refuse('CS403', 'right.missing', 'A quarter''s facts are read by an approver, lead, auditor or administrator.', '', 'Ask one of them.');
  end if;
end $$;

-- Quarters from the first fact to now, newest first, with the newest snapshot of each; at most 40.
create function countersign.list_quarters()
returns table (quarter text, starts timestamptz, ends timestamptz, is_over boolean, snapshot bigint, state text, asked_by text, frozen_by text, frozen_at timestamptz,
  facts integer, digest text, corrects bigint, packs integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  c countersign_private.catalog := (select x from catalog x);
  now constant timestamptz := coalesce(countersign.as_of(), clock());
begin
  return query
  select q.name, p.starts, p.ends, p.ends <= now, s.id,
    case when s.id is null then 'none' when f.snapshot is not null then 'frozen' when g.person is not null then 'asked' else 'open' end,
    coalesce(f.asked_by, g.person), f.frozen_by, f.recorded_at, f.facts, encode(f.digest, 'hex'), s.corrects,
    (select count(*)::int from pack k join snapshot ks on ks.id = k.snapshot where ks.quarter = q.name and k.recorded_at <= now)
  from (
    select distinct quarter_of(m, c.time_zone, c.first_month) as name
    from generate_series((select coalesce(min(a.recorded_at), now) from activity a), now, '80 days') m
    union select quarter_of(now, c.time_zone, c.first_month)) q
  cross join lateral quarter_span(q.name, c.time_zone, c.first_month) p
  left join lateral (select x.* from snapshot x where x.quarter = q.name and x.recorded_at <= now order by x.id desc limit 1) s on true
  left join snapshot_frozen f on f.snapshot = s.id and f.recorded_at <= now
  left join lateral (select x.person from snapshot_signature x where x.snapshot = s.id and x.recorded_at <= now order by x.id desc limit 1) g on true
  order by q.name desc limit 40;
end $$;

-- What is missing in a quarter, what stops it first.
create function countersign.quarter_gaps(quarter text) returns table (stops boolean, owner text, scope text, what text, remedy text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare c countersign_private.catalog := (select x from catalog x);
begin
  perform require_period_reader();
  return query select g.* from quarter_span(quarter_gaps.quarter, c.time_zone, c.first_month) p
    cross join lateral countersign_private.quarter_gaps(p.starts, p.ends) g order by g.stops desc, g.owner nulls first, g.scope, g.what;
end $$;

-- The facts of a quarter: of its frozen snapshot, or as they would be frozen now.
create function countersign.quarter_facts(quarter text)
returns table (ordinal bigint, scope text, kind text, subject text, effective_at timestamptz, recorded_at timestamptz, body text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  c countersign_private.catalog := (select x from catalog x);
  frozen bigint := (select f.snapshot from snapshot_frozen f join snapshot s on s.id = f.snapshot where s.quarter = quarter_facts.quarter order by s.id desc limit 1);
begin
  perform require_period_reader();
  if frozen is not null then
    return query select f.ordinal::bigint, f.scope, f.kind, f.subject, f.effective_at, f.recorded_at, f.body from period_fact f where f.snapshot = frozen order by f.ordinal;
  else
    return query select q.* from quarter_span(quarter_facts.quarter, c.time_zone, c.first_month) p cross join lateral quarter_content(p.starts, p.ends) q order by q.ordinal;
  end if;
end $$;

-- What one quarter has that another has not, and what differs. How a fact stands to its quarter (carried, late) is no difference.
create function countersign.quarter_difference(earlier text, later text)
returns table (change text, scope text, kind text, subject text, before text, after text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with one as materialized (select * from countersign.quarter_facts(quarter_difference.earlier)),
    other as materialized (select * from countersign.quarter_facts(quarter_difference.later))
  select case when o.subject is null then 'added' when n.subject is null then 'removed' else 'changed' end,
    coalesce(n.scope, o.scope), coalesce(n.kind, o.kind), coalesce(n.subject, o.subject), o.body, n.body
  from one o full join other n on n.kind = o.kind and n.subject = o.subject
  where o.subject is null or n.subject is null
    or o.body::jsonb - '{carried,recorded_late,recorded_at,effective_at,until}'::text[] <> n.body::jsonb - '{carried,recorded_late,recorded_at,effective_at,until}'::text[]
  order by 2, 3, 4;
end $$;

-- What a pack is made of: facts with their salts, from one on.
create function countersign.frozen_facts(snapshot bigint, first integer, most integer)
returns table (ordinal integer, scope text, kind text, subject text, body text, salt bytea, digest bytea)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_period_reader();
  return query select f.ordinal, f.scope, f.kind, f.subject, f.body, f.salt, f.digest from period_fact f
    where f.snapshot = frozen_facts.snapshot and f.ordinal >= frozen_facts.first order by f.ordinal limit frozen_facts.most;
end $$;

-- What the log says of a freezing: the number of its activity, and the words whose digest stands in the leaf.
create function countersign.freezing(snapshot bigint) returns table (activity bigint, detail text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_period_reader();
  return query select a.id, a.detail::text from snapshot_frozen f join activity a on a.id = f.activity where f.snapshot = freezing.snapshot;
end $$;

-- Sealed leaves by name, `approval:12`, with what their rows say now.
create function countersign.find_leaves(names text[]) returns table (index bigint, name text, hash bytea, metadata text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query select r.index, n.name, r.hash, r.metadata from unnest(names) n(name)
    join log_leaf l on l.kind = split_part(n.name, ':', 1) and l.subject = substr(n.name, strpos(n.name, ':') + 1)
    cross join lateral countersign.read_leaves(l.index, 1) r where r.index = l.index;
end $$;

-- Twice kept, compared: facts of frozen snapshots against the digest the two persons' freezing left in the log.
create function countersign.check_snapshots() returns table (what text, found bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_period_reader();
  return query select 'frozen snapshots are what was frozen', count(*) from snapshot_frozen f join activity a on a.id = f.activity
    where a.detail ->> 'digest' <> encode(f.digest, 'hex') or f.digest <> (
      select sha256(convert_to(coalesce(string_agg(encode(sha256(x.salt || sha256(convert_to(x.body, 'UTF8'))), 'hex') || E'\n', '' order by x.ordinal), ''), 'UTF8'))
      from period_fact x where x.snapshot = f.snapshot);
end $$;

grant select on countersign.snapshot, countersign.pack, countersign_past.snapshot, countersign_past.pack to countersign_viewer;
grant execute on function
  countersign.open_snapshot(text, text, text), countersign.freeze_snapshot(text, text, text),
  countersign.issue_pack(bigint, text, bytea, bigint, text, text), countersign.list_quarters(), countersign.quarter_gaps(text),
  countersign.quarter_facts(text), countersign.quarter_difference(text, text), countersign.frozen_facts(bigint, integer, integer),
  countersign.freezing(bigint), countersign.find_leaves(text[]),
  countersign.check_snapshots()
  to countersign_viewer;
