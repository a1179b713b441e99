# Who talks to it or reads from it is told that it is a machine (AI Act, Art. 50).
package countersign.promote

import rego.v1

requirements contains {
  "id": "disclosure.art50",
  "title": "People are told that a machine writes",
  "state": disclosure_state,
  "value": disclosure_value,
  "limit": "a disclosure, where people read it",
  "evidence": disclosure_words,
  "remedy": "Pin a template in the role of disclosure, or name one in the body: disclosure.",
  "principle": "transparency",
}

disclosures := [concat("@", [pin.name, pin.version]) | some pin in input.pins; pin.role == "disclosure"]

said := object.get(input.subject.body, "disclosure", "")

is_internal if object.get(input.subject.body, "user_facing", true) == false

is_disclosed if count(disclosures) > 0

is_disclosed if {
  is_string(said)
  said != ""
}

is_disclosed if "art50_disclosure" in confirmed

default disclosure_state := "unmet"

disclosure_state := "met" if is_disclosed

disclosure_state := "not_applicable" if {
  is_internal
  not is_disclosed
}

default disclosure_value := "nothing is said"

disclosure_value := "disclosed" if is_disclosed

disclosure_value := "nobody outside reads it" if {
  is_internal
  not is_disclosed
}

default disclosure_words := ""

disclosure_words := concat(", ", disclosures) if count(disclosures) > 0

disclosure_words := "Its body says user_facing: false." if {
  is_internal
  not is_disclosed
}
