-- Lineage: OpenLineage events as they came, and the graph they make together with what registered versions pin.
--
-- Events are facts. What a run (or a job or dataset that declares itself) says is a function of the set of its events and
-- of nothing else; every arriving event works it out again for its teller, and closes or opens spans where it differs.
-- Long because the graph's tables, the taking of events and the walks over them make sense only together.

-- Places. Names are long and hold anything, so a digest is the key.
create table countersign_private.lineage_node (
  id bigint generated always as identity primary key,
  key bytea not null unique,
  kind text not null check (kind in ('dataset', 'job', 'column')),
  namespace text not null,
  name text not null,
  field text,
  -- Of a column: its dataset.
  parent bigint references countersign_private.lineage_node,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check ((kind = 'column') = (field is not null) and (kind = 'column') = (parent is not null))
);
create index on countersign_private.lineage_node (parent) where parent is not null;
create index on countersign_private.lineage_node (left(name, 200));
call countersign_private.guard_facts('countersign_private.lineage_node');

create function countersign_private.lineage_key(kind text, namespace text, name text, field text) returns bytea
language sql stable as $$
  select sha256(convert_to(jsonb_build_array(kind, namespace, name, field)::text, 'UTF8'))
$$;

-- Which node stands for a registered version.
create table countersign_private.lineage_version (
  version bigint primary key references countersign_private.version,
  node bigint not null unique references countersign_private.lineage_node
);
call countersign_private.guard_facts('countersign_private.lineage_version');

-- Whose events accumulate to one picture: a run, or a job or dataset outside any run.
create table countersign_private.lineage_teller (
  id bigint generated always as identity primary key,
  run uuid unique,
  node bigint unique references countersign_private.lineage_node,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check ((run is null) <> (node is null))
);
call countersign_private.guard_facts('countersign_private.lineage_teller');

