-- Keeps what the policy has decided about a set of facts.
-- takes    $1 policy, $2 digest of the facts, $3 decision, $4 engine
-- returns  how many generations it was applied to
select countersign.decide_tier($1, $2, $3::jsonb, $4);
