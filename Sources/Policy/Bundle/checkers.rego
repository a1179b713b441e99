# The checkers that this tier needs were seen at work on it.
package countersign.promote

import rego.v1

requirements contains {
  "id": "checkers.reporting",
  "title": "Its safety checkers report",
  "state": checkers_state,
  "value": sprintf("%v of %v", [count(seen_checkers), count(needed_checkers)]),
  "limit": concat(", ", needed_checkers),
  "evidence": checkers_words,
  "remedy": "Let a service call it behind these checkers, on staging first.",
  "principle": "safety",
}

default needed_checkers := []

needed_checkers := data.gate.checkers[known_tier]

is_seen(checker) if {
  some seen in input.checkers
  startswith(seen, checker)
}

seen_checkers := [checker | some checker in needed_checkers; is_seen(checker)]

default checkers_state := "unmet"

checkers_state := "met" if {
  count(needed_checkers) > 0
  count(seen_checkers) == count(needed_checkers)
}

checkers_words := concat("", ["seen in 30 days: ", concat(", ", input.checkers)])
