-- Ends a request.
-- takes    $1 receipt, $2 and $3 times of its first and last event
select countersign.close_delivery($1, $2::timestamptz, $3::timestamptz);
