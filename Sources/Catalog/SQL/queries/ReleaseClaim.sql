-- Puts an item back.
-- takes    $1 item, $2 slot, $3 fence, $4 channel
-- returns  the number of the activity
select countersign.release($1, $2, $3, $4);
