-- One migrator at a time; others wait. A lock on the table, which its owner alone can take: any login of a catalog can hold
-- an advisory one for ever. Before there is a catalog it has no logins.
do $$
begin
  if to_regclass('countersign_private.migration') is null then
    perform pg_advisory_xact_lock(hashtextextended('countersign.migrate', 0));
  end if;
  if to_regclass('countersign_private.migration') is not null then
    lock table countersign_private.migration in share row exclusive mode;
  end if;
end $$;
