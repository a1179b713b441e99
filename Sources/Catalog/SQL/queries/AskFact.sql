-- Asks a person for a fact.
-- takes    $1 artifact, $2 key, $3 question, $4 due, $5 owner, $6 channel
select fact, activity from countersign.ask_fact($1, $2, $3, $4::timestamptz, $5, $6);
