-- What became of an event of a producer.
-- takes    $1 SHA-256 of the token (null where none is asked for), $2 the producer then, $3 its event
select state, generation, tier, item, outcome, decision, delivery, harm, settled_at, left_at, corrected, masked
from countersign.outcome_of_event($1::bytea, $2, $3);
