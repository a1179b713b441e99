-- One place under several names, what class of data a place holds, and why an edge is absent.
-- Long because the walks of V0012 are told here of other names, and all that is new rests on those walks.

set local check_function_bodies = off;

-- Other names -------------------------------------------------------------------------------------------------------------

-- What the office says: names of one namespace mean what they mean in another.
create table countersign_private.lineage_namespace (
  namespace text not null check (namespace <> '' and octet_length(namespace) <= 2000),
  stands_for text not null check (stands_for <> '' and octet_length(stands_for) <= 2000),
  said_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check (namespace <> stands_for)
);
create unique index lineage_namespace_now on countersign_private.lineage_namespace (namespace) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.lineage_namespace');
create index on countersign_private.lineage_node (left(namespace, 200));

-- Two names of one place: by a `symlinks` facet of the first, or by a namespace. While it is held, it does not count: both have
-- a schema and owners of their own, and a person has yet to say that they are the same.
create table countersign_private.lineage_alias (
  node bigint not null references countersign_private.lineage_node,
  other bigint not null references countersign_private.lineage_node,
  basis text not null check (basis in ('symlink', 'namespace')),
  held boolean not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check (node <> other)
);
create unique index lineage_alias_now on countersign_private.lineage_alias (node, other, basis) where valid_to = 'infinity';
create index lineage_alias_other_now on countersign_private.lineage_alias (other) where valid_to = 'infinity';
create index lineage_alias_past on countersign_private.lineage_alias (node, valid_to, valid_from);
create index lineage_alias_other_past on countersign_private.lineage_alias (other, valid_to, valid_from);
create index lineage_alias_held on countersign_private.lineage_alias (valid_from) where held and valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.lineage_alias');

create table countersign_private.lineage_alias_judgement (
  node bigint not null references countersign_private.lineage_node,
  other bigint not null references countersign_private.lineage_node,
  same boolean not null,
  said_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id(),
  check (node < other)
);
create unique index lineage_alias_judgement_now on countersign_private.lineage_alias_judgement (node, other) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.lineage_alias_judgement');

create function countersign_private.lineage_alias_is_held(one bigint, two bigint) returns boolean language sql stable as $$
  select coalesce(
    (select not j.same from countersign_private.lineage_alias_judgement j
     where j.node = least(one, two) and j.other = greatest(one, two) and j.valid_to = 'infinity'),
    (select count(distinct f.node) filter (where f.key = 'schema') = 2 and count(distinct f.value) filter (where f.key = 'ownership') = 2
       and count(distinct f.node) filter (where f.key = 'ownership') = 2
     from (select f.node, f.key, case f.key when 'ownership' then f.value -> 'owners' end as value from countersign_private.lineage_facet f
           where f.node in (one, two) and f.key in ('schema', 'ownership') and f.valid_to = 'infinity' and f.value is not null) f))
$$;

-- Brings the names that go with a place to what its facets and the judgements say now.
create function countersign_private.lineage_settle_names(place bigint) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  moment timestamptz;
  named jsonb := (select f.value -> 'identifiers' from lineage_facet f where f.node = place and f.key = 'symlinks' and f.valid_to = 'infinity');
begin
  if named is null and not exists (select from lineage_alias a where (a.node = place or a.other = place) and a.basis = 'symlink' and a.valid_to = 'infinity') then
    return;
  end if;
  insert into lineage_node (key, kind, namespace, name)
  select distinct lineage_key('dataset', x ->> 'namespace', x ->> 'name', null), 'dataset', x ->> 'namespace', x ->> 'name'
  from jsonb_array_elements(case jsonb_typeof(named) when 'array' then named else '[]' end) x
  where coalesce(x ->> 'namespace', '') <> '' and coalesce(x ->> 'name', '') <> ''
    and octet_length(x ->> 'namespace') <= 16000 and octet_length(x ->> 'name') <= 16000
  order by 1 on conflict do nothing;
  moment := clock();
  with desired as materialized (
    select n.id as node, o.id as other from lineage_node n
    cross join lateral jsonb_array_elements(case jsonb_typeof(named) when 'array' then named else '[]' end) x
    join lineage_node o on o.key = lineage_key('dataset', x ->> 'namespace', x ->> 'name', null)
    where n.id = place and n.kind = 'dataset' and o.id <> n.id
    union select a.node, a.other from lineage_alias a where a.other = place and a.basis = 'symlink' and a.valid_to = 'infinity'),
  judged as materialized (select d.*, lineage_alias_is_held(d.node, d.other) as held from desired d),
  closed as (
    update lineage_alias a set valid_to = greatest(moment, a.valid_from + interval '1 microsecond')
    where (a.node = place or a.other = place) and a.basis = 'symlink' and a.valid_to = 'infinity'
      and not exists (select from judged d where d.node = a.node and d.other = a.other and d.held = a.held)
    returning a.node, a.other, a.valid_to)
  insert into lineage_alias (node, other, basis, held, valid_from)
  select d.node, d.other, 'symlink', d.held, greatest(moment, c.valid_to) from judged d
  left join closed c on c.node = d.node and c.other = d.other
  where c.node is not null or not exists (select from lineage_alias a
    where a.node = d.node and a.other = d.other and a.basis = 'symlink' and a.valid_to = 'infinity')
  on conflict do nothing;
