-- Content lies by month and, within a month, by class of data, so that a class whose time is over goes by dropping one table:
-- nothing is left of it in any file, and no row is deleted one by one. Months that are there already keep their content as
-- it lies; their key is made anew, which reads each of them once. What retention had to keep is on record, so that whoever
-- removes it by hand cannot say that retention did.

-- Its class: that of the generation. Of a row from before this step, `unsorted`.
alter table countersign_private.generation_content
  add column class text not null default 'unsorted' check (class in ('green', 'yellow', 'red', 'unknown', 'unsorted'));
alter table countersign_private.generation_content drop constraint generation_content_pkey;
alter table countersign_private.generation_content add primary key (tenant, id, class);

-- The table of one class within a month of content; `rest` takes whatever has no table of its own.
create function countersign_private.add_content_table(month_table text, of_class text) returns void language plpgsql as $$
declare
  part constant text := month_table || '_' || of_class;
begin
  execute format('create table countersign_private.%I (like countersign_private.generation_content including defaults including constraints including compression)', part);
  call guard_truncate(format('countersign_private.%I', part)::regclass);
  execute format('alter table countersign_private.%I alter column body set statistics 0, alter column salt set statistics 0', part);
  execute format('alter table countersign_private.%I attach partition countersign_private.%I %s', month_table, part,
    case when of_class = 'rest' then 'default' else format('for values in (%L)', of_class) end);
end $$;

-- Makes the partitions of a month, unless they are there. A TRUNCATE trigger is not inherited: each gets its own.
create or replace function countersign_private.ensure_month(month date) returns void language plpgsql as $$
declare
  first constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  after constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  name text;
  part text;
  of_class text;
begin
  if to_regclass(format('countersign_private.generation_%s', to_char(month, 'YYYY_MM'))) is not null then return; end if;
  perform from catalog for update;  -- one maker at a time
  foreach name in array array['generation', 'generation_content', 'flag', 'score', 'retrieval'] loop
    part := format('%s_%s', name, to_char(month, 'YYYY_MM'));
    if to_regclass('countersign_private.' || part) is not null then continue; end if;
    execute format('create table countersign_private.%I (like countersign_private.%I including defaults including constraints including compression) %s',
      part, name, case when name = 'generation_content' then 'partition by list (class)' else '' end);
    call guard_truncate(format('countersign_private.%I', part)::regclass);
    if name = 'generation_content' then
      execute format('alter table countersign_private.%I alter column body set statistics 0, alter column salt set statistics 0', part);
      foreach of_class in array array['green', 'yellow', 'red', 'unknown', 'rest'] loop
        perform add_content_table(part, of_class);
      end loop;
    end if;
    execute format('alter table countersign_private.%I attach partition countersign_private.%I for values from (%L) to (%L)',
      name, part, first_id_at(first), first_id_at(after));
  end loop;
end $$;

-- Removes content, row by row; the files of the tables it lay in are due for rewriting.
create function countersign_private.remove_content(ids uuid[]) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  tables oid[];
  one oid;
begin
  with gone as (delete from generation_content c where c.tenant = 1 and c.id = any (remove_content.ids) returning c.tableoid)
  select coalesce(array_agg(distinct g.tableoid), '{}') into tables from gone g;
  foreach one in array tables loop perform note_rewrite(one::regclass); end loop;
end $$;

