# Put to live prompts beside the versions before it, it answers no worse. Undecided blocks high tier alone, and a tier that
# is not set.
package countersign.promote

import rego.v1

requirements contains {
  "id": "shadow.no_regress",
  "title": "It answers live prompts no worse",
  "state": shadow_state,
  "value": shadow_value,
  "limit": shadow_limit,
  "evidence": shadow_evidence,
  "remedy": "Run a shadow-eval against what production serves, or mend the version.",
  "principle": "measured quality",
}

default shadow_state := "unmet"

shadow_state := "not_applicable" if input.shadow.expected == false

shadow_state := "not_applicable" if {
  input.shadow.expected == true
  input.shadow.verdict == null
  known_tier in {"low", "medium"}
}

shadow_state := "met" if {
  input.shadow.expected == true
  input.shadow.verdict == "pass"
  input.shadow.covers == true
}

shadow_state := "met" if {
  input.shadow.expected == true
  input.shadow.verdict in {"pass", "undecided"}
  known_tier in {"low", "medium"}
}

default shadow_value := "nobody knows"

shadow_value := "no endpoint is set" if input.shadow.expected == false

shadow_value := "no shadow run is closed" if {
  input.shadow.expected == true
  input.shadow.verdict == null
}

shadow_value := sprintf("%v, %v pairs", [input.shadow.verdict, input.shadow.pairs]) if {
  is_string(input.shadow.verdict)
  input.shadow.covers == true
}

shadow_value := sprintf("%v, %v pairs, not compared with what production serves", [input.shadow.verdict, input.shadow.pairs]) if {
  is_string(input.shadow.verdict)
  input.shadow.covers == false
}

default shadow_limit := "pass"

shadow_limit := "not regressed" if known_tier in {"low", "medium"}

default shadow_evidence := "no shadow run"

shadow_evidence := concat("", ["shadow run ", input.shadow.run, " against ", concat(", ", input.shadow.against)]) if is_string(input.shadow.run)
