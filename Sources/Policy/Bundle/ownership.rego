# Somebody answers for it, and how much care it needs is known.
package countersign.promote

import rego.v1

requirements contains {
  "id": "owner.named",
  "title": "An owner answers for it",
  "state": owner_state,
  "value": named_owner,
  "limit": "a person",
  "evidence": "the registry's record of the artifact",
  "remedy": "Register the next version with --owner.",
  "principle": "accountability",
}

default named_owner := "nobody"

named_owner := input.subject.owner if {
  is_string(input.subject.owner)
  input.subject.owner != ""
}

default owner_state := "unmet"

owner_state := "met" if named_owner == input.subject.owner

requirements contains {
  "id": "tier.set",
  "title": "Its risk tier is set",
  "state": tier_state,
  "value": known_tier,
  "limit": "low, medium or high",
  "evidence": "the registry's record of the artifact",
  "remedy": "Register the next version with --tier.",
  "principle": "proportionality",
}

default known_tier := "none"

known_tier := input.subject.tier if input.subject.tier in {"low", "medium", "high"}

default tier_state := "unmet"

tier_state := "met" if known_tier == input.subject.tier

requirements contains {
  "id": "reviewers.named",
  "title": "Somebody reviews what it writes",
  "state": reviewers_state,
  "value": sprintf("%v reviewers", [count(input.reviewers)]),
  "limit": "at least 1, and not the owner alone",
  "evidence": concat(", ", input.reviewers),
  "remedy": "Ask an administrator to give a person the right of reviewer.",
  "principle": "human oversight",
}

default reviewers_state := "unmet"

reviewers_state := "met" if {
  some reviewer in input.reviewers
  reviewer != named_owner
}

requirements contains {
  "id": "quorum.reachable",
  "title": "Enough people can sign it",
  "state": quorum_state,
  "value": sprintf("%v can sign", [count(input.quorum.can_sign)]),
  "limit": sprintf("at least %v", [input.quorum.needed]),
  "evidence": concat(", ", input.quorum.can_sign),
  "remedy": "Ask an administrator for approvers outside the author's team.",
  "principle": "four eyes",
}

default quorum_state := "unmet"

quorum_state := "met" if count(input.quorum.can_sign) >= input.quorum.needed
