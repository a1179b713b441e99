-- What the system catalogs of a database with pgvector say of a table of vectors: its first such column, or the one named.
-- takes    $1 SCHEMA.TABLE, $2 column (null: the first)
select n.nspname || '.' || c.relname, a.attname, t.typname, nullif(a.atttypmod, -1), c.relrowsecurity, pg_get_userbyid(c.relowner),
  (select x.extversion from pg_catalog.pg_extension x where x.extname = 'vector'), am.amname, o.opcname,
  array(select y from unnest(i.reloptions) y order by y), x.indisvalid
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type t on t.oid = a.atttypid and t.typname in ('vector', 'halfvec', 'sparsevec')
left join lateral (
  select y.* from pg_catalog.pg_index y join pg_catalog.pg_class z on z.oid = y.indexrelid join pg_catalog.pg_am w on w.oid = z.relam
  where y.indrelid = c.oid and a.attnum = any (y.indkey::int2[]) and w.amname in ('hnsw', 'ivfflat')
  order by y.indisvalid desc, y.indexrelid limit 1) x on true
left join pg_catalog.pg_class i on i.oid = x.indexrelid left join pg_catalog.pg_am am on am.oid = i.relam
left join pg_catalog.pg_opclass o on o.oid = any (x.indclass::oid[])
where c.oid = to_regclass($1) and ($2::text is null or a.attname = $2) order by a.attnum limit 1;
