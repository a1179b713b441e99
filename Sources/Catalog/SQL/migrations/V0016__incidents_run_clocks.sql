-- Incidents: what happened, since when the office knows of it, which duties run since then, what is held meanwhile. Closed
-- by another person than who opened it.

-- Duties with a clock, as data: which law says so, and in which version of it that was read. Of several rules of one duty
-- the one that ends first counts. An amount of null comes from the incident (contracts).
create table countersign_private.clock_rule (
  key text primary key,
  duty text not null,
  title text not null,
  -- An incident with any of these traits runs the clock.
  traits text[] not null check (cardinality(traits) > 0),
  amount integer check (amount > 0),
  unit text not null check (unit in ('hours', 'days')),
  source text not null,
  law_version text not null
);
insert into countersign_private.clock_rule values
  ('ai-act-73-2', 'ai-act-73', 'Serious incident: tell the market surveillance authority',
    array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread'], 15, 'days',
    'Regulation (EU) 2024/1689, Art. 73(2)', '2026-07-27'),
  ('ai-act-73-4', 'ai-act-73', 'Death: tell the market surveillance authority', array['death'], 10, 'days',
    'Regulation (EU) 2024/1689, Art. 73(4)', '2026-07-27'),
  ('ai-act-73-3', 'ai-act-73', 'Critical infrastructure or widespread infringement: tell the market surveillance authority',
    array['infrastructure', 'widespread'], 2, 'days', 'Regulation (EU) 2024/1689, Art. 73(3)', '2026-07-27'),
  ('gdpr-33-1', 'gdpr-33', 'Personal data breach: tell the supervisory authority', array['personal_data'], 72, 'hours',
    'Regulation (EU) 2016/679, Art. 33(1)', '2016-05-04'),
  ('contract', 'contract', 'Tell the customer as the contract says', array['contract'], null, 'hours', 'the contract', '');
call countersign_private.guard_facts('countersign_private.clock_rule');

-- When a clock is shown to run out: counted from the moment of awareness itself, days by the office's calendar, hours as they
-- pass. Never later than the law's own end.
create function countersign_private.clock_due(aware timestamptz, amount integer, unit text, zone text) returns timestamptz
language sql stable as $$
  select case unit when 'hours' then aware + make_interval(hours => amount)
    else ((aware at time zone zone) + make_interval(days => amount)) at time zone zone end
$$;

-- The latest end by Regulation (EEC, Euratom) 1182/71, Art. 3: the hour or day of the event does not count (1), a period ends
-- with its last hour (2), in days never on a Saturday or Sunday (4), and two days hold two working days (5). Public
-- holidays are not known here: with them it would end later still.
create function countersign_private.clock_ends(aware timestamptz, amount integer, unit text, zone text) returns timestamptz
language plpgsql stable as $$
declare
  local constant timestamp := aware at time zone zone;
  last_day date;
begin
  if unit = 'hours' then
    -- Hours pass alike through a change of the clocks: the hour is cut off in the zone, the rest is counted as time.
    return aware - (local - date_trunc('hour', local)) + make_interval(hours => 1 + amount);
  end if;
  last_day := local::date + amount;
  while extract(isodow from last_day) > 5 or (amount >= 2 and 2 > (
    select count(*) from generate_series(local::date + 1, last_day, '1 day') d where extract(isodow from d) < 6)) loop
    last_day := last_day + 1;
  end loop;
  return (last_day + 1)::timestamp at time zone zone;
end $$;

-- The traits that make an incident a serious one by Art. 3(49) of the AI Act.
create function countersign_private.is_serious(traits text[]) returns boolean language sql immutable as $$
  select traits && array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread']
$$;