-- Takes what the session has copied into its inbox. Answers {"taken", "known", "queued", "conflicts": [{"line", "id", "other"}]}.
-- Plans are kept for the session: one made for a first batch of one event must also do for the next of thousands, so
-- batches are joined by hash and never by nested loops.
create or replace function countersign.take_inbox(receipt_id bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_nestloop = off set enable_mergejoin = off set work_mem = '32MB' as $$
declare
  arrived timestamptz := clock();
  month date;
  conflicts jsonb;
  already bigint;
  new bigint;
  queued bigint;
  in_force constant text := tier_policy();
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

  -- The first risk tier, for where no policy is in force.
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

  -- By policy: decided once for facts that are the same. What has not been decided is untiered, and stands as high.
  if in_force is not null then
    create temporary table if not exists inbox_facts (line bigint not null, digest bytea not null) on commit delete rows;
    with told as materialized (
      select f.line, f.facts, sha256(convert_to(f.facts::text, 'UTF8')) as digest from facts_in_inbox() f
      where exists (select from inbox_new n where n.line = f.line)),
    kept as (insert into tier_facts (digest, facts) select distinct on (t.digest) t.digest, t.facts from told t order by t.digest on conflict do nothing)
    insert into pg_temp.inbox_facts select t.line, t.digest from told t;
    update inbox_new n set tier = coalesce(d.tier, 'high'), rule = coalesce(d.rule, 'untiered')
      from pg_temp.inbox_facts f left join tier_decision d on d.policy = in_force and d.digest = f.digest where f.line = n.line;
  end if;

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
  insert into generation_content (id, salt, body, class)
    select n.id, n.salt, i.content, coalesce(i.data_class, 'unknown') from inbox_new n join pg_temp.generation_inbox i on i.line = n.line;
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
  if in_force is null then
    select count(*), queue_items(array_agg((n.id, q.key, n.tier, n.rule, coalesce(w.reasons, '{}'), i.conversation, q.needed, q.due_after)::countersign_private.item_to_queue
        order by n.line), arrived)::text
      into queued from inbox_new n join queue q on q.key = n.tier join pg_temp.generation_inbox i on i.line = n.line
      left join reasons_in_inbox() w on w.line = n.line where n.tier <> 'low';
  else
    insert into tier_pending (generation, digest)
      select n.id, f.digest from inbox_new n join pg_temp.inbox_facts f on f.line = n.line where n.rule = 'untiered' on conflict do nothing;
    select count(*), queue_items(array_agg((n.id, d.queue, n.tier, n.rule, d.reasons || coalesce(w.reasons, '{}'), i.conversation, d.needed, d.due_after)::countersign_private.item_to_queue
        order by n.line), arrived)::text
      into queued from inbox_new n join pg_temp.inbox_facts f on f.line = n.line join tier_decision d on d.policy = in_force and d.digest = f.digest
      join pg_temp.generation_inbox i on i.line = n.line left join reasons_in_inbox() w on w.line = n.line where d.queue is not null;
    delete from pg_temp.inbox_facts;
  end if;

  select count(*) into new from inbox_new;
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

-- Removes what a person asked for, as another: answers the report. Whatever is held stays, and with it the request's keys are gone.
create or replace function countersign.confirm_erasure(erasure_id bigint, reason text default '', channel text default 'sql') returns jsonb
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
begin
  perform require_reason(confirm_erasure.reason);
  e := waiting_erasure(erasure_id);
  if e.asked_by = who then
    perform refuse('CS403', 'erasure.own', 'Who asked for an erasure does not do it.', '', 'Ask another lead, admin or auditor.');
  end if;
  -- A hold that is being placed is waited for, and the next waits for this.
  lock table countersign_private.hold in share mode;
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
  perform remove_content(ids);
  delete from erasure_key k where k.erasure = erasure_id;

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

-- Retention ----------------------------------------------------------------------------------------------------------------

-- What a run had to keep: names under the floor of 183 days, names on hold, and generations on hold by their id or subject.
alter table countersign_private.retention_run
  add column floored text[] not null default '{}',
  add column held_names text[] not null default '{}',
  add column held uuid[] not null default '{}';

create function countersign_private.digest_of_kept(floored text[], held_names text[], held uuid[]) returns text language sql stable as $$
  select countersign_private.digest_of(jsonb_build_array(floored, held_names, held)::text)
$$;

-- How many rows a table of one class has, if all of them may go; null when a single one has to stay.
create function countersign_private.rows_to_drop(content regclass, of_class text, floor_from timestamptz, floored text[], held_names text[]) returns bigint
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
declare
  held_ids constant text[] := array(select h.key from hold h where h.kind = 'generation' and not exists (select from hold_end e where e.hold = h.id));
  held_subjects constant text[] := array(select as_in_json(h.key) from hold h where h.kind = 'subject' and not exists (select from hold_end e where e.hold = h.id));
  rows bigint;
  stays boolean;
begin
  execute format(
    'select count(*), coalesce(bool_or(g.id is null or coalesce(g.data_class, ''unknown'') <> $1
       or g.at > $2 and (g.model = any ($3) or coalesce(g.prompt = any ($3), false))
       or g.model = any ($4) or coalesce(g.prompt = any ($4), false) or g.id::text = any ($5)), false)
     from %s c left join generation g on g.tenant = c.tenant and g.id = c.id', content)
    into rows, stays using of_class, floor_from, floored, held_names, held_ids;
  if not stays and cardinality(held_subjects) > 0 then
    execute format('select exists (select from %s c cross join lateral subjects_in(c.body) s where s = any ($1))', content) into stays using held_subjects;
  end if;
  return case when not stays then rows end;
end $$;

-- Drops each month's table of a class that is over before `limit_at` and of which nothing has to stay, and makes it anew, empty,
-- for what comes late; answers how many rows went. What is in use for longer than three seconds is left to be removed row by row.
create function countersign_private.drop_content(of_class text, limit_at timestamptz, floor_from timestamptz, floored text[], held_names text[]) returns bigint
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set lock_timeout = '3s' as $$
declare
  of_month record;
  content regclass;
  rows bigint;
  dropped bigint := 0;
