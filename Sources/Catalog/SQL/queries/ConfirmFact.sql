-- Confirms the answer that was read.
-- takes    $1 fact, $2 answer, $3 reason, $4 channel
select countersign.confirm_fact($1::bigint, $2::bigint, $3, $4);