create table countersign_private.lineage_event (
  id bigint generated always as identity primary key,
  -- SHA-256 of the canonical bytes: the same event twice is one.
  digest bytea not null unique check (length(digest) = 32),
  shape text not null check (shape in ('run', 'job', 'dataset')),
  kind text check (kind in ('START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER')),
  teller bigint not null references countersign_private.lineage_teller,
  subject bigint not null references countersign_private.lineage_node,
  -- By the producer's clock: microseconds, what follows them, and the text as it was sent.
  at timestamptz not null,
  nanoseconds smallint not null check (nanoseconds between 0 and 999),
  rank smallint not null,
  at_text text not null,
  producer text,
  schema_url text,
  parent_run uuid,
  is_snapshot boolean not null,
  declares boolean not null,
  findings text[] not null,
  raw bytea not null,
  receipt bigint not null references countersign_private.receipt,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
create index on countersign_private.lineage_event (teller, at, nanoseconds, rank, digest);
create index on countersign_private.lineage_event (xid);
call countersign_private.guard_facts('countersign_private.lineage_event');

create table countersign_private.lineage_event_dataset (
  event bigint not null references countersign_private.lineage_event,
  direction text not null check (direction in ('in', 'out', 'columns')),
  node bigint not null references countersign_private.lineage_node,
  primary key (event, direction, node)
);
call countersign_private.guard_facts('countersign_private.lineage_event_dataset');

-- Edges that facets of an event name.
create table countersign_private.lineage_event_edge (
  event bigint not null references countersign_private.lineage_event,
  ordinal integer not null,
  source bigint not null references countersign_private.lineage_node,
  target bigint not null references countersign_private.lineage_node,
  job bigint references countersign_private.lineage_node,
  level text not null check (level in ('dataset', 'column')),
  basis text not null check (basis in ('explicit', 'column')),
  type text,
  subtype text,
  masking boolean not null,
  primary key (event, ordinal)
);
call countersign_private.guard_facts('countersign_private.lineage_event_edge');

create table countersign_private.lineage_run_state (
  teller bigint not null references countersign_private.lineage_teller,
  job bigint not null references countersign_private.lineage_node,
  parent_run uuid,
  state text not null check (state in ('known', 'running', 'complete', 'abort', 'fail')),
  started_at timestamptz,
  ended_at timestamptz,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index lineage_run_state_now on countersign_private.lineage_run_state (teller) where valid_to = 'infinity';
create index lineage_run_state_past on countersign_private.lineage_run_state (teller, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.lineage_run_state');

-- Who says that an edge exists.
create table countersign_private.lineage_claim (
  teller bigint not null references countersign_private.lineage_teller,
  edge_key bytea not null,
  -- The event with which it was first recorded.
  event bigint not null references countersign_private.lineage_event,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index lineage_claim_now on countersign_private.lineage_claim (teller, edge_key) where valid_to = 'infinity';
create index lineage_claim_edge_now on countersign_private.lineage_claim (edge_key) where valid_to = 'infinity';
create index lineage_claim_past on countersign_private.lineage_claim (edge_key, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.lineage_claim');

-- The graph: an edge holds as long as anybody says so.
create table countersign_private.lineage_edge (
  id bigint generated always as identity primary key,
  edge_key bytea not null,
  source bigint not null references countersign_private.lineage_node,
  target bigint not null references countersign_private.lineage_node,
  job bigint references countersign_private.lineage_node,
  level text not null check (level in ('dataset', 'column')),
  basis text not null check (basis in ('explicit', 'column', 'run', 'registry')),
  type text,
  subtype text,
  masking boolean not null default false,
  event bigint references countersign_private.lineage_event,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index lineage_edge_now on countersign_private.lineage_edge (edge_key) where valid_to = 'infinity';
create index lineage_edge_up_now on countersign_private.lineage_edge (target, level) include (source) where valid_to = 'infinity';
create index lineage_edge_down_now on countersign_private.lineage_edge (source, level) include (target) where valid_to = 'infinity';
create index lineage_edge_up_past on countersign_private.lineage_edge (target, level, valid_to, valid_from) include (source);
create index lineage_edge_down_past on countersign_private.lineage_edge (source, level, valid_to, valid_from) include (target);
call countersign_private.guard_spans('countersign_private.lineage_edge');

create function countersign_private.lineage_edge_key(
  source bigint, target bigint, job bigint, level text, basis text, type text, subtype text, masking boolean)
returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(source, target, job, level, basis, type, subtype, masking)::text, 'UTF8'))
$$;

-- Facets of jobs and datasets. A null value says that the facet is gone.
create table countersign_private.lineage_facet (
  node bigint not null references countersign_private.lineage_node,
  key text not null,
  value jsonb,
  event bigint not null references countersign_private.lineage_event,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index lineage_facet_now on countersign_private.lineage_facet (node, key) where valid_to = 'infinity';
create index lineage_facet_past on countersign_private.lineage_facet (node, key, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.lineage_facet');

-- Working it out ------------------------------------------------------------------------------------------------------

-- Edges that hold by what these tellers have said so far.
create function countersign_private.lineage_desired(tellers bigint[])
returns table (teller bigint, source bigint, target bigint, job bigint, level text, basis text, type text, subtype text,
  masking boolean, event bigint)
language sql stable set search_path = pg_catalog, countersign_private, pg_temp as $$
  with said as (
    select e.*, t.run is not null as is_run,
      max(e.place) filter (where e.is_snapshot and t.run is not null) over w as snapshot,
      max(e.place) filter (where e.declares) over w as declared,
      last_value(e.subject) over (w order by e.place rows between unbounded preceding and unbounded following) as job
    from (select x.*, row_number() over (partition by x.teller order by x.at, x.nanoseconds, x.rank, x.digest) as place
          from lineage_event x where x.teller = any (tellers)) e
    join lineage_teller t on t.id = e.teller
    window w as (partition by e.teller)),
  -- A snapshot is the complete state by itself; what came before no longer counts.
  counting as (select * from said where snapshot is null or place >= snapshot),
  explicit_runs as (select distinct teller from counting where declares and is_run),
  ends as (
    select c.teller, c.job, d.direction, d.node, max(c.id) as event
    from counting c join lineage_event_dataset d on d.event = c.id
    where c.is_run and d.direction in ('in', 'out') and not exists (select from explicit_runs x where x.teller = c.teller)
    group by 1, 2, 3, 4),
  -- A facet replaces the one before as a whole: the last event that has one about a dataset speaks for it.
  columns as (
    select distinct on (c.teller, d.node) c.teller, d.node, c.id as event
    from counting c join lineage_event_dataset d on d.event = c.id and d.direction = 'columns'
    order by c.teller, d.node, c.place desc)
  select i.teller, i.node, o.node, i.job, 'dataset', 'run', null, null, false, greatest(i.event, o.event)
  from ends i join ends o on o.teller = i.teller and o.direction = 'out' where i.direction = 'in'
  union all
  -- Runs merge what their events declare; a job or dataset means only what it declared last.
  select c.teller, e.source, e.target, e.job, e.level, e.basis, e.type, e.subtype, e.masking, min(c.id)
  from counting c join lineage_event_edge e on e.event = c.id and e.basis = 'explicit'
  where c.is_run or c.place = c.declared
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  union all
  select c.teller, e.source, e.target, e.job, e.level, e.basis, e.type, e.subtype, e.masking, c.event
  from columns c join lineage_event_edge e on e.event = c.event and e.basis = 'column'
  join lineage_node n on n.id = e.target and coalesce(n.parent, n.id) = c.node
$$;

-- Brings runs, claims and edges to what these tellers say now.
create function countersign_private.lineage_settle(tellers bigint[]) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  moment timestamptz;
  gone bytea[];
begin
  -- An older snapshot would miss what another session has said since.
  if current_setting('transaction_isolation') = 'repeatable read' then
    perform refuse('CS409', 'lineage.isolation', 'Lineage cannot be taken in at the isolation level repeatable read.', '',
      'Use read committed or serializable.');
  end if;
  perform from lineage_teller t where t.id = any (tellers) order by t.id for no key update;
  -- An edge belongs to a job, or to the dataset that declares it: who settles it holds its row.
  perform from lineage_node n
    where n.id in (select e.subject from lineage_event e where e.teller = any (tellers)) order by n.id for no key update;
  moment := clock();
  if (select sum(pairs) from (
        select count(distinct d.node) filter (where d.direction = 'in') * count(distinct d.node) filter (where d.direction = 'out') as pairs
        from lineage_event e join lineage_event_dataset d on d.event = e.id where e.teller = any (tellers) group by e.teller) x
      where pairs > 1000000) > 0 then
    perform refuse('CS422', 'lineage.too-wide', 'Inputs and outputs of the run make more than 1,000,000 edges.', '', 'Name the edges in a lineage facet.');
  end if;

  with desired as materialized (
    select d.*, lineage_edge_key(d.source, d.target, d.job, d.level, d.basis, d.type, d.subtype, d.masking) as edge_key
    from lineage_desired(tellers) d),
  closed as (
    update lineage_claim c set valid_to = greatest(moment, c.valid_from + interval '1 microsecond')
    where c.teller = any (tellers) and c.valid_to = 'infinity'
      and not exists (select from desired d where d.teller = c.teller and d.edge_key = c.edge_key)
    returning c.edge_key),
  added as (
    insert into lineage_claim (teller, edge_key, event, valid_from)
    select distinct on (d.teller, d.edge_key) d.teller, d.edge_key, d.event, moment from desired d
    where not exists (select from lineage_claim c where c.teller = d.teller and c.edge_key = d.edge_key and c.valid_to = 'infinity')
    order by d.teller, d.edge_key, d.event),
  opened as (
    insert into lineage_edge (edge_key, source, target, job, level, basis, type, subtype, masking, event, valid_from)
    select distinct on (d.edge_key) d.edge_key, d.source, d.target, d.job, d.level, d.basis, d.type, d.subtype, d.masking, d.event, moment
    from desired d where not exists (select from lineage_edge e where e.edge_key = d.edge_key and e.valid_to = 'infinity')
    order by d.edge_key, d.event
    on conflict do nothing)
  select array_agg(distinct edge_key) into gone from closed;

  update lineage_edge e set valid_to = greatest(moment, e.valid_from + interval '1 microsecond')
  where e.edge_key = any (gone) and e.valid_to = 'infinity'
    and not exists (select from lineage_claim c where c.edge_key = e.edge_key and c.valid_to = 'infinity');

  with state as (
    select e.teller,
      (array_agg(e.subject order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc))[1] as job,
      (array_agg(e.parent_run order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.parent_run is not null))[1] as parent_run,
      coalesce(lower((array_agg(e.kind order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.rank = 2))[1]),
        case when bool_or(e.kind in ('START', 'RUNNING')) then 'running' else 'known' end) as state,
      min(e.at) filter (where e.kind = 'START') as started_at,
      (array_agg(e.at order by e.at desc, e.nanoseconds desc, e.rank desc, e.digest desc) filter (where e.rank = 2))[1] as ended_at
    from lineage_event e join lineage_teller t on t.id = e.teller and t.run is not null
    where e.teller = any (tellers) group by e.teller),
  changed as (
    select s.*, greatest(moment, o.valid_from + interval '1 microsecond') as since from state s
    left join lineage_run_state o on o.teller = s.teller and o.valid_to = 'infinity'
    where (s.job, s.parent_run, s.state, s.started_at, s.ended_at) is distinct from (o.job, o.parent_run, o.state, o.started_at, o.ended_at)),
  closed as (
    update lineage_run_state o set valid_to = c.since from changed c where o.teller = c.teller and o.valid_to = 'infinity'
    returning o.teller)
  insert into lineage_run_state (teller, job, parent_run, state, started_at, ended_at, valid_from)
  select c.teller, c.job, c.parent_run, c.state, c.started_at, c.ended_at, c.since
  from changed c left join closed x on x.teller = c.teller;
end $$;

-- Takes a batch: {"nodes": [[kind, namespace, name, field, place of the dataset]], "events": [{…}]}. Answers {"taken", "known"}.
create function countersign.take_lineage(receipt_id bigint, batch jsonb) returns jsonb
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

    perform lineage_settle(tellers);

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

-- Registered versions -------------------------------------------------------------------------------------------------

-- A version is the dataset `countersign://OFFICE`, `prompt/NAME@LABEL`; producers may name it before it is registered.
create function countersign_private.lineage_node_of(version_id bigint) returns bigint
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  made bigint := (select v.node from lineage_version v where v.version = version_id);
  office text := (select 'countersign://' || c.name from catalog c);
  called text := (select case a.kind when 'embedding_index' then 'index' else a.kind end || '/' || a.name || '@' || v.label
    from version v join artifact a on a.id = v.artifact where v.id = version_id);
begin
  if made is not null then return made; end if;
  insert into lineage_node (key, kind, namespace, name) values (lineage_key('dataset', office, called, null), 'dataset', office, called)
    on conflict do nothing;
  select n.id into made from lineage_node n where n.key = lineage_key('dataset', office, called, null);
  insert into lineage_version (version, node) values (version_id, made) on conflict do nothing;
  return made;
end $$;

create function countersign_private.lineage_pins(version_id bigint, on_version_id bigint, since timestamptz) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  down bigint := lineage_node_of(version_id);
  up bigint := lineage_node_of(on_version_id);
begin
  insert into lineage_edge (edge_key, source, target, level, basis, valid_from)
  values (lineage_edge_key(up, down, null, 'dataset', 'registry', null, null, false), up, down, 'dataset', 'registry', since)
  on conflict do nothing;
end $$;

create function countersign_private.on_version_in_lineage() returns trigger language plpgsql as $$
begin
  perform countersign_private.lineage_node_of(new.id);
  return null;
end $$;
create function countersign_private.on_pin_in_lineage() returns trigger language plpgsql as $$
begin
  perform countersign_private.lineage_pins(new.version, new.on_version, (select v.recorded_at from countersign_private.version v where v.id = new.version));
  return null;
end $$;
create trigger in_lineage after insert on countersign_private.version for each row execute function countersign_private.on_version_in_lineage();
create trigger in_lineage after insert on countersign_private.dependency for each row execute function countersign_private.on_pin_in_lineage();
alter table countersign_private.version enable always trigger in_lineage;
alter table countersign_private.dependency enable always trigger in_lineage;

do $$
begin
  perform countersign_private.lineage_node_of(v.id) from countersign_private.version v;
  perform countersign_private.lineage_pins(d.version, d.on_version, v.recorded_at)
    from countersign_private.dependency d join countersign_private.version v on v.id = d.version;
end $$;

-- Questions -----------------------------------------------------------------------------------------------------------

-- The places one step away, each once. Null is the present. In plpgsql, and without a search path of its own: called at every
-- step, its plans must be kept.
create function countersign_private.lineage_step(frontier bigint[], upstream boolean, at_level text, moment timestamptz) returns bigint[]
language plpgsql stable as $$
begin
  if upstream and moment is null then
    return array(select distinct e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  elsif upstream then
    return array(select distinct e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  elsif moment is null then
    return array(select distinct e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  else
    return array(select distinct e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  end if;
end $$;

-- At column level a dataset speaks for its columns, and what touches a whole dataset touches each of its columns.
create function countersign_private.lineage_ends(nodes bigint[], at_level text) returns bigint[] language plpgsql stable as $$
begin
  if at_level = 'dataset' then return nodes; end if;
  return nodes
    || array(select distinct n.parent from countersign_private.lineage_node n where n.id = any (nodes) and n.parent is not null)
    || array(select n.id from countersign_private.lineage_node n where n.parent = any (nodes));
end $$;

-- Walks breadth first from a place; every place is visited once, so rings end. Answers at most `at_most` places beside the
-- root (distance 0); `partial` in every row says that there is more.
create function countersign.lineage_walk(
  root bigint, upstream boolean, depth integer default 1000, at_level text default 'dataset', moment timestamptz default null,
  at_most integer default 10000)
returns table (id bigint, distance integer, kind text, namespace text, name text, field text, artifact text, label text, partial boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  deepest constant integer := least(depth, 1000);
  most constant integer := least(at_most, 100000);
  visited bigint[] := array[root];
  distances integer[] := array[0];
  frontier bigint[] := array[root];
  next bigint[];
  steps integer := 0;
  cut boolean := false;
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if depth < 1 or at_most < 1 or at_level not in ('dataset', 'column') then
    perform refuse('CS422', 'lineage.question', 'Depth and number of places are 1 or more; the level is dataset or column.', '', 'Ask again.');
  end if;
  loop
    -- By EXCEPT, which hashes; `<> all (visited)` would compare each with each.
    next := array(select unnest(lineage_step(lineage_ends(frontier, at_level), upstream, at_level, moment))
      except select unnest(visited) order by 1 limit most - cardinality(visited) + 2);
    exit when cardinality(next) = 0;
    if steps = deepest then
      cut := true;
      exit;
    end if;
    steps := steps + 1;
    if cardinality(visited) + cardinality(next) > most + 1 then
      cut := true;
      next := next[1:most + 1 - cardinality(visited)];
    end if;
    visited := visited || next;
    distances := distances || array_fill(steps, array[cardinality(next)]);
    exit when cut;
    frontier := next;
  end loop;
  return query
    with walked as (select * from unnest(visited, distances) v (node, distance)),
    -- The ends of edges that stand for a walked place: a dataset's columns, a column's dataset.
    beside as (
      select x.node, min(w.distance) as distance from walked w join lineage_node n on n.id = w.node
      cross join lateral (
        select n.parent as node where n.parent is not null
        union all select c.id from lineage_node c where c.parent = n.id) x
      where at_level = 'column' and not exists (select from walked o where o.node = x.node) group by x.node)
    select n.id, v.distance, n.kind, n.namespace, n.name, n.field, a.name, x.label, cut
    from (select w.node, w.distance from walked w union all select b.node, b.distance from beside b) v
    join lineage_node n on n.id = v.node
    left join lineage_version l on l.node = n.id left join version x on x.id = l.version left join artifact a on a.id = x.artifact
    order by v.distance, v.node <> root, v.node;
end $$;

-- Edges among these places (at column level: among their columns and datasets too), oldest first.
create function countersign.lineage_edges_among(
  nodes bigint[], at_level text default 'dataset', moment timestamptz default null, at_most integer default 100000)
returns table (id bigint, source bigint, target bigint, job_namespace text, job text, level text, basis text, type text, subtype text,
  masking boolean, since timestamptz, run uuid, digest text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  ends bigint[] := lineage_ends(nodes, at_level);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select e.id, e.source, e.target, j.namespace, j.name, e.level, e.basis, e.type, e.subtype, e.masking, e.valid_from, t.run,
      encode(v.digest, 'hex')
    from lineage_edge e left join lineage_node j on j.id = e.job
    left join lineage_event v on v.id = e.event left join lineage_teller t on t.id = v.teller
    where e.target = any (ends) and e.source = any (ends) and e.level = at_level
      and (case when moment is null then e.valid_to = 'infinity' else e.valid_from <= moment and e.valid_to > moment end)
    order by e.id limit at_most;
end $$;

-- Places by their exact name; none, one, or a dataset and a job of the same name.
create function countersign.lineage_find(namespace text, name text, field text default null, only_kind text default null)
returns table (id bigint, kind text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query select n.id, n.kind from lineage_node n
    where n.key = any (case when field is not null then array[lineage_key('column', namespace, name, field)]
      else array[lineage_key('dataset', namespace, name, null), lineage_key('job', namespace, name, null)] end)
      and (only_kind is null or n.kind = only_kind)
    order by n.kind;
end $$;

-- The place of a registered version.
create function countersign.lineage_of_version(artifact text, label text) returns bigint
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select l.node from version v join artifact a on a.id = v.artifact join lineage_version l on l.version = v.id
  where a.name = $1 and v.label = $2 and has_role('viewer')
$$;

-- Views ---------------------------------------------------------------------------------------------------------------

call countersign_private.make_views('lineage_node', $$
  select n.id, n.kind, n.namespace, n.name, n.field, n.parent, a.name as artifact, v.label, n.recorded_at
  from countersign_private.lineage_node n
  left join countersign_private.lineage_version l on l.node = n.id left join countersign_private.version v on v.id = l.version
  left join countersign_private.artifact a on a.id = v.artifact where {fact n} $$);
call countersign_private.make_views('lineage_event', $$
  select e.id, encode(e.digest, 'hex') as digest, e.shape, e.kind, t.run, n.kind as subject_kind, n.namespace, n.name, e.at, e.at_text,
    e.producer, e.schema_url, e.parent_run, e.findings, convert_from(e.raw, 'UTF8') as raw, e.receipt, e.recorded_at
  from countersign_private.lineage_event e join countersign_private.lineage_teller t on t.id = e.teller
  join countersign_private.lineage_node n on n.id = e.subject where {fact e} $$);
call countersign_private.make_views('lineage_run', $$
  select t.run, j.namespace as job_namespace, j.name as job, s.state, s.started_at, s.ended_at, s.parent_run, s.valid_from as recorded_at
  from countersign_private.lineage_run_state s join countersign_private.lineage_teller t on t.id = s.teller
  join countersign_private.lineage_node j on j.id = s.job where {now s} $$);
call countersign_private.make_views('lineage_edge', $$
  select e.id, e.source, s.namespace as source_namespace, s.name as source_name, s.field as source_field,
    e.target, t.namespace as target_namespace, t.name as target_name, t.field as target_field,
    j.namespace as job_namespace, j.name as job, e.level, e.basis, e.type, e.subtype, e.masking, e.event, e.valid_from as since
  from countersign_private.lineage_edge e
  join countersign_private.lineage_node s on s.id = e.source join countersign_private.lineage_node t on t.id = e.target
  left join countersign_private.lineage_node j on j.id = e.job where {now e} $$);
call countersign_private.make_views('lineage_facet', $$
  select f.node, n.kind, n.namespace, n.name, f.key, f.value, f.event, f.valid_from as since
  from countersign_private.lineage_facet f join countersign_private.lineage_node n on n.id = f.node
  where f.value is not null and {now f} $$);

grant select on
  countersign.lineage_node, countersign.lineage_event, countersign.lineage_run, countersign.lineage_edge, countersign.lineage_facet,
  countersign_past.lineage_node, countersign_past.lineage_event, countersign_past.lineage_run, countersign_past.lineage_edge,
  countersign_past.lineage_facet
  to countersign_viewer;
grant execute on function countersign.take_lineage(bigint, jsonb) to countersign_ingest;
grant execute on function
  countersign.lineage_walk(bigint, boolean, integer, text, timestamptz, integer),
  countersign.lineage_edges_among(bigint[], text, timestamptz, integer),
  countersign.lineage_find(text, text, text, text),
  countersign.lineage_of_version(text, text)
  to countersign_viewer;
