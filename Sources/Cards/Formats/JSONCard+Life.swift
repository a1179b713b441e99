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

  static func waiver(_ waiver: WaiverRow) -> JSONValue {
    [
      "waiver": .integer(waiver.id), "environment": .string(waiver.environment),
      "requirement": .string(waiver.requirement), "owner": .string(waiver.owner), "reason": .string(waiver.reason),
      "until": .string(waiver.expiresAt.rfc3339), "asked_by": .string(waiver.askedBy),
      "asked_at": .string(waiver.at.rfc3339), "state": .string(waiver.state.rawValue),
      "answered_by": waiver.state == .asked ? .null : .string(waiver.changedBy), "answer": .string(waiver.answer),
      "record": .string(Record.waiver(waiver.id).text),
    ]
  }

  static func stop(_ stop: StopRow) -> JSONValue {
    [
      "stop": .integer(stop.id), "environment": optional(stop.environment), "all_versions": .bool(stop.label == nil),
      "by": .string(stop.stoppedBy), "reason": .string(stop.reason), "since": .string(stop.at.rfc3339),
      "lifted_by": stop.isLifted ? .string(stop.changedBy) : .null, "record": .string(Record.stop(stop.id).text),
    ]
  }

  static func difference(_ facts: CardFacts) -> JSONValue {
    guard let stat = facts.difference else { return .null }
    return [
      "from": .string(stat.from), "words_added": .integer(stat.wordsAdded),
      "words_removed": .integer(stat.wordsRemoved),
      "messages": .array(stat.messages.map { .integer($0) }), "members": .array(stat.members.map { .string($0) }),
      "record": .string(facts.ownRecord.text),
    ]
  }

  static func masked(_ secret: MaskedSecret) -> JSONValue {
    [
      "kind": .string(secret.kind.rawValue), "place": .string(secret.place),
      "line": optional(secret.line.map { Int64($0) }),
    ]
  }

  private static func optional(_ number: Int64?) -> JSONValue { number.map { .integer($0) } ?? .null }
}
