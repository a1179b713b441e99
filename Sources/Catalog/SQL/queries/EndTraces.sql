-- Says that traces have been put together.
-- takes    $1 producer, $2 trace ids, in hexadecimal
select countersign.end_traces($1, array(select decode(x, 'hex') from unnest($2::text[]) x));
