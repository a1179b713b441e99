# It was measured, it reached its limits, and that was not long ago. Only figures with a limit count.
package countersign.promote

import rego.v1

bounded := [figure |
  some figure in input.evaluations
  is_number(figure.value)
  is_number(figure.limit)
  is_number(figure.at_seconds)
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

figure_words(figure) := concat(" ", [figure.suite, figure.metric, figure.words, "by", figure.supplied_by, "on", figure.on])

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
  "evidence": missed_words,
  "remedy": "Mend the version, or record a newer figure.",
  "principle": "measured quality",
}

limited := [figure | some figure in input.evaluations; figure.has_limit == true]

missed := [figure | some figure in bounded; not reaches(figure)]

missed_words := figures_words if count(missed) == 0

missed_words := concat("", ["short of it: ", concat("; ", sort([figure_words(figure) | some figure in missed]))]) if count(missed) > 0

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
  "limit": sprintf("at most %v days old", [age_limit_days]),
  "evidence": figures_words,
  "remedy": "Run its evaluation suite again and record the figures.",
  "principle": "measured quality",
}

# A tier that is not set is held to the strictest limit.
default age_limit_days := 0

age_limit_days := data.gate.limits.evaluation_age_days[known_tier]

# The day, and not the age: what a signer reads does not change by the hour.
default oldest_words := "no figure"

oldest_words := concat(" ", ["oldest of", min([figure.on | some figure in bounded])]) if count(bounded) > 0

is_recent(figure, days) if {
  input.now_seconds >= figure.at_seconds
  input.now_seconds - figure.at_seconds <= days * 86400
}

default fresh_state := "unmet"

fresh_state := "met" if {
  input.evaluations_complete == true
  count(bounded) > 0
  every figure in bounded {
    is_recent(figure, age_limit_days)
  }
}
