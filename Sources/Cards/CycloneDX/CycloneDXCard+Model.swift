internal import Evidence
internal import Governance

/// The model card of a component, and the properties that hold what has no slot.
extension CycloneDXCard {
  var modelCard: JSONValue {
    .members([
      ("modelParameters", .members(parameters)), ("quantitativeAnalysis", ["performanceMetrics": .array(metrics)]),
      ("considerations", .members(considerations)),
    ])
  }

  private var parameters: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let approach = texts(.approach).first?.lowercased(), CycloneDXCard.approaches.contains(approach) {
      members.append(("approach", ["type": .string(approach)]))
    }
    for (key, name) in [
      (CardKey.task, "task"), (.architecture_family, "architectureFamily"), (.architecture, "modelArchitecture"),
    ] {
      if let text = texts(key).first { members.append((name, .string(text))) }
    }
    let pinned = pins.filter { $0.dependency.kind == .dataset }.map {
      ["ref": JSONValue.string($0.reference)] as JSONValue
    }
    let names = Set(facts.dependencies.map { "\($0.artifact)@\($0.label)" })
    let named = texts(.training_datasets).filter { !names.contains($0) }.map {
      ["type": "dataset", "name": JSONValue.string($0)] as JSONValue
    }
    if !(pinned + named).isEmpty { members.append(("datasets", .array(pinned + named))) }
    for (key, name) in [(CardKey.input_schema, "inputs"), (.output_schema, "outputs")] where !texts(key).isEmpty {
      members.append((name, .array(texts(key).map { ["format": .string($0)] })))
    }
    return members
  }

  private static let approaches: Set<String> = [
    "supervised", "unsupervised", "reinforcement-learning", "semi-supervised", "self-supervised",
  ]

  private var metrics: [JSONValue] {
    facts.evaluations.map {
      ["type": .string($0.metric), "value": .string(numberText($0.value)), "slice": .string($0.suite)]
    }
  }

  private var considerations: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    func list(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { members.append((name, .array(texts.map { .string($0) }))) }
    }
    list("users", texts(.intended_users))
    list("useCases", texts(.use_cases))
    list("technicalLimitations", texts(.limitations) + texts(.out_of_scope).map { "Out of scope: \($0)" })
    list("performanceTradeoffs", texts(.tradeoffs))
    let risks = (texts(.ethical_risks) + texts(.known_failures)).map { ["name": JSONValue.string($0)] as JSONValue }
    if !risks.isEmpty { members.append(("ethicalConsiderations", .array(risks))) }
    let groups = texts(.fairness).map { ["groupAtRisk": JSONValue.string($0)] as JSONValue }
    if !groups.isEmpty { members.append(("fairnessAssessments", .array(groups))) }
    return members
  }

  /// Every fact under its neutral key, each with the record it was read from.
  var properties: [JSONValue] {
    var list: [JSONValue] = [CycloneDXCard.property("kind", facts.kind.rawValue)]
    func add(_ name: String, _ value: String) { list.append(CycloneDXCard.property(name, value)) }
    if let tier = facts.tier { add("risk_tier", tier.rawValue) }
    for (key, statement) in facts.statements.sorted(by: { $0.key < $1.key }) {
      switch statement.value {
      case .text(let text): add(key.rawValue, text)
      case .list(let items): for item in items { add(key.rawValue, item) }
      case .pairs(let pairs): for pair in pairs { add("\(key.rawValue).\(pair.name)", pair.text) }
      }
      add("record.\(key.rawValue)", statement.record.text)
      switch statement.standing {
      case .settled: break
      case .unconfirmed: add("doubt.\(key.rawValue)", "not confirmed yet")
      case .stale(let why): add("doubt.\(key.rawValue)", why)
      }
    }
    for (place, message) in facts.messages.enumerated() {
      add("message.\(place + 1).role", message.role)
      add("message.\(place + 1).content", message.content)
    }
    for variable in facts.variables {
      add("variable.\(variable.name)", variable.details.map { "\($0.name): \($0.text)" }.joined(separator: "; "))
    }
    for evaluation in facts.evaluations {
      let limit = evaluation.limit.map { " \(evaluation.atLeast ? "at least" : "at most") \(numberText($0))" } ?? ""
      add(
        "eval.\(evaluation.suite).\(evaluation.metric)",
        "\(numberText(evaluation.value))\(limit), by \(evaluation.suppliedBy) at \(evaluation.at.rfc3339)")
    }
    for promotion in facts.promotions {
      for signature in promotion.signatures {
        add(
          "approval",
          "\(signature.approves ? "approved" : "rejected") for \(promotion.environment) by \(signature.person) at \(signature.at.rfc3339)"
        )
      }
    }
    for waiver in facts.waivers {
      add(
        "waiver",
        "\(Record.waiver(waiver.id).text): \(waiver.requirement) in \(waiver.environment), \(waiver.state.rawValue) until \(waiver.expiresAt.rfc3339), "
          + "owned by \(waiver.owner): \(waiver.reason)")
    }
    for stop in facts.stops {
      let end = stop.isLifted ? ", lifted by \(stop.changedBy)" : ""
      add(
        "stop",
        "\(Record.stop(stop.id).text): \(stop.environment ?? "every environment") on \(stop.at.rfc3339), "
          + "by \(stop.stoppedBy): \(stop.reason)\(end)")
    }
    if let difference = facts.difference { add("diff_stat", "\(difference.words) (from \(difference.from))") }
    for secret in facts.masked { add("masked", secret.words) }
    for serving in facts.serving { add("serving", serving.environment + (serving.isStopped ? ", stopped" : "")) }
    for incident in facts.incidents {
      add("incident", "\(incident.id), \(incident.kind), opened \(incident.opened.rfc3339)")
    }
    for alarm in facts.alarms { add("alarm", "\(alarm.kind) in \(alarm.environment): \(alarm.words)") }
    for verdict in facts.verdicts {
      add("shadow_verdict", "\(verdict.verdict.rawValue) beside \(verdict.against.joined(separator: ", "))")
    }
    if let usage = facts.usage {
      add("usage", "\(usage.calls) calls from \(usage.from.rfc3339) to \(usage.until.rfc3339)")
    }
    for pair in facts.unnamed { add("body.\(pair.name)", pair.text) }
    for finding in facts.findings { add("finding", finding) }
    for gap in facts.gaps { add("gap", "\(gap.key.rawValue), \(gap.why.rawValue), owed by \(gap.owedBy)") }
    return list
  }
}
