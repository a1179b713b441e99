-- Shows that one holds a key of one's own.
-- takes    $1 fingerprint, $2 envelope, $3 channel
select countersign.prove_key($1, $2, $3);
