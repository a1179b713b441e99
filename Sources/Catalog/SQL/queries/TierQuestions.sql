-- Sets of facts that wait for a decision, with the policy in force.
-- takes    $1 at most so many
select policy, bundle, digest, facts from countersign.tier_questions($1);
