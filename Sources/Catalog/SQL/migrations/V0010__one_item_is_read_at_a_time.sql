-- Reading what a model wrote is an act: content comes one item at a time, from functions that write the reading first.

-- In plpgsql with one plan for all: making it for every month of five tables costs more than reading.
create function countersign_private.generation_as_json(of_id uuid) returns jsonb
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin return (
  select jsonb_build_object(
    'id', g.id, 'producer', g.producer, 'event_id', g.event_id, 'at', g.at, 'recorded_at', g.recorded_at, 'model', g.model,
    'model_version', g.model_version,
    'model_registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.model and v.label = g.model_version),
    'prompt', g.prompt, 'prompt_version', g.prompt_version,
    'prompt_registered', exists (select from artifact a join version v on v.artifact = a.id where a.name = g.prompt and v.label = g.prompt_version),
    'service', g.service, 'conversation', g.conversation, 'language', g.language, 'tier', g.tier, 'tier_rule', g.tier_rule,
    'tokens_in', g.tokens_in, 'tokens_out', g.tokens_out, 'marks', g.marks,
    'flags', (select coalesce(jsonb_agg(to_jsonb(f) - 'tenant' - 'generation' order by f.ordinal), '[]') from flag f where f.tenant = 1 and f.generation = g.id),
    'scores', (select coalesce(jsonb_agg(to_jsonb(s) - 'tenant' - 'generation' order by s.ordinal), '[]') from score s where s.tenant = 1 and s.generation = g.id),
    'retrievals', (select coalesce(jsonb_agg(to_jsonb(r) - 'tenant' - 'generation' order by r.rank), '[]') from retrieval r where r.tenant = 1 and r.generation = g.id))
  from generation g where g.tenant = 1 and g.id = of_id
); end $$;

