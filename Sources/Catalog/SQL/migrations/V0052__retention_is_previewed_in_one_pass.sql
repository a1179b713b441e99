-- A preview of retention reads the content that is left and has outlived its rule, month by month, and keeps none of its ids: what
-- it costs does not grow with the generations that ever were, and its memory not with what would go.

-- As before. Who is on hold by their key is looked for in content only when such a hold is in force.
create or replace function countersign.preview_retention(rule_id bigint default null)
returns table (class text, month text, goes bigint, held bigint, floored bigint)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_partitionwise_join = on set enable_nestloop = off set jit = off as $$
#variable_conflict use_column
declare
  moment constant timestamptz := clock();
  floor_from constant timestamptz := moment - interval '183 days';
  floored_artifacts constant text[] := floored_names();
  on_hold constant text[] := array(select h.key from countersign_private.hold h where h.kind = 'artifact' and not exists (select from hold_end e where e.hold = h.id));
  subjects constant text[] := array(select h.key from countersign_private.hold h where h.kind = 'subject' and not exists (select from hold_end e where e.hold = h.id));
  ids_on_hold uuid[] := array(select h.key::uuid from countersign_private.hold h where h.kind = 'generation'
    and h.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and not exists (select from hold_end e where e.hold = h.id));
  r record;
begin
  perform require_role('admin', 'lead', 'auditor');
  if cardinality(subjects) > 0 then ids_on_hold := ids_on_hold || ids_of_subjects(subjects); end if;
  for r in
    select n.class, n.days from retention_now() n where rule_id is null or n.class <> (select x.class from retention_rule x where x.id = rule_id)
    union all select x.class, x.days from retention_rule x where x.id = rule_id
    order by 1
  loop
    return query
      select r.class, l.month, count(*) filter (where not l.is_held and not l.is_floored), count(*) filter (where l.is_held),
        count(*) filter (where not l.is_held and l.is_floored)
      from (
        select to_char(g.at at time zone 'UTC', 'YYYY-MM') as month,
          g.model = any (on_hold) or coalesce(g.prompt = any (on_hold), false) or g.id = any (ids_on_hold) as is_held,
          g.at > floor_from and (g.model = any (floored_artifacts) or coalesce(g.prompt = any (floored_artifacts), false)) as is_floored
        from generation_content c join generation g on g.tenant = c.tenant and g.id = c.id
        where c.tenant = 1 and c.class in (r.class, 'unsorted') and coalesce(g.data_class, 'unknown') = r.class
          and c.id < first_id_at(moment - make_interval(days => r.days)) and g.id < first_id_at(moment - make_interval(days => r.days))) l
      group by l.month order by l.month;
  end loop;
end $$;
