-- What waits in the spools of daemons, the one that holds most first.
select spool, requests, bytes, since, is_full, told_at from spool_standing order by requests desc, spool;