create table countersign_private.incident (
  id bigint generated always as identity primary key,
  title text not null check (title <> '' and length(title) <= 200),
  description text not null,
  -- As far as known; unknown is null and printed so.
  happened_at timestamptz,
  aware_at timestamptz not null,
  affected integer check (affected >= 0),
  ticket text,
  contract_hours integer check (contract_hours > 0),
  zone text not null,
  opened_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.incident');

-- What was done about it, oldest first. `effective_at` is when the source says it was so.
create table countersign_private.incident_act (
  id bigint generated always as identity primary key,
  incident bigint not null references countersign_private.incident,
  act text not null check (act in ('open', 'classify', 'link', 'report', 'note', 'close')),
  -- Of the incident from here on; only with open and classify.
  traits text[],
  -- Which duty was answered, and how far; only with report.
  duty text,
  stage text check (stage in ('initial', 'complete', 'not_needed')),
  person text not null references countersign_private.person,
  reason text not null,
  channel text not null check (channel in ('screen', 'command', 'sql')),
  effective_at timestamptz not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check ((traits is not null) = (act in ('open', 'classify'))),
  check ((act = 'report') = (duty is not null and stage is not null))
);
create index on countersign_private.incident_act (incident, id);
call countersign_private.guard_facts('countersign_private.incident_act');

-- Clocks as they were worked out, with the rule and the zone they were worked out by: a later rule changes none of them.
create table countersign_private.incident_clock (
  incident bigint not null references countersign_private.incident,
  rule text not null references countersign_private.clock_rule,
  duty text not null,
  title text not null,
  source text not null,
  law_version text not null,
  due_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= due_at),
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (incident, rule)
);
call countersign_private.guard_facts('countersign_private.incident_clock');

-- What it is about, with the digest that was held when it was linked: of a version's body, of a generation's content.
create table countersign_private.incident_link (
  incident bigint not null references countersign_private.incident,
  ordinal integer not null,
  kind text not null check (kind in ('version', 'generation')),
  subject text not null,
  artifact bigint references countersign_private.artifact,
  generation uuid,
  digest bytea not null,
  added_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (incident, ordinal),
  unique (incident, kind, subject),
  check ((kind = 'version') = (artifact is not null) and (kind = 'generation') = (generation is not null))
);
create index on countersign_private.incident_link (artifact) where artifact is not null;
call countersign_private.guard_facts('countersign_private.incident_link');

create function countersign_private.incident_traits(incident_id bigint) returns text[] language sql stable as $$
  select a.traits from countersign_private.incident_act a where a.incident = incident_id and a.traits is not null order by a.id desc limit 1
$$;

create function countersign_private.is_closed(incident_id bigint) returns boolean language sql stable as $$
  select exists (select from countersign_private.incident_act a where a.incident = incident_id and a.act = 'close')
$$;

-- The open serious incident that holds an artifact (Art. 73(6): nothing may spoil the analysis), the oldest of them; null when
-- none does.
create function countersign_private.held_by(artifact_id bigint) returns bigint language sql stable as $$
  select min(l.incident) from countersign_private.incident_link l
  where l.artifact = artifact_id and not countersign_private.is_closed(l.incident)
    and countersign_private.is_serious(countersign_private.incident_traits(l.incident))
$$;

-- A held artifact is not promoted ----------------------------------------------------------------------------------------

