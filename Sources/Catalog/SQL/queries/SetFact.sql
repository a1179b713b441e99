-- States a fact.
-- takes    $1 artifact, $2 key, $3 value, $4 reason, $5 version's selector, $6 effective_at, $7 channel
select fact, answer, activity from countersign.set_fact($1, $2, $3, $4, $5, $6::timestamptz, $7);
