internal import Evidence
internal import Governance

extension CardFormat {
  /// Our own JSON: everything a card says, in neutral keys, each fact with its record. Keys and numbers
  /// in their canonical form (RFC 8785) and one LF at the end, so that its digest means something; characters that act
  /// instead of showing are written as escapes.
  package static let json = CardFormat(
    "json", label: "JSON (ours)", fileExtension: "json", mediaType: "application/json",
    fate: { _ in .kept },
    document: { JSONText.withoutActing(JSONCard.value($0).json) + "\n" })
}

/// The shape of our JSON, `countersign.card/1`. Times are RFC 3339 in UTC, digests `sha256:` and hexadecimal digits,
/// money in millionths of its currency; what is unknown is null; a figure that is no number is "not available".
enum JSONCard {
  static func value(_ facts: CardFacts) -> JSONValue {
    [
      "card": "countersign.card/1",
      "name": .string(facts.name),
      "version": .string(facts.version),
      "kind": .string(facts.kind.rawValue),
      "digest": .string("sha256:\(facts.digest)"),
      "owner": optional(facts.owner),
      "team": .string(facts.team),
      "tier": optional(facts.tier?.rawValue),
      // Where the members without a record of their own were read.
      "records": [
        "version": .string(facts.ownRecord.text), "artifact": .string(facts.artifactRecord.text),
      ],
      "facts": .object(
        facts.statements.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key.rawValue, statement($0.value)) }),
      "unnamed": named(facts.unnamed),
      // The same once more under the keys of the prompt card; null for another kind.
      "prompt_card": promptCard(facts),
      "messages": .array(facts.messages.map(message)),
      "variables": .array(facts.variables.map(variable)),
      "dependencies": .array(facts.dependencies.map(dependency)),
      "evaluations": .array(facts.evaluations.map(evaluation)),
      "promotions": .array(facts.promotions.map(promotion)),
      "serving": .array(facts.serving.map { serving($0, facts) }),
      "usage": facts.usage.map(usage) ?? .null,
      "incidents": .array(facts.incidents.map(incident)),
      "alarms": .array(facts.alarms.map(alarm)),
      "shadow_verdicts": .array(facts.verdicts.map(verdict)),
      "waivers": .array(facts.waivers.map(waiver)),
      "stops": .array(facts.stops.map(stop)),
      "difference": difference(facts),
      "masked": .array(facts.masked.map(masked)),
      "findings": .array(facts.findings.map { .string($0) }),
      "gaps": .array(facts.gaps.map(gap)),
      "completeness": [
        "recorded": .integer(facts.completeness.recorded), "obligatory": .integer(facts.completeness.obligatory),
      ],
    ]
  }

  private static func statement(_ statement: Statement) -> JSONValue {
    let value: JSONValue =
      switch statement.value {
      case .text(let text): .string(text)
      case .list(let items): .array(items.map { .string($0) })
      case .pairs(let pairs): named(pairs)
      }
    let standing: String
    switch statement.standing {
    case .settled: return ["value": value, "record": .string(statement.record.text)]
    case .unconfirmed: standing = "not confirmed yet"
    case .stale(let why): standing = why
    }
    return ["value": value, "record": .string(statement.record.text), "doubt": .string(standing)]
  }

  private static func gap(_ gap: CardGap) -> JSONValue {
    [
      "key": .string(gap.key.rawValue), "owed_by": .string(gap.owedBy), "state": .string(gap.why.rawValue),
      "due": optional(gap.due?.rfc3339),
    ]
  }

  private static func named(_ pairs: [NamedText]) -> JSONValue {
    .array(pairs.map { ["name": .string($0.name), "text": .string($0.text)] })
  }

  private static func message(_ message: PromptMessage) -> JSONValue {
    ["role": .string(message.role), "content": .string(message.content), "from_text": .bool(message.fromText)]
  }

  private static func variable(_ variable: PromptVariable) -> JSONValue {
    [
      "name": .string(variable.name), "declared": .bool(variable.declared), "used": .bool(variable.used),
      "details": named(variable.details),
    ]
  }

  private static func dependency(_ dependency: Dependency) -> JSONValue {
    [
      "artifact": .string(dependency.artifact), "version": .string(dependency.label),
      "kind": .string(dependency.kind.rawValue), "role": .string(dependency.role),
    ]
  }

  private static func evaluation(_ evaluation: Evaluation) -> JSONValue {
    [
      "suite": .string(evaluation.suite), "metric": .string(evaluation.metric), "value": .figure(evaluation.value),
      "limit": evaluation.limit.map { .figure($0) } ?? .null,
      "direction": evaluation.limit == nil ? .null : .string(evaluation.atLeast ? "at_least" : "at_most"),
      "met": evaluation.value.isFinite ? evaluation.met.map { .bool($0) } ?? .null : .null,
      "n": evaluation.n.map { .integer($0) } ?? .null, "supplied_by": .string(evaluation.suppliedBy),
      "at": .string(evaluation.at.rfc3339), "record": .string(Record.evaluation(evaluation).text),
    ]
  }

  private static func promotion(_ promotion: CardPromotion) -> JSONValue {
    [
      "id": .integer(promotion.id), "environment": .string(promotion.environment),
      "state": .string(promotion.state.rawValue), "requested_by": .string(promotion.requestedBy),
      "requested_at": .string(promotion.requestedAt.rfc3339), "reason": .string(promotion.reason),
      "signatures": .array(
        promotion.signatures.map {
          [
            "person": .string($0.person), "approves": .bool($0.approves), "reason": .string($0.reason),
            "channel": .string($0.channel), "at": .string($0.at.rfc3339),
          ]
        }), "record": .string(Record.promotion(promotion.id).text),
    ]
  }

  private static func serving(_ serving: Serving, _ facts: CardFacts) -> JSONValue {
    guard let move = serving.move else {
      return ["environment": .string(serving.environment), "record": .string(facts.ownRecord.text)]
    }
    return [
      "environment": .string(serving.environment), "colour": .string(move.colour), "weight": .integer(move.weight),
      "since": .string(move.effectiveAt.rfc3339), "stopped": .bool(serving.isStopped), "by": .string(move.by),
      "reason": .string(move.reason),
      "record": .string(Record.pointer(move).text),
    ]
  }

  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
