-- Vector indexes beside what they were built from: how many keys are orphans, missing or stale, and how far behind it is.

set local check_function_bodies = off;

create table countersign_private.index_reconciliation (
  id bigint generated always as identity primary key,
  version bigint not null references countersign_private.version,
  -- The tables that were compared, as whoever compared them named them.
  index_table text not null,
  source_table text not null,
  source_keys bigint not null check (source_keys >= 0),
  index_keys bigint not null check (index_keys >= 0),
  chunks bigint not null check (chunks >= index_keys),
  -- In the index alone, in the source alone, and changed in the source after they were embedded.
  orphans bigint not null check (orphans between 0 and index_keys),
  missing bigint not null check (missing between 0 and source_keys),
  stale bigint not null check (stale between 0 and index_keys),
  -- The longest that a change waits in the source; null when no times are known.
  lag interval check (lag >= interval '0'),
  -- The first few keys of each kind.
  samples jsonb not null,
  compared_by text not null references countersign_private.person,
  login text not null,
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id(),
  check (index_keys - orphans = source_keys - missing)
);
create index on countersign_private.index_reconciliation (version, id desc);
call countersign_private.guard_facts('countersign_private.index_reconciliation');

-- Records what a comparison found: {"index_table", "source_table", "source_keys", "index_keys", "chunks", "orphans", "missing",
-- "stale", "lag_seconds", "samples": {"orphans": [], "missing": [], "stale": []}}.
create function countersign.record_reconciliation(artifact text, label text, figures jsonb, channel text default 'sql') returns bigint
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  here constant text := session_user;
  who text := require_role('builder', 'reviewer', 'approver', 'lead', 'admin');
  v bigint;
begin
  select x.id into v from version x join artifact a on a.id = x.artifact
    where a.name = record_reconciliation.artifact and x.label = record_reconciliation.label and a.kind = 'embedding_index';
  if v is null then
    perform refuse('CS404', 'index.unknown', format('There is no embedding index %s@%s.', left(artifact, 120), left(label, 60)), '',
      'Register it first, or name another.');
  end if;
  if octet_length(figures::text) > 100000 then
    perform refuse('CS422', 'index.found', 'What was found is longer than 100,000 bytes.', '', 'Name fewer keys.');
  end if;
  begin
    insert into index_reconciliation (version, index_table, source_table, source_keys, index_keys, chunks, orphans, missing, stale, lag,
      samples, compared_by, login)
    select v, r.index_table, r.source_table, r.source_keys, r.index_keys, r.chunks, r.orphans, r.missing, r.stale,
      make_interval(secs => r.lag_seconds), coalesce(r.samples, '{}'), who, here
    from jsonb_to_record(figures) r (index_table text, source_table text, source_keys bigint, index_keys bigint, chunks bigint, orphans bigint,
      missing bigint, stale bigint, lag_seconds double precision, samples jsonb);
  exception when check_violation or not_null_violation or data_exception then
    perform refuse('CS422', 'index.found', 'The figures of the comparison do not fit together.',
      'Keys of the index without its orphans are those of the source without what is missing.', 'Compare again.');
  end;
  return record_activity('index.compare', 'version', artifact || '@' || label, '', figures - 'samples', channel);
end $$;

-- The last comparison of the indexes that stand for these places.
create function countersign.index_states(nodes bigint[], moment timestamptz default null)
returns table (node bigint, source_keys bigint, index_keys bigint, chunks bigint, orphans bigint, missing bigint, stale bigint,
  lag_seconds double precision, source_table text, recorded_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
begin
  if not has_role('viewer') then
    perform refuse('CS403', 'right.missing', 'Lineage is read by viewers.', '', 'Ask an administrator for the right.');
  end if;
  return query
    select l.node, r.source_keys, r.index_keys, r.chunks, r.orphans, r.missing, r.stale, extract(epoch from r.lag)::double precision,
      r.source_table, r.recorded_at
    from lineage_version l cross join lateral (
      select x.* from index_reconciliation x where x.version = l.version and (moment is null or x.recorded_at <= moment)
      order by x.id desc limit 1) r
    where l.node = any (nodes);
end $$;

call countersign_private.make_views('index_reconciliation', $$
  select r.id, a.name as artifact, v.label, r.index_table, r.source_table, r.source_keys, r.index_keys, r.chunks, r.orphans, r.missing,
    r.stale, r.lag, r.samples, r.compared_by, r.recorded_at
  from countersign_private.index_reconciliation r join countersign_private.version v on v.id = r.version
  join countersign_private.artifact a on a.id = v.artifact where {fact r} $$);
grant select on countersign.index_reconciliation, countersign_past.index_reconciliation to countersign_viewer;
grant execute on function countersign.record_reconciliation(text, text, jsonb, text)
  to countersign_builder, countersign_reviewer, countersign_approver, countersign_lead, countersign_admin;
grant execute on function countersign.index_states(bigint[], timestamptz) to countersign_viewer;
