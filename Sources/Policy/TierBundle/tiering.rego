# Which tier a generation has, who reviews it and until when. Asked once for every distinct set of facts.
package countersign.tier

import rego.v1

severe contains flag if {
  some flag in input.flags
  flag.severity == 2
}

looked_at contains flag if {
  some flag in input.flags
  flag.severity == 1
}

personal if {
  some flag in input.flags
  flag.category == "privacy_pii"
}

given(class) if class in input.retrieved

given(class) if input.data_class == class

# A checker that is required here and has not said anything, or has failed.
missing contains checker if {
  some checker in required
  not checker in input.checkers
}

required := object.get(data.tiering.required_checkers, name, []) if name := input.service

default required := []

failed contains checker if some checker in input.failed

high contains "tier.severe_flag" if count(severe) > 0

high contains "tier.checkers_disagree" if count(input.disagree) > 0

high contains "tier.red_data" if given("red")

high contains "tier.personal_data" if {
  personal
  given("yellow")
  input.user_facing != false
}

medium contains "tier.flag" if count(looked_at) > 0

medium contains "tier.checker_missing" if count(missing) > 0

medium contains "tier.checker_failed" if count(failed) > 0

# What waits for us is not left waiting unseen.
medium contains "tier.held" if input.delivery == "held"

default tier := "low"

tier := "high" if count(high) > 0

tier := "medium" if {
  count(high) == 0
  count(medium) > 0
}

rules := {"high": high, "medium": medium, "low": {"tier.nothing_found"}}

rule := min(rules[tier])

reasons := sort([reason | some reason in said])

said contains sprintf("checkers disagree on %v", [category]) if some category in input.disagree

said contains "red data" if given("red")

said contains sprintf("%v did not check it", [checker]) if some checker in missing

said contains sprintf("%v failed", [checker]) if some checker in failed

said contains "the service waits" if input.delivery == "held"

limits := data.tiering.queues[tier]

# Text of personal data stays covered until a reviewer reveals it.
masking := [category | some category in data.tiering.masked; personal]

decision := {
  "allow": false,
  "tier": tier,
  "queue": limits.queue,
  "needed": limits.needed,
  "due_seconds": due,
  "masking": masking,
  "rule": rule,
  "reasons": reasons,
}

default due := 86400

due := limits.due_seconds if input.delivery != "held"

due := limits.held_seconds if input.delivery == "held"
