-- What is stored is bound by a leaf, row by row: flags, scores and retrieved rows by the leaf of the generation they came with,
-- later ones by leaves of their own, and every governance record beside those that have leaves already. Verification makes all
-- of it again from the tables, so that whoever changes, removes or slips in a row past all guards is shown which.
-- Long because a released step is one file: what binds a row, who writes it and how it is made again belong together.

-- What came with a generation ----------------------------------------------------------------------------------------------

-- Each: how many rows (4 bytes) and a digest of what they say; empty when there were none. Null: from before this step.
alter table countersign_private.generation add column flags_bound bytea, add column scores_bound bytea, add column retrieved_bound bytea;

create function countersign_private.bound_of(n bigint, words text) returns bytea language sql stable parallel safe as $$
  select int4send(n::integer) || sha256(convert_to(words, 'UTF8'))
$$;
create function countersign_private.bound_count(bound bytea) returns integer language sql immutable parallel safe as $$
  select case when octet_length(bound) > 0 then ('x' || encode(substr(bound, 1, 4), 'hex'))::bit(32)::integer else 0 end
$$;

-- What one row says, as Postgres writes a row, which takes a third of the time of JSON. Callers pin the form of numbers; times are
-- seconds, so that no zone matters.
create function countersign_private.flag_words(ordinal smallint, source text, category text, verdict text, score double precision, side text, taxonomy text, spans jsonb)
returns text language sql stable parallel safe as $$
  select row(ordinal, source, category, verdict, score, side, taxonomy, spans)::text
$$;
create function countersign_private.score_words(ordinal smallint, name text, value double precision, judge text, lowest double precision, highest double precision, at timestamptz)
returns text language sql stable parallel safe as $$
  select row(ordinal, name, value, judge, lowest, highest, extract(epoch from at))::text
$$;
create function countersign_private.retrieval_words(rank integer, index_name text, index_version text, namespace text, dataset text, dataset_version text,
  row_key text, score double precision, data_class text)
returns text language sql stable parallel safe as $$
  select row(rank, index_name, index_version, namespace, dataset, dataset_version, row_key, score, data_class)::text
$$;

-- As before, with what came with it; a leaf from before this step says what it always said.
create or replace function countersign_private.leaf_of(r countersign_private.generation) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('leaf', 1, 'kind', 'generation', 'id', r.id, 'tenant', r.tenant, 'producer', r.producer,
    'event_id', r.event_id, 'event_key', r.event_key::text, 'at', r.at, 'recorded_at', r.recorded_at, 'receipt', r.receipt,
    'source', r.source, 'operation', r.operation, 'model', r.model, 'model_version', r.model_version, 'prompt', r.prompt,
    'prompt_version', r.prompt_version, 'prompt_id', r.prompt_id, 'service', r.service, 'environment', r.environment,
    'conversation', r.conversation, 'language', r.language, 'user_facing', r.user_facing, 'delivery', r.delivery,
    'data_class', r.data_class, 'tier', r.tier, 'tier_rule', r.tier_rule, 'tokens_in', r.tokens_in, 'tokens_out', r.tokens_out,
    'cost_micros', r.cost_micros, 'currency', r.currency, 'latency_micros', r.latency_micros, 'marks', r.marks)
    || jsonb_build_object('metadata_digest', encode(r.metadata_digest, 'hex'), 'commitment', encode(r.commitment, 'hex'))
    || case when r.flags_bound is null then '{}' else jsonb_build_object('flags', encode(r.flags_bound, 'hex'),
      'scores', encode(r.scores_bound, 'hex'), 'retrieved', encode(r.retrieved_bound, 'hex')) end
$$;

-- Flags that were said later: those from the ordinal `first` on, up to the next such row. Of a generation from before this step:
-- all that it had then, scores and retrieved rows too.
create table countersign_private.parts_later (
  id bigint generated always as identity primary key,
  tenant integer not null default 1,
  generation uuid not null,
  first smallint not null,
  flags bytea not null,
  scores bytea not null default '',
  retrieved bytea not null default '',
  login text not null default session_user,
  recorded_at timestamptz not null default countersign_private.clock()
);
create index on countersign_private.parts_later (generation, first);
call countersign_private.guard_facts('countersign_private.parts_later');

