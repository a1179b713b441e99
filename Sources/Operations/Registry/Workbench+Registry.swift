internal import Catalog
internal import Evidence
package import Governance

/// Which artifacts to list; nil means no condition.
package struct ArtifactFilter: Sendable, Equatable {
  package var kind: ArtifactKind?
  package var tier: Tier?
  package var team: String?
  package var owner: String?
  /// Words looked for in name and purpose.
  package var text: String?
  package var retired: Bool
  package var inProduction: Bool
  /// What the officer typed, in the words of `FilterGrammar.registry`.
  package var words: Filter
  package var order: ArtifactOrder
  package var isReversed: Bool

  package init(
    kind: ArtifactKind? = nil, tier: Tier? = nil, team: String? = nil, owner: String? = nil, text: String? = nil,
    retired: Bool = false, inProduction: Bool = false, words: Filter = .none, order: ArtifactOrder = .name,
    isReversed: Bool = false
  ) {
    self.kind = kind
    self.tier = tier
    self.team = team
    self.owner = owner
    self.text = text
    self.retired = retired
    self.inProduction = inProduction
    self.words = words
    self.order = order
    self.isReversed = isReversed
  }
}

extension Workbench {
  /// Artifacts, by default by name.
  package func artifacts(_ filter: ArtifactFilter, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<ArtifactRow>
  {
    let query = PageArtifacts(
      kind: filter.kind, tier: filter.tier, team: filter.team, owner: filter.owner, words: filter.text,
      retired: filter.retired || filter.words.names("retired"), inProduction: filter.inProduction,
      filter: filter.words, order: filter.order, isReversed: filter.isReversed)
    var page = try await page(query, at: place, limit: limit)
    if place == .first, page.about == nil, filter.words.isEmpty {
      page.about = try await connection.one(CountArtifacts(of: query))
    }
    return page
  }

  /// An artifact with its history: at most 1,000 versions, newest first.
  package func artifact(_ name: String) async throws(Problem) -> ArtifactDetail {
    guard let row = try await connection.first(ReadArtifact(name: name)) else { throw try await unknown(name) }
    return ArtifactDetail(
      row: row, versions: try await connection.rows(ListVersions(artifact: name, limit: 1000)),
      pointerMoves: try await connection.rows(ListPointerMoves(artifact: name)),
      evaluations: try await connection.rows(ListEvaluations(artifact: name)),
      usedBy: try await connection.rows(ListUsers(artifact: name)))
  }

  /// A version with its body, named in any of the three ways.
  package func version(_ name: VersionName) async throws(Problem) -> VersionDetail {
    let labels = try await connection.rows(FindVersion(name: name))
    guard labels.count < 2 else {
      throw Problem(
        .usage, "version.ambiguous", happened: "Several versions of \(name.artifact) begin with this digest.",
        remedy: "Give more of its digits.")
    }
    guard let label = labels.first,
      let read = try await connection.first(ReadVersion(artifact: name.artifact, label: label))
    else { throw try await unknown(name) }
    return VersionDetail(
      row: read.row, kind: read.kind, body: read.body,
      dependsOn: try await connection.rows(ListPins(artifact: name.artifact, label: label)),
      evaluations: try await connection.rows(ListEvaluations(artifact: name.artifact, label: label)),
      origins: try await connection.rows(ListVersionOrigins(artifact: name.artifact, label: label)))
  }

  /// Registers a version; the same content is the same version, and nothing is written then.
  package func register(_ registration: Registration, effectiveAt: Instant? = nil, channel: Channel)
    async throws(Problem) -> (version: VersionName, isNew: Bool, recorded: Recorded?)
  {
    try mayWrite()
    let body = try CanonicalJSON.body(of: Array(registration.body.utf8))
    try registration.mustHoldNoSecret()
    let answer = try await connection.one(
      RegisterVersion(
        registration: registration, body: body, pins: PinList.json(registration.dependsOn), effectiveAt: effectiveAt,
        channel: channel))
    let name = VersionName(artifact: registration.artifact, selector: .label(answer.label))
    guard let activity = answer.activity else { return (name, answer.isNew, nil) }
    return (name, answer.isNew, try await recorded(activity, "\(name.text) was registered."))
  }

  /// Records a measured figure about a version.
  package func evaluate(
    _ version: VersionName, _ evaluation: Evaluation, effectiveAt: Instant? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      RecordEvaluation(version: version, evaluation: evaluation, effectiveAt: effectiveAt, channel: channel))
    return try await recorded(activity, "\(evaluation.metric) of \(version.text) was recorded.")
  }

  /// Retires an artifact: it stays readable, and nothing of it can be registered or promoted any more.
  package func retire(_ artifact: String, successor: String? = nil, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      RetireArtifact(artifact: artifact, reason: reason, channel: channel, successor: successor))
    let follows = successor.map { "; \($0) takes over" } ?? ""
    return try await recorded(activity, "\(artifact) was retired\(follows).")
  }

  private func unknown(_ artifact: String) async throws(Problem) -> Problem {
    let nearest = try await connection.first(NearestArtifact(name: artifact))
    return Problem(
      .notFound, "artifact.unknown", happened: "There is no artifact called \(artifact.prefix(120)).",
      remedy: nearest.map { "Did you mean \($0)?" } ?? "Register it first.")
  }

  private func unknown(_ name: VersionName) async throws(Problem) -> Problem {
    guard let row = try await connection.first(ReadArtifact(name: name.artifact)) else {
      return try await unknown(name.artifact)
    }
    return Problem(
      .notFound, "version.unknown", happened: "There is no version \(name.text.prefix(200)).",
      remedy: row.latest.map { "Its newest is \(row.name)@\($0)." } ?? "It has no version yet.")
  }
}

extension Registration {
  /// - Throws: `version.secret` for a body in which something looks like a credential, unless it is to be kept: a version
  ///   cannot be changed, and everyone who may read it would know it.
  func mustHoldNoSecret() throws(Problem) {
    if keepsSecrets { return }
    let found = SecretFinder.secrets(in: body)
    guard let first = found.first else { return }
    let version = label.map { "\(artifact)@\($0)" } ?? artifact
    throw Problem(
      .badData, "version.secret",
      happened: "The body of \(version.prefix(200)) holds what looks like a secret: \(first.kind.label)"
        + (found.count > 1 ? ", and \(found.count - 1) more." : "."),
      because: "A version is kept as it is, and whoever may read it would know the secret. It shows by: "
        + first.kind.pattern + ".",
      remedy: "Put a variable in its place; or pass --keep-secrets, and it is masked on every card.")
  }
}
