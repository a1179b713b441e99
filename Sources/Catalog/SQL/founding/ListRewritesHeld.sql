-- Tables whose rewriting would copy removed rows: a transaction of the server is older than the removal, or a session of
-- this database still sees what was there before it.
-- returns  the table, the process of the oldest such session, null for a prepared transaction
select d.relation, (
  select a.pid from pg_stat_activity a
  where a.pid <> pg_backend_pid() and age(coalesce(a.backend_xmin, a.backend_xid)) >= age(d.xid::xid)
  order by age(coalesce(a.backend_xmin, a.backend_xid)) desc limit 1)
from countersign_private.rewrite_due d
where d.xid >= pg_snapshot_xmin(pg_current_snapshot())
  or exists (select from pg_stat_activity a where a.datname = current_database() and a.pid <> pg_backend_pid()
    and a.backend_xmin is not null and age(a.backend_xmin) >= age(d.xid::xid))
order by d.relation;