-- What a checker said after the event had come: [{"source", "category", "verdict", "score", "side"}]. The tier follows.
create or replace function countersign.add_flags(generation uuid, flags jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp set extra_float_digits = 1 as $$
#variable_conflict use_variable
declare
  in_force constant text := tier_policy();
  facts_now jsonb;
  of_digest bytea;
  d countersign_private.tier_decision;
  worst integer;
  last smallint;
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', session_user), '', 'Ask an administrator for it.');
  elsif jsonb_typeof(flags) is distinct from 'array' or jsonb_array_length(flags) not between 1 and 100
    or exists (select from jsonb_array_elements(flags) f where coalesce(f ->> 'source', '') = '' or coalesce(f ->> 'category', '') = ''
      or coalesce(f ->> 'verdict', 'clear') not in ('clear', 'flagged', 'error', 'not_run') or coalesce(f ->> 'side', 'output') not in ('input', 'output', 'retrieved', 'tool')
      or coalesce(jsonb_typeof(f -> 'score'), 'number') not in ('number', 'null')) then
    perform refuse('CS422', 'flag.shape', 'Flags are a list of 1 to 100 with source, category, and a verdict or a score.', '', 'Look at the manual.');
  end if;
  -- One late flag of a generation after the other.
  perform from countersign_private.generation g where g.tenant = 1 and g.id = add_flags.generation for update;
  if not found then
    perform refuse('CS404', 'generation.unknown', 'There is no such generation.', '', 'Report it first.');
  end if;
  last := (select coalesce(max(f.ordinal), -1) from flag f where f.tenant = 1 and f.generation = add_flags.generation);
  insert into flag (generation, ordinal, source, category, verdict, score, side)
    select add_flags.generation, last + x.n, left(x.f ->> 'source', 200), left(x.f ->> 'category', 200), x.f ->> 'verdict', (x.f ->> 'score')::double precision, coalesce(x.f ->> 'side', 'output')
    from jsonb_array_elements(flags) with ordinality x (f, n);
  insert into parts_later (generation, first, flags)
    select add_flags.generation, last + 1, bound_of(count(*), string_agg(flag_words(f.ordinal, f.source, f.category, f.verdict, f.score, f.side, f.taxonomy, f.spans),
      e'\n' order by f.ordinal))
    from flag f where f.tenant = 1 and f.generation = add_flags.generation and f.ordinal > last;
  if in_force is not null then
    facts_now := (select f.facts from facts_of(array[generation]) f);
    of_digest := sha256(convert_to(facts_now::text, 'UTF8'));
    insert into tier_facts (digest, facts) values (of_digest, facts_now) on conflict do nothing;
    select * into d from tier_decision x where x.policy = in_force and x.digest = of_digest;
    if not found then
      insert into tier_pending (generation, digest) values (generation, of_digest)
        on conflict on constraint tier_pending_pkey do update set digest = excluded.digest;
      return 'untiered';
    end if;
  else
    select max(flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score)) into worst
      from flag f left join flag_category m on m.sent = lower(f.category) where f.tenant = 1 and f.generation = add_flags.generation;
    select 'first', '', q.tier, q.key, q.needed, q.due_after, '{}', case worst when 2 then 'first.severe_flag' else 'first.flag' end,
        array(select left(x ->> 'category', 60) || coalesce(' ' || ltrim(round((x ->> 'score')::numeric, 2)::text, '0'), '') from jsonb_array_elements(flags) x),
        'none', session_user, clock(), pg_current_xact_id()
      into d from countersign_private.queue q where worst > 0 and q.key = case worst when 2 then 'high' else 'medium' end;
  end if;
  if d.tier is not null then perform apply_tier(generation, d); end if;
  return coalesce(d.tier, 'low');
end $$;

