# It was measured, it reached its limits, and that was not long ago. Only figures with a limit count.
package countersign.promote

import rego.v1

bounded := [figure |
  some figure in input.evaluations
  is_number(figure.value)
  is_number(figure.limit)
  is_number(figure.age_seconds)
]

reaches(figure) if {
  figure.at_least == true
  figure.value >= figure.limit
}

reaches(figure) if {
  figure.at_least == false
  figure.value <= figure.limit
}

reached := [figure | some figure in bounded; reaches(figure)]

figure_words(figure) := concat(" ", [figure.suite, figure.metric, figure.words, "by", figure.supplied_by])

figures_words := concat("; ", sort([figure_words(figure) | some figure in bounded]))

requirements contains {
  "id": "evals.recorded",
  "title": "It has been evaluated",
  "state": recorded_state,
  "value": sprintf("%v figures", [count(bounded)]),
  "limit": "at least 1 with a limit",
  "evidence": figures_words,
  "remedy": "Run its evaluation suite and record the figures.",
  "principle": "measured quality",
}

default recorded_state := "unmet"

recorded_state := "met" if count(bounded) > 0

# Also unmet when figures were left out, and when one with a limit cannot be compared.
requirements contains {
  "id": "evals.met",
  "title": "Its evaluations reach their limits",
  "state": reached_state,
  "value": sprintf("%v of %v", [count(reached), count(limited)]),
  "limit": "all",
  "evidence": figures_words,
  "remedy": "Mend the version, or record a newer figure.",
  "principle": "measured quality",
}

limited := [figure | some figure in input.evaluations; figure.has_limit == true]

default reached_state := "unmet"

reached_state := "met" if {
  input.evaluations_complete == true
  count(limited) > 0
  count(reached) == count(limited)
}

requirements contains {
  "id": "evals.fresh",
  "title": "Its evaluations are recent",
  "state": fresh_state,
  "value": oldest_words,
  "limit": sprintf("at most %v days", [age_limit_days]),
  "evidence": figures_words,
  "remedy": "Run its evaluation suite again and record the figures.",
  "principle": "measured quality",
}

# A tier that is not set is held to the strictest limit.
default age_limit_days := 0

age_limit_days := data.gate.limits.evaluation_age_days[known_tier]

ages := [figure.age_seconds | some figure in bounded]

default oldest_words := "no figure"

oldest_words := sprintf("oldest %v days", [floor(max(ages) / 86400)]) if count(ages) > 0

default fresh_state := "unmet"

fresh_state := "met" if {
  input.evaluations_complete == true
  count(ages) > 0
  min(ages) >= 0
  max(ages) <= age_limit_days * 86400
}
