# An index holds what is current, shows it to nobody who could not read it in the store, and no red data but a clean room's.
package countersign.promote

import rego.v1

requirements contains {
  "id": "index.fresh",
  "title": "The index is as fresh as its sources",
  "state": index_fresh_state,
  "value": index_fresh_value,
  "limit": sprintf("at most %v days old, from the newest sources", [data.gate.limits.index_age_days]),
  "evidence": source_words,
  "remedy": "Build it again from the newest versions of its sources.",
  "principle": "measured quality",
}

sources := [pin | some pin in input.pins; pin.kind == "dataset"]

outdated := [pin | some pin in sources; not pin.newer == false]

default index_fresh_state := "unmet"

index_fresh_state := "met" if {
  count(sources) > 0
  count(outdated) == 0
  input.now_seconds >= input.subject.recorded_seconds
  input.now_seconds - input.subject.recorded_seconds <= data.gate.limits.index_age_days * 86400
}

index_fresh_value := concat("", ["built on ", input.subject.recorded_on, outdated_words])

outdated_words := "" if count(outdated) == 0

outdated_words := concat("", ["; newer: ", concat(", ", sort([pin.name | some pin in outdated]))]) if count(outdated) > 0

source_words := concat(", ", sort([concat("@", [pin.name, pin.version]) | some pin in sources]))

requirements contains {
  "id": "index.access",
  "title": "Who may read the index is who may read the store",
  "state": access_state,
  "value": access_value,
  "limit": "the same lists",
  "evidence": access_words,
  "remedy": "Copy the store's grants when the index is built, and register both lists: access and store_grants.",
  "principle": "data protection",
}

access := {name | some name in object.get(input.subject.body, "access", [])}

grants := {name | some name in object.get(input.subject.body, "store_grants", [])}

default access_state := "unmet"

access_state := "met" if {
  count(grants) > 0
  access == grants
}

default access_value := "the lists differ"

access_value := "not recorded" if count(grants) == 0

access_value := sprintf("%v the same", [count(grants)]) if {
  count(grants) > 0
  access == grants
}

only_index := concat(", ", sort([name | some name in access; not name in grants]))

only_store := concat(", ", sort([name | some name in grants; not name in access]))

# sprintf would put quotes around what concat has made.
access_words := concat("", ["only in the index: ", only_index, "; only in the store: ", only_store])

requirements contains {
  "id": "index.clean_room",
  "title": "Red data is in it only as a clean room's output",
  "state": clean_room_state,
  "value": sprintf("%v red sources", [count(red_sources)]),
  "limit": "each a clean room's output",
  "evidence": red_words,
  "remedy": "Index the clean room's output instead, registered with clean_room: true.",
  "principle": "data protection",
}

red_sources := [pin | some pin in sources; object.get(pin.body, "data_class", "red") == "red"]

default clean_room_state := "unmet"

clean_room_state := "met" if {
  every pin in red_sources {
    object.get(pin.body, "clean_room", false) == true
  }
}

red_words := concat(", ", sort([concat("@", [pin.name, pin.version]) | some pin in red_sources]))
