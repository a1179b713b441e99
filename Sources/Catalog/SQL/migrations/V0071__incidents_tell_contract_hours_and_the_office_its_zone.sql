-- Registers of incidents are read back whole, and times are shown in the office's zone.

-- As before, with the hours that a contract gives.
drop view countersign.incident, countersign_past.incident;
call countersign_private.make_views('incident', $$
  select i.id, i.title, i.description, t.traits, t.traits && array['health', 'infrastructure', 'fundamental_rights', 'property_environment', 'death', 'widespread'] as serious, i.happened_at, i.aware_at,
    coalesce((select d.affected from countersign_private.incident_detail d where d.incident = i.id and d.affected is not null and {fact d} order by d.id desc limit 1), i.affected) as affected,
    coalesce((select d.ticket from countersign_private.incident_detail d where d.incident = i.id and d.ticket is not null and {fact d} order by d.id desc limit 1), i.ticket) as ticket,
    i.zone, i.opened_by, i.recorded_at, i.contract_hours,
    case when exists (select from countersign_private.incident_act a where a.incident = i.id and a.act = 'close' and {fact a}) then 'closed' else 'open' end as state,
    (select min(c.due_at) from countersign_private.incident_clock c where c.incident = i.id and {fact c} and not exists (
      select from countersign_private.incident_act a where a.incident = c.incident and a.duty = c.duty and {fact a})) as next_due
  from countersign_private.incident i
  cross join lateral (select a.traits from countersign_private.incident_act a where a.incident = i.id and a.traits is not null and {fact a}
    order by a.id desc limit 1) t where {fact i} $$);
grant select on countersign.incident, countersign_past.incident to countersign_viewer;

-- The zone whose days the office counts in.
create function countersign.office_zone() returns text
language sql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
  select c.time_zone from catalog c
$$;
revoke execute on function countersign.office_zone() from public;
grant execute on function countersign.office_zone() to countersign_viewer;
