# Somebody has tried to break it, lately, and did not get further than was bearable.
package countersign.promote

import rego.v1

requirements contains {
  "id": "redteam.fresh",
  "title": "It was attacked lately and held",
  "state": redteam_state,
  "value": redteam_value,
  "limit": sprintf("within its limit, at most %v days old", [redteam_limit_days]),
  "evidence": redteam_words,
  "remedy": "Run the red-team suite and record its figures.",
  "principle": "safety",
}

attacks := [figure |
  some figure in bounded
  some prefix in data.gate.suites.redteam
  startswith(figure.suite, prefix)
]

default redteam_limit_days := 0

redteam_limit_days := data.gate.limits.redteam_age_days[known_tier]

default redteam_state := "unmet"

redteam_state := "met" if {
  input.evaluations_complete == true
  count(attacks) > 0
  every figure in attacks {
    reaches(figure)
    is_recent(figure, redteam_limit_days)
  }
}

default redteam_value := "no attack is recorded"

redteam_value := concat(" ", ["oldest of", min([figure.on | some figure in attacks])]) if count(attacks) > 0

redteam_words := concat("; ", sort([figure_words(figure) | some figure in attacks]))
