-- Which event stands for each answer of a provider: the first that claimed it.
-- takes    $1 producer, $2 ids of answers, $3 ids of events, in the same order
-- returns  id of an answer, id of an event
select response_id, event_id from countersign.claim_responses($1, $2::text[], $3::text[]);
