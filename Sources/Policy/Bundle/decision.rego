# Whether a version may be promoted: the document every engine is asked for.
package countersign.promote

import rego.v1

# Which ids must appear stands in data.json, not here; who asks checks the answer against it once more.
expected_ids contains entry.id if {
  some entry in data.gate.lists[data.gate.expected[input.environment][tier_key][input.subject.kind]]
}

default tier_key := "unset"

tier_key := input.subject.tier if is_string(input.subject.tier)

default allow := false

allow if {
  count(expected_ids) > 0
  count(deny) == 0
}

# A set, and not a question for each id: an engine goes through the requirements once.
answered_ids contains requirement.id if {
  some requirement in requirements
  requirement.state in {"met", "not_applicable"}
}

deny := expected_ids - answered_ids

decision := {
  "allow": allow,
  "deny": [id | some id in deny],
  "warn": [],
  "policy_revision": data.bundle.revision,
  "requirements": [requirement | some requirement in requirements],
}
