-- The one door of generations. A batch is copied into temporary tables of the session, which the owner makes for it, and
-- taken by one call: all of it or nothing, the same event once, what contradicts an earlier event named and left out.

-- The functions below read temporary tables that exist only once a session has opened its inbox.
set local check_function_bodies = off;

create function countersign.open_inbox() returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  here constant text := session_user;
  name text;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', here), '', 'Ask an administrator for it.');
  end if;
  if to_regclass('pg_temp.generation_inbox') is not null then return; end if;
  create temporary table generation_inbox (
    line bigint not null, id uuid not null, event_key bigint not null, producer text not null, event_id text not null,
    at timestamptz not null, source text not null, operation text, model text not null, model_version text not null,
    prompt text, prompt_version text, prompt_id text, service text, environment text, conversation text, language text,
    user_facing boolean, delivery text not null, data_class text, tokens_in bigint, tokens_out bigint, cost_micros bigint,
    currency text, latency_micros bigint, marks text[] not null, metadata_digest bytea not null, content_digest bytea not null,
    content bytea not null
  ) on commit delete rows;
  -- Packed once, as it will be stored.
  begin
    alter table pg_temp.generation_inbox alter column content set compression lz4;
  exception when feature_not_supported then null;
  end;
  create temporary table flag_inbox (
    line bigint not null, ordinal smallint not null, source text not null, category text not null, verdict text,
    score double precision, side text not null, taxonomy text, spans text not null
  ) on commit delete rows;
  create temporary table score_inbox (
    line bigint not null, ordinal smallint not null, name text not null, value double precision, judge text,
    lowest double precision, highest double precision, at timestamptz
  ) on commit delete rows;
  create temporary table retrieval_inbox (
    line bigint not null, rank integer not null, index_name text not null, index_version text, namespace text, dataset text,
    dataset_version text, row_key text not null, score double precision, data_class text
  ) on commit delete rows;
  -- What the catalog works out about the batch; nobody else is given these.
  create temporary table inbox_known (line bigint not null, id uuid not null, same boolean not null) on commit delete rows;
  create temporary table inbox_new (line bigint not null, id uuid not null, tier text not null, rule text not null, salt bytea not null)
    on commit delete rows;
  foreach name in array array['generation_inbox', 'flag_inbox', 'score_inbox', 'retrieval_inbox'] loop
    execute format('grant insert on pg_temp.%I to %I', name, here);
  end loop;
end $$;

create function countersign.open_receipt(producer text, format text, origin text) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  made bigint;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', pg_catalog.format('%s does not have the right of ingest.', here), '', 'Ask an administrator for it.');
  end if;
  insert into countersign_private.producer (name) values (producer) on conflict on constraint producer_pkey do nothing;
  insert into receipt (producer, format, origin, login) values (producer, format, origin, here) returning id into made;
  return made;
end $$;

-- Events of the batch that the catalog has already, by producer and event id, whatever time they claim. `offset 0` and the
-- settings keep it one look-up an event in every month: the planner knows nothing of a temporary table's size, and before
-- a first ANALYZE little of the others. `tenant + 0` leaves the index of event keys as the only one that fits.
create function countersign_private.known_in_inbox() returns table (line bigint, id uuid, same boolean)
language sql stable set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  select i.line, g.id,
    g.id = i.id and g.metadata_digest = i.metadata_digest and (c.salt is null or g.commitment = sha256(c.salt || i.content_digest))
  from pg_temp.generation_inbox i
  cross join lateral (
    select x.id, x.metadata_digest, x.commitment from generation x
    where x.event_key = i.event_key and x.tenant + 0 = 1 and x.producer = i.producer and x.event_id = i.event_id offset 0) g
  left join lateral (select x.salt from generation_content x where x.tenant = 1 and x.id = g.id offset 0) c on true
$$;

-- Why events of the batch are reviewed, strongest first: `toxicity .94`, `judges disagree on jailbreak`, `red data from crm.customers`.
create function countersign_private.reasons_in_inbox() returns table (line bigint, reasons text[]) language sql stable as $$
  select line, array_agg(words order by place, words) from (
    select line, min(place) as place, words from (
      select f.line, 3 - flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) - coalesce(f.score, 0) / 2 as place,
        left(f.category, 60) || coalesce(' ' || ltrim(round(f.score::numeric, 2)::text, '0'), '') as words
      from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
      where flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) > 0
      union all
      select f.line, 0, 'judges disagree on ' || left(f.category, 60)
      from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
      where f.verdict in ('clear', 'flagged') and coalesce(m.weight, 1) > 0
      group by f.line, f.side, f.category having count(distinct f.verdict) > 1
      union all
      select r.line, 0, 'red data from ' || left(coalesce(r.dataset, r.index_name), 60)
      from pg_temp.retrieval_inbox r where r.data_class = 'red') given
    group by line, words) once
  group by line
$$;

