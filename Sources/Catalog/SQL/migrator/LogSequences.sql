-- Has each sequence write its next values to the log before it gives one. At wal_level minimal Postgres (15.18) leaves that out, for up
-- to 32 values, of a sequence that was used in the transaction that made it: after a crash it would give them a second time.
do $$
declare
  s record;
begin
  if current_setting('wal_level') <> 'minimal' then return; end if;
  for s in select format('%I.%I', q.schemaname, q.sequencename) as name, q.increment_by from pg_sequences q
      where q.schemaname like 'countersign%' loop
    execute format('alter sequence %s increment by %s', s.name, s.increment_by);
  end loop;
end $$;