create function countersign_private.incident_requirement(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select 'incident.none', 'No serious incident holds it', case when h.incident is null then 'met' else 'unmet' end,
    coalesce('incident ' || h.incident, 'none'), 'none',
    coalesce((select 'open since ' || to_char(i.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' from incident i where i.id = h.incident), ''),
    'Report and close the incident, or promote something else.'
  from promotion p join version v on v.id = p.version cross join lateral (select held_by(v.artifact) as incident) h
  where p.id = promotion_id
$$;

-- Requirements known before incidents were keep their text; this one stands beside them.
alter function countersign_private.requirements(bigint) rename to requirements_of_facts;
create function countersign_private.requirements(promotion_id bigint) returns table (
  id text, title text, state text, value text, bound text, evidence text, remedy text)
language sql stable as $$
  select * from requirements_of_facts(promotion_id) union all select * from incident_requirement(promotion_id)
$$;

-- The rule itself, whatever a requirement says: no signature is taken for a held artifact.
create function countersign_private.on_signature_of_the_held() returns trigger language plpgsql as $$
declare
  held bigint := (select countersign_private.held_by(v.artifact) from countersign_private.promotion p
    join countersign_private.version v on v.id = p.version where p.id = new.promotion);
begin
  if new.approves and held is not null then
    perform countersign_private.refuse('CS409', 'incident.holds', format('Incident %s holds this artifact.', held),
      'Art. 73(6) of the AI Act: nothing is altered before the authority knows.', 'Report and close the incident first.');
  end if;
  return new;
end $$;
create trigger not_while_held before insert on countersign_private.approval
  for each row execute function countersign_private.on_signature_of_the_held();
alter table countersign_private.approval enable always trigger not_while_held;

-- Acts -------------------------------------------------------------------------------------------------------------------

create function countersign_private.require_traits(traits text[], contract_hours integer) returns void language plpgsql as $$
declare
  known constant text[] := array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread',
    'personal_data', 'contract', 'other'];
begin
  if coalesce(cardinality(traits), 0) = 0 or not traits <@ known then
    perform refuse('CS422', 'incident.traits', 'An incident needs to be told what it is.', '',
      'Choose among ' || array_to_string(known, ', ') || '.');
  end if;
  if 'contract' = any (traits) and contract_hours is null then
    perform refuse('CS422', 'incident.contract-hours', 'The contract''s time to tell the customer is missing.', '', 'Say how many hours it gives.');
  end if;
end $$;

-- Works out the clocks an incident's traits run and that it does not have yet.
create function countersign_private.start_clocks(incident_id bigint) returns void language sql as $$
  insert into countersign_private.incident_clock (incident, rule, duty, title, source, law_version, due_at, ends_at)
  select i.id, r.key, r.duty, r.title, r.source, r.law_version,
    countersign_private.clock_due(i.aware_at, coalesce(r.amount, i.contract_hours), r.unit, i.zone),
    case when r.amount is null then countersign_private.clock_due(i.aware_at, i.contract_hours, r.unit, i.zone)
         else countersign_private.clock_ends(i.aware_at, r.amount, r.unit, i.zone) end
  from countersign_private.incident i join countersign_private.clock_rule r on r.traits && countersign_private.incident_traits(i.id)
  where i.id = incident_id on conflict do nothing
$$;

-- Links [{"version": "kyc-summary@22"}, {"artifact", "selector"} or {"generation": id}]: their digests are held from now on.
create function countersign_private.link_incident(incident_id bigint, links jsonb, who text) returns integer language plpgsql as $$
declare
  l record;
  v record;
  g record;
  place integer := coalesce((select max(x.ordinal) from incident_link x where x.incident = incident_id), 0);
  before constant integer := place;
begin
  for l in select * from jsonb_to_recordset(coalesce(links, '[]')) as x(artifact text, selector text, generation uuid) loop
    if l.generation is not null then
      select x.id, x.commitment into g from generation x where x.tenant = 1 and x.id = l.generation;
      if not found then
        perform refuse('CS404', 'generation.unknown', format('There is no generation %s.', l.generation), '', 'Check its id.');
      end if;
      insert into incident_link (incident, ordinal, kind, subject, generation, digest, added_by)
      values (incident_id, place + 1, 'generation', g.id::text, g.id, g.commitment, who) on conflict do nothing;
    else
      select a.id as artifact, a.name || '@' || x.label as name, x.digest into v
        from version x join artifact a on a.id = x.artifact where x.id = find_version(l.artifact, l.selector);
      perform take_artifact(v.artifact);
      insert into incident_link (incident, ordinal, kind, subject, artifact, digest, added_by)
      values (incident_id, place + 1, 'version', v.name, v.artifact, v.digest, who) on conflict do nothing;
    end if;
    if found then place := place + 1; end if;
  end loop;
  return place - before;
end $$;

create function countersign.open_incident(
  title text, description text, traits text[], aware_at timestamptz, happened_at timestamptz default null, affected integer default null,
  links jsonb default '[]', ticket text default null, contract_hours integer default null, channel text default 'sql')
returns table (incident bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  made bigint;
begin
  if coalesce(btrim(title), '') = '' or length(title) > 200 then
    perform refuse('CS422', 'incident.title', 'An incident needs a title of up to 200 characters.', '', 'Say in a few words what happened.');
  end if;
  perform require_traits(traits, contract_hours);
  if aware_at is null or aware_at > clock() or happened_at > aware_at then
    perform refuse('CS422', 'incident.aware', 'The moment of awareness must be past, and not before what happened.', '',
      'Say when the first person of the company knew.');
  end if;
  insert into countersign_private.incident (title, description, happened_at, aware_at, affected, ticket, contract_hours, zone, opened_by)
  select open_incident.title, coalesce(description, ''), happened_at, aware_at, affected, nullif(ticket, ''), contract_hours, c.time_zone, who from catalog c
  returning id into made;
  insert into incident_act (incident, act, traits, person, reason, channel, effective_at)
  values (made, 'open', array(select distinct t from unnest(traits) t order by t), who, coalesce(description, ''), channel, aware_at);
  perform link_incident(made, links, who);
  perform start_clocks(made);
  return query select made, record_activity('incident.open', 'incident', made::text, title,
    jsonb_build_object('traits', traits, 'aware_at', to_char(aware_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'links', links), channel);
end $$;

-- An open incident, locked against another act on it at once.
create function countersign_private.take_incident(incident_id bigint) returns countersign_private.incident language plpgsql as $$
declare i countersign_private.incident;
begin
  select * into i from incident x where x.id = incident_id for update;
  if not found then
    perform refuse('CS404', 'incident.unknown', format('There is no incident %s.', incident_id), '', 'Look at `countersign incident list`.');
  elsif is_closed(incident_id) then
    perform refuse('CS409', 'incident.closed', format('Incident %s is closed.', incident_id), '', 'Open a new one that names it.');
  end if;
  return i;
end $$;

-- What it is is known better: clocks of new traits begin at the same awareness, and none that ran is taken away.
create function countersign.classify_incident(incident bigint, traits text[], reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  perform require_traits(traits, i.contract_hours);
  if is_serious(incident_traits(i.id)) and not is_serious(traits) and i.opened_by = who then
    perform refuse('CS403', 'incident.own', 'You opened it as a serious one: someone else must say that it is not.', '', 'Ask another officer.');
  end if;
  insert into incident_act (incident, act, traits, person, reason, channel, effective_at)
  values (i.id, 'classify', array(select distinct t from unnest(traits) t order by t), who, reason, channel, clock());
  perform start_clocks(i.id);
  return record_activity('incident.classify', 'incident', i.id::text, reason, jsonb_build_object('traits', traits), channel);
end $$;

create function countersign.link_incident(incident bigint, links jsonb, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  if countersign_private.link_incident(i.id, links, who) = 0 then
    perform refuse('CS409', 'incident.linked', format('Incident %s has these links already.', i.id), '', 'Nothing needs to be done.');
  end if;
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'link', who, reason, channel, clock());
  return record_activity('incident.link', 'incident', i.id::text, reason, jsonb_build_object('links', links), channel);
end $$;

-- A duty was answered: an incomplete first report, the full one, or a reasoned no.
create function countersign.report_incident(
  incident bigint, duty text, stage text, reported_at timestamptz, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(reason);
  if not exists (select from incident_clock c where c.incident = i.id and c.duty = report_incident.duty) then
    perform refuse('CS404', 'incident.duty', format('Incident %s runs no clock of %s.', i.id, left(duty, 40)), '', 'Choose '
      || coalesce((select string_agg(distinct c.duty, ', ') from incident_clock c where c.incident = i.id), 'nothing: none runs') || '.');
  end if;
  if stage is null or stage not in ('initial', 'complete', 'not_needed') or coalesce(reported_at, clock()) > clock()
     or reported_at < i.aware_at then
    perform refuse('CS422', 'incident.report', 'A report is initial, complete or not_needed, after awareness and not in the future.', '',
      'Say which, and when it went out.');
  end if;
  insert into incident_act (incident, act, duty, stage, person, reason, channel, effective_at)
  values (i.id, 'report', duty, stage, who, reason, channel, coalesce(reported_at, clock()));
  return record_activity('incident.report', 'incident', i.id::text, reason, jsonb_build_object('duty', duty, 'stage', stage), channel);
end $$;

create function countersign.note_incident(incident bigint, note text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
begin
  perform require_reason(note);
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'note', who, note, channel, clock());
  return record_activity('incident.note', 'incident', i.id::text, note, '{}', channel);
end $$;

create function countersign.close_incident(incident bigint, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'auditor', 'admin');
  i countersign_private.incident := take_incident(incident);
  unanswered text := (select string_agg(distinct c.duty, ', ') from incident_clock c where c.incident = i.id and not exists (
    select from incident_act a where a.incident = c.incident and a.duty = c.duty and a.stage in ('complete', 'not_needed')));
begin
  perform require_reason(reason);
  if i.opened_by = who then
    perform refuse('CS403', 'incident.own', 'You opened it: someone else must close it.', '', 'Ask another officer.');
  elsif unanswered is not null then
    perform refuse('CS409', 'incident.unanswered', format('Incident %s has duties without a full report: %s.', i.id, unanswered), '',
      'Record the report, or why none is needed.');
  end if;
  perform take_artifact(x.artifact) from (select distinct l.artifact from incident_link l where l.incident = i.id and l.artifact is not null order by 1) x;
  insert into incident_act (incident, act, person, reason, channel, effective_at) values (i.id, 'close', who, reason, channel, clock());
  return record_activity('incident.close', 'incident', i.id::text, reason, '{}', channel);
end $$;

-- Reading ----------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('incident', $$
  select i.id, i.title, i.description, t.traits, t.traits && array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread'] as serious, i.happened_at, i.aware_at, i.affected, i.ticket, i.zone,
    i.opened_by, i.recorded_at,
    case when exists (select from countersign_private.incident_act a where a.incident = i.id and a.act = 'close' and {fact a}) then 'closed' else 'open' end as state,
    (select min(c.due_at) from countersign_private.incident_clock c where c.incident = i.id and {fact c} and not exists (
      select from countersign_private.incident_act a where a.incident = c.incident and a.duty = c.duty and {fact a})) as next_due
  from countersign_private.incident i
  cross join lateral (select a.traits from countersign_private.incident_act a where a.incident = i.id and a.traits is not null and {fact a}
    order by a.id desc limit 1) t where {fact i} $$);

-- Of each duty the clock that ends first, with how it was answered.
call countersign_private.make_views('incident_clock', $$
  select distinct on (c.incident, c.duty) c.incident, c.duty, c.rule, c.title, c.source, c.law_version, c.due_at, c.ends_at,
    (select min(a.effective_at) from countersign_private.incident_act a where a.incident = c.incident and a.duty = c.duty and {fact a}) as answered_at,
    (select a.stage from countersign_private.incident_act a where a.incident = c.incident and a.duty = c.duty and {fact a} order by a.id desc limit 1) as stage,
    c.recorded_at
  from countersign_private.incident_clock c where {fact c} order by c.incident, c.duty, c.due_at, c.rule $$);

call countersign_private.make_views('incident_act', $$
  select a.id, a.incident, a.act, a.traits, a.duty, a.stage, a.person, a.reason, a.channel, a.effective_at, a.recorded_at
  from countersign_private.incident_act a where {fact a} $$);

call countersign_private.make_views('incident_link', $$
  select l.incident, l.ordinal, l.kind, l.subject, encode(l.digest, 'hex') as digest, l.added_by, l.recorded_at
  from countersign_private.incident_link l where {fact l} $$);

grant select on countersign.incident, countersign.incident_clock, countersign.incident_act, countersign.incident_link,
  countersign_past.incident, countersign_past.incident_clock, countersign_past.incident_act, countersign_past.incident_link
  to countersign_viewer;
grant execute on function
  countersign.open_incident(text, text, text[], timestamptz, timestamptz, integer, jsonb, text, integer, text),
  countersign.classify_incident(bigint, text[], text, text),
  countersign.link_incident(bigint, jsonb, text, text),
  countersign.report_incident(bigint, text, text, timestamptz, text, text),
  countersign.note_incident(bigint, text, text),
  countersign.close_incident(bigint, text, text)
  to countersign_viewer;
