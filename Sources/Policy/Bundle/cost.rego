# What a call costs and how long it takes was measured, and is capped.
package countersign.promote

import rego.v1

requirements contains {
  "id": "cost.capped",
  "title": "What it costs is measured and capped",
  "state": state_of_measure(data.gate.metrics.cost),
  "value": value_of_measure(data.gate.metrics.cost),
  "limit": "within a cap",
  "evidence": words_of_measure(data.gate.metrics.cost),
  "remedy": "Record what a call costs with the cap it must keep.",
  "principle": "economy",
}

requirements contains {
  "id": "latency.slo",
  "title": "How long it takes is measured and within its objective",
  "state": state_of_measure(data.gate.metrics.latency),
  "value": value_of_measure(data.gate.metrics.latency),
  "limit": "within its objective",
  "evidence": words_of_measure(data.gate.metrics.latency),
  "remedy": "Record its 95th percentile with the objective it must keep.",
  "principle": "reliability",
}

measures(names) := [figure |
  some figure in bounded
  figure.metric in names
]

missed_measures(names) := [figure | some figure in measures(names); not reaches(figure)]

state_of_measure(names) := "met" if {
  input.evaluations_complete == true
  count(measures(names)) > 0
  count(missed_measures(names)) == 0
} else := "unmet"

value_of_measure(names) := concat(", ", sort([figure.words | some figure in measures(names)])) if {
  count(measures(names)) > 0
} else := "not measured"

words_of_measure(names) := concat("; ", sort([figure_words(figure) | some figure in measures(names)]))
