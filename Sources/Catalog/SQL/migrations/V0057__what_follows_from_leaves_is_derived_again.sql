-- Some of what the office acts on is no fact of its own but follows from facts that leaves bind: how long a state held, which
-- version is served, what waits for a reviewer. Verification derives it again, so that nobody ends a state early, brings an old
-- one back, or takes a generation out of sight by touching what no leaf binds.

-- States and pointers whose end is not where what followed them begins. At most 101 of each table, each with the leaf of its
-- beginning. A pointer also ends where the other colour takes all, or where its artifact is retired.
create function countersign.ends_altered() returns table (index bigint, kind text, subject text, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare
  p record;
begin
  perform require_log_reader();
  for p in
    select * from (values
      ('waiver_state', 'waiver', 'waiver_state'), ('stop_state', 'stop', 'stop_state'), ('signing_key_state', 'key', 'signing_key_state'),
      ('promotion_state', 'promotion', null), ('artifact_state', 'artifact', null), ('fact_state', 'fact', null),
      ('confirmation_state', 'confirmation', null), ('right_request_state', 'request', null), ('signature_rule', 'environment', null),
      ('generation_tier', 'tenant, generation', null)) x (place, keys, leaf)
  loop
    return query execute format($q$
      with span as (select x.*, lead(x.valid_from, 1, 'infinity') over (partition by %2$s order by x.valid_from) as followed from %1$I x),
      wrong as (select s.*, members_of(to_jsonb(s), string_to_array(%2$L || ', valid_from', ', ')) as named from span s where s.valid_to <> s.followed
        order by s.valid_from limit 101)
      select (select l.index from log_leaf l where l.kind = w.leaf_kind and l.subject = w.leaf_subject), w.leaf_kind, w.leaf_subject,
        format('The row %%s of %1$s does not end where what followed it begins.', w.named)
      from (select w.named,
          coalesce(%3$L, 'row') as leaf_kind,
          case when %3$L is not null then ((to_jsonb(w) ->> split_part(%2$L, ', ', 1)) || '/' || micros(w.valid_from))
            else (select max(b.id)::text from bound_row b join bound_form f on f.id = b.form where f.place = %1$L and b.key = w.named) end as leaf_subject
        from wrong w) w
      $q$, p.place, p.keys, p.leaf);
  end loop;
  return query
    select (select l.index from log_leaf l where l.kind = 'pointer' and l.subject = w.name), 'pointer'::text, w.name,
      'It does not end where what took its place begins.'::text
    from (
      select pointer_subject(r) as name from pointer r
      where case
        when r.valid_to = 'infinity' then exists (select from pointer n
          where n.artifact = r.artifact and n.environment = r.environment and n.colour = r.colour and n.valid_from > r.valid_from)
        else not exists (select from pointer n where n.artifact = r.artifact and n.environment = r.environment
            and n.valid_from between r.valid_to - interval '1 ms' and r.valid_to + interval '1 ms' and n.valid_from > r.valid_from)
          and not exists (select from artifact_state s where s.artifact = r.artifact and s.retired
            and s.valid_from between r.valid_to - interval '1 ms' and r.valid_to + interval '1 ms') end
      order by r.valid_from limit 101) w;
end $$;

-- Generations of a month that somebody must look at and that wait for nobody: their tier is not low, no policy has them to decide,
-- and they have no item. At most 101, each with its leaf.
create function countersign.items_missing(month text) returns table (index bigint, kind text, subject text, words text)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp
set enable_nestloop = off set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare
  of_month constant text := month;
begin
  perform require_log_reader();
  if of_month is null or of_month !~ '^[0-9]{4}_[0-9]{2}$' then
    perform refuse('CS422', 'log.month', 'A month is written as in 2026_03.', '', 'Look at countersign.log_months().');
  end if;
  if to_regclass('countersign_private.generation_' || of_month) is null then return; end if;
  return query execute format($q$
    with wrong as (
      select g.id::text as name from %I g
      left join generation_tier t on t.tenant = g.tenant and t.generation = g.id and t.valid_to = 'infinity'
      where g.tenant = 1 and coalesce(t.tier, g.tier) <> 'low'
        and not exists (select from review_item i where i.tenant = g.tenant and i.generation = g.id)
        and not exists (select from tier_pending w where w.tenant = g.tenant and w.generation = g.id)
      order by g.id limit 101)
    select (select l.index from log_leaf l where l.kind = 'generation' and l.subject = w.name), 'generation'::text, w.name,
      'It is to be reviewed, and its review item is gone.'::text
    from wrong w
    $q$, 'generation_' || of_month);
end $$;

grant execute on function countersign.ends_altered(), countersign.items_missing(text) to countersign_sealer, countersign_viewer;
