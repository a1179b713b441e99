-- Everything people said of places, and every link of names that producers make: who, when, why, and until when.

set local check_function_bodies = off;

-- `kind` is one of: `link` (names that a producer says are one place; `says` is held or one place), `names` (a judgement about two
-- names: one place or two places), `namespace` (stands for another), `said` and `judged` (a class of a dataset or column), `class`
-- (the office's name of one). What was taken back has an end.
create function countersign.place_words(moment timestamptz default null)
returns table (id text, kind text, one bigint, two bigint, namespace text, name text, field text, other_namespace text, other_name text,
  says text, said_by text, reason text, since timestamptz, ended timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_column
declare at constant timestamptz := coalesce(moment, 'infinity');
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select w.id, w.kind, w.one, w.two, w.namespace, w.name, w.field, w.other_namespace, w.other_name, w.says, w.said_by, w.reason, w.since,
      case when w.ended <= at and w.ended < 'infinity' then w.ended end
    from (
      select concat_ws(' ', 'link', a.node, a.other, a.basis) as id, 'link' as kind, a.node as one, a.other as two, n.namespace, n.name,
        null as field, o.namespace as other_namespace, o.name as other_name, case when a.held then 'held' else 'one place' end as says,
        null as said_by, case a.basis when 'rename' then 'A producer says that it was renamed.' else 'A producer names both.' end as reason,
        a.valid_from as since, a.valid_to as ended
      from lineage_alias a join lineage_node n on n.id = a.node join lineage_node o on o.id = a.other where a.basis <> 'namespace'
      union all
      select concat_ws(' ', 'names', j.node, j.other), 'names', j.node, j.other, n.namespace, n.name, null, o.namespace, o.name,
        case when j.same then 'one place' else 'two places' end, j.said_by, j.reason, j.valid_from, j.valid_to
      from lineage_alias_judgement j join lineage_node n on n.id = j.node join lineage_node o on o.id = j.other
      union all
      select 'namespace ' || s.namespace, 'namespace', null, null, s.namespace, null, null, s.stands_for, null, 'stands for', s.said_by, s.reason,
        s.valid_from, s.valid_to
      from lineage_namespace s
      union all
      select 'class ' || c.node, case when c.is_judgement then 'judged' else 'said' end, c.node, null, n.namespace, n.name, n.field, null, null,
        c.class, c.said_by, c.reason, c.valid_from, c.valid_to
      from lineage_class c join lineage_node n on n.id = c.node
      union all
      select 'called ' || c.class, 'class', null, null, null, c.class, null, null, null, c.words, c.said_by, c.reason, c.valid_from, c.valid_to
      from data_class_name c) w
    where w.since <= at;
end $$;
grant execute on function countersign.place_words(timestamptz) to countersign_viewer;
