# Neither it nor what it pins has been retired.
package countersign.promote

import rego.v1

requirements contains {
  "id": "artifact.current",
  "title": "It is not retired",
  "state": artifact_state,
  "value": artifact_value,
  "limit": "in use",
  "evidence": "the registry's record of the artifact",
  "remedy": "Promote what took its place.",
  "principle": "traceability",
}

default artifact_state := "unmet"

artifact_state := "met" if input.subject.retired == false

default artifact_value := "retired, or nobody knows"

artifact_value := "in use" if input.subject.retired == false

requirements contains {
  "id": "pins.current",
  "title": "What it pins is not retired",
  "state": pins_state,
  "value": sprintf("%v pinned", [count(input.pins)]),
  "limit": "none retired",
  "evidence": pins_evidence,
  "remedy": "Pin what took its place.",
  "principle": "traceability",
}

current_pins := [pin | some pin in input.pins; pin.retired == false]

default pins_state := "unmet"

pins_state := "not_applicable" if count(input.pins) == 0

pins_state := "met" if {
  count(input.pins) > 0
  count(current_pins) == count(input.pins)
}

pins_evidence := "It pins nothing." if count(input.pins) == 0

pins_evidence := concat(", ", [pin_words(pin) | some pin in input.pins]) if count(input.pins) > 0

pin_words(pin) := concat("", [pin.name, "@", pin.version]) if pin.retired == false

pin_words(pin) := concat("", [pin.name, "@", pin.version, " (retired, or nobody knows)"]) if not pin.retired == false