-- Takes what the session has copied into its inbox. Answers {"taken", "known", "queued", "conflicts": [{"line", "id", "other"}]}.
-- Plans are kept for the session: one made for a first batch of one event must also do for the next of thousands, so
-- batches are joined by hash and never by nested loops.
create function countersign.take_inbox(receipt_id bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_nestloop = off set enable_mergejoin = off set work_mem = '32MB' as $$
declare
  arrived timestamptz := clock();
  month date;
  conflicts jsonb;
  already bigint;
  new bigint;
  queued bigint;
begin
  perform refuse_if_as_of();
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  for month in select distinct date_trunc('month', i.at at time zone 'UTC')::date from pg_temp.generation_inbox i loop
    perform ensure_month(month);
  end loop;
  if exists (select from pg_temp.generation_inbox i
             where substr(uuid_send(i.id), 1, 6) <> substr(int8send(floor(extract(epoch from i.at) * 1000)::bigint), 3)) then
    perform refuse('CS422', 'generation.id', 'An id does not begin with its event''s time.', '', 'Make ids as the manual says.');
  end if;

  -- Known from before, then from earlier lines of this batch.
  insert into inbox_known select k.line, k.id, k.same from known_in_inbox() k;
  insert into inbox_known
    select i.line, f.id, (f.id, f.metadata_digest, f.content_digest) = (i.id, i.metadata_digest, i.content_digest)
    from (select x.*, row_number() over w as nth, first_value(x.line) over w as first_line
          from pg_temp.generation_inbox x window w as (partition by x.event_key, x.producer, x.event_id order by x.line)) i
    join pg_temp.generation_inbox f on f.line = i.first_line
    where i.nth > 1 and not exists (select from inbox_known k where k.line = i.line);

  -- The first risk tier. One place: policy will take it over.
  insert into inbox_new
  with flagged as (
    select f.line, max(flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score)) as worst,
      bool_or(m.category = 'privacy_pii' and flag_severity(m.weight, f.verdict, f.score) > 0) as personal
    from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category) group by f.line),
  split as (
    select distinct f.line from pg_temp.flag_inbox f left join flag_category m on m.sent = lower(f.category)
    where f.verdict in ('clear', 'flagged') and coalesce(m.weight, 1) > 0
    group by f.line, f.side, f.category having count(distinct f.verdict) > 1),
  given as (
    select r.line, bool_or(r.data_class = 'red') as red, bool_or(r.data_class = 'yellow') as yellow
    from pg_temp.retrieval_inbox r group by r.line)
  select i.line, i.id,
    case when f.worst = 2 or s.line is not null or g.red then 'high' when f.worst = 1 then 'medium' else 'low' end,
    case when f.worst = 2 then 'first.severe_flag' when s.line is not null then 'first.judges_disagree'
         when g.red then 'first.red_data' when f.worst = 1 and f.personal and g.yellow then 'first.personal_data'
         when f.worst = 1 then 'first.flag' else 'first.nothing_found' end,
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
  from pg_temp.generation_inbox i left join flagged f on f.line = i.line left join split s on s.line = i.line
  left join given g on g.line = i.line
  where not exists (select from inbox_known k where k.line = i.line);

  -- Another session may have taken the same event since: the key decides, and what it kept out is not new.
  with kept as (
    insert into generation (id, event_key, producer, event_id, at, recorded_at, receipt, source, operation, model, model_version,
      prompt, prompt_version, prompt_id, service, environment, conversation, language, user_facing, delivery, data_class,
      tier, tier_rule, tokens_in, tokens_out, cost_micros, currency, latency_micros, marks, metadata_digest, commitment)
    select i.id, i.event_key, i.producer, i.event_id, i.at, arrived, receipt_id, i.source, i.operation, i.model, i.model_version,
      i.prompt, i.prompt_version, i.prompt_id, i.service, i.environment, i.conversation, i.language, i.user_facing, i.delivery,
      i.data_class, n.tier, n.rule, i.tokens_in, i.tokens_out, i.cost_micros, i.currency, i.latency_micros, i.marks,
      i.metadata_digest, sha256(n.salt || i.content_digest)
    from inbox_new n join pg_temp.generation_inbox i on i.line = n.line
    on conflict do nothing
    returning id)
  delete from inbox_new n where not exists (select from kept where kept.id = n.id);
  if found then
    insert into inbox_known select k.line, k.id, k.same from known_in_inbox() k
      where not exists (select from inbox_new n where n.line = k.line) and not exists (select from inbox_known x where x.line = k.line);
  end if;

  -- In one order, so that sessions that bring the same new names wait for each other instead of dying of it.
  insert into model_seen as seen (model, model_version, recorded_at, registered_at)
    select s.model, s.model_version, arrived, coalesce(v.recorded_at, 'infinity')
    from (select distinct i.model, i.model_version from inbox_new n join pg_temp.generation_inbox i on i.line = n.line) s
    left join artifact a on a.name = s.model left join version v on v.artifact = a.id and v.label = s.model_version
    order by s.model, s.model_version
    on conflict do nothing;
  insert into generation_content (id, salt, body)
    select n.id, n.salt, i.content from inbox_new n join pg_temp.generation_inbox i on i.line = n.line;
  insert into flag (generation, ordinal, source, category, verdict, score, side, taxonomy, spans)
    select n.id, f.ordinal, f.source, f.category, f.verdict, f.score, f.side, f.taxonomy, f.spans::jsonb
    from inbox_new n join pg_temp.flag_inbox f on f.line = n.line;
  insert into score (generation, ordinal, name, value, judge, lowest, highest, at)
    select n.id, f.ordinal, f.name, f.value, f.judge, f.lowest, f.highest, f.at
    from inbox_new n join pg_temp.score_inbox f on f.line = n.line;
  insert into retrieval (generation, rank, index_name, index_version, namespace, dataset, dataset_version, row_key, score, data_class)
    select n.id, f.rank, f.index_name, f.index_version, f.namespace, f.dataset, f.dataset_version, f.row_key, f.score, f.data_class
    from inbox_new n join pg_temp.retrieval_inbox f on f.line = n.line;

  -- High and medium are reviewed. Due is counted from arrival: an old file would be born breached by its own times.
  with item as (
    insert into review_item (generation, queue, tier, rule, reasons, conversation, needed, arrived_at, due)
    select n.id, q.key, n.tier, n.rule, coalesce(w.reasons, '{}'), i.conversation, q.needed, arrived, arrived + q.due_after
    from inbox_new n join queue q on q.tier = n.tier join pg_temp.generation_inbox i on i.line = n.line
    left join reasons_in_inbox() w on w.line = n.line
    order by n.line
    returning id, queue, due, needed),
  present as (
    insert into review_present (item, queue, due, state) select id, queue, due, 'open' from item),
  past as (
    insert into review_state (item, queue, due, state, decided, valid_from) select id, queue, due, 'open', 0, arrived from item)
  insert into review_slot (item, slot, queue, due)
    select id, slot, queue, due from item cross join lateral generate_series(1, needed) slot;

  select count(*) into new from inbox_new;
  select count(*) into queued from inbox_new n where n.tier <> 'low';
  select count(*) into already from inbox_known k where k.same;
  select coalesce(jsonb_agg(jsonb_build_object('line', k.line, 'id', i.event_id, 'other', k.id) order by k.line), '[]')
    into conflicts from inbox_known k join pg_temp.generation_inbox i on i.line = k.line where not k.same;
  already := already + (select count(*) from pg_temp.generation_inbox) - new - (select count(*) from inbox_known);
  update receipt r set taken = r.taken + new, known = r.known + already where r.id = receipt_id;
  delete from pg_temp.generation_inbox;
  delete from pg_temp.flag_inbox;
  delete from pg_temp.score_inbox;
  delete from pg_temp.retrieval_inbox;
  delete from inbox_new;
  delete from inbox_known;
  return jsonb_build_object('taken', new, 'known', already, 'queued', queued, 'conflicts', conflicts);
