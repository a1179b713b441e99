-- What a person wrote is erased on request, with the salt of its commitment: the leaf stays, proves what it did, and tells
-- nothing of the text. One person asks and another does it; holds are honoured; what cannot be reached is named. Content that
-- no purpose needs any more is retired by class, by rules that two persons agreed on.
-- Long because a released step is one file: where text lies, who may remove it and how that stays provable belong together.

-- The planner's statistics keep values of columns; of these it must not. Set before the first ANALYZE of a new catalog.
alter table countersign_private.quarantine alter column raw set statistics 0, alter column raw_digest set statistics 0, alter column reason set statistics 0;
alter table countersign_private.lineage_event alter column raw set statistics 0;
alter table countersign_private.shadow_prompt_content alter column body set statistics 0;
alter table countersign_private.shadow_reply_content alter column body set statistics 0;

-- Holds -----------------------------------------------------------------------------------------------------------------

-- What must stay: a subject's content, one generation's, or that of all calls of a model or prompt.
create table countersign_private.hold (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('subject', 'generation', 'artifact')),
  key text not null check (key <> '' and length(key) <= 500),
  reason text not null,
  placed_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
alter table countersign_private.hold alter column key set statistics 0;
create index on countersign_private.hold (kind, key);
call countersign_private.guard_facts('countersign_private.hold');

