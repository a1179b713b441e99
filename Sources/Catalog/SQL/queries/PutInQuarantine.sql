-- Keeps what was refused of a batch.
-- takes    $1 receipt, and of each record: $2 lines, $3 codes, $4 reasons, $5 bytes
-- returns  how many are new
select countersign.quarantine_each($1, $2, $3, $4, $5);
