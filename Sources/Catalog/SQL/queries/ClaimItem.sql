-- Leases a slot of one item.
-- takes    $1 item, $2 channel
select item_id, slot, fence, until from countersign.claim($1, $2);
