-- Which parts of a dataset runs read or wrote, by the `subset` facets of their events.

set local check_function_bodies = off;

-- An event as JSON; null for what Postgres cannot hold, such as U+0000.
create function countersign_private.lineage_raw(raw bytea) returns jsonb language plpgsql immutable as $$
begin
  return convert_from(raw, 'UTF8')::jsonb;
exception when others then
  return null;
end $$;

-- Each part once a run, the last said first; at most so many.
create function countersign.lineage_subsets(place bigint, moment timestamptz default null, at_most integer default 1000)
returns table (direction text, run uuid, job_namespace text, job text, condition jsonb, at timestamptz, event text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select s.direction, s.run, s.namespace, s.name, s.condition, s.at, s.event from (
      select distinct on (d.direction, e.teller, x.condition) d.direction, t.run, j.namespace, j.name, x.condition, e.at,
        encode(e.digest, 'hex') as event
      from lineage_event_dataset d join lineage_node n on n.id = d.node
      join lineage_event e on e.id = d.event and (moment is null or e.recorded_at <= moment)
      join lineage_teller t on t.id = e.teller join lineage_node j on j.id = e.subject
      cross join lateral (
        select case d.direction when 'in' then p #> '{inputFacets,subset,inputCondition}' else p #> '{outputFacets,subset,outputCondition}' end as condition
        from jsonb_path_query(lineage_raw(e.raw), case d.direction when 'in' then '$.inputs[*]' else '$.outputs[*]' end::jsonpath) p
        where p ->> 'namespace' = n.namespace and p ->> 'name' = n.name) x
      where d.node = any (lineage_same(array[place], moment)) and d.direction in ('in', 'out')
        and position('"subset"'::bytea in e.raw) > 0 and jsonb_typeof(x.condition) = 'object'
      order by d.direction, e.teller, x.condition, e.at desc) s
    order by s.at desc, s.event limit least(at_most, 10000);
end $$;
grant execute on function countersign.lineage_subsets(bigint, timestamptz, integer) to countersign_viewer;
