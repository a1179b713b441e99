internal import Evidence
internal import Governance

/// What became of the version in use.
extension JSONCard {
  static func usage(_ usage: VersionUsage) -> JSONValue {
    [
      "from": .string(usage.from.rfc3339), "until": .string(usage.until.rfc3339), "calls": .integer(usage.calls),
      "tokens_in": optional(usage.tokensIn), "tokens_out": optional(usage.tokensOut),
      "cost_micros": optional(usage.costMicros), "currency": optional(usage.currency),
      "p95_us": optional(usage.p95Microseconds), "flagged": .integer(usage.flagged),
      "record": .string(Record.generations(from: usage.from, until: usage.until).text),
    ]
  }

  static func incident(_ incident: VersionIncident) -> JSONValue {
    [
      "incident": .integer(incident.id), "traits": .array(incident.traits.map { .string($0) }),
      "serious": .bool(incident.serious), "ticket": optional(incident.ticket),
      "opened": .string(incident.opened.rfc3339), "closed": optional(incident.closed?.rfc3339),
      "record": .string(Record.incident(incident.id).text),
    ]
  }

  static func alarm(_ alarm: VersionAlarm) -> JSONValue {
    [
      "alarm": .integer(alarm.id), "kind": .string(alarm.kind), "environment": .string(alarm.environment),
      "words": .string(alarm.words), "since": .string(alarm.at.rfc3339), "record": .string(Record.alarm(alarm.id).text),
    ]
  }

  static func verdict(_ verdict: VersionVerdict) -> JSONValue {
    [
      "run": .integer(verdict.run), "verdict": .string(verdict.verdict.rawValue),
      "pairs": optional(verdict.pairs.map { Int64($0) }), "against": .array(verdict.against.map { .string($0) }),
      "at": .string(verdict.at.rfc3339), "record": .string(Record.shadowRun(verdict.run).text),
    ]
  }

  private static func optional(_ number: Int64?) -> JSONValue { number.map { .integer($0) } ?? .null }
}
