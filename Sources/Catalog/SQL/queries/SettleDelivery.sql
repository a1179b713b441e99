-- Says what became of a try.
-- takes    $1 delivery, $2 fence, $3 status of the answer or null, $4 what stood in the way, $5 seconds to wait or null
-- returns  the state it is in now; lost when another daemon has it
select countersign.settle_delivery($1::uuid, $2, $3, $4, $5);