end $$;

create function countersign_private.on_facet_that_names() returns trigger language plpgsql as $$
begin
  perform countersign_private.lineage_settle_names(new.node);
  return null;
end $$;
create trigger names after insert on countersign_private.lineage_facet for each row
  when (new.key in ('symlinks', 'schema', 'ownership')) execute function countersign_private.on_facet_that_names();
alter table countersign_private.lineage_facet enable always trigger names;

-- Pairs the names of namespaces that stand for others: all of one namespace, or those of new places.
create function countersign_private.lineage_pair_names(places bigint[], only_namespace text) returns void
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp as $$
declare moment timestamptz := clock();
begin
  insert into lineage_alias (node, other, basis, held, valid_from)
  select n.id, o.id, 'namespace', false, greatest(moment, s.valid_from)
  from lineage_namespace s
  join lineage_node n on left(n.namespace, 200) = left(s.namespace, 200) and n.namespace = s.namespace and n.kind <> 'column'
  join lineage_node o on o.key = lineage_key(n.kind, s.stands_for, n.name, null)
  where s.valid_to = 'infinity' and (only_namespace is null or s.namespace = only_namespace)
    and (places is null or n.id = any (places) or o.id = any (places))
    and not exists (select from lineage_alias a where a.node = n.id and a.other = o.id and a.basis = 'namespace' and a.valid_to = 'infinity');
end $$;

create function countersign_private.on_new_places() returns trigger language plpgsql as $$
begin
  if exists (select from countersign_private.lineage_namespace s where s.valid_to = 'infinity') then
    perform countersign_private.lineage_pair_names(array(select f.id from fresh f where f.kind <> 'column'), null);
  end if;
  return null;
end $$;
create trigger paired after insert on countersign_private.lineage_node referencing new table as fresh
  for each statement execute function countersign_private.on_new_places();
alter table countersign_private.lineage_node enable always trigger paired;

-- Says that names of a namespace mean what they mean in another; null ends that. Answers the number of places that are paired.
create function countersign.map_namespace(namespace text, stands_for text, reason text, channel text default 'sql')
returns table (paired bigint, activity bigint)
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead', 'admin');
  moment timestamptz := clock();
  ended timestamptz;
begin
  perform require_reason(reason);
  if coalesce(namespace, '') = '' or stands_for = '' or namespace = stands_for or octet_length(namespace) > 2000 or octet_length(stands_for) > 2000 then
    perform refuse('CS422', 'lineage.namespace', 'A namespace and another that it stands for are needed, each of at most 2,000 bytes.', '', 'Name both.');
  end if;
  -- One at a time: pairs follow from all that is said.
  lock table lineage_namespace in share row exclusive mode;
  moment := clock();
  update lineage_namespace s set valid_to = greatest(moment, s.valid_from + interval '1 microsecond')
    where s.namespace = map_namespace.namespace and s.valid_to = 'infinity' returning s.valid_to into ended;
  if stands_for is null and ended is null then
    perform refuse('CS404', 'lineage.namespace-unknown', format('%s stands for no other namespace.', left(namespace, 200)), '',
      'Look at `countersign lineage namespace list`.');
  end if;
  update lineage_alias a set valid_to = greatest(moment, a.valid_from + interval '1 microsecond')
    from lineage_node n where a.basis = 'namespace' and a.valid_to = 'infinity' and n.id = a.node and n.namespace = map_namespace.namespace;
  if stands_for is not null then
    insert into lineage_namespace (namespace, stands_for, said_by, reason, valid_from)
    values (namespace, stands_for, who, reason, greatest(moment, ended));
    perform lineage_pair_names(null, namespace);
  end if;
  return query select (select count(*) from lineage_alias a join lineage_node n on n.id = a.node
      where a.basis = 'namespace' and a.valid_to = 'infinity' and n.namespace = map_namespace.namespace),
    record_activity('lineage.namespace', 'namespace', left(namespace, 500), reason, jsonb_build_object('stands_for', stands_for), channel);
