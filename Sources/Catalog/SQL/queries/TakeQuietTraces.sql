-- Parts of traces of one producer to which nothing has come for a while, locked until the transaction ends.
-- takes    $1 seconds, $2 how many traces
-- returns  producer, trace and body of each part, in the order they came
select producer, trace_id, body from countersign.take_quiet_traces(make_interval(secs => $1::double precision), $2::integer);
