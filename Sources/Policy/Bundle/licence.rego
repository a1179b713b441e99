# Models and data are used under a licence the office knows, or under the contract with the vendor they come from.
package countersign.promote

import rego.v1

requirements contains {
  "id": "licence.allowed",
  "title": "Its models and data are used under a known licence",
  "state": licence_state,
  "value": licence_value,
  "limit": concat(", ", data.gate.licences),
  "evidence": licence_words,
  "remedy": "Register the next version with its licence, or take another.",
  "principle": "lawfulness",
}

licensed_kinds := {"model", "dataset"}

own_things := [thing |
  input.subject.kind in licensed_kinds
  thing := {"name": concat("@", [input.subject.artifact, input.subject.version]), "body": input.subject.body}
]

pinned_things := [thing |
  some pin in input.pins
  pin.kind in licensed_kinds
  thing := {"name": concat("@", [pin.name, pin.version]), "body": pin.body}
]

licensed := array.concat(own_things, pinned_things)

terms(thing) := object.get(thing.body, "licence", object.get(thing.body, "contract", "none said"))

is_licensed(thing) if object.get(thing.body, "licence", "") in data.gate.licences

# A contract names the vendor's version that is pinned.
is_licensed(thing) if {
  some vendor in input.vendors
  object.get(thing.body, "contract", "") == concat("@", [vendor.name, vendor.version])
}

unlicensed := [thing.name | some thing in licensed; not is_licensed(thing)]

default licence_state := "unmet"

licence_state := "not_applicable" if count(licensed) == 0

licence_state := "met" if {
  count(licensed) > 0
  count(unlicensed) == 0
}

licence_value := sprintf("%v of %v", [count(licensed) - count(unlicensed), count(licensed)])

licence_words := "It uses neither model nor data." if count(licensed) == 0

licence_words := concat("; ", sort([concat(": ", [thing.name, terms(thing)]) | some thing in licensed])) if count(licensed) > 0
