-- Puts a request off by further months.
-- takes    $1 the request, $2 months, $3 why, $4 the channel
select countersign.extend_request($1, $2, $3, $4);
