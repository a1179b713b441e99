-- What producers say of the life of datasets: created, renamed, emptied, dropped. A dataset under its new name is the same place as
-- under the old one, until the old name is a thing of its own again; a dropped one stays, and says so.
-- Long because the function that takes events in (V0012) stands here whole.

set local check_function_bodies = off;

create table countersign_private.lineage_event_lifecycle (
  event bigint not null references countersign_private.lineage_event,
  node bigint not null references countersign_private.lineage_node,
  change text not null check (change in ('ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE')),
  -- What it was called before, of a RENAME that says so.
  previous bigint references countersign_private.lineage_node,
  primary key (event, node),
  check (previous is null or (change = 'RENAME' and previous <> node))
);
create index on countersign_private.lineage_event_lifecycle (node);
create index on countersign_private.lineage_event_lifecycle (previous) where previous is not null;
call countersign_private.guard_facts('countersign_private.lineage_event_lifecycle');

alter table countersign_private.lineage_alias drop constraint lineage_alias_basis_check;
alter table countersign_private.lineage_alias add constraint lineage_alias_basis_check check (basis in ('symlink', 'namespace', 'rename'));

-- What has become of datasets, where that is more than being there.
create table countersign_private.lineage_lifecycle (
  node bigint not null references countersign_private.lineage_node,
  state text not null check (state in ('dropped', 'renamed', 'emptied')),
  -- By the producer's clock.
  at timestamptz not null,
  -- Its name now, of what was renamed.
  successor bigint references countersign_private.lineage_node,
  event bigint not null references countersign_private.lineage_event,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check ((state = 'renamed') = (successor is not null))
);
create unique index lineage_lifecycle_now on countersign_private.lineage_lifecycle (node) where valid_to = 'infinity';
create index lineage_lifecycle_past on countersign_private.lineage_lifecycle (node, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.lineage_lifecycle');

-- What the set of events says of the lives of these datasets, whatever order they came in: the last word about each, unless another
-- run has written it since.
create function countersign_private.lineage_lives(places bigint[])
returns table (node bigint, state text, at timestamptz, successor bigint, event bigint)
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  with said as (
    select l.node as place, l.change, null::bigint as successor, l.event from lineage_event_lifecycle l where l.node = any (places)
    union all
    select l.previous, 'AWAY', l.node, l.event from lineage_event_lifecycle l where l.previous = any (places)),
  last as (
    select distinct on (s.place) s.place, s.change, s.successor, e.id, e.teller, e.at, e.nanoseconds, e.rank, e.digest
    from said s join lineage_event e on e.id = s.event
    order by s.place, e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc, s.change, s.successor)
  select l.place, case l.change when 'DROP' then 'dropped' when 'AWAY' then 'renamed' else 'emptied' end, l.at, l.successor, l.id
  from last l where l.change in ('DROP', 'AWAY', 'TRUNCATE')
    and not exists (
      select from lineage_event_dataset o join lineage_event y on y.id = o.event
      where o.node = l.place and o.direction = 'out' and y.teller <> l.teller
        and (y.at, y.nanoseconds, y.rank, y.digest) > (l.at, l.nanoseconds, l.rank, l.digest))
$$;

-- Brings lives, and the names that go together by them, to what the events say now.
create function countersign_private.lineage_settle_lives(places bigint[]) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  -- Of those alone about whose lives anything was said.
  concerned bigint[] := array(select l.node from lineage_event_lifecycle l where l.node = any (places)
    union select l.previous from lineage_event_lifecycle l where l.previous = any (places) or l.node = any (places)
    except select null order by 1);
  moment timestamptz;
begin
  if concerned = '{}' then return; end if;
  perform from lineage_node n where n.id = any (concerned) order by n.id for no key update;
  moment := clock();
  with lives as materialized (select * from lineage_lives(concerned)),
  closed as (
    update lineage_lifecycle c set valid_to = greatest(moment, c.valid_from + interval '1 microsecond')
    where c.node = any (concerned) and c.valid_to = 'infinity'
      and not exists (select from lives l where (l.node, l.state, l.at, l.event) = (c.node, c.state, c.at, c.event)
        and l.successor is not distinct from c.successor)
    returning c.node, c.valid_to)
  insert into lineage_lifecycle (node, state, at, successor, event, valid_from)
  select l.node, l.state, l.at, l.successor, l.event, greatest(moment, c.valid_to)
  from lives l left join closed c on c.node = l.node
  where c.node is not null or not exists (select from lineage_lifecycle x where x.node = l.node and x.valid_to = 'infinity');

  -- An old name goes with the new one as long as it is not a thing of its own again.
  with pairs as materialized (
    select l.node, l.successor as other,
      coalesce((select not j.same from lineage_alias_judgement j
        where j.node = least(l.node, l.successor) and j.other = greatest(l.node, l.successor) and j.valid_to = 'infinity'), false) as held
    from lineage_lives(concerned) l where l.state = 'renamed'),
  closed as (
    update lineage_alias a set valid_to = greatest(moment, a.valid_from + interval '1 microsecond')
    where a.node = any (concerned) and a.basis = 'rename' and a.valid_to = 'infinity'
      and not exists (select from pairs p where (p.node, p.other, p.held) = (a.node, a.other, a.held))
    returning a.node, a.other, a.valid_to)
  insert into lineage_alias (node, other, basis, held, valid_from)
  select p.node, p.other, 'rename', p.held, greatest(moment, c.valid_to) from pairs p
  left join closed c on c.node = p.node and c.other = p.other
  where c.node is not null or not exists (select from lineage_alias a
    where a.node = p.node and a.other = p.other and a.basis = 'rename' and a.valid_to = 'infinity');
end $$;

-- Takes a batch, what is said of the lives of datasets with it: {"nodes": [[kind, namespace, name, field, place of the dataset]], "events": [{…}]}. Answers {"taken", "known"}.
create or replace function countersign.take_lineage(receipt_id bigint, batch jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  moment timestamptz;
  nodes bigint[];
  tellers bigint[];
  fresh bigint[];
  places integer[];
  total integer := jsonb_array_length(batch -> 'events');
begin
  perform refuse_if_as_of();
  if not has_role('ingest') then
    perform refuse('CS403', 'right.missing', 'Only ingest takes lineage in.', '', 'Ask an administrator for the right.');
  end if;
  if not exists (select from receipt r where r.id = receipt_id and r.login = session_user and r.closed_at is null) then
    perform refuse('CS409', 'receipt.closed', format('Receipt %s is not open for this login.', receipt_id), '', 'Open a new one.');
  end if;

  -- In the order of keys, so that two sessions never wait for each other.
  insert into lineage_node (key, kind, namespace, name)
  select lineage_key(n ->> 0, n ->> 1, n ->> 2, null), n ->> 0, n ->> 1, n ->> 2
  from jsonb_array_elements(batch -> 'nodes') n where n ->> 0 <> 'column' order by 1
  on conflict do nothing;
  insert into lineage_node (key, kind, namespace, name, field, parent)
  select lineage_key('column', n ->> 1, n ->> 2, n ->> 3), 'column', n ->> 1, n ->> 2, n ->> 3, d.id
  from jsonb_array_elements(batch -> 'nodes') n join lineage_node d on d.key = lineage_key('dataset', n ->> 1, n ->> 2, null)
  where n ->> 0 = 'column' order by 1
  on conflict do nothing;
  nodes := array(
    select x.id from jsonb_array_elements(batch -> 'nodes') with ordinality n (v, place)
    join lineage_node x on x.key = lineage_key(v ->> 0, v ->> 1, v ->> 2, v ->> 3) order by place);

  insert into lineage_teller (run)
  select distinct (e ->> 'run')::uuid from jsonb_array_elements(batch -> 'events') e where e ->> 'run' is not null order by 1
  on conflict do nothing;
  insert into lineage_teller (node)
  select distinct nodes[(e ->> 'subject')::int] from jsonb_array_elements(batch -> 'events') e where e ->> 'run' is null order by 1
  on conflict do nothing;

  with given as (
    select e.*, place, decode(e.digest, 'hex') as hash
    from jsonb_array_elements(batch -> 'events') with ordinality x (v, place)
    cross join lateral jsonb_to_record(x.v) as e(digest text, shape text, kind text, run uuid, subject int, at timestamptz,
      nanoseconds smallint, rank smallint, at_text text, producer text, schema_url text, parent_run uuid, is_snapshot boolean,
      declares boolean, findings text[], raw text)),
  stored as (
    insert into lineage_event (digest, shape, kind, teller, subject, at, nanoseconds, rank, at_text, producer, schema_url, parent_run,
      is_snapshot, declares, findings, raw, receipt)
    select distinct on (g.hash) g.hash, g.shape, g.kind, t.id, nodes[g.subject], g.at, g.nanoseconds, g.rank, g.at_text, g.producer,
      g.schema_url, g.parent_run, g.is_snapshot, g.declares, g.findings, convert_to(g.raw, 'UTF8'), receipt_id
    from given g join lineage_teller t on t.run = g.run or (g.run is null and t.node = nodes[g.subject])
    order by g.hash, g.place
    on conflict do nothing
    returning id, digest, teller)
  select array_agg(s.id order by s.id), array_agg(g.place order by s.id), array_agg(distinct s.teller)
    into fresh, places, tellers
    from stored s join (select hash, min(place) as place from given group by hash) g on g.hash = s.digest;

  if fresh is not null then
    insert into lineage_event_dataset (event, direction, node)
    select f.event, d ->> 0, nodes[(d ->> 1)::int] from unnest(fresh, places) f (event, place)
    cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'datasets') d;
    insert into lineage_event_edge (event, ordinal, source, target, job, level, basis, type, subtype, masking)
    select f.event, e.place, nodes[(v ->> 0)::int], nodes[(v ->> 1)::int], nodes[(v ->> 2)::int], v ->> 3, v ->> 4, v ->> 5, v ->> 6,
      (v ->> 7)::boolean
    from unnest(fresh, places) f (event, place)
    cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'edges') with ordinality e (v, place);

    insert into lineage_event_lifecycle (event, node, change, previous)
    select distinct on (1, 2) f.event, nodes[(v ->> 0)::int], v ->> 1, nullif(nodes[(v ->> 2)::int], nodes[(v ->> 0)::int])
    from unnest(fresh, places) f (event, place)
    cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'lifecycle') with ordinality x (v, nth) order by 1, 2, nth desc;

    perform lineage_settle(tellers);
    perform lineage_settle_lives(array(
      select d.node from lineage_event_dataset d where d.event = any (fresh) and d.direction = 'out'
      union select l.node from lineage_event_lifecycle l where l.event = any (fresh)));

    -- The last word on a facet, by the order of events, wins whenever it arrives.
    perform from lineage_node n where n.id in (
        select nodes[(v ->> 0)::int] from unnest(places) p
        cross join lateral jsonb_array_elements(batch -> 'events' -> (p - 1) -> 'facets') v)
      order by n.id for no key update;
    moment := clock();
    with given as (
      select distinct on (1, 2) nodes[(v ->> 0)::int] as node, v ->> 1 as key, (v ->> 2)::jsonb as value, e.id as event,
        e.at, e.nanoseconds, e.rank, e.digest
      from unnest(fresh, places) f (event, place) join lineage_event e on e.id = f.event
      cross join lateral jsonb_array_elements(batch -> 'events' -> (f.place - 1) -> 'facets') with ordinality x (v, nth)
      order by 1, 2, e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc, nth desc),
    winning as (
      select g.*, o.valid_from as before from given g
      left join lineage_facet o on o.node = g.node and o.key = g.key and o.valid_to = 'infinity'
      left join lineage_event b on b.id = o.event
      where b.id is null or (g.at, g.nanoseconds, g.rank, g.digest) > (b.at, b.nanoseconds, b.rank, b.digest)),
    closed as (
      update lineage_facet o set valid_to = greatest(moment, w.before + interval '1 microsecond')
      from winning w where o.node = w.node and o.key = w.key and o.valid_to = 'infinity'
      returning o.node, o.key)
    insert into lineage_facet (node, key, value, event, valid_from)
    select w.node, w.key, w.value, w.event, greatest(moment, w.before + interval '1 microsecond')
    from winning w left join closed x on x.node = w.node and x.key = w.key;
  end if;
  update receipt r set taken = r.taken + coalesce(cardinality(fresh), 0), known = r.known + total - coalesce(cardinality(fresh), 0)
    where r.id = receipt_id;
  return jsonb_build_object('taken', coalesce(cardinality(fresh), 0), 'known', total - coalesce(cardinality(fresh), 0));