end $$;

-- Whether two names that a producer links are one place, where both have a schema and owners of their own.
create function countersign.judge_alias(one bigint, two bigint, same boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('approver', 'lead');
  moment timestamptz := clock();
  ended timestamptz;
begin
  perform require_reason(reason);
  if not exists (select from lineage_alias a where (a.node, a.other) in ((one, two), (two, one)) and a.basis = 'symlink' and a.valid_to = 'infinity') then
    perform refuse('CS404', 'lineage.alias-unknown', 'No producer links these two names.', '', 'Look at the view lineage_alias.');
  end if;
  perform from lineage_node n where n.id in (one, two) order by n.id for no key update;
  update lineage_alias_judgement j set valid_to = greatest(moment, j.valid_from + interval '1 microsecond')
    where j.node = least(one, two) and j.other = greatest(one, two) and j.valid_to = 'infinity' returning j.valid_to into ended;
  insert into lineage_alias_judgement (node, other, same, said_by, reason, valid_from)
  values (least(one, two), greatest(one, two), same, who, reason, greatest(moment, ended));
  perform lineage_settle_names(one);
  perform lineage_settle_names(two);
  return record_activity('lineage.alias', 'lineage', format('%s %s', one, two), reason, jsonb_build_object('same', same), channel);
end $$;

-- All names of these places, themselves included.
create function countersign_private.lineage_same(nodes bigint[], moment timestamptz) returns bigint[] language plpgsql stable as $$
declare
  known bigint[] := nodes;
  fresh bigint[] := nodes;
begin
  if not exists (select from countersign_private.lineage_alias) then return nodes; end if;
  loop
    if moment is null then
      fresh := array(select x.id from (
          select a.other as id from countersign_private.lineage_alias a where a.node = any (fresh) and a.valid_to = 'infinity' and not a.held
          union select a.node from countersign_private.lineage_alias a where a.other = any (fresh) and a.valid_to = 'infinity' and not a.held) x
        except select unnest(known));
    else
      fresh := array(select x.id from (
          select a.other as id from countersign_private.lineage_alias a
            where a.node = any (fresh) and a.valid_from <= moment and a.valid_to > moment and not a.held
          union select a.node from countersign_private.lineage_alias a
            where a.other = any (fresh) and a.valid_from <= moment and a.valid_to > moment and not a.held) x
        except select unnest(known));
    end if;
    exit when fresh = '{}';
    known := known || fresh;
  end loop;
  return known;
end $$;

-- Names that go together, each with the one that stands for them: a registered version, or else what was named first.
create function countersign.lineage_names(nodes bigint[], moment timestamptz default null) returns table (id bigint, stands_for bigint)
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
      return query select x, (select y from unnest(names) y left join lineage_version v on v.node = y order by v.node is null, y limit 1)
        from unnest(names) x;
    end if;
  end loop;
end $$;

-- Walks that know of them -------------------------------------------------------------------------------------------------

drop function countersign_private.lineage_ends(bigint[], text);

-- At column level a dataset speaks for its columns, and what touches a whole dataset touches each of its columns; a place
-- speaks for all its names, and a column for those of the same name there.
create function countersign_private.lineage_ends(nodes bigint[], at_level text, moment timestamptz) returns bigint[] language plpgsql stable as $$
declare
  ends bigint[];
begin
  if at_level = 'dataset' then return countersign_private.lineage_same(nodes, moment); end if;
  ends := nodes
    || array(select distinct n.parent from countersign_private.lineage_node n where n.id = any (nodes) and n.parent is not null)
    || array(select n.id from countersign_private.lineage_node n where n.parent = any (nodes));
  if not exists (select from countersign_private.lineage_alias) then return ends; end if;
  -- Another name of an asked dataset brings its columns; of a column's dataset, the column of that name.
  return ends
    || array(select c.id from countersign_private.lineage_node c
         where c.parent = any (countersign_private.lineage_same(array(select d.id from countersign_private.lineage_node d
           where d.id = any (nodes) and d.kind <> 'column'), moment)))
    || array(select unnest(countersign_private.lineage_same(array(select d.id from countersign_private.lineage_node d
           where d.id = any (ends) and d.kind <> 'column'), moment)))
    || array(select c.id from countersign_private.lineage_node n
         cross join lateral unnest(countersign_private.lineage_same(array[n.parent], moment)) o (id)
         join countersign_private.lineage_node c on c.parent = o.id and c.field = n.field
         where n.id = any (nodes) and n.parent is not null);
end $$;

create or replace function countersign.lineage_walk(
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
  names boolean := exists (select from lineage_alias);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if depth < 1 or at_most < 1 or at_level not in ('dataset', 'column') then
    perform refuse('CS422', 'lineage.question', 'Depth and number of places are 1 or more; the level is dataset or column.', '', 'Ask again.');
  end if;
  loop
    -- By EXCEPT, which hashes; `<> all (visited)` would compare each with each.
    next := array(select unnest(lineage_step(lineage_ends(frontier, at_level, moment), upstream, at_level, moment))
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
    -- The ends of edges that stand for a walked place: a dataset's columns, a column's dataset, other names.
    beside as (
      select x.node, min(w.distance) as distance from walked w join lineage_node n on n.id = w.node
      cross join lateral (
        select n.parent as node where at_level = 'column' and n.parent is not null
        union all select c.id from lineage_node c where at_level = 'column' and c.parent = n.id
        union all select e from unnest(lineage_ends(array[w.node], at_level, moment)) e where names) x
      where (at_level = 'column' or names) and not exists (select from walked o where o.node = x.node) group by x.node)
    select n.id, v.distance, n.kind, n.namespace, n.name, n.field, a.name, x.label, cut
    from (select w.node, w.distance from walked w union all select b.node, b.distance from beside b) v
    join lineage_node n on n.id = v.node
    left join lineage_version l on l.node = n.id left join version x on x.id = l.version left join artifact a on a.id = x.artifact
    order by v.distance, v.node <> root, v.node;
end $$;

create or replace function countersign.lineage_edges_among(
  nodes bigint[], at_level text default 'dataset', moment timestamptz default null, at_most integer default 100000)
returns table (id bigint, source bigint, target bigint, job_namespace text, job text, level text, basis text, type text, subtype text,
  masking boolean, since timestamptz, run uuid, digest text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  ends bigint[] := lineage_ends(nodes, at_level, moment);
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

-- These places and all that they came from, in no order: along edges between places, and to places of which columns alone are
-- known to flow in.
create function countersign.lineage_sources(nodes bigint[], moment timestamptz default null, at_most integer default 10000)
returns table (id bigint, partial boolean)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  visited bigint[] := lineage_same(nodes, moment);
  frontier bigint[] := visited;
  cut boolean := false;
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  loop
    frontier := array(select unnest(lineage_same(
        lineage_step(frontier, true, 'dataset', moment)
        || array(select coalesce(n.parent, n.id) from lineage_node n where n.id = any (
             lineage_step(frontier || array(select c.id from lineage_node c where c.parent = any (frontier)), true, 'column', moment))), moment))
      except select unnest(visited) limit least(at_most, 100000) + 1);
    exit when cardinality(frontier) = 0;
    visited := visited || frontier;
    cut := cardinality(visited) > at_most;
    exit when cut;
  end loop;
  return query select x, cut from unnest(visited) x;
end $$;

-- Edges between columns of these datasets, by dataset and column; a column that is null is the whole of it.
create function countersign.lineage_columns_among(nodes bigint[], moment timestamptz default null, at_most integer default 100000)
returns table (source bigint, source_field text, target bigint, target_field text, basis text, type text, subtype text, masking boolean,
  job_namespace text, job text, since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  ends bigint[] := nodes || array(select c.id from lineage_node c where c.parent = any (nodes));
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select coalesce(s.parent, s.id), s.field, coalesce(t.parent, t.id), t.field, e.basis, e.type, e.subtype, e.masking, j.namespace, j.name,
      e.valid_from
    from lineage_edge e join lineage_node s on s.id = e.source join lineage_node t on t.id = e.target left join lineage_node j on j.id = e.job
    where e.target = any (ends) and e.source = any (ends) and e.level = 'column'
      and (case when moment is null then e.valid_to = 'infinity' else e.valid_from <= moment and e.valid_to > moment end)
    order by e.id limit at_most;
end $$;

-- Classes -----------------------------------------------------------------------------------------------------------------

-- The office's own words for the three classes; producers may use them in tags.
create table countersign_private.data_class_name (
  class text not null check (class in ('green', 'yellow', 'red')),
  words text not null check (btrim(words) <> '' and length(words) <= 60),
  said_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index data_class_name_now on countersign_private.data_class_name (class) where valid_to = 'infinity';
create unique index data_class_name_words on countersign_private.data_class_name (lower(words)) where valid_to = 'infinity';
call countersign_private.guard_spans('countersign_private.data_class_name');

create function countersign.name_data_class(class text, words text, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_role('lead', 'admin');
  moment timestamptz := clock();
  ended timestamptz;
begin
  perform require_reason(reason);
  if class not in ('green', 'yellow', 'red') or coalesce(btrim(words), '') = '' or length(words) > 60
     or (lower(btrim(words)) in ('green', 'yellow', 'red') and lower(btrim(words)) <> class)
     or exists (select from data_class_name n where lower(n.words) = lower(btrim(words)) and n.class <> name_data_class.class and n.valid_to = 'infinity') then
    perform refuse('CS422', 'class.name', 'A class is green, yellow or red, and its name 1 to 60 letters that no other class goes by.', '', 'Choose another name.');
  end if;
  update data_class_name n set valid_to = greatest(moment, n.valid_from + interval '1 microsecond')
    where n.class = name_data_class.class and n.valid_to = 'infinity' returning n.valid_to into ended;
  insert into data_class_name (class, words, said_by, reason, valid_from) values (class, btrim(words), who, reason, greatest(moment, ended));
  return record_activity('class.name', 'data_class', class, reason, jsonb_build_object('words', btrim(words)), channel);
end $$;

-- What a person said of a place. A judgement stands in for what the place inherits; a statement only raises it.
create table countersign_private.lineage_class (
  node bigint not null references countersign_private.lineage_node,
  class text not null check (class in ('green', 'yellow', 'red')),
  is_judgement boolean not null,
  said_by text not null references countersign_private.person,
  reason text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity' check (valid_to > valid_from),
  xid xid8 not null default pg_current_xact_id()
);
create unique index lineage_class_now on countersign_private.lineage_class (node) where valid_to = 'infinity';
create index lineage_class_past on countersign_private.lineage_class (node, valid_to, valid_from);
call countersign_private.guard_spans('countersign_private.lineage_class');

create function countersign.class_place(
  namespace text, name text, field text, class text, is_judgement boolean, reason text, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := case when is_judgement then require_role('approver', 'lead') else require_role('builder', 'reviewer', 'approver', 'lead') end;
  moment timestamptz := clock();
  whole bigint := (select n.id from lineage_node n where n.key = lineage_key('dataset', namespace, name, null));
  place bigint := whole;
  ended timestamptz;
  before lineage_class;
begin
  perform require_reason(reason);
  if class is not null and class not in ('green', 'yellow', 'red') then
    perform refuse('CS422', 'class.unknown', 'A data class is green, yellow or red.', '', 'Choose one of them.');
  end if;
  if whole is null then
    perform refuse('CS404', 'lineage.unknown', 'No event and no version ever named this dataset.', 'Names are compared exactly, with their namespace.',
      'Look at the view lineage_node for how producers spell it.');
  end if;
  if field is not null then
    if field = '' or octet_length(field) > 16000 then
      perform refuse('CS422', 'lineage.field', 'The column''s name is empty or too long.', '', 'Name another.');
    end if;
    insert into lineage_node (key, kind, namespace, name, field, parent)
      values (lineage_key('column', namespace, name, field), 'column', namespace, name, field, whole) on conflict do nothing;
    place := (select n.id from lineage_node n where n.key = lineage_key('column', namespace, name, field));
  end if;
  perform from lineage_node n where n.id = place for no key update;
  moment := clock();
  select * into before from lineage_class c where c.node = place and c.valid_to = 'infinity';
  if class is null and before.node is null then
    perform refuse('CS404', 'class.unsaid', 'Nobody has said a class of this place.', '', 'Nothing needs to be taken back.');
  end if;
  -- Lower than a person's word, or without it: only by a judgement.
  if before.node is not null and not is_judgement
     and (before.is_judgement or class is null or array_position(array['green', 'yellow', 'red'], class) < array_position(array['green', 'yellow', 'red'], before.class)) then
    perform refuse('CS409', 'class.lower', format('%s has said %s of this place.', before.said_by, before.class),
      'A class is lowered, and a judgement changed, only by the judgement of an approver or a lead.', 'Ask one of them to judge it.');
  end if;
  update lineage_class c set valid_to = greatest(moment, c.valid_from + interval '1 microsecond')
    where c.node = place and c.valid_to = 'infinity' returning c.valid_to into ended;
  if class is not null then
    insert into lineage_class (node, class, is_judgement, said_by, reason, valid_from)
    values (place, class, is_judgement, who, reason, greatest(moment, ended));
  end if;
  return record_activity(case when is_judgement then 'class.judge' else 'class.say' end, 'lineage', left(namespace || ' ' || name || coalesce(' ' || field, ''), 500),
    reason, jsonb_build_object('class', class), channel);
end $$;

-- What is said of these datasets and of their columns, by whom: a person, the body of a registered version, a tag of a producer.
create function countersign.lineage_said_classes(nodes bigint[], moment timestamptz default null)
returns table (node bigint, field text, class text, basis text, said_by text, reason text, since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select coalesce(n.parent, n.id), n.field, c.class, case when c.is_judgement then 'judged' else 'said' end, c.said_by, c.reason, c.valid_from
    from lineage_class c join lineage_node n on n.id = c.node
    where (n.id = any (nodes) or n.parent = any (nodes))
      and (case when moment is null then c.valid_to = 'infinity' else c.valid_from <= moment and c.valid_to > moment end)
    union all
    select l.node, null, b.body ->> 'data_class', 'version', v.author, v.message, v.recorded_at
    from lineage_version l join version v on v.id = l.version and (moment is null or v.recorded_at <= moment)
    join artifact a on a.id = v.artifact and a.kind in ('dataset', 'embedding_index')
    cross join lateral (select convert_from(v.body, 'UTF8')::jsonb as body) b
    where l.node = any (nodes) and b.body ->> 'data_class' in ('green', 'yellow', 'red')
    union all
    select f.node, nullif(x ->> 'field', ''), coalesce(o.class, lower(x ->> 'value')), 'tag', null, x ->> 'key', f.valid_from
    from lineage_facet f cross join lateral jsonb_array_elements(case jsonb_typeof(f.value -> 'tags') when 'array' then f.value -> 'tags' else '[]' end) x
    left join data_class_name o on lower(o.words) = lower(x ->> 'value')
      and (case when moment is null then o.valid_to = 'infinity' else o.valid_from <= moment and o.valid_to > moment end)
    where f.node = any (nodes) and f.key = 'tags' and lower(x ->> 'key') in ('data_class', 'data-class', 'dataclass', 'classification')
      and (o.class is not null or lower(x ->> 'value') in ('green', 'yellow', 'red'))
      and (case when moment is null then f.valid_to = 'infinity' else f.valid_from <= moment and f.valid_to > moment end);
end $$;

-- Why -----------------------------------------------------------------------------------------------------------------------

-- What is known about an edge from one dataset or job straight to another, and if there is none, what stands in its place; the
-- weightiest first. `what` is one of: `edge`, `was` (until `ended`), `declared` (a run names both, but says outright what it made of
-- what), `never together` (both ends of one job, in no run at once), `columns` (only their columns), `pinned` (the target pins
-- another version of the source), `twin` (a place of the source's name elsewhere does), `held` (its other name waits for a judgement),
-- `writer` (a job that wrote the target), `reader` (one that read the source), `nobody` (none did).
create function countersign.lineage_why(source bigint, target bigint, moment timestamptz default null)
returns table (what text, node bigint, namespace text, name text, run uuid, basis text, since timestamptz, ended timestamptz, count bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  ups bigint[] := lineage_same(array[source], moment);
  downs bigint[] := lineage_same(array[target], moment);
  at timestamptz := coalesce(moment, 'infinity');
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select case when e.valid_from <= at and e.valid_to > at or e.valid_to = at then 'edge' else 'was' end, j.id, j.namespace, j.name, t.run, e.basis,
      e.valid_from, nullif(e.valid_to, 'infinity'), null::bigint
    from lineage_edge e left join lineage_node j on j.id = e.job left join lineage_event v on v.id = e.event left join lineage_teller t on t.id = v.teller
    where e.source = any (ups) and e.target = any (downs) and e.level = 'dataset' and e.valid_from <= at
    order by e.valid_to desc, e.valid_from desc limit 20;
  -- Runs that name both ends and say outright what they made of what, so that reading and writing alone counts for nothing.
  return query
    select distinct on (j.id) 'declared', j.id, j.namespace, j.name, t.run, null::text, max(v.recorded_at) over (partition by j.id), null::timestamptz, null::bigint
    from lineage_event_dataset i join lineage_event x on x.id = i.event join lineage_teller t on t.id = x.teller and t.run is not null
    join lineage_event v on v.teller = t.id and v.declares and v.recorded_at <= at join lineage_node j on j.id = v.subject
    where i.node = any (ups) and i.direction = 'in'
      and exists (select from lineage_event y join lineage_event_dataset o on o.event = y.id and o.direction = 'out' and o.node = any (downs) where y.teller = t.id)
    order by j.id limit 5;
  return query
    select 'never together', j.id, j.namespace, j.name, null::uuid, null::text, min(x.recorded_at), null::timestamptz, count(distinct x.teller)
    from lineage_event_dataset i join lineage_event x on x.id = i.event and x.recorded_at <= at join lineage_node j on j.id = x.subject
    where i.node = any (ups) and i.direction = 'in'
      and exists (select from lineage_event y join lineage_event_dataset o on o.event = y.id and o.direction = 'out' and o.node = any (downs)
                  where y.subject = x.subject and y.recorded_at <= at)
      and not exists (select from lineage_event y join lineage_event_dataset o on o.event = y.id and o.direction = 'out' and o.node = any (downs)
                  where y.teller = x.teller)
    group by j.id, j.namespace, j.name order by 1, 2 limit 5;
  return query
    select 'columns', null::bigint, null::text, null::text, null::uuid, min(e.basis), min(e.valid_from), null::timestamptz, count(*)
    from lineage_edge e join lineage_node s on s.id = e.source join lineage_node d on d.id = e.target
    where e.level = 'column' and coalesce(s.parent, s.id) = any (ups) and coalesce(d.parent, d.id) = any (downs)
      and e.source = any (ups || array(select c.id from lineage_node c where c.parent = any (ups)))
      and (case when moment is null then e.valid_to = 'infinity' else e.valid_from <= moment and e.valid_to > moment end)
    having count(*) > 0;
  return query
    select 'pinned', p.node, n.namespace, n.name, null::uuid, 'registry', d.recorded_at, null::timestamptz, null::bigint
    from lineage_version a join version av on av.id = a.version
    join lineage_version b on b.node = any (downs) join dependency k on k.version = b.version
    join version d on d.id = k.on_version and d.artifact = av.artifact and d.id <> av.id
    join lineage_version p on p.version = d.id join lineage_node n on n.id = p.node
    where a.node = any (ups) order by d.id desc limit 5;
  return query
    select 'twin', n.id, n.namespace, n.name, null::uuid, e.basis, e.valid_from, null::timestamptz, null::bigint
    from lineage_node a join lineage_node n on left(lower(n.name), 200) = left(lower(a.name), 200) and lower(n.name) = lower(a.name) and n.id <> all (ups) and n.kind = a.kind
    join lineage_edge e on e.source = n.id and e.target = any (downs) and e.level = 'dataset'
      and (case when moment is null then e.valid_to = 'infinity' else e.valid_from <= moment and e.valid_to > moment end)
    where a.id = source order by n.id limit 5;
  return query
    select 'held', n.id, n.namespace, n.name, null::uuid, a.basis, a.valid_from, null::timestamptz, null::bigint
    from lineage_alias a join lineage_node n on n.id = case when a.node = any (ups || downs) then a.other else a.node end
    where (a.node = any (ups || downs) or a.other = any (ups || downs)) and a.held
      and (case when moment is null then a.valid_to = 'infinity' else a.valid_from <= moment and a.valid_to > moment end) limit 5;
  return query
    select 'writer', j.id, j.namespace, j.name, null::uuid, null::text, min(x.recorded_at), null::timestamptz, count(distinct x.teller)
    from lineage_event_dataset o join lineage_event x on x.id = o.event and x.recorded_at <= at join lineage_node j on j.id = x.subject
    where o.node = any (downs) and o.direction = 'out' group by j.id, j.namespace, j.name order by max(x.id) desc limit 5;
  if not found then
    return query select 'nobody', target, n.namespace, n.name, null::uuid, 'writer', n.recorded_at, null::timestamptz, null::bigint from lineage_node n where n.id = target;
  end if;
  return query
    select 'reader', j.id, j.namespace, j.name, null::uuid, null::text, min(x.recorded_at), null::timestamptz, count(distinct x.teller)
    from lineage_event_dataset i join lineage_event x on x.id = i.event and x.recorded_at <= at join lineage_node j on j.id = x.subject
    where i.node = any (ups) and i.direction = 'in' group by j.id, j.namespace, j.name order by max(x.id) desc limit 5;
  if not found then
    return query select 'nobody', source, n.namespace, n.name, null::uuid, 'reader', n.recorded_at, null::timestamptz, null::bigint from lineage_node n where n.id = source;
  end if;
end $$;
create index on countersign_private.lineage_event_dataset (node, direction);
create index on countersign_private.lineage_event (subject);
create index on countersign_private.lineage_node (left(lower(name), 200));

-- Lists -----------------------------------------------------------------------------------------------------------------------

-- What a place is listed by: its name, but of a version the newest label first, whether labels are counted (2 before 10) or dated.
create function countersign.lineage_listed(namespace text, name text) returns text
language sql immutable parallel safe as $$
  select case when namespace like 'countersign://%' and name ~ '@[^@]*$' then
      left(regexp_replace(name, '@[^@]*$', ''), 180) || '@' || translate(
        regexp_replace(left(substring(name from '@([^@]*)$'), 40), '^(v?)([0-9]{1,9})$', '\1' || coalesce(lpad(substring(name from '@v?([0-9]{1,9})$'), 9, '0'), '')),
        '0123456789', '9876543210')
    else left(name, 200) end
$$;
create index lineage_node_listed on countersign_private.lineage_node (countersign.lineage_listed(namespace, name), id);

call countersign_private.make_views('lineage_namespace', $$
  select s.namespace, s.stands_for, s.said_by, s.reason, s.valid_from as since from countersign_private.lineage_namespace s where {now s} $$);
call countersign_private.make_views('lineage_alias', $$
  select a.node, n.namespace, n.name, a.other, o.namespace as other_namespace, o.name as other_name, a.basis, a.held, a.valid_from as since
  from countersign_private.lineage_alias a
  join countersign_private.lineage_node n on n.id = a.node join countersign_private.lineage_node o on o.id = a.other where {now a} $$);
call countersign_private.make_views('lineage_class', $$
  select n.namespace, n.name, n.field, c.class, c.is_judgement, c.said_by, c.reason, c.valid_from as since
  from countersign_private.lineage_class c join countersign_private.lineage_node n on n.id = c.node where {now c} $$);
call countersign_private.make_views('data_class_name', $$
  select c.class, c.words, c.said_by, c.reason, c.valid_from as since from countersign_private.data_class_name c where {now c} $$);

grant select on
  countersign.lineage_namespace, countersign.lineage_alias, countersign.lineage_class, countersign.data_class_name,
  countersign_past.lineage_namespace, countersign_past.lineage_alias, countersign_past.lineage_class, countersign_past.data_class_name
  to countersign_viewer;
grant execute on function
  countersign.lineage_names(bigint[], timestamptz),
  countersign.lineage_sources(bigint[], timestamptz, integer),
  countersign.lineage_columns_among(bigint[], timestamptz, integer),
  countersign.lineage_said_classes(bigint[], timestamptz),
  countersign.lineage_why(bigint, bigint, timestamptz),
  countersign.lineage_listed(text, text)
  to countersign_viewer;
grant execute on function countersign.map_namespace(text, text, text, text) to countersign_approver, countersign_lead, countersign_admin;
grant execute on function countersign.judge_alias(bigint, bigint, boolean, text, text) to countersign_approver, countersign_lead;
grant execute on function countersign.name_data_class(text, text, text, text) to countersign_lead, countersign_admin;
grant execute on function countersign.class_place(text, text, text, text, boolean, text, text)
  to countersign_builder, countersign_reviewer, countersign_approver, countersign_lead;