create table countersign_private.hold_release (
  hold bigint primary key references countersign_private.hold,
  asked_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.hold_release');

create table countersign_private.hold_end (
  hold bigint primary key references countersign_private.hold_release,
  ended_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.hold_end');

create function countersign.add_hold(kind text, key text, reason text default '', channel text default 'sql')
returns table (hold bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin', 'auditor');
  made bigint;
begin
  perform require_reason(reason);
  if kind is null or kind not in ('subject', 'generation', 'artifact') or coalesce(key, '') = '' or length(key) > 500 then
    perform refuse('CS422', 'hold.what', 'A hold is on a subject, a generation or an artifact.', '', 'Name one of them.');
  end if;
  insert into countersign_private.hold (kind, key, reason, placed_by) values (kind, key, reason, who) returning id into made;
  return query select made, record_activity('hold.add', 'hold', made::text, reason, jsonb_build_object('kind', kind), channel);
end $$;

create function countersign.ask_release(hold_id bigint, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare who text := require_role('lead', 'admin', 'auditor');
begin
  perform require_reason(ask_release.reason);
  perform from countersign_private.hold h where h.id = hold_id for update;
  if not found or exists (select from hold_release r where r.hold = hold_id) then
    perform refuse('CS404', 'hold.unknown', format('No hold %s is in force without a release asked for.', hold_id), '', 'Look at `countersign hold list`.');
  end if;
  insert into hold_release (hold, asked_by, reason) values (hold_id, who, ask_release.reason);
  return record_activity('hold.ask-release', 'hold', hold_id::text, ask_release.reason, '{}', ask_release.channel);
end $$;

create function countersign.confirm_release(hold_id bigint, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  who text := require_role('lead', 'admin', 'auditor');
  r hold_release;
begin
  perform require_reason(confirm_release.reason);
  select * into r from hold_release x where x.hold = hold_id for update;
  if not found or exists (select from hold_end e where e.hold = hold_id) then
    perform refuse('CS404', 'hold.unknown', format('No release of hold %s waits.', hold_id), '', 'Look at `countersign hold list`.');
  end if;
  if r.asked_by = who then
    perform refuse('CS403', 'hold.own', 'Who asked for a release does not confirm it.', '', 'Ask another lead, admin or auditor.');
  end if;
  insert into hold_end (hold, ended_by, reason) values (hold_id, who, confirm_release.reason);
  return record_activity('hold.release', 'hold', hold_id::text, confirm_release.reason, '{}', confirm_release.channel);
end $$;

create function countersign.holds(all_of_them boolean default false)
returns table (id bigint, kind text, key text, reason text, placed_by text, at timestamptz, release_asked_by text, ended_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform present_only();
  if not (has_role('lead') or has_role('admin') or has_role('auditor')) then
    perform refuse('CS403', 'right.missing', 'Holds are read by lead, admin or auditor.', '', 'Ask one of them.');
  end if;
  return query select h.id, h.kind, h.key, h.reason, h.placed_by, h.recorded_at, r.asked_by, e.recorded_at
    from countersign_private.hold h left join hold_release r on r.hold = h.id left join hold_end e on e.hold = h.id
    where all_of_them or e.hold is null order by h.id desc;
end $$;

-- Where a subject's text is ------------------------------------------------------------------------------------------------

-- Whose text JSON is, by the names that instruments give the person who was answered; as it stands between the quotes, with
-- bytes beyond ASCII and backslashes written by encode(…, 'escape').
create function countersign_private.subjects_in(body bytea) returns setof text language sql immutable parallel safe as $$
  select m[2] from regexp_matches(encode(body, 'escape'),
    '"(user_ref|user\.id|user_id|userId|enduser\.id|end_user|langfuse\.user\.id|data_subject)" ?: ?"((?:[^"\\]|\\\\.|\\[0-7]{3})*)"', 'g') m
$$;

-- A key as it stands in JSON, written the same way.
create function countersign_private.as_in_json(key text) returns text language sql immutable strict as $$
  select encode(convert_to(substr(x.words, 2, length(x.words) - 2), 'UTF8'), 'escape') from (select to_json(key)::text as words) x
$$;

-- What stands between two quotation marks of raw bytes: every text of JSON, however the marks are paired where it is broken.
create function countersign_private.words_of(body bytea) returns setof text language sql immutable parallel safe as $$
  select unnest(string_to_array(encode(body, 'escape'), '"'))
$$;

-- Rows of a place that name one of these subjects, by their ids. A key with a quotation mark in it is looked for byte by byte.
create function countersign_private.rows_naming(place text, keys text[]) returns setof text language plpgsql stable
set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
declare
  written constant text[] := array(select as_in_json(k) from unnest(keys) k where strpos(k, '"') = 0);
  odd constant bytea[] := array(select convert_to(to_json(k)::text, 'UTF8') from unnest(keys) k where strpos(k, '"') > 0);
begin
  if cardinality(keys) = 0 then return; end if;
  return query
    with raw (id, body) as (
      select q.id::text, q.raw from countersign_private.quarantine q where rows_naming.place = 'quarantine'
      union all
      select concat_ws('/', t.producer, encode(t.trace_id, 'hex'), t.kind, encode(t.part_id, 'hex')), t.body from trace_part t
        where rows_naming.place = 'trace_part'
      union all
      select e.id::text, e.raw from lineage_event e where rows_naming.place = 'lineage_event' and e.raw <> ''
      union all
      select concat_ws('/', c.run, c.prompt), c.body from shadow_prompt_content c where rows_naming.place = 'shadow_prompt')
    select r.id from raw r cross join lateral words_of(r.body) w join unnest(written) k on k = w
    union
    select r.id from raw r join unnest(odd) k on position(k in r.body) > 0;
end $$;

create function countersign_private.held_ids(ids uuid[], keys text[]) returns setof uuid language plpgsql stable
set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  return query
    with held as (select h.kind, h.key from countersign_private.hold h where not exists (select from hold_end e where e.hold = h.id))
    select g.id from generation g where g.tenant = 1 and g.id = any (held_ids.ids) and (
      exists (select from held h where h.kind = 'generation' and h.key = g.id::text)
      or exists (select from held h where h.kind = 'artifact' and h.key in (g.model, g.prompt))
      or exists (select from held h join generation_content c on c.tenant = 1 and c.id = g.id
        where h.kind = 'subject' and exists (select from subjects_in(c.body) s where s = as_in_json(h.key))));
end $$;

-- Generations whose content is of one of these subjects.
create function countersign_private.ids_of_subjects(keys text[]) returns uuid[] language plpgsql stable
set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
declare
  written text[] := array(select as_in_json(k) from unnest(keys) k);
begin
  return array(select distinct c.id from generation_content c cross join lateral subjects_in(c.body) s join unnest(written) w on w = s
    where c.tenant = 1
      and (position('"user'::bytea in c.body) > 0 or position('"end'::bytea in c.body) > 0 or position('"data_subject'::bytea in c.body) > 0
           or position('"langfuse'::bytea in c.body) > 0) order by c.id);
end $$;

-- Those of these subjects on whom a hold is.
create function countersign_private.held_keys(keys text[]) returns text[] language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  select array(select k from unnest(keys) k where exists (select from countersign_private.hold h where h.kind = 'subject' and h.key = k
    and not exists (select from hold_end e where e.hold = h.id)))
$$;

-- What a search for subjects finds, place by place, and how much of it a hold keeps.
create function countersign_private.reach_of(keys text[], ids uuid[], held uuid[]) returns table (place text, found bigint, kept bigint)
language plpgsql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
declare on_hold constant text[] := held_keys(keys);
begin
  return query
    with prompt as (select x.id, exists (select from rows_naming('shadow_prompt', on_hold) h (id) where h.id = x.id) as is_held from rows_naming('shadow_prompt', keys) x (id))
    select 'content of generations'::text, cardinality(ids)::bigint, cardinality(held)::bigint
    union all
    select 'answers of shadow-evals', count(*), count(*) filter (where p.generation = any (held) or n.is_held)
      from shadow_reply_content c join shadow_prompt p on p.run = c.run and p.prompt = c.prompt
      left join prompt n on n.id = concat_ws('/', p.run, p.prompt)
      where p.generation = any (ids) or n.id is not null
    union all
    select 'prompts of shadow-evals', count(*), count(*) filter (where n.is_held) from prompt n
    union all
    select o.title, count(x.id), count(h.id)
      from (values (1, 'quarantine', 'quarantine'), (2, 'spool of traces', 'trace_part'), (3, 'raw events of lineage', 'lineage_event')) o (ordinal, title, name)
      left join lateral rows_naming(o.name, keys) x (id) on true
      left join lateral (select y.id from rows_naming(o.name, on_hold) y (id) where y.id = x.id) h on true
      group by o.ordinal, o.title;
end $$;

-- What erasure cannot reach, with when that ages out, as far as the catalog knows.
create table countersign_private.backup_window (
  id bigint generated always as identity primary key,
  days integer not null check (days between 0 and 36500),
  reason text not null,
  set_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.backup_window');

create function countersign.set_backup_window(days integer, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare who text := require_role('admin');
begin
  perform require_reason(set_backup_window.reason);
  if set_backup_window.days is null or set_backup_window.days not between 0 and 36500 then
    perform refuse('CS422', 'backup.days', 'Backups are kept for 0 to 36500 days.', '', 'Say for how many.');
  end if;
  insert into backup_window (days, reason, set_by) values (set_backup_window.days, set_backup_window.reason, who);
  return record_activity('backup.window', 'catalog', 'backups', set_backup_window.reason, jsonb_build_object('days', set_backup_window.days), set_backup_window.channel);
end $$;

create function countersign_private.unreached(keys text[]) returns table (place text, until date, words text)
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  select 'backups', (now.at + make_interval(days => w.days))::date,
    case when w.days is null then 'Nobody has said how long backups are kept: countersign retention backups.' else 'They age out by then.' end
  from (select clock() as at) now left join (select x.days from backup_window x order by x.id desc limit 1) w on true
  union all
  select 'write-ahead log', null, format('Until its segments are recycled (max_wal_size %s); archived ones as backups (archive_mode %s).',
    current_setting('max_wal_size'), current_setting('archive_mode'))
  union all
  select 'replicas', null, 'They follow within seconds; their files keep old bytes until they are vacuumed too.'
  union all
  select 'packs issued', null, format('%s were handed out; what they hold stays as it was.', count(*)) from pack having count(*) > 0
  union all
  select 'drafts on officers'' machines', null, 'What somebody was writing when it was erased lies in their own state folder.'
  union all
  select 'rows that lineage names', null, format('%s retrievals name a row with this key; they hold no text.', count(*))
    from retrieval r where r.tenant = 1 and r.row_key = any (keys) having count(*) > 0
  union all
  select 'words of officers', null, format('%s lines name a key in a reason; they are what was decided, and stay.', count(*))
    from activity a where exists (select from unnest(keys) k where length(k) >= 4 and strpos(a.reason, k) > 0) having count(*) > 0
$$;

-- Erasures -------------------------------------------------------------------------------------------------------------------

create table countersign_private.erasure (
  id bigint generated always as identity primary key,
  subjects integer not null check (subjects > 0),
  reason text not null,
  asked_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.erasure');

-- Whose text it is, until it is done: the key is a person's too.
create table countersign_private.erasure_key (
  erasure bigint not null references countersign_private.erasure,
  ordinal integer not null,
  key text not null check (key <> '' and length(key) <= 500),
  primary key (erasure, ordinal)
);
alter table countersign_private.erasure_key alter column key set statistics 0;
call countersign_private.guard_present('countersign_private.erasure_key');

create table countersign_private.erasure_end (
  erasure bigint primary key references countersign_private.erasure,
  outcome text not null check (outcome in ('done', 'refused')),
  ended_by text not null references countersign_private.person,
  reason text not null,
  -- What was removed, kept by holds and not reached.
  report jsonb not null,
  activity bigint not null references countersign_private.activity,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.erasure_end');

-- What was removed, by its id. The line of the activity, which is a leaf, has the digest of the list.
create table countersign_private.erased_item (
  kind text not null check (kind in ('generation', 'shadow_reply', 'shadow_prompt', 'quarantine', 'trace_part', 'lineage_event')),
  id text not null,
  erasure bigint not null references countersign_private.erasure,
  primary key (kind, id)
);
create index on countersign_private.erased_item (erasure);
call countersign_private.guard_facts('countersign_private.erased_item');

-- Raw bytes of a lineage event can be emptied by an erasure, and nothing else about it changes.
create function countersign_private.on_change_of_a_raw_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.raw = ''::bytea and to_jsonb(new) - 'raw' = to_jsonb(old) - 'raw'
     and exists (select from countersign_private.erased_item i where i.kind = 'lineage_event' and i.id = old.id::text) then
    return new;
  end if;
  perform countersign_private.refuse('CS403', 'fact.immutable', 'Rows of lineage_event are facts: they are never changed or removed.',
    format('A %s was tried.', lower(tg_op)), 'Record a new fact that corrects the old one.');
  return null;
end $$;
drop trigger unchanged on countersign_private.lineage_event;
create trigger unchanged before update or delete on countersign_private.lineage_event
  for each row execute function countersign_private.on_change_of_a_raw_event();
alter table countersign_private.lineage_event enable always trigger unchanged;

-- Tables whose files may still hold what was removed from them, until they are rewritten.
create table countersign_private.rewrite_due (
  relation text primary key,
  since timestamptz not null default clock_timestamp(),
  -- The newest removal: a session that can still see what was there before it keeps the bytes through any rewriting.
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_present('countersign_private.rewrite_due');

create function countersign_private.digest_of_items(erasure_id bigint) returns text language sql stable as $$
  select encode(sha256(convert_to(coalesce(string_agg(i.kind || ' ' || i.id || e'\n', '' order by i.kind collate "C", i.id collate "C"), ''), 'UTF8')), 'hex')
  from countersign_private.erased_item i where i.erasure = erasure_id
$$;

create function countersign_private.check_keys(keys text[]) returns void language plpgsql immutable as $$
begin
  if coalesce(cardinality(keys), 0) not between 1 and 10000 or exists (select from unnest(keys) k where k is null or k = '' or length(k) > 500) then
    perform countersign_private.refuse('CS422', 'erase.subject', 'An erasure names 1 to 10,000 subjects, each by a key of 1 to 500 characters.', '',
      'Name the key that programs send as user_ref.');
  end if;
end $$;

-- What an erasure would remove and could not: changes nothing but the activity.
create function countersign.preview_erasure(keys text[], channel text default 'sql')
returns table (part text, place text, found bigint, kept bigint, until date, words text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  ids uuid[];
  held uuid[];
begin
  perform require_role('lead', 'admin', 'auditor');
  perform check_keys(preview_erasure.keys);
  ids := ids_of_subjects(preview_erasure.keys);
  held := array(select h from held_ids(ids, preview_erasure.keys) h);
  perform record_activity('erasure.read', 'erasure', '', '', jsonb_build_object('subjects', cardinality(preview_erasure.keys)), preview_erasure.channel);
  return query
    select 'found'::text, r.place, r.found, r.kept, null::date, ''::text from reach_of(preview_erasure.keys, ids, held) r
    union all
    select 'unreached', u.place, null, null, u.until, u.words from unreached(preview_erasure.keys) u;
end $$;

create function countersign.ask_erasure(keys text[], reason text default '', channel text default 'sql')
returns table (erasure bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin', 'auditor');
  made bigint;
  once text[];
begin
  perform require_reason(reason);
  perform check_keys(keys);
  once := array(select distinct k from unnest(keys) k order by k);
  insert into countersign_private.erasure (subjects, reason, asked_by) values (cardinality(once), reason, who) returning id into made;
  insert into erasure_key (erasure, ordinal, key) select made, x.place, x.key from unnest(once) with ordinality x (key, place);
  return query select made, record_activity('erasure.ask', 'erasure', made::text, reason, jsonb_build_object('subjects', cardinality(once)), channel);
end $$;

create function countersign_private.waiting_erasure(erasure_id bigint) returns countersign_private.erasure
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare e countersign_private.erasure;
begin
  select * into e from countersign_private.erasure x where x.id = erasure_id for update;
  if not found or exists (select from erasure_end d where d.erasure = erasure_id) then
    perform refuse('CS404', 'erasure.unknown', format('No erasure %s waits.', erasure_id), '', 'Look at `countersign erase --list`.');
  end if;
  return e;
end $$;

create function countersign_private.note_rewrite(of regclass) returns void language sql as $$
  insert into countersign_private.rewrite_due (relation)
  select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = of
  on conflict on constraint rewrite_due_pkey do update set xid = excluded.xid
$$;

-- Removes what a person asked for, as another: answers the report. Whatever is held stays, and with it the request's keys are gone.
create function countersign.confirm_erasure(erasure_id bigint, reason text default '', channel text default 'sql') returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  who text := require_role('lead', 'admin', 'auditor');
  e countersign_private.erasure;
  keys text[];
  ids uuid[];
  held uuid[];
  found_there jsonb;
  beyond jsonb;
  report jsonb;
  line bigint;
  on_hold text[];
  prompts text[];
  lines bigint[];
  parts text[];
  raws bigint[];
  month text;
begin
  perform require_reason(confirm_erasure.reason);
  e := waiting_erasure(erasure_id);
  if e.asked_by = who then
    perform refuse('CS403', 'erasure.own', 'Who asked for an erasure does not do it.', '', 'Ask another lead, admin or auditor.');
  end if;
  keys := array(select k.key from erasure_key k where k.erasure = erasure_id order by k.ordinal);
  ids := ids_of_subjects(keys);
  held := array(select h from held_ids(ids, keys) h);
  on_hold := held_keys(keys);
  select coalesce(jsonb_agg(jsonb_build_object('place', r.place, 'removed', r.found - r.kept, 'held', r.kept)), '[]') into found_there
    from reach_of(keys, ids, held) r;
  select coalesce(jsonb_agg(jsonb_build_object('place', u.place, 'until', u.until, 'words', u.words)), '[]') into beyond from unreached(keys) u;
  ids := array(select i from unnest(ids) i except select h from unnest(held) h);

  -- What names a held subject too stays.
  prompts := array(select x from rows_naming('shadow_prompt', keys) x except select x from rows_naming('shadow_prompt', on_hold) x);
  lines := array(select x::bigint from rows_naming('quarantine', keys) x except select x::bigint from rows_naming('quarantine', on_hold) x);
  parts := array(select x from rows_naming('trace_part', keys) x except select x from rows_naming('trace_part', on_hold) x);
  raws := array(select x::bigint from rows_naming('lineage_event', keys) x except select x::bigint from rows_naming('lineage_event', on_hold) x);

  -- Answers to what they wrote, then the text itself, whose salt goes with it.
  with gone as (
    delete from shadow_reply_content c using shadow_prompt p where p.run = c.run and p.prompt = c.prompt
      and (p.generation = any (ids) or concat_ws('/', p.run, p.prompt) = any (prompts))
    returning c.run, c.arm, c.about, c.prompt)
  insert into erased_item (kind, id, erasure) select 'shadow_reply', concat_ws('/', g.run, g.arm, g.about, g.prompt), erasure_id from gone g on conflict do nothing;
  delete from shadow_prompt_content c where concat_ws('/', c.run, c.prompt) = any (prompts);
  insert into erased_item (kind, id, erasure) select 'shadow_prompt', x, erasure_id from unnest(prompts) x on conflict do nothing;
  delete from countersign_private.quarantine q where q.id = any (lines);
  insert into erased_item (kind, id, erasure) select 'quarantine', x::text, erasure_id from unnest(lines) x on conflict do nothing;
  delete from trace_part t where concat_ws('/', t.producer, encode(t.trace_id, 'hex'), t.kind, encode(t.part_id, 'hex')) = any (parts);
  insert into erased_item (kind, id, erasure) select 'trace_part', x, erasure_id from unnest(parts) x on conflict do nothing;
  insert into erased_item (kind, id, erasure) select 'lineage_event', x::text, erasure_id from unnest(raws) x on conflict do nothing;
  update lineage_event v set raw = '' where v.id = any (raws);
  insert into erased_item (kind, id, erasure) select 'generation', i::text, erasure_id from unnest(ids) i on conflict do nothing;
  delete from generation_content c where c.tenant = 1 and c.id = any (ids);
  delete from erasure_key k where k.erasure = erasure_id;

  for month in select distinct format('countersign_private.generation_content_%s', to_char(g.at at time zone 'UTC', 'YYYY_MM'))
      from generation g where g.tenant = 1 and g.id = any (ids) loop
    perform note_rewrite(month::regclass);
  end loop;
  perform note_rewrite(x.name::regclass) from (values
    ('shadow_reply', 'countersign_private.shadow_reply_content'), ('shadow_prompt', 'countersign_private.shadow_prompt_content'),
    ('quarantine', 'countersign_private.quarantine'), ('trace_part', 'countersign_private.trace_part'),
    ('lineage_event', 'countersign_private.lineage_event')) x (kind, name)
    where exists (select from erased_item i where i.erasure = erasure_id and i.kind = x.kind);
  perform note_rewrite('countersign_private.erasure_key'::regclass);

  report := jsonb_build_object('erasure', erasure_id, 'subjects', e.subjects, 'places', found_there, 'unreached', beyond,
    'rewrite', (select coalesce(jsonb_agg(d.relation order by d.relation), '[]') from rewrite_due d));
  line := record_activity('erasure.done', 'erasure', erasure_id::text, confirm_erasure.reason,
    jsonb_build_object('subjects', e.subjects, 'asked_by', e.asked_by, 'places', found_there,
      'items', (select count(*) from erased_item i where i.erasure = erasure_id), 'items_digest', digest_of_items(erasure_id)), confirm_erasure.channel);
  insert into erasure_end (erasure, outcome, ended_by, reason, report, activity) values (erasure_id, 'done', who, confirm_erasure.reason, report, line);
  return report || jsonb_build_object('activity', line);
end $$;

create function countersign.refuse_erasure(erasure_id bigint, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  who text := require_role('lead', 'admin', 'auditor');
  e countersign_private.erasure;
  line bigint;
begin
  perform require_reason(refuse_erasure.reason);
  e := waiting_erasure(erasure_id);
  delete from erasure_key k where k.erasure = erasure_id;
  line := record_activity('erasure.refuse', 'erasure', erasure_id::text, refuse_erasure.reason, '{}', refuse_erasure.channel);
  insert into erasure_end (erasure, outcome, ended_by, reason, report, activity) values (erasure_id, 'refused', who, refuse_erasure.reason, '{}', line);
  return line;
end $$;

create function countersign.erasures(most integer)
returns table (id bigint, subjects integer, state text, asked_by text, reason text, asked_at timestamptz, ended_by text, ended_at timestamptz, removed bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform present_only();
  if not (has_role('lead') or has_role('admin') or has_role('auditor')) then
    perform refuse('CS403', 'right.missing', 'Erasures are read by lead, admin or auditor.', '', 'Ask one of them.');
  end if;
  return query select e.id, e.subjects, coalesce(d.outcome, 'asked'), e.asked_by, e.reason, e.recorded_at, d.ended_by, d.recorded_at,
      (select count(*) from erased_item i where i.erasure = e.id)
    from countersign_private.erasure e left join erasure_end d on d.erasure = e.id order by e.id desc limit erasures.most;
end $$;

-- Retention --------------------------------------------------------------------------------------------------------------------

-- How long content of a class is kept. The newest confirmed row of a class holds; without one content is kept.
create table countersign_private.retention_rule (
  id bigint generated always as identity primary key,
  class text not null check (class in ('green', 'yellow', 'red', 'unknown')),
  days integer not null check (days between 1 and 36500),
  reason text not null,
  asked_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.retention_rule (class, id desc);
call countersign_private.guard_facts('countersign_private.retention_rule');

create table countersign_private.retention_consent (
  rule bigint primary key references countersign_private.retention_rule,
  given_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.retention_consent');

-- Content of a class from before a moment went, but for what was held or under the floor.
create table countersign_private.retention_run (
  id bigint generated always as identity primary key,
  class text not null,
  before timestamptz not null,
  removed bigint not null check (removed > 0),
  activity bigint not null references countersign_private.activity,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.retention_run (class, before desc);
call countersign_private.guard_facts('countersign_private.retention_run');

create function countersign_private.retention_now() returns table (class text, days integer) language sql stable
set search_path = pg_catalog, countersign_private, pg_temp as $$
  select distinct on (r.class) r.class, r.days from retention_rule r join retention_consent c on c.rule = r.id order by r.class, r.id desc
$$;

-- Models and prompts that are part, by any number of steps, of a system with a point of Annex III: their calls' logs are kept
-- for six months at least (Articles 19(1) and 26(6) of Regulation (EU) 2024/1689), whatever a rule says.
create function countersign_private.floored_names() returns text[] language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  with recursive part (version) as (
    select v.id from version v join artifact a on a.id = v.artifact
    where a.kind = 'system' and exists (select from jsonb_array_elements_text(
      case when jsonb_typeof(convert_from(v.body, 'UTF8')::jsonb -> 'annex_iii_points') = 'array' then convert_from(v.body, 'UTF8')::jsonb -> 'annex_iii_points' else '[]' end) p
      where p <> 'none')
    union
    select d.on_version from part p join dependency d on d.version = p.version)
  select coalesce(array_agg(distinct a.name), '{}') from part p join version v on v.id = p.version join artifact a on a.id = v.artifact
$$;

create function countersign.ask_retention(class text, days integer, reason text default '', channel text default 'sql')
returns table (rule bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('admin', 'lead');
  made bigint;
begin
  perform require_reason(reason);
  if class is null or class not in ('green', 'yellow', 'red', 'unknown') or days is null or days not between 1 and 36500 then
    perform refuse('CS422', 'retention.rule', 'A rule is for a class (green, yellow, red or unknown) and says 1 to 36500 days.', '', 'Say both.');
  end if;
  insert into retention_rule (class, days, reason, asked_by) values (class, days, reason, who) returning id into made;
  return query select made, record_activity('retention.ask', 'retention', made::text, reason, jsonb_build_object('class', class, 'days', days), channel);
end $$;

create function countersign.confirm_retention(rule_id bigint, reason text default '', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  who text := require_role('admin', 'lead');
  r countersign_private.retention_rule;
begin
  perform require_reason(confirm_retention.reason);
  select * into r from countersign_private.retention_rule x where x.id = rule_id for update;
  if not found or exists (select from retention_consent c where c.rule = rule_id) then
    perform refuse('CS404', 'retention.unknown', format('No rule %s waits.', rule_id), '', 'Look at `countersign retention list`.');
  end if;
  if r.asked_by = who then
    perform refuse('CS403', 'retention.own', 'Who asked for a rule does not confirm it.', '', 'Ask another admin or lead.');
  end if;
  insert into retention_consent (rule, given_by, reason) values (rule_id, who, confirm_retention.reason);
  return record_activity('retention.set', 'retention', rule_id::text, confirm_retention.reason, jsonb_build_object('class', r.class, 'days', r.days), confirm_retention.channel);
end $$;

create function countersign.retention_rules()
returns table (id bigint, class text, days integer, reason text, asked_by text, at timestamptz, confirmed_by text, holds boolean)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select r.id, r.class, r.days, r.reason, r.asked_by, r.recorded_at, c.given_by,
    c.rule is not null and not exists (select from retention_rule n join retention_consent k on k.rule = n.id where n.class = r.class and n.id > r.id)
  from retention_rule r left join retention_consent c on c.rule = r.id where present_only() order by r.id desc
$$;

-- Content that has outlived its rule: what would go, by class and month, and what stays by a hold or by the floor of 183 days.
-- With `rule_id` as if that rule held.
create function countersign.preview_retention(rule_id bigint default null)
returns table (class text, month text, goes bigint, held bigint, floored bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare floored_artifacts constant text[] := floored_names();
begin
  perform require_role('admin', 'lead', 'auditor');
  return query
    with ruled as (
      select n.class, n.days from retention_now() n where rule_id is null or n.class <> (select r.class from retention_rule r where r.id = rule_id)
      union all select r.class, r.days from retention_rule r where r.id = rule_id),
    late as (
      select g.id, ruled.class, to_char(g.at at time zone 'UTC', 'YYYY-MM') as month,
        g.at > clock() - interval '183 days' and (g.model = any (floored_artifacts) or coalesce(g.prompt = any (floored_artifacts), false)) as is_floored
      from ruled join generation g on g.tenant = 1 and coalesce(g.data_class, 'unknown') = ruled.class
        and g.id < first_id_at(clock() - make_interval(days => ruled.days))
      where exists (select from generation_content c where c.tenant = 1 and c.id = g.id)),
    kept as (select h as id from held_ids(array(select l.id from late l), '{}') h)
    select l.class, l.month, count(*) filter (where k.id is null and not l.is_floored), count(k.id), count(*) filter (where k.id is null and l.is_floored)
    from late l left join kept k on k.id = l.id group by l.class, l.month order by l.class, l.month;
end $$;

-- Removes content that has outlived its rule, up to so many; answers how much went. By the schedule.
create function countersign.retire_content(most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  floored_artifacts constant text[] := floored_names();
  r record;
  ids uuid[];
  gone bigint := 0;
  line bigint;
  limit_at timestamptz;
  month text;
begin
  perform require_ingest();
  for r in select n.class, n.days from retention_now() n order by n.class loop
    limit_at := clock() - make_interval(days => r.days);
    ids := array(select g.id from generation g where g.tenant = 1 and coalesce(g.data_class, 'unknown') = r.class and g.id < first_id_at(limit_at)
      and exists (select from generation_content c where c.tenant = 1 and c.id = g.id)
      and not (g.at > clock() - interval '183 days' and (g.model = any (floored_artifacts) or coalesce(g.prompt = any (floored_artifacts), false))));
    ids := array(select x.i from (select i from unnest(ids) i except select h from held_ids(ids, '{}') h) x order by x.i limit most);
    if cardinality(ids) = 0 then continue; end if;
    delete from shadow_reply_content c using shadow_prompt p where p.run = c.run and p.prompt = c.prompt and p.generation = any (ids);
    delete from generation_content c where c.tenant = 1 and c.id = any (ids);
    for month in select distinct format('countersign_private.generation_content_%s', to_char(g.at at time zone 'UTC', 'YYYY_MM'))
        from generation g where g.tenant = 1 and g.id = any (ids) loop
      perform note_rewrite(month::regclass);
    end loop;
    line := record_activity('retention.run', 'retention', r.class, '', jsonb_build_object('class', r.class, 'days', r.days, 'before', limit_at, 'removed', cardinality(ids)), 'command');
    insert into retention_run (class, before, removed, activity) values (r.class, limit_at, cardinality(ids), line);
    gone := gone + cardinality(ids);
  end loop;
  return gone;
end $$;

insert into countersign_private.schedule_job (name, title, every, at_time, needs, due)
values ('retire-content', 'Remove content that has outlived its retention', '1 day', '02:00', 'ingest', countersign_private.next_due('1 day', '02:00'));

-- Proof that it was by right ------------------------------------------------------------------------------------------------------

-- Content is gone by right when an erasure lists it, or a run of retention covers its class and time.
create or replace function countersign_private.is_erased_by_right(id uuid) returns boolean language sql stable as $$
  select exists (select from countersign_private.erased_item i where i.kind = 'generation' and i.id = is_erased_by_right.id::text)
    or exists (select from countersign_private.generation g join countersign_private.retention_run r
      on r.class = coalesce(g.data_class, 'unknown') and g.at < r.before where g.tenant = 1 and g.id = is_erased_by_right.id)
$$;

-- Erasures whose list of what was removed is not the one that its leaf commits to, and runs of retention without their leaf.
create function countersign.erasures_altered() returns table (erasure bigint, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  perform require_log_reader();
  return query
    select e.id, 'The list of what it removed is not the one that was recorded.'::text from countersign_private.erasure e
      left join erasure_end d on d.erasure = e.id left join activity a on a.id = d.activity and a.act = 'erasure.done' and a.subject = e.id::text
      where exists (select from erased_item i where i.erasure = e.id) and (a.id is null or a.detail ->> 'items_digest' is distinct from digest_of_items(e.id))
    union all
    select r.id, 'The run of retention is not the one that was recorded.' from retention_run r
      left join activity a on a.id = r.activity and a.act = 'retention.run' and a.detail ->> 'class' = r.class
        and (a.detail ->> 'before')::timestamptz = r.before and (a.detail ->> 'removed')::bigint = r.removed
      where a.id is null;
end $$;

-- What is due for rewriting, and since when.
create function countersign.rewrites_due() returns table (relation text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select d.relation, d.since from rewrite_due d where present_only() order by d.since, d.relation
$$;

-- Rights ---------------------------------------------------------------------------------------------------------------------------

grant execute on function
  countersign.add_hold(text, text, text, text), countersign.ask_release(bigint, text, text), countersign.confirm_release(bigint, text, text),
  countersign.holds(boolean), countersign.set_backup_window(integer, text, text), countersign.preview_erasure(text[], text),
  countersign.ask_erasure(text[], text, text), countersign.confirm_erasure(bigint, text, text), countersign.refuse_erasure(bigint, text, text),
  countersign.erasures(integer), countersign.ask_retention(text, integer, text, text), countersign.confirm_retention(bigint, text, text),
  countersign.retention_rules(), countersign.preview_retention(bigint), countersign.rewrites_due()
  to countersign_viewer;
grant execute on function countersign.retire_content(integer) to countersign_ingest;
grant execute on function countersign.erasures_altered() to countersign_viewer, countersign_sealer;
