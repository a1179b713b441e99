-- Long because the facts of a tier, their decision and what follows from it make sense only together.

-- Tiers are decided by policy: a bundle of Rego that production serves is asked once for every distinct set of facts that bear on a
-- tier, by the gatekeeper; what is known already is looked up by the digest of the facts as events come in.

set local check_function_bodies = off;

-- How the office reads the categories of its checkers ----------------------------------------------------------------------

create table countersign_private.flag_category_event (
  id bigint generated always as identity primary key,
  sent text not null,
  category text not null,
  weight smallint not null check (weight between 0 and 2),
  person text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.flag_category_event');
call countersign_private.guard_present('countersign_private.flag_category');

-- Says how a category that checkers send is read from now on; what is tiered already stays.
create function countersign.map_category(sent text, category text, weight integer, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin');
  named text := lower(btrim(sent));
begin
  perform require_reason(reason);
  if coalesce(named, '') = '' or length(named) > 200 or named ~ '[[:cntrl:]]' or coalesce(category, '') !~ '^[a-z][a-z0-9_]{0,60}$'
    or coalesce(weight, 9) not between 0 and 2 then
    perform refuse('CS422', 'category.words', 'A category is mapped to one like hate_harassment, with a weight of 0, 1 or 2.',
      '0 says nothing about harm, 1 asks for a look, 2 is severe.', 'Look at `countersign review category list`.');
  end if;
  insert into flag_category (sent, category, weight) values (named, category, weight)
    on conflict on constraint flag_category_pkey do update set category = excluded.category, weight = excluded.weight;
  insert into flag_category_event (sent, category, weight, person, reason) values (named, category, weight, who, reason);
  return record_activity('category.map', 'category', named, reason, jsonb_build_object('category', category, 'weight', weight), channel);
end $$;
-- Settings are shown as they are now, whatever moment is shown.
create view countersign.flag_category as
  select c.sent, c.category, c.weight from countersign_private.flag_category c where (select countersign_private.present_only());
create view countersign_past.flag_category as select c.sent, c.category, c.weight from countersign_private.flag_category c;
alter view countersign.flag_category owner to countersign_reader;
alter view countersign_past.flag_category owner to countersign_reader;

-- Facts -------------------------------------------------------------------------------------------------------------------

create table countersign_private.tier_facts (
  digest bytea primary key,
  facts jsonb not null,
  recorded_at timestamptz not null default countersign_private.clock()
);
call countersign_private.guard_facts('countersign_private.tier_facts');

-- The facts of events, in one text for those that come in and those that are stored. Scores are told by the tenth they reach, so that
-- few sets of facts are distinct; a checker that failed or was not run is told apart from one that found nothing.
do $do$
declare
  template constant text := $text$
    with said as (
      select f.%1$I as key, f.source, coalesce(m.category, lower(f.category)) as category, f.verdict, f.side, coalesce(m.weight, 1::smallint) as weight,
        floor(f.score * 10) / 10 as at_least, countersign_private.flag_severity(coalesce(m.weight, 1::smallint), f.verdict, f.score) as severity
      from %2$s f left join countersign_private.flag_category m on m.sent = lower(f.category)),
    flags as (
      select s.key, jsonb_agg(distinct jsonb_build_object('category', s.category, 'side', s.side, 'severity', s.severity, 'at_least', s.at_least)) as list
      from said s where s.severity > 0 and s.verdict is distinct from 'error' group by s.key),
    checkers as (
      select s.key, coalesce(jsonb_agg(distinct s.source) filter (where s.verdict is null or s.verdict in ('clear', 'flagged')), '[]') as ran,
        coalesce(jsonb_agg(distinct s.source) filter (where s.verdict in ('error', 'not_run')), '[]') as failed
      from said s group by s.key),
    split as (
      select x.key, jsonb_agg(distinct x.category) as list from (
        select s.key, s.category from said s where s.verdict in ('clear', 'flagged') and s.weight > 0
        group by s.key, s.side, s.category having count(distinct s.verdict) > 1) x group by x.key),
    given as (select r.%1$I as key, jsonb_agg(distinct r.data_class) as list from %3$s r where r.data_class is not null group by r.%1$I)
    select g.%4$I, jsonb_build_object('model', g.model, 'prompt', g.prompt, 'service', g.service, 'environment', g.environment,
      'user_facing', g.user_facing, 'delivery', g.delivery, 'data_class', g.data_class, 'language', g.language,
      'flags', coalesce(f.list, '[]'), 'checkers', coalesce(c.ran, '[]'), 'failed', coalesce(c.failed, '[]'),
      'disagree', coalesce(s.list, '[]'), 'retrieved', coalesce(r.list, '[]'))
    from %5$s g left join flags f on f.key = g.%4$I left join checkers c on c.key = g.%4$I left join split s on s.key = g.%4$I left join given r on r.key = g.%4$I
  $text$;
begin
  execute 'create function countersign_private.facts_in_inbox() returns table (line bigint, facts jsonb) language sql stable as $f$'
    || format(template, 'line', 'pg_temp.flag_inbox', 'pg_temp.retrieval_inbox', 'line', 'pg_temp.generation_inbox') || '$f$';
  execute 'create function countersign_private.facts_of(ids uuid[]) returns table (id uuid, facts jsonb) language sql stable as $f$'
    || format(template, 'generation', '(select * from countersign_private.flag x where x.tenant = 1 and x.generation = any (ids))',
      '(select * from countersign_private.retrieval x where x.tenant = 1 and x.generation = any (ids))', 'id',
      '(select * from countersign_private.generation x where x.tenant = 1 and x.id = any (ids))') || '$f$';
end $do$;

-- Decisions ---------------------------------------------------------------------------------------------------------------

-- Whether a body is a bundle that decides tiers: {"decides": "tiers", "files": {name: text}}.
create function countersign_private.is_tier_policy(body bytea) returns boolean language sql stable as $$
  select coalesce(convert_from(body, 'UTF8')::jsonb ->> 'decides' = 'tiers', false)
$$;

-- The version of a tier policy that production serves, null without one. It came there through its own gate and a second person.
create function countersign_private.tier_policy_version() returns bigint language sql stable as $$
  select p.version from countersign_private.artifact a
  join countersign_private.pointer p on p.artifact = a.id and p.environment = 'production' and p.valid_to = 'infinity'
  join countersign_private.version v on v.id = p.version
  where a.kind = 'policy' and p.weight > 0 and countersign_private.is_tier_policy(v.body)
  order by p.valid_from desc, p.version desc limit 1
$$;
create function countersign_private.tier_policy() returns text language sql stable as $$
  select 'sha256:' || encode(v.digest, 'hex') from countersign_private.version v where v.id = countersign_private.tier_policy_version()
$$;

create table countersign_private.tier_decision (
  -- The digest of the version that decided.
  policy text not null,
  digest bytea not null references countersign_private.tier_facts,
  tier text not null check (tier in ('low', 'medium', 'high')),
  -- Null: nobody reviews it one by one.
  queue text references countersign_private.queue,
  needed integer not null check (needed between 1 and 5),
  due_after interval not null,
  masking text[] not null default '{}',
  rule text not null,
  reasons text[] not null default '{}',
  engine text not null,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (policy, digest)
);
call countersign_private.guard_facts('countersign_private.tier_decision');

-- Generations whose facts no decision is known for.
create table countersign_private.tier_pending (
  tenant integer not null default 1,
  generation uuid not null,
  digest bytea not null references countersign_private.tier_facts,
  recorded_at timestamptz not null default countersign_private.clock(),
  primary key (tenant, generation)
);
create index on countersign_private.tier_pending (digest);
call countersign_private.guard_present('countersign_private.tier_pending');

-- The tier of a generation where it is another than the one it was stored with: decided after it came, raised by a late flag, or
-- lowered by two persons.
create table countersign_private.generation_tier (
  tenant integer not null default 1,
  generation uuid not null,
  tier text not null check (tier in ('low', 'medium', 'high')),
  rule text not null,
  valid_from timestamptz not null default countersign_private.clock(),
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from)
);
create unique index on countersign_private.generation_tier (tenant, generation) where valid_to = 'infinity';
create index on countersign_private.generation_tier (tenant, generation, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.generation_tier');

create or replace view countersign.generation as
  select g.id, g.producer, g.event_id, g.at, g.recorded_at, g.source, g.operation, g.model, g.model_version, g.prompt, g.prompt_version, g.prompt_id,
    g.service, g.environment, g.conversation, g.language, g.user_facing, g.delivery, g.data_class,
    coalesce((select t.tier from countersign_private.generation_tier t where t.tenant = g.tenant and t.generation = g.id and t.valid_to = 'infinity'), g.tier) as tier,
    coalesce((select t.rule from countersign_private.generation_tier t where t.tenant = g.tenant and t.generation = g.id and t.valid_to = 'infinity'), g.tier_rule) as tier_rule,
    g.tokens_in, g.tokens_out, g.cost_micros, g.currency, g.latency_micros, g.marks, encode(g.commitment, 'hex') as commitment
  from countersign_private.generation g where g.tenant = 1 and (select countersign_private.present_only());
create or replace view countersign_past.generation as
  select g.id, g.producer, g.event_id, g.at, g.recorded_at, g.source, g.operation, g.model, g.model_version, g.prompt, g.prompt_version, g.prompt_id,
    g.service, g.environment, g.conversation, g.language, g.user_facing, g.delivery, g.data_class,
    coalesce((select t.tier from countersign_private.generation_tier t where t.tenant = g.tenant and t.generation = g.id
      and t.valid_from <= (select countersign.as_of()) and t.valid_to > (select countersign.as_of())), g.tier) as tier,
    coalesce((select t.rule from countersign_private.generation_tier t where t.tenant = g.tenant and t.generation = g.id
      and t.valid_from <= (select countersign.as_of()) and t.valid_to > (select countersign.as_of())), g.tier_rule) as tier_rule,
    g.tokens_in, g.tokens_out, g.cost_micros, g.currency, g.latency_micros, g.marks, encode(g.commitment, 'hex') as commitment
  from countersign_private.generation g where g.tenant = 1 and g.recorded_at <= (select countersign.as_of());

-- Items -------------------------------------------------------------------------------------------------------------------

create type countersign_private.item_to_queue as (
  generation uuid, queue text, tier text, rule text, reasons text[], conversation text, needed integer, due_after interval);

-- Puts items into their queues, in this order. Due is counted from `arrived`, in working time where the queue has hours.
create function countersign_private.queue_items(items countersign_private.item_to_queue[], arrived timestamptz) returns void language sql as $$
  with item as (
    insert into countersign_private.review_item (generation, queue, tier, rule, reasons, conversation, needed, arrived_at, due)
    select x.generation, x.queue, x.tier, x.rule, x.reasons, x.conversation, x.needed, arrived, countersign_private.due_of(x.queue, arrived, x.due_after)
    from unnest(items) with ordinality x order by x.ordinality
    returning id, queue, due, tier, needed),
  present as (
    insert into countersign_private.review_present (item, queue, due, tier, needed, state) select id, queue, due, tier, needed, 'open' from item),
  past as (
    insert into countersign_private.review_state (item, queue, due, state, decided, valid_from) select id, queue, due, 'open', 0, arrived from item)
  insert into countersign_private.review_slot (item, slot, queue, due)
    select id, slot, queue, due from item cross join lateral generate_series(1, needed) slot
$$;

-- What a decision means for a generation that is stored: its tier, and its item where it is reviewed. An item is only ever raised by it;
-- one that is done is opened again for the persons it now needs.
create function countersign_private.apply_tier(generation_id uuid, d countersign_private.tier_decision) returns void language plpgsql as $$
declare
  g countersign_private.generation;
  i countersign_private.review_item;
  p countersign_private.review_present;
  at timestamptz := clock();
  stands text;
  ended timestamptz;
  before integer;
  to_state text;
begin
  select * into g from generation x where x.tenant = 1 and x.id = generation_id;
  select * into i from review_item x where x.tenant = 1 and x.generation = generation_id;
  select * into p from review_present x where x.tenant = 1 and x.item = i.id for update;
  stands := coalesce((select t.tier from generation_tier t where t.tenant = 1 and t.generation = generation_id and t.valid_to = 'infinity'),
    case when g.tier_rule <> 'untiered' then g.tier end);
  if stands is null or tier_rank(d.tier) > tier_rank(stands) then
    update generation_tier t set valid_to = greatest(at, t.valid_from + interval '1 microsecond')
      where t.tenant = 1 and t.generation = generation_id and t.valid_to = 'infinity' returning t.valid_to into ended;
    insert into generation_tier (generation, tier, rule, valid_from) values (generation_id, d.tier, d.rule, coalesce(ended, at));
  end if;
  if d.queue is null then return; end if;
  if i.id is null then
    perform queue_items(array[(generation_id, d.queue, d.tier, d.rule, d.reasons, g.conversation, d.needed, d.due_after)::countersign_private.item_to_queue], at);
    return;
  end if;
  before := p.needed;
  if tier_rank(d.tier) < tier_rank(p.tier) or tier_rank(d.tier) = tier_rank(p.tier) and d.needed <= before then return; end if;
  to_state := case when p.state = 'done' and d.needed > before then 'open' else p.state end;
  update review_present x set queue = d.queue, due = least(x.due, due_of(d.queue, at, d.due_after)), tier = d.tier, needed = greatest(d.needed, before)
    where x.tenant = 1 and x.item = i.id returning * into p;
  update review_slot x set queue = p.queue, due = p.due where x.tenant = 1 and x.item = i.id;
  insert into review_slot (item, slot, queue, due)
    select i.id, slot, p.queue, p.due from generate_series((select max(x.slot) + 1 from review_slot x where x.tenant = 1 and x.item = i.id), p.needed) slot;
  perform change_review(i.id, to_state, 0);
  perform record_activity('review.retier', 'review', i.id::text, '', jsonb_build_object('tier', d.tier, 'rule', d.rule, 'from', coalesce(stands, 'untiered')), 'command');
end $$;

-- The gatekeeper's part ---------------------------------------------------------------------------------------------------

create function countersign_private.require_tier_keeper() returns void language plpgsql stable as $$
begin
  perform countersign_private.refuse_if_as_of();
  if not countersign_private.has_role('gatekeeper') then
    perform countersign_private.refuse('CS403', 'right.missing', 'Only a gatekeeper decides tiers.', '', 'Ask the owner of the catalog for the right.');
  end if;
end $$;

-- Sets of facts that wait for a decision, the oldest first, with the policy in force; no row when nothing waits, or there is none.
create function countersign.tier_questions(most integer default 500) returns table (policy text, bundle text, digest text, facts text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare of_version constant bigint := tier_policy_version();
begin
  perform require_tier_keeper();
  return query
    select 'sha256:' || encode(v.digest, 'hex'), convert_from(v.body, 'UTF8'), encode(f.digest, 'hex'), f.facts::text
    from (select w.digest, min(w.recorded_at) as since from tier_pending w group by w.digest order by 2 limit most) x
    join tier_facts f on f.digest = x.digest join version v on v.id = of_version order by x.since, f.digest;
end $$;

-- Keeps what the policy in force has decided about a set of facts, and applies it to what waits for it; answers how many generations.
-- What a decision may not say is refused, whatever the policy: a high tier that nobody reviews, or fewer persons than its queue needs.
create function countersign.decide_tier(policy text, facts_digest text, decision jsonb, engine text) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  of_digest constant bytea := decode(facts_digest, 'hex');
  q countersign_private.queue;
  d countersign_private.tier_decision;
  fault text;
  waiting uuid;
  applied bigint := 0;
begin
  perform require_tier_keeper();
  if policy is distinct from tier_policy() then
    perform refuse('CS409', 'tier.policy', 'Another policy decides tiers now.', '', 'Ask for the questions again.');
  elsif not exists (select from tier_facts f where f.digest = of_digest) then
    perform refuse('CS404', 'tier.facts', 'These facts have never been asked about.', '', 'Ask for the questions again.');
  end if;
  select * into q from countersign_private.queue x where x.key = decision ->> 'queue';
  fault := case
    when jsonb_typeof(decision) is distinct from 'object' or coalesce(decision ->> 'tier', '') not in ('low', 'medium', 'high') then 'Its tier is low, medium or high.'
    when decision ->> 'queue' is not null and q.key is null then 'There is no such queue.'
    when q.key is null and decision ->> 'tier' <> 'low' then 'Only what is low goes to no queue.'
    when decision ->> 'tier' = 'high' and q.tier <> 'high' then 'What is high goes to a queue of high tier.'
    when coalesce(decision ->> 'needed', '1') !~ '^[1-5]$' then 'It needs 1 to 5 reviewers.'
    when q.key is not null and coalesce(decision ->> 'needed', '1')::int < q.needed then 'It needs at least as many reviewers as its queue.'
    when coalesce(decision ->> 'due_seconds', '3600') !~ '^[0-9]{2,7}$' then 'Its due time is whole seconds, 10 to 9,999,999.'
    when coalesce(decision ->> 'rule', '') !~ '^[a-z][a-z0-9_.]{0,80}$' then 'Its rule has a name like tier.severe_flag.'
    when jsonb_typeof(coalesce(decision -> 'reasons', '[]')) <> 'array' or jsonb_typeof(coalesce(decision -> 'masking', '[]')) <> 'array' then
      'Its reasons and its masking are lists.'
    end;
  if fault is not null then
    perform refuse('CS422', 'tier.decision', 'This is no decision about a tier.', fault, 'Mend the policy.');
  end if;
  insert into tier_decision (policy, digest, tier, queue, needed, due_after, masking, rule, reasons, engine, login)
    values (policy, of_digest, decision ->> 'tier', q.key, coalesce(decision ->> 'needed', '1')::int,
      case when decision ->> 'due_seconds' is null then coalesce(q.due_after, '1 hour') else make_interval(secs => (decision ->> 'due_seconds')::int) end,
      array(select left(x, 60) from jsonb_array_elements_text(coalesce(decision -> 'masking', '[]')) x), decision ->> 'rule',
      array(select left(x, 120) from jsonb_array_elements_text(coalesce(decision -> 'reasons', '[]')) x), engine, here)
    on conflict on constraint tier_decision_pkey do nothing;
  select * into d from tier_decision x where x.policy = decide_tier.policy and x.digest = of_digest;
  for waiting in delete from tier_pending w where w.digest = of_digest returning w.generation loop
    perform apply_tier(waiting, d);
    applied := applied + 1;
  end loop;
  return applied;
end $$;

-- How many generations the policy in force has not tiered yet; counting stops at 10,001.
create function countersign.untiered() returns bigint
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select count(*) from (select from tier_pending w where present_only() limit 10001) x
$$;

-- Late flags ----------------------------------------------------------------------------------------------------------------

-- What a checker said after the event had come: [{"source", "category", "verdict", "score", "side"}]. The tier follows.
create function countersign.add_flags(generation uuid, flags jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
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

-- Ingest ------------------------------------------------------------------------------------------------------------------

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

-- Working time ------------------------------------------------------------------------------------------------------------

-- When a queue is worked: days of the week (1 Monday … 7 Sunday) and hours in the office's time zone. A queue without hours is
-- worked around the clock.
create table countersign_private.queue_hours (
  queue text primary key references countersign_private.queue,
  days integer[] not null check (days <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(days) > 0),
  opens time not null,
  closes time not null check (closes > opens)
);
call countersign_private.guard_present('countersign_private.queue_hours');
create table countersign_private.holiday (
  day date primary key,
  name text not null
);
call countersign_private.guard_present('countersign_private.holiday');

-- When so much working time has passed since a moment; about three years are looked through.
create function countersign_private.due_of(of_queue text, since timestamptz, spent interval) returns timestamptz language plpgsql stable as $$
declare
  h countersign_private.queue_hours;
  zone text;
  left_over interval := spent;
  at_day date;
  opens timestamptz;
  closes timestamptz;
begin
  select * into h from countersign_private.queue_hours x where x.queue = of_queue;
  if not found then return since + spent; end if;
  zone := (select c.time_zone from countersign_private.catalog c);
  at_day := (since at time zone zone)::date;
  for n in 0..1100 loop
    if extract(isodow from at_day)::int = any (h.days) and not exists (select from countersign_private.holiday x where x.day = at_day) then
      opens := greatest((at_day + h.opens) at time zone zone, since);
      closes := (at_day + h.closes) at time zone zone;
      if closes > opens then
        if closes - opens >= left_over then return opens + left_over; end if;
        left_over := left_over - (closes - opens);
      end if;
    end if;
    at_day := at_day + 1;
  end loop;
  return since + spent;
end $$;

-- Sets when a queue is worked; null days: around the clock. Items that wait keep their due time.
create function countersign.set_queue_hours(queue text, days integer[], opens time, closes time, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  if not exists (select from countersign_private.queue q where q.key = set_queue_hours.queue) then
    perform refuse('CS404', 'queue.unknown', format('There is no queue %s.', left(queue, 63)), '', 'Look at `countersign review list`.');
  elsif days is not null and (not days <@ array[1, 2, 3, 4, 5, 6, 7] or cardinality(days) = 0 or opens is null or closes is null or closes <= opens) then
    perform refuse('CS422', 'queue.hours', 'Hours are days 1 (Monday) to 7, and a time it opens before it closes.', '', 'Look at the help.');
  end if;
  delete from queue_hours h where h.queue = set_queue_hours.queue;
  if days is not null then insert into queue_hours (queue, days, opens, closes) values (queue, days, opens, closes); end if;
  return record_activity('queue.hours', 'queue', queue, reason, jsonb_build_object('days', days, 'opens', opens, 'closes', closes), channel);
end $$;

-- A day on which no queue with hours is worked; a null name takes it away.
create function countersign.set_holiday(day date, name text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'admin');
  perform require_reason(reason);
  delete from holiday h where h.day = set_holiday.day;
  if btrim(name) <> '' then insert into holiday (day, name) values (day, left(name, 100)); end if;
  return record_activity('holiday.set', 'calendar', day::text, reason, jsonb_build_object('name', name), channel);
end $$;

create view countersign.queue_hours as
  select h.queue, h.days, h.opens, h.closes from countersign_private.queue_hours h where (select countersign_private.present_only());
create view countersign.holiday as select h.day, h.name from countersign_private.holiday h where (select countersign_private.present_only());
create view countersign_past.queue_hours as select h.queue, h.days, h.opens, h.closes from countersign_private.queue_hours h;
create view countersign_past.holiday as select h.day, h.name from countersign_private.holiday h;
alter view countersign.queue_hours owner to countersign_reader;
alter view countersign.holiday owner to countersign_reader;
alter view countersign_past.queue_hours owner to countersign_reader;
alter view countersign_past.holiday owner to countersign_reader;

-- Rights --------------------------------------------------------------------------------------------------------------------

grant select on countersign.flag_category, countersign.queue_hours, countersign.holiday, countersign_past.flag_category, countersign_past.queue_hours,
  countersign_past.holiday to countersign_viewer;
grant execute on function countersign.untiered() to countersign_viewer, countersign_ingest;
grant execute on function
  countersign.map_category(text, text, integer, text, text),
  countersign.set_queue_hours(text, integer[], time, time, text, text),
  countersign.set_holiday(date, text, text, text)
  to countersign_viewer;
grant execute on function countersign.add_flags(uuid, jsonb) to countersign_ingest;
grant execute on function countersign.tier_questions(integer), countersign.decide_tier(text, text, jsonb, text) to countersign_gatekeeper;
