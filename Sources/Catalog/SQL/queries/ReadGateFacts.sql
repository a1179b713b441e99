-- What a gate would be told of a version now, and the policy in force.
-- takes    $1 artifact, $2 selector, $3 environment
select facts, at, policy_artifact, policy_label, policy_body, policies from countersign.gate_facts($1, $2, $3);