-- Takes what the session has copied into its inbox. Answers {"taken", "known", "queued", "conflicts": [{"line", "id", "other"}]}.
-- Plans are kept for the session: one made for a first batch of one event must also do for the next of thousands, so
-- batches are joined by hash and never by nested loops.
create or replace function countersign.take_inbox(receipt_id bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_nestloop = off set enable_mergejoin = off set work_mem = '32MB' set extra_float_digits = 1 as $$
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
      tier, tier_rule, tokens_in, tokens_out, cost_micros, currency, latency_micros, marks, metadata_digest, commitment,
      flags_bound, scores_bound, retrieved_bound)
    select i.id, i.event_key, i.producer, i.event_id, i.at, arrived, receipt_id, i.source, i.operation, i.model, i.model_version,
      i.prompt, i.prompt_version, i.prompt_id, i.service, i.environment, i.conversation, i.language, i.user_facing, i.delivery,
      i.data_class, n.tier, n.rule, i.tokens_in, i.tokens_out, i.cost_micros, i.currency, i.latency_micros, i.marks,
      i.metadata_digest, sha256(n.salt || i.content_digest), coalesce(f.bound, ''), coalesce(s.bound, ''), coalesce(r.bound, '')
    from inbox_new n join pg_temp.generation_inbox i on i.line = n.line
    left join (select x.line, bound_of(count(*), string_agg(flag_words(x.ordinal, x.source, x.category, x.verdict, x.score, x.side, x.taxonomy,
      x.spans::jsonb), e'\n' order by x.ordinal)) as bound from pg_temp.flag_inbox x group by x.line) f on f.line = n.line
    left join (select x.line, bound_of(count(*), string_agg(score_words(x.ordinal, x.name, x.value, x.judge, x.lowest, x.highest, x.at),
      e'\n' order by x.ordinal)) as bound from pg_temp.score_inbox x group by x.line) s on s.line = n.line
    left join (select x.line, bound_of(count(*), string_agg(retrieval_words(x.rank, x.index_name, x.index_version, x.namespace, x.dataset,
      x.dataset_version, x.row_key, x.score, x.data_class), e'\n' order by x.rank)) as bound from pg_temp.retrieval_inbox x group by x.line) r on r.line = n.line
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

-- Records that a leaf binds -------------------------------------------------------------------------------------------------

-- Which columns of a table a bound row stands for, at its time: what is filled in later, as the end of a span, is not among them.
create table countersign_private.bound_form (
  id integer generated always as identity primary key,
  place text not null,
  keys text[] not null check (cardinality(keys) > 0),
  columns text[] not null check (cardinality(columns) > 0)
);
create index on countersign_private.bound_form (place, id desc);
call countersign_private.guard_facts('countersign_private.bound_form');

