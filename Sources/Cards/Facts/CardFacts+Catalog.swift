package import Governance

extension CardFacts {
  /// The facts of one version, from what the catalog knows.
  ///
  /// - Takes: the version with its body; its artifact with history; the artifact's promotions in any order (those of
  ///   other versions are left out); usage and incidents where they are known.
  /// - Returns: lists in a fixed order, whatever order they came in.
  package init(
    version: VersionDetail, artifact: ArtifactDetail, promotions: [(label: String, promotion: CardPromotion)] = [],
    usage: VersionUsage? = nil, incidents: [VersionIncident] = []
  ) {
    let row = version.row
    let body = VersionBody(version.body)
    self.init(
      name: row.artifact, version: row.label, kind: version.kind, digest: row.digest, tier: artifact.row.tier,
      owner: artifact.row.owner.flatMap { $0.isEmpty ? nil : $0 }, team: artifact.row.team,
      statements: body.statements.mapValues { Statement($0, .version(digest: row.digest)) }, unnamed: body.unnamed,
      messages: body.messages, variables: body.variables,
      dependencies: version.dependsOn.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) },
      evaluations: version.evaluations.filter { $0.label == row.label }.sorted(by: CardFacts.newestFirst),
      promotions: promotions.filter { $0.label == row.label }.map(\.promotion).sorted {
        ($0.requestedAt, $0.id) > ($1.requestedAt, $1.id)
      },
      serving: CardFacts.serving(row, artifact.pointerMoves), usage: usage,
      incidents: incidents.sorted { ($0.opened, $0.id) > ($1.opened, $1.id) }, findings: body.findings)
    if kind == .prompt, let digest = PromptDigest.text(of: version.body) {
      statements[.prompt_digest] = Statement(.text(digest), ownRecord)
    }
    stateHistory(row, artifact)
    stateDependencies()
    for evaluation in evaluations where !evaluation.value.isFinite {
      findings.append("The value of \(evaluation.suite)/\(evaluation.metric) is not a number.")
    }
  }

  private mutating func stateHistory(_ row: VersionRow, _ artifact: ArtifactDetail) {
    func say(_ key: CardKey, _ text: String?, _ record: Record) {
      if let text, !text.allSatisfy(\.isWhitespace) { statements[key] = Statement(.text(text), record) }
    }
    say(.created_by, row.author, ownRecord)
    say(.created_at, row.effectiveAt.rfc3339, ownRecord)
    say(.change_note, row.message, ownRecord)
    say(.parent_version, row.parent, ownRecord)
    // What the office wrote about the artifact comes before what the body says of itself.
    say(.purpose, artifact.row.purpose, artifactRecord)
    let promoted = promotions.filter { $0.state == .promoted }
    let approved = promoted.compactMap { $0.signatures.last(where: \.approves)?.at }.min()
    if let approved, let first = promoted.first(where: { $0.signatures.contains { $0.at == approved } }) {
      say(.approved_at, approved.rfc3339, .promotion(first.id))
    }
    let (stage, record) = lifecycle(retired: artifact.row.retired)
    say(.lifecycle, stage, record)
  }

  /// `draft`, `review`, `approved` or `retired`: read from what happened, never stated by anyone.
  private func lifecycle(retired: Bool) -> (String, Record) {
    if retired { return ("retired", artifactRecord) }
    if let done = promotions.first(where: { $0.state == .promoted }) { return ("approved", .promotion(done.id)) }
    if let open = promotions.first(where: { $0.state == .open }) { return ("review", .promotion(open.id)) }
    return ("draft", ownRecord)
  }

  /// A dependency on a dataset, a model or a base is also the fact that the matching key asks for.
  private mutating func stateDependencies() {
    func names(where fits: (Dependency) -> Bool) -> Statement? {
      let names = dependencies.filter(fits).map { "\($0.artifact)@\($0.label)" }
      return names.isEmpty ? nil : Statement(.list(names), ownRecord)
    }
    func supply(_ key: CardKey, _ statement: Statement?) {
      if statements[key] == nil, let statement { statements[key] = statement }
    }
    supply(.base_models, names { $0.role == "base" })
    if kind == .prompt { supply(.model_binding, names { $0.kind == .model }) }
    if kind == .model { supply(.training_datasets, names { $0.kind == .dataset }) }
    if kind == .prompt { supply(.retrieval, names { $0.kind == .embedding_index }) }
    if kind == .prompt { supply(.includes, names { $0.role == "snippet" }) }
  }

  /// The environments that point here now, each with the latest move that made it so.
  private static func serving(_ row: VersionRow, _ moves: [PointerMove]) -> [Serving] {
    var serving: [Serving] = []
    for environment in Set(row.serving).sorted() {
      let here = moves.filter { $0.environment == environment && $0.label == row.label }
      let colours = Set(here.map(\.colour)).sorted()
      let latest = colours.compactMap { colour in
        here.filter { $0.colour == colour }.max { ($0.effectiveAt, $0.recordedAt) < ($1.effectiveAt, $1.recordedAt) }
      }
      let active = latest.filter { isLatest($0, in: moves) }
      serving +=
        active.isEmpty
        ? [Serving(environment: environment, move: nil)]
        : active.map {
          Serving(environment: environment, move: $0)
        }
    }
    return serving
  }

  /// Whether nothing later moved the same colour of the same environment elsewhere.
  private static func isLatest(_ move: PointerMove, in moves: [PointerMove]) -> Bool {
    !moves.contains {
      $0.environment == move.environment && $0.colour == move.colour
        && ($0.effectiveAt, $0.recordedAt) > (move.effectiveAt, move.recordedAt)
    }
  }

  private static func newestFirst(_ left: Evaluation, _ right: Evaluation) -> Bool {
    if left.at != right.at { return left.at > right.at }
    return [left.suite, left.metric, left.suppliedBy].lexicographicallyPrecedes(
      [right.suite, right.metric, right.suppliedBy])
  }
}

extension Dependency {
  fileprivate var sortKey: [String] { [role, artifact, label] }
}
