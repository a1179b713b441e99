-- The text of a promotion's newest revision.
-- takes    $1 promotion
select d.revision, d.body, d.digest, d.gate_digest, d.policy_digest from decision_text d where d.promotion = $1 order by d.revision desc limit 1;