end $$;

-- Whether two names that a producer links, by a symlink or a renaming, are one place.
create or replace function countersign.judge_alias(one bigint, two bigint, same boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead');
  moment timestamptz := clock();
  ended timestamptz;
begin
  perform require_reason(reason);
  if not exists (select from lineage_alias a where (a.node, a.other) in ((one, two), (two, one)) and a.basis in ('symlink', 'rename') and a.valid_to = 'infinity') then
    perform refuse('CS404', 'lineage.alias-unknown', 'No producer links these two names.', '', 'Look at the view lineage_alias.');
  end if;
  perform from lineage_node n where n.id in (one, two) order by n.id for no key update;
  update lineage_alias_judgement j set valid_to = greatest(moment, j.valid_from + interval '1 microsecond')
    where j.node = least(one, two) and j.other = greatest(one, two) and j.valid_to = 'infinity' returning j.valid_to into ended;
  insert into lineage_alias_judgement (node, other, same, said_by, reason, valid_from)
  values (least(one, two), greatest(one, two), same, who, reason, greatest(moment, ended));
  perform lineage_settle_names(one);
  perform lineage_settle_names(two);
  perform lineage_settle_lives(array[one, two]);
  return record_activity('lineage.alias', 'lineage', format('%s %s', one, two), reason, jsonb_build_object('same', same), channel);
end $$;

-- Names that go together, each with the one that stands for them: a registered version, or else what was
-- named first and not renamed since.
create or replace function countersign.lineage_names(nodes bigint[], moment timestamptz default null) returns table (id bigint, stands_for bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  node bigint;
  names bigint[];
  done bigint[] := '{}';
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if not exists (select from lineage_alias) then return; end if;
  for node in
    select a.node from lineage_alias a where a.node = any (nodes) and (moment is not null or a.valid_to = 'infinity')
    union select a.other from lineage_alias a where a.other = any (nodes) and (moment is not null or a.valid_to = 'infinity') order by 1
  loop
    continue when node = any (done);
    names := lineage_same(array[node], moment);
    done := done || names;
    if cardinality(names) > 1 then
      return query select x, (
          select y from unnest(names) y left join lineage_version v on v.node = y
          order by v.node is null, exists (select from lineage_alias a where a.node = y and a.basis = 'rename' and not a.held
            and (case when moment is null then a.valid_to = 'infinity' else a.valid_from <= moment and a.valid_to > moment end)), y limit 1)
        from unnest(names) x;
    end if;
  end loop;
end $$;

-- What has become of these datasets.
create function countersign.lineage_lifecycles(nodes bigint[], moment timestamptz default null)
returns table (node bigint, state text, at timestamptz, successor_namespace text, successor text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select l.node, l.state, l.at, s.namespace, s.name from lineage_lifecycle l left join lineage_node s on s.id = l.successor
    where l.node = any (nodes)
      and (case when moment is null then l.valid_to = 'infinity' else l.valid_from <= moment and l.valid_to > moment end);
end $$;

call countersign_private.make_views('lineage_lifecycle', $$
  select l.node, n.namespace, n.name, l.state, l.at, s.namespace as successor_namespace, s.name as successor, l.valid_from as since
  from countersign_private.lineage_lifecycle l join countersign_private.lineage_node n on n.id = l.node
  left join countersign_private.lineage_node s on s.id = l.successor where {now l} $$);
grant select on countersign.lineage_lifecycle, countersign_past.lineage_lifecycle to countersign_viewer;
grant execute on function countersign.lineage_lifecycles(bigint[], timestamptz) to countersign_viewer;
