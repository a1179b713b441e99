-- Takes an item from whoever holds it, as a lead.
-- takes    $1 item, $2 reason, $3 channel
select item_id, slot, fence, until, activity from countersign.take_over($1, $2, $3);
