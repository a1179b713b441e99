-- Row security of a table, policy by policy.
-- takes    $1 SCHEMA.TABLE
select p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
  array(select case r when 0 then 'PUBLIC' else pg_get_userbyid(r) end from unnest(p.polroles) r order by 1),
  pg_get_expr(p.polqual, p.polrelid)
from pg_catalog.pg_policy p where p.polrelid = to_regclass($1) order by p.polname;
