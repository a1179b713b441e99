-- A question for the gatekeeper, leased to it; no row when none waits.
-- takes    $1 holder, $2 engine, $3 lease in seconds
select question, promotion, facts, at, policy_artifact, policy_label, policy_body, policies
from countersign.take_gate_question($1, $2, make_interval(secs => $3::double precision));
