-- Retention begins at the content that is still there, not at all generations that ever were, and takes no more of it into its
-- hands than it removes: what it costs a night does not grow with the years.

-- As before; an empty table is passed by without a lock, and where a month is in use all that is left goes row by row.
create or replace function countersign_private.drop_content(of_class text, limit_at timestamptz, floor_from timestamptz, floored text[], held_names text[]) returns bigint
language plpgsql set search_path = pg_catalog, countersign_private, pg_temp set lock_timeout = '3s' as $$
declare
  of_month record;
  content regclass;
  rows bigint;
  dropped bigint := 0;
  is_filled boolean;
begin
  for of_month in
    select c.relname as name, to_date(right(c.relname, 7), 'YYYY_MM') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'countersign_private.generation_content'::regclass and c.relkind = 'p' order by c.relname
  loop
    exit when (of_month.day + interval '1 month') at time zone 'UTC' > limit_at;
    content := to_regclass(format('countersign_private.%I', of_month.name || '_' || of_class));
    execute format('select exists (select from %s)', content) into is_filled;
    if not is_filled then continue; end if;
    begin
      -- Nobody adds to the month from here on; who reads it goes on reading until it is dropped.
      execute format('lock table only countersign_private.%I in share mode', of_month.name);
      rows := rows_to_drop(content, of_class, floor_from, floored, held_names);
      if rows > 0 then
        execute format('delete from shadow_reply_content r using shadow_prompt p, %s c where p.run = r.run and p.prompt = r.prompt and p.generation = c.id', content);
        if found then perform note_rewrite('countersign_private.shadow_reply_content'::regclass); end if;
        delete from rewrite_due d where d.relation = format('countersign_private.%I', of_month.name || '_' || of_class);
        execute format('drop table %s', content);
        perform add_content_table(of_month.name, of_class);
        dropped := dropped + rows;
      end if;
    exception when lock_not_available then return dropped;
    end;
  end loop;
  return dropped;
end $$;

-- Removes content that has outlived its rule: whole months of a class at once, and of the rest up to so many rows; answers how
-- much went. By the schedule, which so also makes the place of the coming month before anything comes for it.
create or replace function countersign.retire_content(most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  moment constant timestamptz := clock();
  floor_from constant timestamptz := moment - interval '183 days';
  floored_artifacts constant text[] := floored_names();
  on_hold text[];
  subjects text[];
  held uuid[] := '{}';
  r record;
  ids uuid[];
  kept uuid[];
  removed bigint;
  gone bigint := 0;
  line bigint;
  limit_at timestamptz;
begin
  perform require_ingest();
  perform ensure_month(((moment + interval '7 days') at time zone 'UTC')::date);
  -- A hold that is being placed is waited for, and the next waits for this.
  lock table countersign_private.hold in share mode;
  on_hold := array(select h.key from countersign_private.hold h where h.kind = 'artifact' and not exists (select from hold_end e where e.hold = h.id));
  subjects := array(select h.key from countersign_private.hold h where h.kind = 'subject' and not exists (select from hold_end e where e.hold = h.id));
  if cardinality(subjects) > 0 and exists (select from retention_now()) then held := ids_of_subjects(subjects); end if;
  held := held || array(select g.id from countersign_private.hold h join generation g on g.tenant = 1
      and g.id = case when h.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then h.key::uuid end
    where h.kind = 'generation' and not exists (select from hold_end e where e.hold = h.id));
  for r in select n.class, n.days from retention_now() n order by n.class loop
    limit_at := moment - make_interval(days => r.days);
    removed := drop_content(r.class, limit_at, floor_from, floored_artifacts, on_hold);
    kept := array(select distinct g.id from generation g where g.tenant = 1 and g.id = any (held)
      and coalesce(g.data_class, 'unknown') = r.class and g.id < first_id_at(limit_at) order by g.id);
    ids := array(select c.id from generation_content c join generation g on g.tenant = c.tenant and g.id = c.id
      where c.tenant = 1 and c.id < first_id_at(limit_at) and c.class in (r.class, 'unsorted') and coalesce(g.data_class, 'unknown') = r.class
        and not c.id = any (kept) and not (g.model = any (on_hold) or coalesce(g.prompt = any (on_hold), false))
        and not (g.at > floor_from and (g.model = any (floored_artifacts) or coalesce(g.prompt = any (floored_artifacts), false)))
      order by c.id limit most);
    removed := removed + cardinality(ids);
    if removed = 0 then continue; end if;
    delete from shadow_reply_content c using shadow_prompt p where p.run = c.run and p.prompt = c.prompt and p.generation = any (ids);
    if found then perform note_rewrite('countersign_private.shadow_reply_content'::regclass); end if;
    perform remove_content(ids);
    line := record_activity('retention.run', 'retention', r.class, '', jsonb_build_object('class', r.class, 'days', r.days, 'before', limit_at,
      'removed', removed, 'whole_months', removed - cardinality(ids), 'kept_digest', digest_of_kept(floored_artifacts, on_hold, kept)), 'command');
    insert into retention_run (class, before, removed, activity, recorded_at, floored, held_names, held)
      values (r.class, limit_at, removed, line, moment, floored_artifacts, on_hold, kept);
    gone := gone + removed;
  end loop;
  return gone;
end $$;
