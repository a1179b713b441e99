-- Begins a request of a producer, whose token is asked once more.
-- takes    $1 SHA-256 of its token and, after it, of its certificate, or null, $2 what it brings, $3 the producer where there is no token, $4 format, $5 origin
-- returns  the number of its receipt
select countersign.open_delivery($1::bytea, $2, $3, $4, $5);