end $$;

-- Keeps what was refused. The same bytes refused for the same reason are kept once; answers whether they are new.
create function countersign.quarantine(receipt_id bigint, line bigint, code text, reason text, raw bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  r countersign_private.receipt;
begin
  perform refuse_if_as_of();
  select * into r from receipt x where x.id = receipt_id and x.login = session_user and x.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  update receipt x set refused = x.refused + 1 where x.id = receipt_id;
  insert into countersign_private.quarantine (receipt, format, origin, line, code, reason, raw)
    values (receipt_id, r.format, r.origin, quarantine.line, quarantine.code, quarantine.reason, quarantine.raw)
    on conflict on constraint quarantine_format_raw_digest_code_key do nothing;
  return found;
end $$;

create function countersign.close_receipt(receipt_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  update receipt r set closed_at = clock() where r.id = receipt_id and r.login = session_user and r.closed_at is null;
end $$;

-- One refused line with its bytes. Reading it is recorded: it may hold what a person wrote.
create function countersign.open_quarantine(quarantine_id bigint, channel text default 'sql')
returns table (format text, origin text, line bigint, code text, reason text, raw bytea, state text, producer text)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_role('ingest', 'admin', 'lead', 'auditor');
  perform record_activity('quarantine.read', 'quarantine', quarantine_id::text, '', '{}', channel);
  return query select q.format, q.origin, q.line, q.code, q.reason, q.raw, q.state, r.producer
    from countersign_private.quarantine q join receipt r on r.id = q.receipt where q.id = quarantine_id;
  if not found then
    perform refuse('CS404', 'quarantine.unknown', format('Nothing numbered %s is in quarantine.', quarantine_id), '', 'Look at `countersign quarantine list`.');
  end if;
end $$;

create function countersign.mark_replayed(quarantine_id bigint, channel text default 'sql') returns void
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_role('ingest');
  update countersign_private.quarantine q set state = 'replayed', replayed_at = clock() where q.id = quarantine_id and q.state = 'kept';
  perform record_activity('quarantine.replay', 'quarantine', quarantine_id::text, '', '{}', channel);
end $$;
