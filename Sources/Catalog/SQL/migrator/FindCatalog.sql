-- Whether this database holds a catalog. By name in the system catalogs: to_regclass needs a right to the schema.
select exists (
  select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'countersign' and c.relname = 'migration');
