-- Full windows of the running stream of a rule, in their order.
-- takes    $1 rule
select w.number, w.calls, w.hits, coalesce(w.buckets::text[], '{}'), coalesce(w.counts::text[], '{}'), w.at from countersign.monitor_windows($1) w;
