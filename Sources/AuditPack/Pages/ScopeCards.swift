internal import Cards
internal import Evidence
internal import Governance

/// The facts of one artifact, gathered until its cards can be written.
struct ScopeCards {
  private var artifact: ReadFact?
  private var versions: [ReadFact] = []
  private var evaluations: [ReadFact] = []
  private var pointers: [ReadFact] = []
  private var promotions: [ReadFact] = []
  private var approvals: [ReadFact] = []
  private var incidents: [ReadFact] = []
  private var waivers: [ReadFact] = []
  private var stops: [ReadFact] = []
  private var statements: [ReadFact] = []

  mutating func take(_ fact: ReadFact) {
    switch fact.fact.kind {
    case "artifact": artifact = fact
    case "version": versions.append(fact)
    case "evaluation": evaluations.append(fact)
    case "pointer": pointers.append(fact)
    case "promotion": promotions.append(fact)
    case "approval": approvals.append(fact)
    case "incident", "incident_elsewhere": incidents.append(fact)
    case "waiver": waivers.append(fact)
    case "stop": stops.append(fact)
    case "statement": statements.append(fact)
    default: break
    }
  }

  /// Every card there is, with the version it is of, in the order of the facts.
  func cards() -> [(label: String, facts: CardFacts)] {
    guard let artifact, let kind = artifact.text("artifact_kind").flatMap({ ArtifactKind(rawValue: $0) }) else {
      return []
    }
    let moves = moves
    let figures = evaluations.compactMap(figure)
    return versions.compactMap { version in
      guard let row = row(version) else { return nil }
      let detail = VersionDetail(
        row: row, kind: kind, body: version.text("content") ?? "{}", dependsOn: version.items("pins").compactMap(pin),
        evaluations: figures.filter { $0.label == row.label })
      let shelf = ArtifactDetail(
        row: ArtifactRow(
          kind: kind, name: row.artifact, team: artifact.text("team") ?? "", owner: artifact.text("owner"),
          tier: artifact.text("tier").flatMap { Tier(rawValue: $0) }, purpose: artifact.text("purpose") ?? "",
          latest: nil, production: moves.first { $0.environment == "production" }?.label,
          changed: artifact.instant("recorded_at") ?? row.recordedAt, retired: artifact.bool("retired") ?? false),
        versions: [], pointerMoves: moves, evaluations: figures, usedBy: [])
      var card = CardFacts(
        version: detail, artifact: shelf,
        promotions: promotions.compactMap(promotion),
        incidents: incidents.filter { $0.names(version: "\(row.artifact)@\(row.label)") }.compactMap(incident))
      card.waivers = waivers.reversed().compactMap(\.waiver).filter { $0.label == row.label }
      card.stops = stops.reversed().compactMap(\.stop).filter { $0.label == nil || $0.label == row.label }
      let before = versions.first { $0.text("label") == row.parent }
      if kind == .prompt, let parent = row.parent, let before {
        card.difference = DifferenceStat(from: parent, before.text("content") ?? "{}", to: detail.body)
      }
      card.take(
        statements.compactMap { $0.statedFact(kind: kind, team: shelf.row.team) }, statements.compactMap(\.answer))
      return (row.label, card)
    }
  }

  private func row(_ fact: ReadFact) -> VersionRow? {
    guard let artifact = fact.text("artifact"), let label = fact.text("label"), let digest = fact.text("digest"),
      let effective = fact.instant("effective_at"), let recorded = fact.instant("recorded_at")
    else { return nil }
    return VersionRow(
      artifact: artifact, label: label, digest: String(digest.dropFirst("sha256:".count)),
      author: fact.text("author") ?? "", message: fact.text("message") ?? "", parent: fact.text("parent"),
      effectiveAt: effective, recordedAt: recorded, serving: [])
  }

  private func pin(_ value: JSONValue) -> Dependency? {
    guard let artifact = value["artifact"]?.text, let label = value["label"]?.text,
      let kind = value["artifact_kind"]?.text.flatMap({ ArtifactKind(rawValue: $0) })
    else { return nil }
    return Dependency(artifact: artifact, label: label, kind: kind, role: value["role"]?.text ?? "")
  }

  private func figure(_ fact: ReadFact) -> Evaluation? {
    guard let label = fact.text("label"), let value = fact.double("value"), let at = fact.instant("effective_at")
    else { return nil }
    return Evaluation(
      label: label, suite: fact.text("suite") ?? "", metric: fact.text("metric") ?? "", value: value,
      limit: fact.double("bound"), atLeast: fact.bool("at_least") ?? true, n: fact.whole("n").map { Int($0) },
      suppliedBy: fact.text("supplied_by") ?? "", at: at)
  }

  /// Newest first, as the registry tells them.
  private var moves: [PointerMove] { pointers.reversed().compactMap(move) }

  private func move(_ fact: ReadFact) -> PointerMove? {
    guard let effective = fact.instant("effective_at"), let recorded = fact.instant("recorded_at") else { return nil }
    return PointerMove(
      environment: fact.text("environment") ?? "", colour: fact.text("colour") ?? "", label: fact.text("label") ?? "",
      weight: Int(fact.whole("weight") ?? 100), by: fact.text("moved_by") ?? "", reason: fact.text("reason") ?? "",
      effectiveAt: effective, recordedAt: recorded)
  }

  private func promotion(_ fact: ReadFact) -> (label: String, promotion: CardPromotion)? {
    guard let id = fact.whole("promotion"), let label = fact.text("label"),
      let kind = fact.text("artifact_kind").flatMap({ ArtifactKind(rawValue: $0) }),
      let state = fact.text("state").flatMap({ PromotionState(rawValue: $0) }), let at = fact.instant("recorded_at")
    else { return nil }
    let mine = approvals.filter { $0.whole("promotion") == id }
    let row = PromotionRow(
      id: id, artifact: fact.text("artifact") ?? "", kind: kind, label: label,
      environment: fact.text("environment") ?? "", state: state, requestedBy: fact.text("requested_by") ?? "",
      requestedAt: at, signed: mine.count { $0.bool("approves") == true }, needed: Int(fact.whole("needed") ?? 1),
      met: 0, requirements: 0, tier: nil, revision: 1)
    let signatures = mine.compactMap { approval -> Signature? in
      guard let at = approval.instant("recorded_at") else { return nil }
      return Signature(
        person: approval.text("person") ?? "", approves: approval.bool("approves") ?? false,
        reason: approval.text("reason") ?? "", channel: approval.text("channel") ?? "", at: at)
    }
    return (label, CardPromotion(row: row, reason: fact.text("reason") ?? "", signatures: signatures))
  }

  private func incident(_ fact: ReadFact) -> VersionIncident? {
    guard let id = fact.whole("incident"), let opened = fact.instant("effective_at") else { return nil }
    let closed = fact.items("acts").first { $0["act"]?.text == "close" }?["recorded_at"]?.text
    return VersionIncident(
      id: id, traits: fact.items("traits").compactMap(\.text), serious: fact.bool("serious") ?? false,
      ticket: fact.text("ticket"), opened: opened, closed: closed.flatMap { Instant.reading(of: $0)?.instant })
  }
}

extension ReadFact {
  /// Whether an incident's fact holds a version, named `artifact@label`.
  fileprivate func names(version: String) -> Bool {
    items("holds").contains { $0["kind"]?.text == "version" && $0["subject"]?.text == version }
  }
}
