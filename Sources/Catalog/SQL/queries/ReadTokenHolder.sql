-- Whose token this is.
-- takes    $1 SHA-256 of the token and, after it, of the certificate that came with it, $2 what it is to be used for
-- returns  the producer
select countersign.token_holder($1::bytea, $2);
