-- Long because what is measured of reviews and what is handed out of them rest on the same verdicts.

-- What follows from reviews and goes along with them: many at once, agreement, the low tier's sample, similar items, what is handed
-- out, comments, labels, and a tier that two persons lower.

set local check_function_bodies = off;

-- Past its time ---------------------------------------------------------------------------------------------------------------

-- As before; what is past its due time a lead takes though nobody holds it.
create or replace function countersign.take_over(item bigint, reason text, channel text default 'sql')
returns table (item_id bigint, slot integer, fence bigint, until timestamptz, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  p countersign_private.review_present;
  s countersign_private.review_slot;
  made record;
begin
  perform require_reason(reason);
  select * into p from review_present x where x.tenant = 1 and x.item = take_over.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' then
    perform refuse('CS409', 'review.closed', format('Item %s is %s.', item, p.state), '', 'Adjudicate it, or leave it.');
  end if;
  perform refuse_barred(item, who);
  if exists (select from review_slot x where x.tenant = 1 and x.item = take_over.item and x.holder = who) then
    perform refuse('CS409', 'review.own-claim', format('You hold or have decided item %s yourself.', item), '', 'Nobody decides an item twice.');
  end if;
  select * into s from review_slot x where x.tenant = 1 and x.item = take_over.item and x.state = 'open'
    and x.holder is not null and x.lease_until > clock() order by x.lease_until, x.slot limit 1 for update;
  if not found and p.due < clock() then
    select * into s from review_slot x where x.tenant = 1 and x.item = take_over.item and x.state = 'open' and x.lease_until <= clock()
      order by x.slot limit 1 for update;
  end if;
  if not found then
    perform refuse('CS409', 'review.not-claimed', format('Nobody holds item %s.', item), '', 'Claim it.');
  end if;
  select * into made from lease(s.item, s.slot, who);
  return query select made.item, made.slot, made.fence, made.until,
    record_activity('review.takeover', 'review', item::text, reason, jsonb_build_object('from', s.holder, 'slot', s.slot), channel);
end $$;

-- Many at once ------------------------------------------------------------------------------------------------------------

-- The items of a bulk that must be read before: five, the same for a person and a choice whoever asks.
create function countersign.bulk_sample(items bigint[]) returns setof bigint
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select x.item from (select distinct i as item from unnest(items) i) x
  order by sha256(convert_to(x.item || ' ' || coalesce(person_here(), '') || ' ' || (select md5(string_agg(distinct i::text, ' ' order by i::text)) from unnest(items) i), 'UTF8')) limit 5
$$;

-- Decides many alike items that one person suffices for. All or none: what has changed meanwhile, is of high tier, or is held by
-- another refuses the whole, and so does a count that is not the one that was shown.
create function countersign.bulk_decide(items bigint[], expected integer, decision text, reason text, harm text default null, channel text default 'sql')
returns table (decided integer, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer');
  here constant text := session_user;
  chosen constant bigint[] := array(select distinct i from unnest(items) i where i is not null order by i);
  at timestamptz;
  n integer := cardinality(chosen);
  unread integer;
  fit integer;
begin
  perform require_reason(reason);
  if decision not in ('accept', 'mask', 'block') then
    perform refuse('CS422', 'review.decision', 'A bulk verdict is accept, mask or block.', '', 'Choose one of them.');
  elsif n = 0 or n > 10000 or n is distinct from expected then
    perform refuse('CS409', 'review.bulk-count', format('%s items were to be decided, and these are %s.', expected, n),
      'A bulk is 1 to 10,000 items, exactly as many as were shown.', 'Mark them again.');
  end if;
  select count(*) into unread from countersign.bulk_sample(chosen) s
    where not exists (select from activity a where a.subject_kind = 'review' and a.subject = s::text and a.act = 'review.read'
      and a.person = who and a.recorded_at > clock() - interval '1 hour');
  if unread > 0 then
    perform refuse('CS409', 'review.bulk-unread', format('%s of the sample have not been read by you.', unread),
      'Of a bulk up to five are read before.', 'Read them: countersign review bulk says which.');
  end if;
  perform from review_present x where x.tenant = 1 and x.item = any (chosen) order by x.item for update;
  at := clock();
  select count(*) into fit from review_present x join queue q on q.key = x.queue
    where x.tenant = 1 and x.item = any (chosen) and x.state = 'open' and x.decided = 0 and x.needed = 1 and x.tier <> 'high' and q.tier <> 'high'
      and not exists (select from review_barred b where b.tenant = 1 and b.item = x.item and b.person = who)
      and exists (select from review_slot s where s.tenant = 1 and s.item = x.item and s.state = 'open' and (s.lease_until <= at or s.holder = who));
  if fit <> n then
    perform refuse('CS409', 'review.bulk-unfit', format('%s of %s items cannot be decided together.', n - fit, n),
      'They are of high tier, need two persons, are held by another, or are decided.', 'Take them out, or decide them one by one.');
  end if;
  insert into verdict (item, slot, reviewer, login, fence, decision, reason, harm, channel, supersedes)
    select s.item, s.slot, who, here, s.fence, decision, reason, harm, channel,
      (select max(v.id) from verdict v where v.tenant = 1 and v.item = s.item and v.reviewer = who)
    from review_slot s where s.tenant = 1 and s.item = any (chosen) and s.state = 'open' order by s.item;
  update review_slot s set state = 'done', holder = who, along = false where s.tenant = 1 and s.item = any (chosen) and s.state = 'open';
  update review_present x set state = 'done', decided = 1, revision = x.revision + 1 where x.tenant = 1 and x.item = any (chosen);
  update review_state x set valid_to = greatest(at, x.valid_from + interval '1 microsecond') where x.tenant = 1 and x.item = any (chosen) and x.valid_to = 'infinity';
  insert into review_state (item, queue, due, state, decided, tier, needed, valid_from)
    select p.item, p.queue, p.due, p.state, p.decided, p.tier, p.needed,
      (select max(s.valid_to) from review_state s where s.tenant = 1 and s.item = p.item)
    from review_present p where p.tenant = 1 and p.item = any (chosen) order by p.item;
  return query select n, record_activity('review.bulk', 'review', '', reason,
    jsonb_build_object('items', n, 'first', chosen[1], 'last', chosen[n], 'digest', encode(sha256(convert_to(chosen::text, 'UTF8')), 'hex')), channel);
end $$;

-- Agreement ---------------------------------------------------------------------------------------------------------------

-- What two persons or more said of the same item, blind to each other, by the week it was settled; of items that are done.
create function countersign.agreement(since timestamptz, until timestamptz, queue text default null)
returns table (week date, item bigint, reviewers text[], decisions text[])
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('lead', 'auditor', 'admin');
  return query
    select date_trunc('week', max(o.settled_at) at time zone 'UTC')::date, v.item, array_agg(v.reviewer order by v.slot), array_agg(v.decision order by v.slot)
    from (select distinct on (x.item) x.item, x.settled_at from review_outcome x where x.tenant = 1 and x.settled_at >= since and x.settled_at < until
      order by x.item, x.id) o
    join review_present p on p.tenant = 1 and p.item = o.item and p.state = 'done' and (agreement.queue is null or p.queue = agreement.queue)
    -- The first words of each, before anything was undone by disclosure or corrected.
    join lateral (select distinct on (x.reviewer) x.item, x.slot, x.reviewer, x.decision from verdict x
      where x.tenant = 1 and x.item = o.item and x.slot > 0
        and not exists (select from verdict_end e where e.tenant = 1 and e.verdict = x.id and e.kind = 'undone') order by x.reviewer, x.id) v on true
    group by v.item having count(*) > 1 order by 1, 2;
end $$;

-- The low tier, by a sample -----------------------------------------------------------------------------------------------

insert into countersign_private.queue (key, tier, name, needed, due_after, lease, hides_scores) values
  ('sample', 'low', 'Low tier, a sample', 1, '5 days', '15 minutes', true);

-- A month's sample: what share is drawn, and the digest of a seed that nobody could choose after the month was known.
create table countersign_private.low_sample (
  id bigint generated always as identity primary key,
  month date not null unique check (month = date_trunc('month', month::timestamp)::date),
  rate numeric not null check (rate > 0 and rate <= 1),
  seed_digest bytea not null check (length(seed_digest) = 32),
  committed_by text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.low_sample');

create table countersign_private.low_sample_draw (
  sample bigint primary key references countersign_private.low_sample,
  seed bytea not null,
  drawn_by text not null references countersign_private.person,
  -- The log's order of what had come by then: later arrivals are not of this sample.
  recorded_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.low_sample_draw');

create table countersign_private.low_sample_stratum (
  sample bigint not null references countersign_private.low_sample,
  stratum text not null,
  population bigint not null,
  drawn bigint not null check (drawn between 0 and population),
  primary key (sample, stratum)
);
call countersign_private.guard_facts('countersign_private.low_sample_stratum');

create table countersign_private.low_sample_item (
  sample bigint not null references countersign_private.low_sample,
  stratum text not null,
  generation uuid not null,
  primary key (sample, generation)
);
call countersign_private.guard_facts('countersign_private.low_sample_item');

-- Who is drawn: by stratum (model and version), the given share, at least one, those whose digest with the seed is least.
create function countersign_private.drawn_of(month date, rate numeric, seed bytea, by_then timestamptz)
returns table (stratum text, population bigint, generation uuid) language sql stable as $$
  with low as (
    select g.id, g.model || '@' || g.model_version as stratum
    from countersign_private.generation g
    where g.tenant = 1 and g.id >= countersign_private.first_id_at(month::timestamp at time zone 'UTC')
      and g.id < countersign_private.first_id_at((month + interval '1 month')::timestamp at time zone 'UTC')
      and g.recorded_at <= by_then
      and coalesce((select t.tier from countersign_private.generation_tier t where t.tenant = 1 and t.generation = g.id
        and t.valid_from <= by_then and t.valid_to > by_then), g.tier) = 'low'
      and not exists (select from countersign_private.review_item i where i.tenant = 1 and i.generation = g.id and i.rule <> 'sample.low')),
  ranked as (
    select low.*, row_number() over (partition by low.stratum order by sha256(seed || uuid_send(low.id)), low.id) as place, count(*) over (partition by low.stratum) as n from low)
  select r.stratum, r.n, r.id from ranked r where r.place <= greatest(1, ceil(r.n * rate)) order by 1, 3
$$;

-- Commits to a month's sample before the month begins to be over: only the digest of the seed is kept until the draw.
create function countersign.commit_sample(month date, rate numeric, seed_digest bytea, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('lead', 'auditor');
begin
  perform require_reason(reason);
  if month is distinct from date_trunc('month', month::timestamp)::date or coalesce(rate, 0) <= 0 or rate > 1 or coalesce(length(seed_digest), 0) <> 32 then
    perform refuse('CS422', 'sample.words', 'A sample is of a month, a share over 0 up to 1, and the SHA-256 of a seed.', '', 'Look at the help.');
  elsif (month + interval '1 month')::timestamp at time zone 'UTC' <= clock() then
    perform refuse('CS409', 'sample.late', 'The month is over: who commits now knows what came in it.', '', 'Commit to the next month.');
  elsif exists (select from low_sample s where s.month = commit_sample.month) then
    perform refuse('CS409', 'sample.committed', 'A seed is committed for this month.', '', 'It stays.');
  end if;
  insert into low_sample (month, rate, seed_digest, committed_by) values (month, rate, seed_digest, who);
  return record_activity('sample.commit', 'sample', to_char(month, 'YYYY-MM'), reason,
    jsonb_build_object('rate', rate, 'seed_digest', encode(seed_digest, 'hex')), channel);
end $$;

-- Draws a month's sample when the month is over: the seed must be the one that was committed to. What is drawn is reviewed in the
-- queue `sample`; answers how many.
create function countersign.draw_sample(month date, seed bytea, reason text, channel text default 'sql') returns table (drawn bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'auditor');
  s countersign_private.low_sample;
  at timestamptz := clock();
  n bigint;
begin
  perform require_reason(reason);
  select * into s from low_sample x where x.month = draw_sample.month for update;
  if not found then
    perform refuse('CS404', 'sample.unknown', 'No seed is committed for this month.', '', 'Commit one while the month runs.');
  elsif sha256(coalesce(seed, '')) <> s.seed_digest then
    perform refuse('CS422', 'sample.seed', 'This is not the seed that was committed to.', '', 'Name the one whose digest was kept.');
  elsif (month + interval '1 month')::timestamp at time zone 'UTC' > at then
    perform refuse('CS409', 'sample.early', 'The month is not over.', '', 'Draw when it is.');
  elsif exists (select from low_sample_draw d where d.sample = s.id) then
    perform refuse('CS409', 'sample.drawn', 'This sample has been drawn.', '', 'Look at it: countersign review sample show.');
  end if;
  insert into low_sample_draw (sample, seed, drawn_by, recorded_at) values (s.id, seed, who, at);
  insert into low_sample_item (sample, stratum, generation) select s.id, d.stratum, d.generation from drawn_of(s.month, s.rate, seed, at) d;
  insert into low_sample_stratum (sample, stratum, population, drawn)
    select s.id, d.stratum, max(d.population), count(*) from drawn_of(s.month, s.rate, seed, at) d group by d.stratum;
  select count(*), queue_items(array_agg((x.generation, q.key, 'low', 'sample.low', array['drawn for the month''s sample'], null, q.needed, q.due_after)::countersign_private.item_to_queue
      order by x.generation), at)::text
    into n from low_sample_item x join queue q on q.key = 'sample' where x.sample = s.id;
  return query select n, record_activity('sample.draw', 'sample', to_char(month, 'YYYY-MM'), reason, jsonb_build_object('drawn', n), channel);
end $$;

-- How a month's sample stands, by stratum. `violations` are blocked or masked answers among those decided.
create function countersign.sample_standing(month date)
returns table (stratum text, population bigint, drawn bigint, decided bigint, violations bigint, rate numeric, seed_digest text, seed text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform present_only();
  return query
    select t.stratum, t.population, t.drawn, count(p.item) filter (where p.state = 'done'),
      count(p.item) filter (where p.state = 'done' and (select v.decision from standing_verdict v where v.tenant = 1 and v.item = p.item
        order by v.slot = 0 desc, v.id desc limit 1) in ('block', 'mask')), s.rate, encode(s.seed_digest, 'hex'), encode(d.seed, 'hex')
    from low_sample s join low_sample_draw d on d.sample = s.id join low_sample_stratum t on t.sample = s.id
    left join low_sample_item x on x.sample = s.id and x.stratum = t.stratum
    left join review_item i on i.tenant = 1 and i.generation = x.generation
    left join review_present p on p.tenant = 1 and p.item = i.id
    where s.month = sample_standing.month group by t.stratum, t.population, t.drawn, s.rate, s.seed_digest, d.seed order by t.stratum;
end $$;

-- Draws once more from what is stored and compares: how many were drawn then and not now, and the other way round.
create function countersign.redraw_sample(month date) returns table (gone bigint, come bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  perform require_role('auditor', 'lead');
  return query
    with s as (select x.id, x.month, x.rate, d.seed, d.recorded_at from low_sample x join low_sample_draw d on d.sample = x.id where x.month = redraw_sample.month),
    again as (select d.generation from s cross join lateral drawn_of(s.month, s.rate, s.seed, s.recorded_at) d),
    kept as (select x.generation from s join low_sample_item x on x.sample = s.id)
    select (select count(*) from kept where kept.generation not in (select generation from again)),
      (select count(*) from again where again.generation not in (select generation from kept));
end $$;

-- Similar and handed out ------------------------------------------------------------------------------------------------------

-- The text of the answer as it is stored; null when it was erased.
create function countersign_private.answer_text(generation_id uuid) returns text language sql stable as $$
  select string_agg(coalesce(p.part ->> 'content', ''), '' order by m.n, p.n)
  from countersign_private.generation_content c
  cross join lateral jsonb_array_elements(coalesce(convert_from(c.body, 'UTF8')::jsonb -> 'output', '[]')) with ordinality m (message, n)
  cross join lateral jsonb_array_elements(case when jsonb_typeof(m.message -> 'parts') = 'array' then m.message -> 'parts'
    else jsonb_build_array(jsonb_build_object('type', 'text', 'content', m.message ->> 'content')) end) with ordinality p (part, n)
  where c.tenant = 1 and c.id = generation_id and coalesce(p.part ->> 'type', 'text') in ('text', 'reasoning')
$$;

create function countersign_private.words_of(generation_id uuid) returns text[] language sql stable as $$
  select tsvector_to_array(to_tsvector('simple', left(coalesce(countersign_private.answer_text(generation_id), ''), 8000)))
$$;

-- Items that were decided and whose answer is like this one's: of the words (as full-text search takes them) that either has, the share
-- that both have, among the last 300 decided of the same model and prompt. Nothing that is still open is shown, and no text: reading
-- one is an act. No index keeps the words: what is erased would stay in it.
create function countersign.similar_reviews(item bigint, most integer default 10)
returns table (id bigint, likeness real, decision text, reason text, decided_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  g countersign_private.generation;
  own text[];
begin
  perform present_only();
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor')) then perform require_role('reviewer', 'lead', 'auditor'); end if;
  select x.* into g from review_item i join generation x on x.tenant = i.tenant and x.id = i.generation where i.tenant = 1 and i.id = similar_reviews.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  own := words_of(g.id);
  return query
    select x.id, x.near, v.decision, v.reason, v.recorded_at
    from (select i.id, (select (count(*) filter (where n = 2)::real / nullif(count(*), 0))::real from (
          select count(*) as n from (select unnest(own) as w union all select unnest(words_of(i.generation))) u group by u.w) c) as near
      from (select y.id, y.generation from review_item y join generation o on o.tenant = 1 and o.id = y.generation
          join review_present p on p.tenant = 1 and p.item = y.id and p.state = 'done'
        where y.tenant = 1 and y.id <> similar_reviews.item and o.model = g.model and o.prompt is not distinct from g.prompt
        order by y.id desc limit 300) i) x
    cross join lateral (select z.decision, z.reason, z.recorded_at from standing_verdict z where z.tenant = 1 and z.item = x.id
      order by z.slot = 0 desc, z.id desc limit 1) v
    where x.near > 0.1 order by x.near desc, x.id desc limit least(most, 50);
end $$;

-- Decided items with all that was said of them, by persons and by programs told apart, after one; for what is trained and measured
-- elsewhere. That they were handed out is recorded first, item by item.
create function countersign.export_reviews(after_item bigint, most integer, channel text default 'sql')
returns table (item bigint, generation uuid, model text, model_version text, prompt text, prompt_version text, settled_at timestamptz, decision text, verdicts jsonb, flags jsonb,
  scores jsonb, content bytea)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare chosen bigint[];
begin
  perform require_role('lead', 'auditor');
  chosen := array(select o.item from (select distinct k.item from kept_outcome k where k.tenant = 1 and k.leaves_at <= clock() and k.item > after_item) o
    join review_present p on p.tenant = 1 and p.item = o.item and p.state = 'done' order by o.item limit least(most, 500));
  perform record_activity('review.read', 'review', i.id::text, '', jsonb_build_object('generation', i.generation, 'export', true), channel)
    from review_item i where i.tenant = 1 and i.id = any (chosen);
  return query
    select i.id, i.generation, g.model, g.model_version, g.prompt, g.prompt_version, o.settled_at, o.decision,
      (select jsonb_agg(jsonb_build_object('by', 'human', 'reviewer', v.reviewer, 'decision', v.decision, 'reason', v.reason, 'harm', v.harm,
        'adjudication', v.slot = 0, 'at', v.recorded_at) order by v.id) from standing_verdict v where v.tenant = 1 and v.item = i.id),
      (select coalesce(jsonb_agg(jsonb_build_object('by', 'judge', 'source', f.source, 'category', f.category, 'verdict', f.verdict, 'score', f.score, 'side', f.side)
        order by f.ordinal), '[]') from flag f where f.tenant = 1 and f.generation = i.generation),
      (select coalesce(jsonb_agg(jsonb_build_object('by', 'judge', 'judge', s.judge, 'name', s.name, 'value', s.value) order by s.ordinal), '[]')
        from score s where s.tenant = 1 and s.generation = i.generation),
      (select c.body from generation_content c where c.tenant = 1 and c.id = i.generation)
    from review_item i join generation g on g.tenant = 1 and g.id = i.generation
    cross join lateral (select k.settled_at, k.decision from kept_outcome k where k.tenant = 1 and k.item = i.id and k.leaves_at <= clock() order by k.id desc limit 1) o
    where i.tenant = 1 and i.id = any (chosen) order by i.id;
end $$;

-- Questions about an item ------------------------------------------------------------------------------------------------------

-- What people write about an item. Whoever is asked waits no longer for a slot of it: they may be told what others think.
create table countersign_private.review_comment (
  tenant integer not null default 1,
  id bigint generated always as identity,
  item bigint not null,
  person text not null references countersign_private.person,
  words text not null check (length(words) <= 4000),
  mentions text[] not null,
  channel text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id)
);
create index on countersign_private.review_comment (tenant, item, id);
call countersign_private.guard_facts('countersign_private.review_comment');
-- Whether the person at this login has asked another about an item: then they read the answer.
create function countersign_private.asked_here(item_id bigint, whom text) returns boolean
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select exists (select from review_comment q where q.tenant = 1 and q.item = item_id and q.person = person_here() and whom = any (q.mentions))
$$;
grant execute on function countersign_private.asked_here(bigint, text) to countersign_viewer, countersign_ingest, countersign_reader;
alter table countersign_private.review_comment enable row level security;
create policy not_to_the_blind on countersign_private.review_comment for select to countersign_reader using (
  person = (select countersign_private.person_here()) or (select countersign_private.person_here()) = any (mentions)
  or (select not countersign_private.reviews_here())
  or countersign_private.asked_here(item, person)
  or exists (select from countersign_private.review_present p where p.tenant = review_comment.tenant and p.item = review_comment.item and p.state = 'done')
  or exists (select from countersign_private.review_slot s where s.tenant = review_comment.tenant and s.item = review_comment.item
    and s.holder = (select countersign_private.person_here()) and s.state = 'done'));
create view countersign.review_comment as
  select c.id, c.item, c.person, c.words || '' as words, c.mentions, c.recorded_at,
    -- Asked and not heard of since.
    array(select m from unnest(c.mentions) m where not exists (select from countersign_private.review_comment a
      where a.tenant = c.tenant and a.item = c.item and a.person = m and a.id > c.id)) as waiting_for
  from countersign_private.review_comment c where c.tenant = 1 and (select countersign_private.present_only());
create view countersign_past.review_comment as
  select c.id, c.item, c.person, c.words || '' as words, c.mentions, c.recorded_at,
    array(select m from unnest(c.mentions) m where not exists (select from countersign_private.review_comment a
      where a.tenant = c.tenant and a.item = c.item and a.person = m and a.id > c.id and a.recorded_at <= (select countersign.as_of()))) as waiting_for
  from countersign_private.review_comment c where c.tenant = 1 and c.recorded_at <= (select countersign.as_of());
alter view countersign.review_comment owner to countersign_reader;
alter view countersign_past.review_comment owner to countersign_reader;

create function countersign.comment_review(item bigint, words text, mentions text[] default '{}', channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead', 'auditor', 'builder', 'approver');
  unknown text;
begin
  perform require_reason(words);
  if length(words) > 4000 then
    perform refuse('CS422', 'comment.long', 'A comment has up to 4,000 characters.', '', 'Shorten it.');
  elsif not exists (select from review_item x where x.tenant = 1 and x.id = comment_review.item) then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  end if;
  select m into unknown from unnest(mentions) m where not exists (select from person p where p.key = m) limit 1;
  if unknown is not null then
    perform refuse('CS404', 'person.unknown', format('There is no person called %s.', left(unknown, 63)), '', 'Name one of the people.');
  end if;
  -- Only who has a part in an item writes about it: its reviewers, whoever was asked, leads and auditors.
  if not (has_role('reviewer') or has_role('lead') or has_role('auditor'))
    and not exists (select from review_comment c where c.tenant = 1 and c.item = comment_review.item and who = any (c.mentions)) then
    perform refuse('CS403', 'comment.not-asked', 'Nobody has asked you about this item.', '', 'Wait until somebody does.');
  end if;
  insert into review_comment (item, person, words, mentions, channel) values (item, who, words, array(select distinct m from unnest(mentions) m where m <> who order by m), channel);
  insert into review_barred (item, person, reason)
    select item, m, 'were asked about it' from (select distinct x as m from unnest(mentions) x where x <> who) y
    where not exists (select from review_slot s where s.tenant = 1 and s.item = comment_review.item and s.holder = y.m) on conflict do nothing;
  return record_activity('review.comment', 'review', item::text, '', jsonb_build_object('mentions', mentions), channel);
end $$;

grant select on countersign.review_comment, countersign_past.review_comment to countersign_viewer;
grant execute on function
  countersign.bulk_sample(bigint[]),
  countersign.bulk_decide(bigint[], integer, text, text, text, text),
  countersign.agreement(timestamptz, timestamptz, text),
  countersign.commit_sample(date, numeric, bytea, text, text),
  countersign.draw_sample(date, bytea, text, text),
  countersign.sample_standing(date),
  countersign.redraw_sample(date),
  countersign.similar_reviews(bigint, integer),
  countersign.export_reviews(bigint, integer, text),
  countersign.comment_review(bigint, text, text[], text)
  to countersign_viewer;

-- Labels ------------------------------------------------------------------------------------------------------------------

-- What reviewers of a queue may say about an item beside their verdict, each of a type: the newest of a key holds, and one of
-- kind null is asked no longer.
create table countersign_private.label_schema (
  id bigint generated always as identity primary key,
  queue text not null references countersign_private.queue,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,60}$'),
  kind text check (kind in ('pass_fail', 'category', 'several', 'number', 'text', 'span')),
  options text[] not null default '{}',
  lowest double precision,
  highest double precision,
  person text not null references countersign_private.person,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.label_schema (queue, key, id);
call countersign_private.guard_facts('countersign_private.label_schema');

-- What a person said; what they say again about a key takes its place.
create table countersign_private.review_label (
  tenant integer not null default 1,
  id bigint generated always as identity,
  item bigint not null,
  person text not null references countersign_private.person,
  key text not null,
  schema bigint not null references countersign_private.label_schema,
  value jsonb not null,
  channel text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id)
);
create index on countersign_private.review_label (tenant, item, person, key, id);
call countersign_private.guard_facts('countersign_private.review_label');
alter table countersign_private.review_label enable row level security;
-- As hidden as verdicts are.
create policy own_or_done on countersign_private.review_label for select to countersign_reader using (
  person = (select countersign_private.person_here())
  or (select pg_has_role(session_user, 'countersign_auditor', 'member') and not countersign_private.reviews_here())
  or exists (select from countersign_private.review_present p where p.tenant = review_label.tenant and p.item = review_label.item
    and (p.state = 'done' or p.state <> 'open' and (select pg_has_role(session_user, 'countersign_lead', 'member')))));

call countersign_private.make_views('label_schema', $$
  select distinct on (s.queue, s.key) s.queue, s.key, s.kind, s.options, s.lowest, s.highest, s.recorded_at
  from countersign_private.label_schema s where {fact s} order by s.queue, s.key, s.id desc $$);
call countersign_private.make_views('review_label', $$
  select distinct on (l.item, l.person, l.key) l.item, l.person, l.key, (l.value #>> '{}') || '' as value, l.recorded_at
  from countersign_private.review_label l where l.tenant = 1 and {fact l} order by l.item, l.person, l.key, l.id desc $$);

-- Says what kind a label of a queue is; a null kind: it is asked no longer.
create function countersign.set_label(queue text, key text, kind text, options text[], lowest double precision, highest double precision, reason text,
  channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare who text := require_role('lead', 'admin');
begin
  perform require_reason(reason);
  if not exists (select from countersign_private.queue q where q.key = set_label.queue) then
    perform refuse('CS404', 'queue.unknown', format('There is no queue %s.', left(queue, 63)), '', 'Look at `countersign review list`.');
  elsif coalesce(key, '') !~ '^[a-z][a-z0-9_]{0,60}$' or kind is not null and kind not in ('pass_fail', 'category', 'several', 'number', 'text', 'span')
    or kind in ('category', 'several') and coalesce(cardinality(options), 0) < 2 or lowest > highest then
    perform refuse('CS422', 'label.schema', 'A label has a key and is pass_fail, category, several, number, text or span.',
      'A category and several need two options or more.', 'Look at the help.');
  end if;
  insert into label_schema (queue, key, kind, options, lowest, highest, person) values (queue, key, kind, coalesce(options, '{}'), lowest, highest, who);
  return record_activity('label.schema', 'queue', queue, reason, jsonb_build_object('key', key, 'kind', kind), channel);
end $$;

-- Labels an item that one holds or has decided: {key: value}. A span is {"start", "end"} in Unicode scalars of the answer.
create function countersign.label_review(item bigint, labels jsonb, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  l record;
  s countersign_private.label_schema;
  form text;
  fits boolean;
begin
  select * into p from review_present x where x.tenant = 1 and x.item = label_review.item;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif not exists (select from review_slot x where x.tenant = 1 and x.item = p.item and x.holder = who and (x.state = 'done' or x.lease_until > clock()))
    and not exists (select from verdict v where v.tenant = 1 and v.item = p.item and v.reviewer = who) then
    perform refuse('CS403', 'review.not-yours', format('You neither hold item %s nor have decided it.', item), '', 'Claim it first.');
  elsif jsonb_typeof(labels) is distinct from 'object' or labels = '{}' then
    perform refuse('CS422', 'label.value', 'Labels are an object of keys and values.', '', 'Look at the help.');
  end if;
  for l in select x.key, x.value from jsonb_each(labels) x order by x.key loop
    select * into s from label_schema x where x.queue = p.queue and x.key = l.key order by x.id desc limit 1;
    if s.kind is null then
      perform refuse('CS422', 'label.unknown', format('The queue %s has no label %s.', p.queue, left(l.key, 63)), '', 'Look at `countersign review label --list`.');
    end if;
    form := jsonb_typeof(l.value);
    fits := case s.kind
      when 'pass_fail' then l.value in ('"pass"', '"fail"')
      when 'category' then form = 'string' and l.value #>> '{}' = any (s.options)
      when 'several' then form = 'array' and not exists (select from jsonb_array_elements(case form when 'array' then l.value else '[]' end) e
        where jsonb_typeof(e) <> 'string' or e #>> '{}' <> all (s.options))
      when 'number' then form = 'number' and (l.value #>> '{}')::double precision between coalesce(s.lowest, '-infinity') and coalesce(s.highest, 'infinity')
      when 'text' then form = 'string' and length(l.value #>> '{}') between 1 and 4000
      else form = 'object' and coalesce(l.value ->> 'start', '') ~ '^[0-9]{1,9}$' and coalesce(l.value ->> 'end', '') ~ '^[0-9]{1,9}$'
        and (l.value ->> 'start')::bigint < (l.value ->> 'end')::bigint
      end;
    if not coalesce(fits, false) then
      perform refuse('CS422', 'label.value', format('%s is no %s.', left(l.key, 63), replace(s.kind, '_', ' or ')),
        case when s.options <> '{}' then 'One of: ' || array_to_string(s.options, ', ') when s.kind = 'number' then
          format('From %s to %s.', coalesce(s.lowest::text, 'any'), coalesce(s.highest::text, 'any')) else '' end, 'Say it again.');
    end if;
    insert into review_label (item, person, key, schema, value, channel) values (item, who, l.key, s.id, l.value, channel);
  end loop;
  return record_activity('review.label', 'review', item::text, '', jsonb_build_object('keys', (select jsonb_agg(k order by k) from jsonb_object_keys(labels) k)), channel);
end $$;

-- Lowering by two persons --------------------------------------------------------------------------------------------------

create table countersign_private.tier_lowering (
  id bigint generated always as identity primary key,
  item bigint not null,
  tier text not null check (tier in ('medium')),
  asked_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.tier_lowering');
create table countersign_private.tier_lowering_answer (
  lowering bigint primary key references countersign_private.tier_lowering,
  granted boolean not null,
  answered_by text not null references countersign_private.person,
  reason text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.tier_lowering_answer');
call countersign_private.make_views('tier_lowering', $$
  select l.id, l.item, l.tier, l.asked_by, l.reason, l.recorded_at, a.granted, a.answered_by
  from countersign_private.tier_lowering l left join countersign_private.tier_lowering_answer a on a.lowering = l.id and {fact a} where {fact l} $$);

-- Asks that an item of high tier be reviewed as medium; only what nobody has decided yet.
create function countersign.ask_lower_item(item bigint, reason text, channel text default 'sql') returns table (lowering bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('reviewer', 'lead');
  p countersign_private.review_present;
  made bigint;
begin
  perform require_reason(reason);
  select * into p from review_present x where x.tenant = 1 and x.item = ask_lower_item.item for update;
  if not found then
    perform refuse('CS404', 'review.unknown', format('There is no review item %s.', item), '', 'Look at `countersign review list`.');
  elsif p.state <> 'open' or p.tier <> 'high' or p.decided > 0 then
    perform refuse('CS409', 'review.not-lowered', format('Item %s cannot be lowered.', item), 'Only an open item of high tier that nobody has decided is.', 'Decide it.');
  elsif exists (select from tier_lowering l where l.item = p.item and not exists (select from tier_lowering_answer a where a.lowering = l.id)) then
    perform refuse('CS409', 'review.lowering-asked', format('It is asked already for item %s.', item), '', 'Wait for the answer.');
  end if;
  insert into tier_lowering (item, tier, asked_by, reason) values (item, 'medium', who, reason) returning id into made;
  return query select made, record_activity('tier.ask-lower', 'review', item::text, reason, jsonb_build_object('lowering', made), channel);
end $$;

-- A second person, a lead, grants or refuses it; never who asked.
create function countersign.answer_lower_item(lowering bigint, granted boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead');
  l countersign_private.tier_lowering;
  p countersign_private.review_present;
  i countersign_private.review_item;
  q countersign_private.queue;
  ended timestamptz;
begin
  perform require_reason(reason);
  select * into l from tier_lowering x where x.id = lowering;
  if not found then
    perform refuse('CS404', 'lowering.unknown', format('Nothing numbered %s is asked.', lowering), '', 'Look at the view countersign.tier_lowering.');
  elsif l.asked_by = who then
    perform refuse('CS403', 'lowering.own', 'Nobody lowers a tier alone.', 'You have asked for it yourself.', 'Ask another lead.');
  end if;
  update review_present x set revision = x.revision + 1 where x.tenant = 1 and x.item = l.item returning * into p;
  if exists (select from tier_lowering_answer a where a.lowering = l.id) then
    perform refuse('CS409', 'lowering.answered', 'This is answered already.', '', 'Ask again if need be.');
  elsif granted and (p.state <> 'open' or p.tier <> 'high' or p.decided > 0
    or exists (select from review_slot s where s.tenant = 1 and s.item = p.item and s.slot > 1 and s.holder is not null and s.lease_until > clock())) then
    perform refuse('CS409', 'review.not-lowered', format('Item %s cannot be lowered now.', l.item), 'It is decided by somebody, or held.', 'Ask again when it is free.');
  end if;
  insert into tier_lowering_answer (lowering, granted, answered_by, reason) values (l.id, granted, who, reason);
  if granted then
    select * into q from countersign_private.queue x where x.key = l.tier;
    select * into i from review_item x where x.tenant = 1 and x.id = l.item;
    update review_present x set tier = q.tier, queue = q.key, needed = q.needed where x.tenant = 1 and x.item = p.item;
    delete from review_slot s where s.tenant = 1 and s.item = p.item and s.slot > q.needed;
    update review_slot s set queue = q.key where s.tenant = 1 and s.item = p.item;
    perform change_review(p.item, 'open', 0);
    update generation_tier t set valid_to = greatest(clock(), t.valid_from + interval '1 microsecond')
      where t.tenant = 1 and t.generation = i.generation and t.valid_to = 'infinity' returning t.valid_to into ended;
    insert into generation_tier (generation, tier, rule, valid_from) values (i.generation, q.tier, 'tier.lowered_by_two', coalesce(ended, clock()));
  end if;
  return record_activity('tier.answer-lower', 'review', l.item::text, reason, jsonb_build_object('lowering', l.id, 'granted', granted, 'asked_by', l.asked_by), channel);
end $$;

grant select on countersign.label_schema, countersign_past.label_schema, countersign.review_label, countersign_past.review_label,
  countersign.tier_lowering, countersign_past.tier_lowering to countersign_viewer;
grant execute on function
  countersign.set_label(text, text, text, text[], double precision, double precision, text, text),
  countersign.label_review(bigint, jsonb, text),
  countersign.ask_lower_item(bigint, text, text),
  countersign.answer_lower_item(bigint, boolean, text, text)
  to countersign_viewer;
