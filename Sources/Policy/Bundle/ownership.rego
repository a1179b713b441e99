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
