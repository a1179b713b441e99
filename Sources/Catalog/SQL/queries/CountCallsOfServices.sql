-- Keeps what services counted of their calls.
-- takes    $1 receipt, $2 JSON: a list of service, at, series, count
-- returns  how many series
select countersign.count_calls_of_services($1, $2::jsonb);
