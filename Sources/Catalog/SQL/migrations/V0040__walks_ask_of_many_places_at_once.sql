-- Walks along a million edges, beside the plain recursive query: what is asked of every place is asked of all at once.

-- What a walk needs of the places it comes through: whether they are columns, and of what.
create index lineage_node_whole on countersign_private.lineage_node (id) include (parent);

create or replace function countersign_private.lineage_ends(nodes bigint[], at_level text, moment timestamptz) returns bigint[] language plpgsql stable as $$
declare
  wholes bigint[];
  tables bigint[];
  ends bigint[] := nodes;
  others bigint[];
begin
  if at_level = 'dataset' then return countersign_private.lineage_same(nodes, moment); end if;
  -- Of many columns few are of one dataset each: what follows asks about datasets.
  select array_agg(distinct n.parent) filter (where n.parent is not null), array_agg(n.id) filter (where n.parent is null)
    into wholes, tables from countersign_private.lineage_node n where n.id = any (nodes);
  if wholes is not null then ends := ends || wholes; end if;
  if tables is not null then
    ends := ends || array(select c.id from countersign_private.lineage_node c where c.parent = any (tables));
  end if;
  if not exists (select from countersign_private.lineage_alias) then return ends; end if;
  others := array(select unnest(countersign_private.lineage_same(wholes || tables, moment)) except select unnest(wholes || tables));
  if others = '{}' then return ends; end if;
  ends := ends || others;
  -- Another name of an asked dataset brings its columns; of a column's dataset, the column of that name.
  if tables is not null then
    ends := ends || array(select c.id from countersign_private.lineage_node c
      where c.parent = any (countersign_private.lineage_same(tables, moment)));
  end if;
  return ends || array(select c.id
    from (select w.id as whole, o.id as other from unnest(wholes) w (id)
          cross join lateral unnest(countersign_private.lineage_same(array[w.id], moment)) o (id)
          where exists (select from countersign_private.lineage_alias a where a.node = w.id or a.other = w.id) and o.id <> w.id) x
    join countersign_private.lineage_node n on n.parent = x.whole and n.id = any (nodes)
    join countersign_private.lineage_node c on c.parent = x.other and c.field = n.field);
end $$;

-- The places one step away, some more than once. Null is the present. In plpgsql, and without a search path of its own: called
-- at every step, its plans must be kept.
create or replace function countersign_private.lineage_step(frontier bigint[], upstream boolean, at_level text, moment timestamptz) returns bigint[]
language plpgsql stable as $$
begin
  if upstream and moment is null then
    return array(select e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  elsif upstream then
    return array(select e.source from countersign_private.lineage_edge e
      where e.target = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  elsif moment is null then
    return array(select e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_to = 'infinity');
  else
    return array(select e.target from countersign_private.lineage_edge e
      where e.source = any (frontier) and e.level = at_level and e.valid_from <= moment and e.valid_to > moment);
  end if;
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
  -- Ends of edges that stand for visited places: a column's dataset, a dataset's columns, other names.
  asked bigint[] := '{}';
  beside bigint[] := '{}';
  beside_at integer[] := '{}';
  ends bigint[];
  fresh bigint[] := '{}';
  reached bigint[];
  beyond bigint[] := '{}';
  steps integer := 0;
  cut boolean := false;
  has_names constant boolean := exists (select from lineage_alias);
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  if depth < 1 or at_most < 1 or at_level not in ('dataset', 'column') then
    perform refuse('CS422', 'lineage.question', 'Depth and number of places are 1 or more; the level is dataset or column.', '', 'Ask again.');
  end if;
  loop
    if at_level = 'column' or has_names then
      ends := lineage_ends(frontier, at_level, moment);
      fresh := array(select unnest(ends) except select unnest(frontier) except select unnest(asked));
      asked := asked || fresh;
      beyond := lineage_step(fresh, upstream, at_level, moment);
      -- What no edge touches as a whole is no end of any; a name is told all the same.
      if has_names or beyond <> '{}' then
        beside := beside || fresh;
        beside_at := beside_at || array_fill(steps, array[cardinality(fresh)]);
      end if;
    end if;
    exit when cut;
    if steps = deepest then
      -- Only whether there is more counts here, and mostly the first few tell.
      reached := beyond || lineage_step(frontier[:64], upstream, at_level, moment);
      cut := exists (select unnest(reached) except select unnest(visited));
      if not cut then
        reached := lineage_step(frontier[65:], upstream, at_level, moment);
        cut := exists (select unnest(reached) except select unnest(visited));
      end if;
      exit;
    end if;
    reached := beyond || lineage_step(frontier, upstream, at_level, moment);
    -- By EXCEPT, which hashes; `<> all (visited)` would compare each with each.
    frontier := array(select unnest(reached) except select unnest(visited) order by 1 limit most - cardinality(visited) + 2);
    exit when frontier = '{}';
    steps := steps + 1;
    if cardinality(visited) + cardinality(frontier) > most + 1 then
      cut := true;
      frontier := frontier[1:most + 1 - cardinality(visited)];
    end if;
    visited := visited || frontier;
    distances := distances || array_fill(steps, array[cardinality(frontier)]);
  end loop;
  -- Planned each time, for as many places as there are; by `offset 0` each is looked up by itself, else all would be read.
  return query execute $read$
    select n.id, v.distance, n.kind, n.namespace, n.name, n.field, a.name, x.label, $6
    from (
      select * from unnest($1, $2) w (node, distance)
      -- A place that was walked to is as far as that, whatever it stood beside before.
      union all select * from unnest($3, $4) b (node, distance) where b.node not in (select unnest($1))) v
    cross join lateral (select o.id, o.kind, o.namespace, o.name, o.field from lineage_node o where o.id = v.node offset 0) n
    left join (lineage_version l join version x on x.id = l.version join artifact a on a.id = x.artifact) on l.node = v.node
    order by v.distance, v.node <> $5, v.node $read$
    using visited, distances, beside, beside_at, root, cut;
end $$;
