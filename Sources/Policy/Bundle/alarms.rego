# No monitor has called it. An alarm of its own version blocks it; of another version only where the monitor is named in
# data.gate.alarms.monitors, since what is promoted may be the remedy.
package countersign.promote

import rego.v1

requirements contains {
  "id": "drift.no_alarm",
  "title": "No monitor calls it",
  "state": alarm_state,
  "value": alarm_value,
  "limit": "no open alarm",
  "evidence": alarm_words,
  "remedy": "Mend what slides and close the alarm: countersign alarm list.",
  "principle": "measured quality",
}

is_blocking(alarm) if {
  alarm.same_version == true
  alarm.environment == input.environment
}

is_blocking(alarm) if alarm.monitor in data.gate.alarms.monitors

# One that cannot be read blocks too.
is_blocking(alarm) if not is_boolean(alarm.same_version)

blocking := [alarm | some alarm in input.alarms; is_blocking(alarm)]

default alarm_state := "unmet"

alarm_state := "met" if {
  is_array(input.alarms)
  count(blocking) == 0
}

default alarm_value := "nobody knows"

alarm_value := sprintf("%v open", [count(blocking)]) if is_array(input.alarms)

called_words(alarm) := concat("", ["alarm ", alarm.id, " of ", alarm.monitor, " on ", alarm.on, ": ", alarm.words])

default alarm_words := "no list of alarms was given"

alarm_words := "none" if {
  is_array(input.alarms)
  count(blocking) == 0
}

alarm_words := concat("; ", sort([called_words(alarm) | some alarm in blocking])) if count(blocking) > 0
