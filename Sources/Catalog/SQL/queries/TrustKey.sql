-- Trusts another person's key.
-- takes    $1 fingerprint, $2 reason, $3 until (null: a year), $4 channel
select countersign.trust_key($1, $2, $3::timestamptz, $4);
