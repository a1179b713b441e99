-- What became of a generation under review. No row until it has left.
-- takes    $1 generation, $2 item (one of them null), $3 channel
select generation_id, item_id, outcome, decision, delivery, harm, settled_at, left_at, corrected, masked
from countersign.read_outcome($1::uuid, $2, $3);
