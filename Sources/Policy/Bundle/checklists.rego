# What no measurement shows: each item is a fact that one person has stated and another confirmed.
package countersign.promote

import rego.v1

requirements contains {
  "id": "gdpr.checklist",
  "title": "Data protection was thought through",
  "state": checklist_state(data.gate.checklists.gdpr),
  "value": checklist_value(data.gate.checklists.gdpr),
  "limit": "all confirmed",
  "evidence": checklist_words(data.gate.checklists.gdpr),
  "remedy": checklist_remedy(data.gate.checklists.gdpr),
  "principle": "data protection",
}

requirements contains {
  "id": "soc2.checklist",
  "title": "Its controls are in place",
  "state": checklist_state(data.gate.checklists.soc2),
  "value": checklist_value(data.gate.checklists.soc2),
  "limit": "all confirmed",
  "evidence": checklist_words(data.gate.checklists.soc2),
  "remedy": checklist_remedy(data.gate.checklists.soc2),
  "principle": "security",
}

requirements contains {
  "id": "drift.monitored",
  "title": "Its drift is watched",
  "state": checklist_state(data.gate.checklists.drift),
  "value": checklist_value(data.gate.checklists.drift),
  "limit": "all confirmed",
  "evidence": checklist_words(data.gate.checklists.drift),
  "remedy": checklist_remedy(data.gate.checklists.drift),
  "principle": "measured quality",
}

confirmed contains key if {
  some key, fact in input.facts
  fact.state == "confirmed"
}

confirmed_items(items) := [key | some key in items; key in confirmed]

open_items(items) := [key | some key in items; not key in confirmed]

checklist_state(items) := "met" if {
  count(items) > 0
  count(open_items(items)) == 0
} else := "unmet"

checklist_value(items) := sprintf("%v of %v", [count(confirmed_items(items)), count(items)])

# What was said, who said it, who confirmed it, and when.
said_of(key, member) := object.get(object.get(input.facts, key, {}), member, "")

item_words(key) := concat("", [
  key, ": ", said_of(key, "value"), ", by ", said_of(key, "by"),
  ", confirmed by ", said_of(key, "confirmed_by"), " on ", said_of(key, "on"),
])

checklist_words(items) := concat("; ", [item_words(key) | some key in items; key in confirmed])

checklist_remedy(items) := concat("", ["State and confirm ", concat(", ", open_items(items)), ": countersign fact set, fact confirm."]) if {
  count(open_items(items)) > 0
} else := "Nothing needs to be done."
