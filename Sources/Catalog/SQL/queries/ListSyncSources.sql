-- The sources that are followed, by name.
select name, kind, address, team, owner, extract(epoch from every)::bigint, alias, environment, due, is_running, started_at, ended_at, outcome,
  coalesce(seen, 0), coalesce(added, 0), coalesce(changed, 0), coalesce(gone, 0), coalesce(refused, 0), coalesce(detail, ''), there, missing,
  orders_waiting, orders_set, order_words, full_at, patterns
from countersign.sync_sources();
