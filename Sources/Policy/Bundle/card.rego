# Its card can be written: what it is for is said, and nobody owes an answer.
package countersign.promote

import rego.v1

requirements contains {
  "id": "card.complete",
  "title": "Its card is complete",
  "state": card_state,
  "value": card_value,
  "limit": "a purpose, and no answer owed",
  "evidence": card_evidence,
  "remedy": "Answer and confirm what is owed: countersign fact list.",
  "principle": "transparency",
}

default card_state := "unmet"

card_state := "met" if {
  input.subject.purpose != ""
  count(input.owed) == 0
}

card_value := sprintf("%v owed", [count(input.owed)]) if input.subject.purpose != ""

card_value := sprintf("no purpose, %v owed", [count(input.owed)]) if input.subject.purpose == ""

card_evidence := concat(", ", sort([owed_words(debt) | some debt in input.owed]))

owed_words(debt) := concat(" ", [debt.key, debt.state, "by", debt.owner]) if is_string(debt.owner)

owed_words(debt) := concat(" ", [debt.key, debt.state]) if not is_string(debt.owner)
