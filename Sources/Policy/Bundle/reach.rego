# The data it reaches may go where it goes. A vendor without a word about it takes green data alone; a service outside the house
# takes no more than data.json says, whatever its contract.
package countersign.promote

import rego.v1

class_rank := {"green": 1, "yellow": 2, "red": 3}

requirements contains {
  "id": "data.class",
  "title": "Its data may go where it goes",
  "state": class_state,
  "value": class_value,
  "limit": class_limit,
  "evidence": class_evidence,
  "remedy": "Take a model on our own premises, a vendor whose contract bears this class, or data of a lower class.",
  "principle": "data protection",
}

# Datasets nobody has classed are unmet: unknown is not green.
reaches_data if count(input.data.from) > 0

default data_class := "green"

data_class := input.data["class"] if is_string(input.data["class"])

ceiling(vendor) := vendor.ceiling if vendor.on_premises == true

ceiling(vendor) := vendor.ceiling if {
  vendor.on_premises == false
  class_rank[vendor.ceiling] <= class_rank[data.gate.limits.service_class]
}

ceiling(vendor) := data.gate.limits.service_class if {
  vendor.on_premises == false
  class_rank[vendor.ceiling] > class_rank[data.gate.limits.service_class]
}

bears(vendor) if class_rank[data_class] <= class_rank[ceiling(vendor)]

default class_state := "unmet"

class_state := "met" if {
  count(input.data.unclassed) == 0
  every vendor in input.vendors {
    bears(vendor)
  }
}

default class_value := "green"

class_value := data_class if {
  count(input.data.unclassed) == 0
  reaches_data
}

class_value := concat("", [data_class, sprintf(" and %v of no known class", [count(input.data.unclassed)])]) if count(input.data.unclassed) > 0

class_limit := "no vendor is reached" if count(input.vendors) == 0

class_limit := concat(", ", sort([vendor_words(vendor) | some vendor in input.vendors])) if count(input.vendors) > 0

vendor_words(vendor) := concat(" ", [vendor.name, "up to", ceiling(vendor)])

class_words := sort([concat(" ", [source.name, source["class"]]) | some source in input.data.from])

unclassed_words := sort([concat(" ", [name, "unclassed"]) | some name in input.data.unclassed])

class_evidence := concat("; ", array.concat(class_words, unclassed_words))

requirements contains {
  "id": "vendor.dpa",
  "title": "The vendor's data processing agreement holds",
  "state": dpa_state,
  "value": dpa_value,
  "limit": sprintf("at least %v days left", [data.gate.limits.dpa_days_left]),
  "evidence": dpa_evidence,
  "remedy": "Renew the agreement and register the vendor's next version with dpa_until.",
  "principle": "data protection",
}

lasts(vendor) if {
  is_number(vendor.dpa_until_seconds)
  vendor.dpa_until_seconds - input.now_seconds >= data.gate.limits.dpa_days_left * 86400
}

default dpa_state := "unmet"

dpa_state := "not_applicable" if count(input.vendors) == 0

dpa_state := "met" if {
  count(input.vendors) > 0
  every vendor in input.vendors {
    lasts(vendor)
  }
}

dpa_value := "no vendor" if count(input.vendors) == 0

dpa_value := concat(", ", sort([dpa_words(vendor) | some vendor in input.vendors])) if count(input.vendors) > 0

dpa_words(vendor) := concat(" ", [vendor.name, "until", vendor.dpa_until]) if is_string(vendor.dpa_until)

dpa_words(vendor) := concat(" ", [vendor.name, "without a day"]) if not is_string(vendor.dpa_until)

dpa_evidence := "It reaches no vendor." if count(input.vendors) == 0

dpa_evidence := concat(", ", sort([concat("@", [vendor.name, vendor.version]) | some vendor in input.vendors])) if count(input.vendors) > 0