-- A row of such a table, by its key, with a digest of what it says. Written by the table itself, and a leaf.
create table countersign_private.bound_row (
  id bigint generated always as identity primary key,
  form integer not null references countersign_private.bound_form,
  key text not null,
  digest bytea not null check (octet_length(digest) = 32),
  recorded_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.bound_row (xid);
create index on countersign_private.bound_row (form, key);
call countersign_private.guard_facts('countersign_private.bound_row');

create function countersign_private.leaf_of(r countersign_private.bound_row) returns jsonb language sql stable as $$
  select jsonb_build_object('leaf', 1, 'kind', 'row', 'id', r.id, 'place', f.place, 'keys', f.keys, 'columns', f.columns, 'key', r.key,
    'digest', encode(r.digest, 'hex'), 'recorded_at', r.recorded_at)
  from countersign_private.bound_form f where f.id = r.form
$$;

-- Members of a row in the order of their names. Callers pin the zone and the forms of numbers, bytes and intervals.
create function countersign_private.members_of(whole jsonb, names text[]) returns text language sql immutable parallel safe as $$
  select jsonb_agg(whole -> n order by o)::text from unnest(names) with ordinality x (n, o)
$$;

create function countersign_private.on_row_to_bind() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex' set intervalstyle = 'postgres' as $$
declare
  whole constant jsonb := to_jsonb(new);
  f bound_form;
begin
  select * into f from bound_form x where x.place = tg_table_name order by x.id desc limit 1;
  insert into bound_row (form, key, digest, recorded_at)
  values (f.id, members_of(whole, f.keys), sha256(convert_to(members_of(whole, f.columns), 'UTF8')), clock());
  return null;
end $$;

-- Binds a table's rows from now on, and those that are there.
create function countersign_private.bind_rows(place text, keys text[]) returns void language plpgsql
set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex' set intervalstyle = 'postgres' as $$
declare
  names constant text[] := array(select a.attname::text from pg_attribute a
    where a.attrelid = format('countersign_private.%I', place)::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('xid', 'valid_to') order by a.attname collate "C");
  made integer;
begin
  insert into bound_form (place, keys, columns) values (place, keys, names) returning id into made;
  execute format('create trigger bound after insert on countersign_private.%I for each row execute function countersign_private.on_row_to_bind()', place);
  execute format('alter table countersign_private.%I enable always trigger bound', place);
  execute format('insert into bound_row (form, key, digest, recorded_at)
    select $1, members_of(to_jsonb(t), $2), sha256(convert_to(members_of(to_jsonb(t), $3), ''UTF8'')), clock() from countersign_private.%I t', place)
    using made, keys, names;
end $$;

select countersign_private.bind_rows(x.place, string_to_array(x.keys, ' ')) from (values
  -- Who is who, and who may what.
  ('person_login', 'login'), ('right_request', 'id'), ('right_request_state', 'request valid_from'), ('delegation_end', 'delegation'),
  ('signature_rule', 'environment valid_from'), ('signature_rule_request', 'id'), ('quorum', 'environment tier'), ('environment', 'key'),
  ('producer_home', 'producer'),
  -- What is promoted, on which ground and by whom.
  ('artifact_state', 'artifact valid_from'), ('promotion', 'id'), ('promotion_state', 'promotion valid_from'), ('promotion_change', 'promotion revision'),
  ('promotion_input', 'promotion revision id'), ('decision_text', 'promotion revision'), ('approval_for', 'approval'), ('approval_envelope', 'approval'),
  ('promotion_batch', 'id'), ('promotion_batch_approval', 'approval'), ('gate_question', 'id'), ('gate_decision', 'decision_id'),
  ('shadow_run', 'id'), ('shadow_comparison', 'run arm metric slice'), ('shadow_verdict', 'run'), ('stop_version', 'stop version'),
  ('confirmation_state', 'confirmation valid_from'),
  ('fact', 'id'), ('fact_answer', 'id'), ('fact_confirmation', 'answer'), ('fact_state', 'fact valid_from'),
  -- What is reviewed, and how that ended.
  ('parts_later', 'id'), ('tier_decision', 'policy digest'), ('generation_tier', 'tenant generation valid_from'), ('flag_category_event', 'id'),
  ('tier_lowering', 'id'), ('tier_lowering_answer', 'lowering'), ('verdict_end', 'tenant verdict'), ('review_outcome', 'tenant id'),
  ('review_barred', 'tenant item person'), ('review_comment', 'tenant id'), ('review_label', 'tenant id'), ('label_schema', 'id'),
  ('low_sample', 'id'), ('low_sample_draw', 'sample'), ('low_sample_stratum', 'sample stratum'),
  -- What went wrong, what must stay and what went.
  ('incident', 'id'), ('incident_act', 'id'), ('incident_clock', 'incident rule'), ('incident_link', 'incident ordinal'), ('clock_rule', 'key'),
  ('hold', 'id'), ('hold_release', 'hold'), ('hold_end', 'hold'), ('backup_window', 'id'), ('erasure', 'id'), ('erasure_end', 'erasure'),
  ('retention_rule', 'id'), ('retention_consent', 'rule'), ('retention_run', 'id'),
  -- What was told to others.
  ('snapshot', 'id'), ('snapshot_signature', 'id'), ('snapshot_frozen', 'snapshot'), ('log_place', 'name'), ('log_place_end', 'place')) x (place, keys);

-- What generations from before this step have with them is bound as it is found.
insert into countersign_private.parts_later (generation, first, flags, scores, retrieved, login)
  select coalesce(f.generation, s.generation, r.generation), 0, coalesce(f.bound, ''), coalesce(s.bound, ''), coalesce(r.bound, ''), 'migration'
  from (select x.generation, countersign_private.bound_of(count(*), string_agg(countersign_private.flag_words(x.ordinal, x.source, x.category, x.verdict, x.score, x.side,
      x.taxonomy, x.spans), e'\n' order by x.ordinal)) as bound from countersign_private.flag x where x.tenant = 1 group by x.generation) f
  full join (select x.generation, countersign_private.bound_of(count(*), string_agg(countersign_private.score_words(x.ordinal, x.name, x.value, x.judge, x.lowest, x.highest,
      x.at), e'\n' order by x.ordinal)) as bound from countersign_private.score x where x.tenant = 1 group by x.generation) s on s.generation = f.generation
  full join (select x.generation, countersign_private.bound_of(count(*), string_agg(countersign_private.retrieval_words(x.rank, x.index_name, x.index_version, x.namespace,
      x.dataset, x.dataset_version, x.row_key, x.score, x.data_class), e'\n' order by x.rank)) as bound from countersign_private.retrieval x where x.tenant = 1 group by x.generation) r
    on r.generation = coalesce(f.generation, s.generation);

-- Leaves -------------------------------------------------------------------------------------------------------------------

alter table countersign_private.log_leaf drop constraint log_leaf_kind_check;
alter table countersign_private.log_leaf add constraint log_leaf_kind_check check (kind in ('generation', 'verdict', 'approval', 'activity',
  'version', 'pointer', 'evaluation', 'rules', 'waiver', 'waiver_state', 'stop', 'stop_state', 'confirmation', 'delegation',
  'signing_key', 'signing_key_state', 'pack', 'row'));

-- As before, with bound rows.
create or replace view countersign_private.log_row as
  select 'generation'::text as kind, r.id::text as subject, r.xid, r.recorded_at from countersign_private.generation r where r.tenant = 1
  union all select 'verdict', r.id::text, r.xid, r.recorded_at from countersign_private.verdict r where r.tenant = 1
  union all select 'approval', r.id::text, r.xid, r.recorded_at from countersign_private.approval r
  union all select 'activity', r.id::text, r.xid, r.recorded_at from countersign_private.activity r
  union all select 'version', r.id::text, r.xid, r.recorded_at from countersign_private.version r
  union all select 'pointer', countersign_private.pointer_subject(r), r.xid, r.valid_from from countersign_private.pointer r
  union all select 'evaluation', r.id::text, r.xid, r.recorded_at from countersign_private.evaluation r
  union all select 'rules', r.id::text, r.xid, r.recorded_at from countersign_private.rule_record r
  union all select 'waiver', r.id::text, r.xid, r.recorded_at from countersign_private.waiver r
  union all select 'waiver_state', r.waiver || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.waiver_state r
  union all select 'stop', r.id::text, r.xid, r.recorded_at from countersign_private.stop r
  union all select 'stop_state', r.stop || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.stop_state r
  union all select 'confirmation', r.id::text, r.xid, r.recorded_at from countersign_private.confirmation r
  union all select 'delegation', r.id::text, r.xid, r.recorded_at from countersign_private.delegation r
  union all select 'signing_key', r.id::text, r.xid, r.recorded_at from countersign_private.signing_key r
  union all select 'signing_key_state', r.key || '/' || countersign_private.micros(r.valid_from), r.xid, r.valid_from from countersign_private.signing_key_state r
  union all select 'pack', r.id::text, r.xid, r.recorded_at from countersign_private.pack r
  union all select 'row', r.id::text, r.xid, r.recorded_at from countersign_private.bound_row r;

-- As before, with bound rows.
create or replace function countersign_private.leaves_now(first bigint, most integer, sealed boolean)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean) language sql stable as $$
  with leaf as materialized (
    select l.index, l.kind, l.subject, l.hash,
      case when l.kind = 'generation' then l.subject::uuid end as id,
      case when l.kind in ('verdict', 'approval', 'activity', 'version', 'evaluation', 'row') then l.subject::bigint end as number
    from countersign_private.log_leaf l
    where l.index >= leaves_now.first and (l.hash is not null) = leaves_now.sealed
      -- Those without a hash stand side by side; among the others some may be missing.
      and (leaves_now.sealed or l.index < leaves_now.first + leaves_now.most)
    order by l.index limit leaves_now.most)
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r.whole)::text end,
      -- Who seals does not ask, so that content is not even looked up.
      case when not leaves_now.sealed then null
           when c.id is not null then sha256(c.salt || sha256(c.body)) = r.commitment
           when countersign_private.is_erased_by_right(l.id) then null else false end
    from leaf l
    left join lateral (select x as whole, x.id, x.commitment, coalesce(x.data_class, 'unknown') as class
      from countersign_private.generation x where x.tenant = 1 and x.id = l.id offset 0) r on true
    left join lateral (select x.id, x.salt, x.body from countersign_private.generation_content x
      where leaves_now.sealed and x.tenant = 1 and x.id = l.id and x.class = any (array[r.class, 'unsorted']) offset 0) c on true
    where l.kind = 'generation'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.verdict r on r.tenant = 1 and r.id = l.number where l.kind = 'verdict'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.approval r on r.id = l.number where l.kind = 'approval'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.activity r on r.id = l.number where l.kind = 'activity'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.version r on r.id = l.number where l.kind = 'version'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.artifact is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.pointer r on r.artifact = split_part(l.subject, '/', 1)::bigint and r.environment = split_part(l.subject, '/', 2)
      and r.colour = split_part(l.subject, '/', 3) and countersign_private.pointer_subject(r) = l.subject where l.kind = 'pointer'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.evaluation r on r.id = l.number where l.kind = 'evaluation'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.bound_row r on r.id = l.number where l.kind = 'row'
  union all
  select l.index, l.kind, l.subject, l.hash, countersign_private.rare_leaf(l.kind, l.subject), null::boolean
    from leaf l where l.kind in ('rules', 'waiver', 'waiver_state', 'stop', 'stop_state', 'confirmation', 'delegation', 'signing_key', 'signing_key_state', 'pack')
