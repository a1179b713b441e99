-- An alarm becomes an incident: by a person who has read it, or by itself where its monitor was told so. One alarm, one incident.

-- Which monitors open one, and what it then is; off where nothing stands here.
create table countersign_private.monitor_incident (
  monitor bigint not null references countersign_private.monitor,
  opens boolean not null,
  traits text[] not null,
  set_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index monitor_incident_now on countersign_private.monitor_incident (monitor) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.monitor_incident');

create table countersign_private.alarm_incident (
  alarm bigint primary key references countersign_private.alarm,
  incident bigint not null unique references countersign_private.incident,
  -- By itself, or by whoever opened it.
  by_monitor boolean not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.alarm_incident');

select countersign_private.bind_rows('monitor_incident', array['monitor', 'valid_from']);
select countersign_private.bind_rows('alarm_incident', array['alarm']);

-- Whether what a monitor calls opens an incident by itself, and of which kind.
create function countersign.set_monitor_incident(key text, opens boolean, traits text[], reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'approver');
  m countersign_private.monitor := known_monitor(key);
  kinds constant text[] := coalesce(nullif(traits, '{}'), array['other']);
  at timestamptz := clock();
begin
  perform require_reason(reason);
  perform require_traits(kinds, 0);
  if 'contract' = any (kinds) then
    perform refuse('CS422', 'incident.traits', 'How many hours a contract gives is told by a person.', '', 'Open such an incident by hand.');
  end if;
  perform from countersign_private.monitor x where x.id = m.id for update;
  update monitor_incident x set valid_to = greatest(at, x.valid_from + interval '1 microsecond') where x.monitor = m.id and x.valid_to = 'infinity' returning x.valid_to into at;
  insert into monitor_incident (monitor, opens, traits, set_by, reason, valid_from)
    values (m.id, coalesce(opens, false), array(select distinct t from unnest(kinds) t order by t), who, reason, coalesce(at, clock()));
  return record_activity('monitor.incident', 'monitor', key, reason, jsonb_build_object('opens', coalesce(opens, false), 'traits', kinds), channel);
end $$;

-- The one way from an alarm to an incident; its row is locked, so that two who open at once are told of each other.
create function countersign_private.open_incident_of_alarm(
  alarm_id bigint, who text, title text, description text, traits text[], aware_at timestamptz, by_monitor boolean, channel text)
returns table (incident bigint, activity bigint) language plpgsql as $$
#variable_conflict use_variable
declare
  a countersign_private.alarm;
  made bigint;
  earlier bigint;
  name record;
begin
  select * into a from countersign_private.alarm x where x.id = alarm_id for update;
  if not found then
    perform refuse('CS404', 'alarm.unknown', format('There is no alarm %s.', alarm_id), '', 'Look at the Office, or at `countersign monitor list`.');
  end if;
  select x.incident into earlier from alarm_incident x where x.alarm = a.id;
  if found then
    perform refuse('CS409', 'alarm.incident', format('Alarm %s has incident %s already.', a.id, earlier), '', 'Add a note to that one.');
  end if;
  select w.artifact, f.name, w.label into name from version w join artifact f on f.id = w.artifact where w.id = a.version;
  insert into countersign_private.incident (title, description, happened_at, aware_at, zone, opened_by)
    select left(title, 200), coalesce(description, ''), least(a.recorded_at, aware_at), aware_at, c.time_zone, who from catalog c returning id into made;
  insert into incident_act (incident, act, traits, person, reason, channel, effective_at)
    values (made, 'open', array(select distinct t from unnest(traits) t order by t), who, coalesce(description, ''), channel, aware_at);
  perform link_incident(made, jsonb_build_array(jsonb_build_object('artifact', name.name, 'selector', name.label)), who);
  perform start_clocks(made);
  insert into alarm_incident (alarm, incident, by_monitor) values (a.id, made, by_monitor);
  return query select made, record_activity('incident.open', 'incident', made::text, title,
    jsonb_build_object('traits', traits, 'alarm', a.id, 'by_monitor', by_monitor), channel);
end $$;

-- A person opens it, aware since the alarm unless told otherwise.
create function countersign.open_alarm_incident(alarm bigint, title text, description text, traits text[], aware_at timestamptz default null, channel text default 'sql')
returns table (incident bigint, activity bigint) language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'auditor', 'admin');
begin
  if coalesce(btrim(title), '') = '' or length(title) > 200 then
    perform refuse('CS422', 'incident.title', 'An incident needs a title of up to 200 characters.', '', 'Say in a few words what happened.');
  end if;
  perform require_reason(description);
  perform require_traits(traits, null);
  if aware_at > clock() then
    perform refuse('CS422', 'incident.aware', 'The moment of awareness must be past, and not before what happened.', '', 'Say when the first person of the company knew.');
  end if;
  return query select x.* from open_incident_of_alarm(alarm, who, title, description, traits, coalesce(aware_at, clock()), false, channel) x;
end $$;

create function countersign_private.on_alarm_of_monitor() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  o countersign_private.monitor_incident;
  a countersign_private.alarm;
  key text;
begin
  select * into o from monitor_incident x where x.monitor = new.monitor and x.valid_to = 'infinity' and x.opens;
  if not found then return null; end if;
  select * into a from alarm x where x.id = new.alarm;
  select m.key into key from monitor m where m.id = new.monitor;
  perform open_incident_of_alarm(a.id, require_person(), 'Alarm of ' || key || ': ' || a.words, format('Opened by itself: %s has its monitor''s leave since %s, by %s (%s).',
    key, to_char(o.valid_from at time zone 'UTC', 'YYYY-MM-DD'), o.set_by, o.reason), o.traits, clock(), true, 'sql');
  return null;
end $$;
create trigger to_incident after insert on countersign_private.monitor_alarm for each row execute function countersign_private.on_alarm_of_monitor();
alter table countersign_private.monitor_alarm enable always trigger to_incident;

call countersign_private.make_views('monitor_incident', $$
  select m.key as monitor, o.opens, o.traits, o.set_by, o.reason, o.valid_from
  from countersign_private.monitor_incident o join countersign_private.monitor m on m.id = o.monitor where {now o} $$);
call countersign_private.make_views('alarm_incident', $$
  select x.alarm, x.incident, x.by_monitor, x.recorded_at from countersign_private.alarm_incident x where {fact x} $$);
grant select on countersign.monitor_incident, countersign_past.monitor_incident, countersign.alarm_incident, countersign_past.alarm_incident to countersign_viewer;
-- Each asks for its own role.
grant execute on function countersign.set_monitor_incident(text, boolean, text[], text, text),
  countersign.open_alarm_incident(bigint, text, text, text[], timestamptz, text) to countersign_viewer;
