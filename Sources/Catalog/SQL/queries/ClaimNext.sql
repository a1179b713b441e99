-- Leases the slot that is due first. No row when nothing waits.
-- takes    $1 tier, $2 queue (null: any), $3 channel
select item, slot, fence, until from countersign.claim_next($1, $2, $3);
