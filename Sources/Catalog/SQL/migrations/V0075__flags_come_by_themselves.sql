-- Flags come by themselves: what a checker says of an event, whenever it says it. The same report twice changes nothing; one whose
-- event has not come yet waits for it, and lies in quarantine when the event does not come.

set local check_function_bodies = off;

alter table countersign_private.producer_token drop constraint producer_token_scopes_check,
  add constraint producer_token_scopes_check check (cardinality(scopes) > 0
    and scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve', 'evaluations', 'flags']);

create or replace function countersign_private.check_token_words(scopes text[], digest bytea) returns void language plpgsql immutable as $$
begin
  if octet_length(digest) is distinct from 32 then
    perform countersign_private.refuse('CS422', 'token.digest', 'A token is kept as a SHA-256.', '', 'Let countersign make the token.');
  end if;
  if scopes is null or cardinality(scopes) = 0
    or not scopes <@ array['generations', 'openlineage', 'otlp', 'outcomes', 'resolve', 'evaluations', 'flags'] then
    perform countersign_private.refuse('CS422', 'token.scope', 'A token needs at least one scope that is known.', '',
      'Choose from generations, openlineage, otlp, outcomes, resolve, evaluations, flags.');
  end if;
end $$;

-- A report that was taken, by the sender's id of it or else by all it says.
create table countersign_private.flag_report (
  producer text not null references countersign_private.producer,
  key bytea not null check (octet_length(key) = 32),
  -- Of all it says: the same id with another content is no repetition.
  digest bytea not null check (octet_length(digest) = 32),
  generation uuid not null,
  -- What it says beside the flags themselves: raw severity, threshold, action taken.
  more jsonb not null default '{}' check (jsonb_typeof(more) = 'object'),
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (producer, key)
);
call countersign_private.guard_facts('countersign_private.flag_report');

-- A report whose event has not come.
create table countersign_private.flag_waiting (
  producer text not null references countersign_private.producer,
  key bytea not null check (octet_length(key) = 32),
  digest bytea not null check (octet_length(digest) = 32),
  event_id text,
  generation uuid,
  flags jsonb not null,
  more jsonb not null,
  raw text not null,
  receipt bigint not null references countersign_private.receipt,
  line bigint not null,
  recorded_at timestamptz not null default clock_timestamp(),
  -- The longer it has waited, the less often it is looked for.
  look_at timestamptz not null default clock_timestamp() + interval '2 seconds',
  primary key (producer, key),
  check ((event_id is null) <> (generation is null))
);
create index on countersign_private.flag_waiting (look_at);
call countersign_private.guard_present('countersign_private.flag_waiting');

-- The generation that a producer's event became; null when it has not come.
create function countersign_private.generation_of_event(of_producer text, of_event text) returns uuid language sql stable as $$
  select x.id from countersign_private.generation x
  where x.event_key = ('x' || encode(substr(sha256(convert_to(of_producer, 'UTF8') || '\x00'::bytea || convert_to(of_event, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
    and x.tenant + 0 = 1 and x.producer = of_producer and x.event_id = of_event
$$;

create function countersign_private.generation_of_producer(of_producer text, of_id uuid) returns uuid language sql stable as $$
  select x.id from countersign_private.generation x where x.tenant = 1 and x.id = of_id and x.producer = of_producer
$$;

create function countersign_private.flag_room(of_generation uuid) returns bigint language sql stable as $$
  select 1000 - count(*) from countersign_private.flag f where f.tenant = 1 and f.generation = of_generation
$$;

-- Adds flags to a generation that is there, and lets its tier follow.
create function countersign_private.keep_late_flags(of_generation uuid, flags jsonb) returns text
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set extra_float_digits = 1 as $$
#variable_conflict use_variable
declare
  in_force constant text := tier_policy();
  facts_now jsonb;
  of_digest bytea;
  d countersign_private.tier_decision;
  worst integer;
  last smallint;
begin
  -- One late flag of a generation after the other.
  perform from countersign_private.generation g where g.tenant = 1 and g.id = of_generation for update;
  if not found then
    perform refuse('CS404', 'generation.unknown', 'There is no such generation.', '', 'Report it first.');
  elsif flag_room(of_generation) < jsonb_array_length(flags) then
    perform refuse('CS422', 'flag.many', 'A generation has at most 1,000 flags.', '', 'Report what matters of it.');
  end if;
  last := (select coalesce(max(f.ordinal), -1) from flag f where f.tenant = 1 and f.generation = of_generation);
  insert into flag (generation, ordinal, source, category, verdict, score, side, taxonomy, spans)
    select of_generation, last + x.n, left(x.f ->> 'source', 200), left(x.f ->> 'category', 200), x.f ->> 'verdict', (x.f ->> 'score')::double precision,
      coalesce(x.f ->> 'side', 'output'), left(x.f ->> 'taxonomy', 200), case when jsonb_typeof(x.f -> 'spans') = 'array' then x.f -> 'spans' else '[]' end
    from jsonb_array_elements(flags) with ordinality x (f, n);
  insert into parts_later (generation, first, flags)
    select of_generation, last + 1, bound_of(count(*), string_agg(flag_words(f.ordinal, f.source, f.category, f.verdict, f.score, f.side, f.taxonomy, f.spans),
      e'\n' order by f.ordinal))
    from flag f where f.tenant = 1 and f.generation = of_generation and f.ordinal > last;
  if in_force is not null then
    facts_now := (select f.facts from facts_of(array[of_generation]) f);
    of_digest := sha256(convert_to(facts_now::text, 'UTF8'));
    insert into tier_facts (digest, facts) values (of_digest, facts_now) on conflict do nothing;
    select * into d from tier_decision x where x.policy = in_force and x.digest = of_digest;
    if not found then
      insert into tier_pending (generation, digest) values (of_generation, of_digest)
        on conflict on constraint tier_pending_pkey do update set digest = excluded.digest;
      return 'untiered';
    end if;
  else
    select max(flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score)) into worst
      from flag f left join flag_category m on m.sent = lower(f.category) where f.tenant = 1 and f.generation = of_generation;
    select 'first', '', q.tier, q.key, q.needed, q.due_after, '{}', case worst when 2 then 'first.severe_flag' else 'first.flag' end,
        array(select left(x ->> 'category', 60) || coalesce(' ' || ltrim(round((x ->> 'score')::numeric, 2)::text, '0'), '') from jsonb_array_elements(flags) x),
        'none', session_user, clock(), pg_current_xact_id()
      into d from countersign_private.queue q where worst > 0 and q.key = case worst when 2 then 'high' else 'medium' end;
  end if;
  if d.tier is not null then perform apply_tier(of_generation, d); end if;
  return coalesce(d.tier, 'low');
end $$;

create function countersign_private.are_flags(flags jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(flags) = 'array' and jsonb_array_length(flags) between 1 and 100
    and not exists (select from jsonb_array_elements(case jsonb_typeof(flags) when 'array' then flags else '[]' end) f
      where coalesce(f ->> 'source', '') = '' or coalesce(f ->> 'category', '') = ''
      or coalesce(f ->> 'verdict', 'clear') not in ('clear', 'flagged', 'error', 'not_run') or coalesce(f ->> 'side', 'output') not in ('input', 'output', 'retrieved', 'tool')
      or coalesce(jsonb_typeof(f -> 'score'), 'number') not in ('number', 'null'))
$$;

-- As before; a flag's taxonomy and spans are kept, too.
create or replace function countersign.add_flags(generation uuid, flags jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', format('%s does not have the right of ingest.', session_user), '', 'Ask an administrator for it.');
  elsif not coalesce(are_flags(flags), false) then
    perform refuse('CS422', 'flag.shape', 'Flags are a list of 1 to 100 with source, category, and a verdict or a score.', '', 'Look at the manual.');
  end if;
  return keep_late_flags(generation, flags);
end $$;

-- Takes reports of flags: [{"line", "key", "digest", "producer", "event" or "generation", "flags", "more", "raw"}], key and digest in
-- hexadecimal. Answers {"taken", "known", "waiting", "queued", "conflicts": [line], "full": [line]}.
create function countersign.take_flags(receipt_id bigint, batch jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  r countersign_private.receipt;
  x record;
  there uuid;
  said bytea;
  new bigint := 0;
  already bigint := 0;
  waits bigint := 0;
  conflicts bigint[] := '{}';
  no_room bigint[] := '{}';
  of_ids uuid[] := '{}';
  of_flags jsonb[] := '{}';
  items_before bigint;
  of_items bigint := 0;
begin
  perform require_ingest();
  select * into r from receipt y where y.id = receipt_id and y.login = session_user and y.closed_at is null;
  if not found then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;
  insert into countersign_private.producer (name) select distinct f.producer from jsonb_to_recordset(batch) f (producer text)
    where f.producer is not null order by 1 on conflict on constraint producer_pkey do nothing;
  -- In order, so that two requests with the same reports wait for each other rather than for ever.
  for x in select f.line, decode(f.key, 'hex') as key, decode(f.digest, 'hex') as digest, f.producer, f.event, f.generation, f.flags, coalesce(f.more, '{}') as more, f.raw
      from jsonb_to_recordset(batch) f (line bigint, key text, digest text, producer text, event text, generation uuid, flags jsonb, more jsonb, raw text)
      order by f.producer, f.key, f.line loop
    if not coalesce(are_flags(x.flags), false) then
      perform refuse('CS422', 'flag.shape', 'Flags are a list of 1 to 100 with source, category, and a verdict or a score.', '', 'Look at the manual.');
    end if;
    said := coalesce((select p.digest from flag_report p where p.producer = x.producer and p.key = x.key),
      (select w.digest from flag_waiting w where w.producer = x.producer and w.key = x.key));
    if said is null then
      there := case when x.event is null then generation_of_producer(x.producer, x.generation) else generation_of_event(x.producer, x.event) end;
      if there is null then
        insert into flag_waiting (producer, key, digest, event_id, generation, flags, more, raw, receipt, line)
          values (x.producer, x.key, x.digest, x.event, x.generation, x.flags, x.more, x.raw, receipt_id, x.line) on conflict on constraint flag_waiting_pkey do nothing;
        if found then waits := waits + 1; continue; end if;
        said := (select w.digest from flag_waiting w where w.producer = x.producer and w.key = x.key);
      elsif flag_room(there) - coalesce((select sum(jsonb_array_length(y.f)) from unnest(of_ids, of_flags) y (g, f) where y.g = there), 0)
          < jsonb_array_length(x.flags) then
        no_room := no_room || x.line;
        continue;
      else
        insert into flag_report (producer, key, digest, generation, more) values (x.producer, x.key, x.digest, there, x.more) on conflict on constraint flag_report_pkey do nothing;
        if found then
          new := new + 1;
          of_ids := of_ids || there;
          of_flags := of_flags || x.flags;
          continue;
        end if;
        said := (select p.digest from flag_report p where p.producer = x.producer and p.key = x.key);
      end if;
    end if;
    -- What another session took in this moment and this one cannot see has been sent again by then.
    if said is null or said = x.digest then already := already + 1; else conflicts := conflicts || x.line; end if;
  end loop;
  for x in select y.g, jsonb_agg(f.value order by y.n, f.n) as flags from unnest(of_ids, of_flags) with ordinality y (g, list, n)
      cross join jsonb_array_elements(y.list) with ordinality f (value, n) group by y.g order by y.g loop
    items_before := (select count(*) from review_item i where i.tenant = 1 and i.generation = x.g);
    perform keep_late_flags(x.g, x.flags);
    of_items := of_items + (select count(*) from review_item i where i.tenant = 1 and i.generation = x.g) - items_before;
  end loop;
  update receipt y set taken = y.taken + new + waits, known = y.known + already where y.id = receipt_id;
  return jsonb_build_object('taken', new, 'known', already, 'waiting', waits, 'queued', of_items, 'conflicts', conflicts, 'full', no_room);
end $$;

-- Gives reports that waited to the generations that have come since; what waited for a week without one goes to quarantine, from
-- where it can be replayed. Answers how many of each.
create function countersign.join_flags(most integer default 1000) returns table (joined bigint, given_up bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  w record;
  there uuid;
  fault text;
begin
  perform require_ingest();
  joined := 0;
  given_up := 0;
  for w in select x.* from flag_waiting x where x.look_at <= clock_timestamp() order by x.producer, x.key limit most for update of x skip locked loop
    there := case when w.event_id is null then generation_of_producer(w.producer, w.generation) else generation_of_event(w.producer, w.event_id) end;
    fault := case when there is null and w.recorded_at < clock_timestamp() - interval '7 days' then 'flag.no-generation' end;
    if there is not null then
      if flag_room(there) < jsonb_array_length(w.flags) then
        fault := 'flag.many';
      else
        insert into flag_report (producer, key, digest, generation, more) values (w.producer, w.key, w.digest, there, w.more)
          on conflict on constraint flag_report_pkey do nothing;
        if found then
          perform keep_late_flags(there, w.flags);
          joined := joined + 1;
        end if;
      end if;
    end if;
    if fault is not null then
      insert into countersign_private.quarantine (receipt, format, origin, line, code, reason, raw)
        select w.receipt, r.format, r.origin, w.line, fault, case fault when 'flag.many' then 'A generation has at most 1,000 flags.'
          else 'The event it is about has not come within a week.' end, convert_to(w.raw, 'UTF8')
        from receipt r where r.id = w.receipt
        on conflict on constraint quarantine_format_raw_digest_code_key do nothing;
      given_up := given_up + 1;
    end if;
    if fault is not null or there is not null then
      delete from flag_waiting x where x.producer = w.producer and x.key = w.key;
    else
      update flag_waiting x set look_at = clock_timestamp()
        + least(interval '10 minutes', greatest(interval '2 seconds', (clock_timestamp() - w.recorded_at) / 5))
        where x.producer = w.producer and x.key = w.key;
    end if;
  end loop;
  return next;
end $$;

-- How many reports of a producer wait for their events.
create view countersign.flag_waiting as
  select w.producer, count(*) as reports, min(w.recorded_at) as since from countersign_private.flag_waiting w
  where (select countersign_private.present_only()) group by w.producer;
create view countersign_past.flag_waiting as
  select w.producer, count(*) as reports, min(w.recorded_at) as since from countersign_private.flag_waiting w where false group by w.producer;
alter view countersign.flag_waiting owner to countersign_reader;
alter view countersign_past.flag_waiting owner to countersign_reader;

insert into countersign_private.schedule_job (name, title, every, at_time, needs) values
  ('join-flags', 'Give flags that came early to their generations', '2 seconds', null, 'ingest');

grant select on countersign.flag_waiting, countersign_past.flag_waiting to countersign_viewer;
grant execute on function countersign.take_flags(bigint, jsonb), countersign.join_flags(integer) to countersign_ingest;
