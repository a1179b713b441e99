-- Keeps what was refused.
-- takes    $1 receipt, $2 line, $3 code, $4 reason, $5 bytes
-- returns  whether it is new
select countersign.quarantine($1, $2, $3, $4, $5::bytea);