begin
  for of_month in
    select c.relname as name, to_date(right(c.relname, 7), 'YYYY_MM') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'countersign_private.generation_content'::regclass and c.relkind = 'p' order by c.relname
  loop
    exit when (of_month.day + interval '1 month') at time zone 'UTC' > limit_at;
    content := to_regclass(format('countersign_private.%I', of_month.name || '_' || of_class));
    begin
      -- Nobody adds to the month from here on; who reads it goes on reading until it is dropped.
      execute format('lock table only countersign_private.%I in share mode', of_month.name);
      rows := rows_to_drop(content, of_class, floor_from, floored, held_names);
      if rows > 0 then
        execute format('delete from shadow_reply_content r using shadow_prompt p, %s c where p.run = r.run and p.prompt = r.prompt and p.generation = c.id', content);
        if found then perform note_rewrite('countersign_private.shadow_reply_content'::regclass); end if;
        delete from rewrite_due d where d.relation = format('countersign_private.%I', of_month.name || '_' || of_class);
        execute format('drop table %s', content);
        perform add_content_table(of_month.name, of_class);
        dropped := dropped + rows;
      end if;
    exception when lock_not_available then null;
    end;
  end loop;
  return dropped;
end $$;

-- Removes content that has outlived its rule: whole months of a class at once, and of the rest up to so many rows; answers how
-- much went. By the schedule, which so also makes the place of the coming month before anything comes for it.
create or replace function countersign.retire_content(most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  moment constant timestamptz := clock();
  floor_from constant timestamptz := moment - interval '183 days';
  floored_artifacts constant text[] := floored_names();
  on_hold text[];
  r record;
  ids uuid[];
  kept uuid[];
  removed bigint;
  gone bigint := 0;
  line bigint;
  limit_at timestamptz;
begin
  perform require_ingest();
  perform ensure_month(((moment + interval '7 days') at time zone 'UTC')::date);
  -- A hold that is being placed is waited for, and the next waits for this.
  lock table countersign_private.hold in share mode;
  on_hold := array(select h.key from countersign_private.hold h where h.kind = 'artifact' and not exists (select from hold_end e where e.hold = h.id));
  for r in select n.class, n.days from retention_now() n order by n.class loop
    limit_at := moment - make_interval(days => r.days);
    removed := drop_content(r.class, limit_at, floor_from, floored_artifacts, on_hold);
    ids := array(select g.id from generation g where g.tenant = 1 and coalesce(g.data_class, 'unknown') = r.class and g.id < first_id_at(limit_at)
      and exists (select from generation_content c where c.tenant = 1 and c.id = g.id)
      and not (g.model = any (on_hold) or coalesce(g.prompt = any (on_hold), false))
      and not (g.at > floor_from and (g.model = any (floored_artifacts) or coalesce(g.prompt = any (floored_artifacts), false))));
    kept := array(select h from held_ids(ids, '{}') h order by h);
    ids := array(select x.i from (select i from unnest(ids) i except select h from unnest(kept) h) x order by x.i limit most);
    removed := removed + cardinality(ids);
    if removed = 0 then continue; end if;
    delete from shadow_reply_content c using shadow_prompt p where p.run = c.run and p.prompt = c.prompt and p.generation = any (ids);
    if found then perform note_rewrite('countersign_private.shadow_reply_content'::regclass); end if;
    perform remove_content(ids);
    line := record_activity('retention.run', 'retention', r.class, '', jsonb_build_object('class', r.class, 'days', r.days, 'before', limit_at,
      'removed', removed, 'whole_months', removed - cardinality(ids), 'kept_digest', digest_of_kept(floored_artifacts, on_hold, kept)), 'command');
    insert into retention_run (class, before, removed, activity, recorded_at, floored, held_names, held)
      values (r.class, limit_at, removed, line, moment, floored_artifacts, on_hold, kept);
    gone := gone + removed;
  end loop;
  return gone;
end $$;

-- Content is gone by right when an erasure lists it, or a run of retention covers its class and time and did not have to keep it.
create or replace function countersign_private.is_erased_by_right(id uuid) returns boolean language sql stable as $$
  select exists (select from countersign_private.erased_item i where i.kind = 'generation' and i.id = is_erased_by_right.id::text)
    or exists (select from countersign_private.generation g join countersign_private.retention_run r
      on r.class = coalesce(g.data_class, 'unknown') and g.at < r.before
        and not (g.model = any (r.held_names) or coalesce(g.prompt = any (r.held_names), false)) and not g.id = any (r.held)
        and not (g.at > r.recorded_at - interval '183 days' and (g.model = any (r.floored) or coalesce(g.prompt = any (r.floored), false)))
      where g.tenant = 1 and g.id = is_erased_by_right.id)
$$;

-- Erasures whose list of what was removed is not the one that its leaf commits to, and runs of retention that are not as theirs says.
create or replace function countersign.erasures_altered() returns table (erasure bigint, words text)
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
        -- Before what it kept was recorded, it kept nothing on record.
        and coalesce(a.detail ->> 'kept_digest', digest_of_kept('{}', '{}', '{}')) = digest_of_kept(r.floored, r.held_names, r.held)
      where a.id is null;
end $$;