$$;

-- Verification ---------------------------------------------------------------------------------------------------------------

-- Months that have generations, or parts of them.
create function countersign.log_months() returns table (month text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  perform require_log_reader();
  return query select distinct right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('countersign_private.generation'::regclass, 'countersign_private.flag'::regclass, 'countersign_private.score'::regclass,
      'countersign_private.retrieval'::regclass) order by 1;
end $$;

create function countersign_private.part_trouble(part text, expected bytea, found bytea) returns text language sql immutable as $$
  select case
    when n < e then case when e = 1 then format('Its %s is missing.', part) else format('%s of its %s %ss %s missing.', e - n, e, part, case when e - n = 1 then 'is' else 'are' end) end
    when n > e then format('%s %s slipped in: it has %s where %s came.', case when n - e = 1 then 'A ' || part else (n - e) || ' ' || part || 's' end,
      case when n - e = 1 then 'was' else 'were' end, n, e)
    when e = 1 then format('Its %s was changed.', part) else format('One of its %s %ss, or more, was changed.', e, part) end
  from (select countersign_private.bound_count(expected) as e, countersign_private.bound_count(found) as n) x
$$;

-- Generations of a month whose flags, scores or retrieved rows are not those that their leaves bind: one pass over each table,
-- joined by hash, so that memory stays bounded. At most 101 of each part, each with its leaf, if it has one.
create function countersign.parts_altered(month text) returns table (index bigint, kind text, subject text, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set enable_nestloop = off set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare
  p record;
  of_month constant text := month;
begin
  perform require_log_reader();
  if of_month is null or of_month !~ '^[0-9]{4}_[0-9]{2}$' then
    perform refuse('CS422', 'log.month', 'A month is written as in 2026_03.', '', 'Look at countersign.log_months().');
  end if;
  for p in
    select * from (values
      ('flag', 'flag', 'flags_bound', 'flags', 'ordinal', 'flag_words(t.ordinal, t.source, t.category, t.verdict, t.score, t.side, t.taxonomy, t.spans)'),
      ('score', 'score', 'scores_bound', 'scores', 'ordinal', 'score_words(t.ordinal, t.name, t.value, t.judge, t.lowest, t.highest, t.at)'),
      ('retrieved row', 'retrieval', 'retrieved_bound', 'retrieved', 'rank',
        'retrieval_words(t.rank, t.index_name, t.index_version, t.namespace, t.dataset, t.dataset_version, t.row_key, t.score, t.data_class)'))
      x (part, place, bound, later, ordinal, words)
    where to_regclass('countersign_private.' || x.place || '_' || of_month) is not null
      and to_regclass('countersign_private.generation_' || of_month) is not null
  loop
    return query execute format($q$
      with later as materialized (
        select l.id, l.generation, l.first, l.%4$I as bound from parts_later l
        where l.generation >= first_id_at(to_date(%1$L, 'YYYY_MM')::timestamp at time zone 'UTC')
          and l.generation < first_id_at((to_date(%1$L, 'YYYY_MM')::timestamp + interval '1 month') at time zone 'UTC')),
      firsts as (select l.generation, array_agg(l.first) as list from later l group by l.generation),
      expected as (
        select g.id as generation, 0 as first, g.%3$I as bound, null::bigint as later from %2$I g where g.tenant = 1 and octet_length(g.%3$I) > 0
        union all select l.generation, l.first, l.bound, l.id from later l where octet_length(l.bound) > 0),
      found as (
        select s.generation, s.first, bound_of(count(*), string_agg(s.words, e'\n' order by s.ordinal)) as bound from (
          select t.generation, t.%6$I as ordinal, %7$s as words,
            -- Only flags are ever said later.
            case when f.list is null or %5$L <> 'flag' then 0 else coalesce((select max(x) from unnest(f.list) x where x <= t.%6$I), 0) end as first
          from %8$I t left join firsts f on f.generation = t.generation where t.tenant = 1) s
        group by s.generation, s.first),
      wrong as (
        select coalesce(e.generation, n.generation) as generation, e.later, part_trouble(%9$L, e.bound, n.bound) as words
        from expected e full join found n on n.generation = e.generation and n.first = e.first
        where e.bound is distinct from n.bound order by 1 limit 101),
      named as (
        select w.generation, w.words, case when w.later is null then 'generation' else 'row' end as kind,
          case when w.later is null then w.generation::text
            else (select max(b.id)::text from bound_row b join bound_form o on o.id = b.form where o.place = 'parts_later' and b.key = format('[%%s]', w.later)) end as subject
        from wrong w
        -- Of one that is gone itself, its own leaf tells.
        where w.later is not null or exists (select from %2$I g where g.tenant = 1 and g.id = w.generation)
          or not exists (select from log_leaf l where l.kind = 'generation' and l.subject = w.generation::text))
      select (select l.index from log_leaf l where l.kind = n.kind and l.subject = n.subject), n.kind, n.subject, n.words from named n
      $q$, of_month, 'generation_' || of_month, p.bound, p.later, p.place, p.ordinal, p.words, p.place || '_' || of_month, p.part);
  end loop;
end $$;

-- Bound rows that are not what their leaves say, and rows of bound tables that nothing binds: a pass over each table. At most
-- 101 of each. Facts of a frozen quarter are bound by the digest that froze it.
create function countersign.rows_altered() returns table (index bigint, kind text, subject text, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set bytea_output = 'hex' set intervalstyle = 'postgres'
set enable_nestloop = off set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare
  p record;
begin
  perform require_log_reader();
  for p in select distinct on (f.place) f.place, f.keys from bound_form f order by f.place, f.id desc loop
    return query execute format($q$
      with bound as (select b.id, b.key, b.digest, f.columns from bound_row b join bound_form f on f.id = b.form where f.place = %1$L),
      wrong as (
        select b.id, coalesce(b.key, t.key) as key,
          case when t.key is null then 'is gone' when b.key is null then 'was slipped in: no leaf binds it' else 'is not what was recorded' end as what
        from bound b full join (select members_of(to_jsonb(x), %2$L) as key, to_jsonb(x) as whole from %1$I x) t on t.key = b.key
        where b.key is null or t.key is null or sha256(convert_to(members_of(t.whole, b.columns), 'UTF8')) <> b.digest
        order by 1 limit 101)
      select (select l.index from log_leaf l where l.kind = 'row' and l.subject = w.id::text), 'row'::text, coalesce(w.id::text, %1$L || w.key),
        format('The row %%s of %1$s %%s.', w.key, w.what) from wrong w
      $q$, p.place, p.keys);
  end loop;
  return query
    select (select l.index from log_leaf l where l.kind = 'activity' and l.subject = z.activity::text), 'activity'::text, z.activity::text,
      format('Facts of the frozen quarter %s are not those that were signed.', s.quarter)
    from snapshot_frozen z join snapshot s on s.id = z.snapshot
    where z.digest is distinct from (select sha256(convert_to(coalesce(string_agg(encode(f.digest, 'hex') || e'\n', '' order by f.ordinal), ''), 'UTF8'))
        from period_fact f where f.snapshot = z.snapshot)
      or exists (select from period_fact f where f.snapshot = z.snapshot and f.digest <> sha256(f.salt || sha256(convert_to(f.body, 'UTF8'))));
end $$;

-- Rights -----------------------------------------------------------------------------------------------------------------------

grant execute on function countersign.log_months(), countersign.parts_altered(text), countersign.rows_altered() to countersign_sealer, countersign_viewer;
