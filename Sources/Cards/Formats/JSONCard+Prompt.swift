internal import Evidence
internal import Governance

/// A prompt under the keys of the prompt card: one immutable version, what nobody recorded as null.
extension JSONCard {
  static func promptCard(_ facts: CardFacts) -> JSONValue {
    guard facts.kind == .prompt else { return .null }
    var members: [(String, JSONValue)] = [
      ("prompt_id", .string(UUIDText.named(by: "prompt/\(facts.name)"))), ("name", .string(facts.name)),
      ("version", .string(facts.version)), ("version_digest", .string("sha256:\(facts.digest)")),
      ("digest", stated(.prompt_digest, facts)),
      ("kind", stated(.prompt_kind, facts)), ("owner", facts.owner.map { .string($0) } ?? .null),
      ("team", .string(facts.team)), ("risk_tier", facts.tier.map { .string($0.rawValue) } ?? .null),
      (
        "messages",
        .array(
          facts.messages.map {
            ["role": .string($0.role), "content": .string($0.content), "from_text": .bool($0.fromText)]
          })
      ),
      ("variables", .array(facts.variables.map(variable))), ("evals", .array(facts.evaluations.map(figure))),
      ("approvals", .array(facts.promotions.flatMap { approvals($0, facts) })),
      ("incidents", .array(facts.incidents.map(incident))), ("drift", .array(facts.alarms.map(alarm))),
      ("shadow_evals", .array(facts.verdicts.map(verdict))), ("usage", facts.usage.map(usage) ?? .null),
      (
        "lineage",
        .array(
          facts.dependencies.filter { $0.kind == .dataset || $0.kind == .embedding_index }.map {
            .string("\($0.artifact)@\($0.label)")
          })
      ),
    ]
    members.append(("diff_stat", difference(facts)))
    members.append(("waivers", .array(facts.waivers.map(waiver))))
    for key in plainKeys { members.append((key.rawValue, stated(key, facts))) }
    return .members(members)
  }

  /// Keys of the prompt card that are called the same here.
  private static let plainKeys: [CardKey] = [
    .source, .template_syntax, .tools, .response_format, .model_binding, .retrieval, .includes, .languages, .purpose,
    .intended_users, .out_of_scope, .contact, .annex_iii_point, .human_review, .data_classes_allowed,
    .safety_instructions, .injection_defences, .disclosure_text, .known_failures, .limitations, .parent_version,
    .change_note, .created_at, .created_by, .approved_at, .retired_at, .lifecycle,
  ]

  private static func stated(_ key: CardKey, _ facts: CardFacts) -> JSONValue {
    switch facts.statements[key]?.value {
    case .text(let text)?: .string(text)
    case .list(let items)?: .array(items.map { .string($0) })
    case .pairs(let pairs)?: .members(pairs.map { ($0.name, .string($0.text)) })
    case nil: .null
    }
  }

  private static func variable(_ variable: PromptVariable) -> JSONValue {
    func detail(_ name: String) -> JSONValue {
      variable.details.first { $0.name == name }.map { .string($0.text) } ?? .null
    }
    return [
      "name": .string(variable.name), "type": detail("type"), "required": detail("required"),
      "data_classification": detail("data_classification"), "source_dataset": detail("source_dataset"),
      "source_field": detail("source_field"), "max_length": detail("max_length"), "untrusted": detail("untrusted"),
      "declared": .bool(variable.declared), "used": .bool(variable.used),
    ]
  }

  private static func figure(_ evaluation: Evaluation) -> JSONValue {
    [
      "suite": .string(evaluation.suite), "metric": .string(evaluation.metric), "value": .figure(evaluation.value),
      "n": evaluation.n.map { .integer($0) } ?? .null, "run_at": .string(evaluation.at.rfc3339),
      "supplied_by": .string(evaluation.suppliedBy),
    ]
  }

  private static func approvals(_ promotion: CardPromotion, _ facts: CardFacts) -> [JSONValue] {
    promotion.signatures.map {
      [
        "who": .string($0.person), "role": "approver", "decision": .string($0.approves ? "approved" : "rejected"),
        "at": .string($0.at.rfc3339), "digest": .string("sha256:\(facts.digest)"),
        "environment": .string(promotion.environment),
      ]
    }
  }
}

/// A name that follows from a text: the first bytes of its digest as a version 8 UUID (RFC 9562 §5.8).
enum UUIDText {
  static func named(by text: String) -> String {
    var bytes = Array(ContentDigest(of: Array(text.utf8)).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
  }
}