-- A review item with its generation. The content is the stored JSON, byte for byte; null when it was erased.
create function countersign.open_review(item bigint, channel text default 'sql')
returns table (
  id bigint, tier text, queue text, due timestamptz, arrived_at timestamptz, rule text, reasons text[], state text, claimed_by text[],
  decided integer, needed integer, revision bigint, my_slot integer, my_fence bigint, my_lease_until timestamptz,
  generation jsonb, content bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead', 'auditor');
  at timestamptz := clock();
  i countersign_private.review_item;
begin
  select * into i from review_item x where x.tenant = 1 and x.id = open_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  perform record_activity('review.read', 'review', item::text, '', jsonb_build_object('generation', i.generation), channel);
  return query
    select i.id, i.tier, p.queue, p.due, i.arrived_at, i.rule, i.reasons, p.state,
      array(select s.holder from review_slot s where s.tenant = 1 and s.item = i.id and s.state = 'open' and s.holder is not null and s.lease_until > at order by s.slot),
      p.decided, i.needed, p.revision, m.slot::integer, m.fence, m.lease_until,
      generation_as_json(i.generation), (select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)
    from review_present p
    left join review_slot m on m.tenant = 1 and m.item = i.id and m.holder = who and m.state = 'open' and m.lease_until > at
    where p.tenant = 1 and p.item = i.id;
end $$;

-- The items this person holds now.
create function countersign.my_claims() returns table (item bigint, slot integer, fence bigint, until timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select s.item, s.slot::integer, s.fence, s.lease_until from review_slot s
  where s.holder = person_here() and s.state = 'open' and s.lease_until > moment() order by s.due, s.item
$$;

-- What a signer reads about a promotion: requirements, and why this person cannot sign.
create function countersign.promotion_requirements(promotion bigint)
returns table (id text, title text, state text, value text, bound text, evidence text, remedy text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  -- In plpgsql with one plan for all, because making a plan costs more than it does: a page asks this of each promotion.
  return query select * from requirements(promotion) order by case state when 'unmet' then 0 when 'met' then 1 else 2 end, id;
end $$;

create function countersign.promotion_refusal(promotion bigint) returns text
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select coalesce(why_not_sign(promotion, person_here()), case when person_here() is null then 'This login belongs to no person.' end)
$$;

-- How many rows the planner expects of a query; nothing is read.
create function countersign_private.expected_rows(query text) returns bigint language plpgsql as $$
declare plan json;
begin
  execute 'explain (format json) ' || query into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end $$;

-- About how many review items there are: exact up to 10,000, above that what the planner
-- expects, but more than 10,000. Null while a past moment is shown.
create function countersign.count_review(tier text, queue text, states text[], due_before timestamptz default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  queues constant text[] := array(select q.key from countersign_private.queue q
    where (count_review.tier is null or q.tier = count_review.tier) and (count_review.queue is null or q.key = count_review.queue));
  question constant text := format('select from countersign_private.review_present p where p.tenant = 1 and p.queue = any (%L) and p.state = any (%L) %s and p.due < %L',
    queues, states, case when not 'done' = any (states) then 'and p.state <> ''done''' end, coalesce(due_before, 'infinity'));
  counted bigint;
begin
  -- The present's table says nothing about a past moment.
  if countersign.as_of() is not null then return null; end if;
  execute format('select count(*) from (%s limit 10001) x', question) into counted;
  return case when counted <= 10000 then counted else greatest(counted, expected_rows(question)) end;
end $$;

-- How a queue stands. Counts of what is due stop at 10,001.
create function countersign.queue_standing(queue text)
returns table (tier text, waiting bigint, oldest timestamptz, due_within_hour integer, breached integer, decided_by_hour integer[])
language sql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select q.tier,
    countersign.count_review(null, q.key, array['open', 'escalated', 'disagreed']),
    (select i.arrived_at from review_present p join review_item i on i.tenant = 1 and i.id = p.item
     where p.tenant = 1 and p.queue = q.key and p.state <> 'done' order by p.due, p.item limit 1),
    (select count(*)::int from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due >= moment() and p.due < moment() + interval '1 hour' limit 10001) x),
    (select count(*)::int from (select from review_present p where p.tenant = 1 and p.queue = q.key and p.state <> 'done'
      and p.due < moment() limit 10001) x),
    (select array_agg(coalesce(n, 0)::int order by hour) from generate_series(0, 23) hour
      left join (select 23 - floor(extract(epoch from moment() - v.recorded_at) / 3600)::int as ago, count(*) as n
        from verdict v join review_item i on i.tenant = 1 and i.id = v.item
        where v.recorded_at > moment() - interval '24 hours' and i.queue = q.key group by 1) d on d.ago = hour)
  from countersign_private.queue q where q.key = queue_standing.queue
$$;

-- The figures of the first screen that belong to the caller, and those of the whole catalog.
create function countersign.office()
returns table (at timestamptz, claimed_by_me integer, next_of_mine_due timestamptz, waiting_for_my_signature integer, to_adjudicate integer,
  quarantined integer, generations bigint, generations_exact boolean, generations_last_hour integer, in_production integer)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare
  who text := person_here();
  moment timestamptz := clock();
  estimate bigint := (select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint from pg_class c join pg_inherits i on i.inhrelid = c.oid
                      where i.inhparent = 'countersign_private.generation'::regclass);
  counted bigint := 10001;
begin
  if estimate < 20000 then
    counted := (select count(*) from (select from generation limit 10001) x);
  end if;
  return query select moment,
    (select count(*)::int from review_slot s where s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select min(s.due) from review_slot s where s.holder = who and s.state = 'open' and s.lease_until > moment),
    (select count(*)::int from promotion_state s where s.state = 'open' and s.valid_to = 'infinity' and why_not_sign(s.promotion, who) is null),
    (select case when has_role('lead') then count(*)::int else 0 end from (select from review_present p where p.state in ('escalated', 'disagreed') limit 1000) x),
    (select count(*)::int from (select from quarantine q where q.state = 'kept' limit 10001) x),
    case when counted <= 10000 then counted else greatest(estimate, counted) end, counted <= 10000,
    (select count(*)::int from (select from generation g where g.tenant = 1 and g.id >= first_id_at(moment - interval '1 hour') and g.at <= moment limit 10001) x),
    (select count(distinct p.artifact)::int from pointer p where p.environment = 'production' and p.valid_to = 'infinity');
end $$;

-- Model versions seen lately that nobody registered: an unknown model in production is the first thing to look at.
create function countersign.unregistered_models(since interval default '7 days')
returns table (model text, model_version text, generations bigint, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select s.model, s.model_version, c.n, c.last_at
  from (select * from model_seen x where x.tenant = 1 and x.registered_at = 'infinity' order by x.recorded_at desc limit 200) s
  cross join lateral (
    select count(*) as n, max(g.at) as last_at
    from (select x.at from generation x where x.tenant = 1 and x.model = s.model and x.model_version = s.model_version
            and x.id >= first_id_at(moment() - since) order by x.id desc limit 10001) g) c
  -- A version that was registered while its first events were on their way.
  where c.n > 0
    and (select v.id from artifact a join version v on v.artifact = a.id where a.name = s.model and v.label = s.model_version) is null
  order by c.n desc, s.model, s.model_version limit 50
$$;

-- Calls of one model or prompt version since a moment; counting stops at 10,001.
create function countersign.calls_since(artifact text, label text, since interval) returns integer
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select count(*)::int from (
    select from generation g where g.tenant = 1 and g.model = artifact and g.model_version = label and g.id >= first_id_at(moment() - since)
    union all
    select from generation g where g.tenant = 1 and g.prompt = artifact and g.prompt_version = label and g.id >= first_id_at(moment() - since)
    limit 10001) x
$$;

-- Compares what is kept twice, and looks for what should not be there. Each line should find 0.
create function countersign.check_rules() returns table (what text, found bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
begin
  if not (has_role('admin') or has_role('auditor') or has_role('lead')) then
    perform refuse('CS403', 'right.missing', 'The catalog is checked by admin, auditor or lead.', '', 'Ask one of them.');
  end if;
  return query
  select 'the state of review items agrees with its history', count(*) from review_present p
    full join (select * from review_state s where s.valid_to = 'infinity') s on s.tenant = p.tenant and s.item = p.item
    where (p.state, p.decided, p.queue, p.due) is distinct from (s.state, s.decided, s.queue, s.due)
  union all
  select 'items that are done were decided', count(*) from review_present p
    where p.state = 'done' and not exists (select from verdict v where v.tenant = p.tenant and v.item = p.item)
  union all
  select 'nobody decided an item twice', count(*) from
    (select from verdict v group by v.tenant, v.item, v.reviewer having count(*) > 1) x
  union all
  select 'promotions that went through had their signatures', count(*) from promotion p
    join promotion_state s on s.promotion = p.id and s.valid_to = 'infinity' and s.state = 'promoted'
    where p.needed > (select count(distinct x.person) from approval x join version v on v.id = p.version
      join promotion_revision r on r.promotion = x.promotion and r.revision = x.revision
      where x.promotion = p.id and x.approves and x.person <> p.requested_by and x.person <> v.author)
  union all
  select 'every pointer was moved by a promotion that went through', count(*) from pointer x
    where not exists (select from promotion p join promotion_state s on s.promotion = p.id and s.state = 'promoted'
      where p.id = x.promotion and p.version = x.version and p.environment = x.environment)
  union all
  select 'no span of a pointer overlaps another', count(*) from pointer a join pointer b
    on a.artifact = b.artifact and a.environment = b.environment and a.colour = b.colour and a.ctid < b.ctid
    and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to)
  union all
  select 'the content of the newest 10,000 generations is what was taken in', count(*) from
    (select * from generation g where g.tenant = 1 order by g.id desc limit 10000) g
    join generation_content c on c.tenant = g.tenant and c.id = g.id where g.commitment <> sha256(c.salt || sha256(c.body))
  union all
  select 'nothing is granted to everybody', count(*) from (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where n.nspname like 'countersign%' and a.grantee = 0
    union all
    select from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where n.nspname like 'countersign%' and a.grantee = 0) x
  union all
  select 'guards hold for every kind of session', count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'countersign_private' and not t.tgisinternal and t.tgname in ('unchanged', 'kept', 'now_only') and t.tgenabled <> 'A'
  union all
  select 'nobody logs in as the owner or the reader', count(*) from pg_roles r
    where r.rolname in ('countersign_owner', 'countersign_reader') and r.rolcanlogin;
end $$;
