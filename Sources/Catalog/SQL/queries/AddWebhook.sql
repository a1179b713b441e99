-- Names an address and what it is told.
-- takes    $1 name, $2 address, $3 events, $4 reason, $5 channel
-- returns  the number of the activity, and the secret, this once
select activity, secret from countersign.add_webhook($1, $2, $3::text[], $4, $5);
