-- Says whether a queue keeps items for who reads their language.
-- takes    $1 queue, $2 whether, $3 reason, $4 channel
-- returns  the number of the activity
select countersign.set_queue_routing($1, $2::boolean, $3, $4);
