-- Who may do what with a table, by its access list; PUBLIC is everybody.
-- takes    $1 SCHEMA.TABLE
select case g.grantee when 0 then 'PUBLIC' else pg_get_userbyid(g.grantee) end,
  array_agg(g.privilege_type || case when g.is_grantable then ' with grant option' else '' end order by g.privilege_type)
from pg_catalog.pg_class c cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
where c.oid = to_regclass($1) group by g.grantee order by 1;
