-- Adds a queue, or changes one that was added.
-- takes    $1 key, $2 tier, $3 name, $4 team (null: any reviewer's), $5 persons needed, $6 minutes until it is due, $7 minutes of a claim,
--          $8 reason, $9 channel
-- returns  the number of the activity
select countersign.set_queue($1, $2, $3, $4, $5::integer, make_interval(mins => $6::integer), make_interval(mins => $7::integer), $8, $9);
