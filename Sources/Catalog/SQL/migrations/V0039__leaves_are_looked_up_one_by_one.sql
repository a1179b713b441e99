-- Verification looks at each leaf's generation and content by their keys, one by one, in the month and class that they name:
-- a planner without statistics, or with many small tables, would read all of them again for every leaf.

-- Leaves from `first` on, as before; `offset 0` keeps it one look-up a leaf.
create or replace function countersign_private.leaves_now(first bigint, most integer, sealed boolean)
returns table (index bigint, kind text, subject text, hash bytea, metadata text, content_holds boolean) language sql stable as $$
  with leaf as materialized (
    select l.index, l.kind, l.subject, l.hash,
      case when l.kind = 'generation' then l.subject::uuid end as id,
      case when l.kind in ('verdict', 'approval', 'activity', 'version', 'evaluation') then l.subject::bigint end as number
    from countersign_private.log_leaf l
    where l.index >= leaves_now.first and (l.hash is not null) = leaves_now.sealed
      -- Those without a hash stand side by side; among the others some may be missing.
      and (leaves_now.sealed or l.index < leaves_now.first + leaves_now.most)
    order by l.index limit leaves_now.most)
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r.whole)::text end,
      -- Who seals does not ask, so that content is not even looked up.
      case when not leaves_now.sealed then null
           when c.id is not null then sha256(c.salt || sha256(c.body)) = r.commitment
           when countersign_private.is_erased_by_right(l.id) then null else false end
    from leaf l
    left join lateral (select x as whole, x.id, x.commitment, coalesce(x.data_class, 'unknown') as class
      from countersign_private.generation x where x.tenant = 1 and x.id = l.id offset 0) r on true
    left join lateral (select x.id, x.salt, x.body from countersign_private.generation_content x
      where leaves_now.sealed and x.tenant = 1 and x.id = l.id and x.class = any (array[r.class, 'unsorted']) offset 0) c on true
    where l.kind = 'generation'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.verdict r on r.tenant = 1 and r.id = l.number where l.kind = 'verdict'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.approval r on r.id = l.number where l.kind = 'approval'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.activity r on r.id = l.number where l.kind = 'activity'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.version r on r.id = l.number where l.kind = 'version'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.artifact is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.pointer r on r.artifact = split_part(l.subject, '/', 1)::bigint and r.environment = split_part(l.subject, '/', 2)
      and r.colour = split_part(l.subject, '/', 3) and countersign_private.pointer_subject(r) = l.subject where l.kind = 'pointer'
  union all
  select l.index, l.kind, l.subject, l.hash, case when r.id is not null then countersign_private.leaf_of(r)::text end, null::boolean
    from leaf l left join countersign_private.evaluation r on r.id = l.number where l.kind = 'evaluation'
  union all
  select l.index, l.kind, l.subject, l.hash, countersign_private.rare_leaf(l.kind, l.subject), null::boolean
    from leaf l where l.kind in ('rules', 'waiver', 'waiver_state', 'stop', 'stop_state', 'confirmation', 'delegation', 'signing_key', 'signing_key_state', 'pack')
$$;

-- How many rows a table of one class has, if all of them may go; null when a single one has to stay. Of the generations those
-- of its own month are read.
create or replace function countersign_private.rows_to_drop(content regclass, of_class text, floor_from timestamptz, floored text[], held_names text[]) returns bigint
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set jit = off as $$
declare
  held_ids constant text[] := array(select h.key from hold h where h.kind = 'generation' and not exists (select from hold_end e where e.hold = h.id));
  held_subjects constant text[] := array(select as_in_json(h.key) from hold h where h.kind = 'subject' and not exists (select from hold_end e where e.hold = h.id));
  rows bigint;
  stays boolean;
  lowest uuid;
  highest uuid;
begin
  execute format('select (select id from %1$s order by tenant, id limit 1), (select id from %1$s order by tenant desc, id desc limit 1)', content)
    into lowest, highest;
  execute format(
    'select count(*), coalesce(bool_or(g.id is null or coalesce(g.data_class, ''unknown'') <> $1
       or g.at > $2 and (g.model = any ($3) or coalesce(g.prompt = any ($3), false))
       or g.model = any ($4) or coalesce(g.prompt = any ($4), false) or g.id::text = any ($5)), false)
     from %s c left join generation g on g.tenant = c.tenant and g.id = c.id and g.id between $6 and $7', content)
    into rows, stays using of_class, floor_from, floored, held_names, held_ids, lowest, highest;
  if not stays and cardinality(held_subjects) > 0 then
    execute format('select exists (select from %s c cross join lateral subjects_in(c.body) s where s = any ($1))', content) into stays using held_subjects;
  end if;
  return case when not stays then rows end;
end $$;

-- When a place began to take checkpoints is counted by the clock that counts what it has missed: a demo's own may stand elsewhere.
alter table countersign_private.log_place alter column recorded_at set default clock_timestamp();
