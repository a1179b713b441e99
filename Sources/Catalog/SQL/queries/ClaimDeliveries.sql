-- Takes deliveries that are due, for a minute.
-- takes    $1 a name no other process has, $2 how many at most
-- returns  delivery, fence, webhook, address, body, seconds since 1970, signature
select delivery::text, fence, webhook, url, body, stamp, signature from countersign.claim_deliveries($1, $2);
