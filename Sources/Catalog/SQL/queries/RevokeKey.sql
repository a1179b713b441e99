-- Revokes a key.
-- takes    $1 fingerprint, $2 reason, $3 channel
select countersign.revoke_key($1, $2, $3);
