package import Governance

/// Artifacts.
package struct PageArtifacts: PagedQuery {
  package static let sql = EmbeddedSQL.PageArtifacts
  static let columns: [String: FilterColumn] = [
    "kind": .choice("a.kind"), "name": .name("a.name"), "tier": .choice("a.tier"), "team": .name("a.team"),
    "owner": .name("a.owner"), "stale": .past("a.changed_at"), "production": .truth("a.production is not null"),
    "retired": .truth("a.retired"), "text": .text("a.name || ' ' || a.purpose"),
  ]
  package var kind: ArtifactKind?
  package var tier: Tier?
  package var team: String?
  package var owner: String?
  /// Words looked for in name and purpose.
  package var words: String?
  package var retired: Bool
  package var inProduction: Bool
  package var filter: FilterConditions
  package var order: ArtifactOrder
  package var isDescending: Bool
  package var window: PageWindow
  package init(
    kind: ArtifactKind? = nil, tier: Tier? = nil, team: String? = nil, owner: String? = nil, words: String? = nil,
    retired: Bool = false, inProduction: Bool = false, filter: Filter = .none, order: ArtifactOrder = .name,
    isReversed: Bool = false, limit: Int = 0
  ) {
    self.kind = kind
    self.tier = tier
    self.team = team
    self.owner = owner
    self.words = words
    self.retired = retired
    self.inProduction = inProduction
    self.filter = FilterConditions(filter, Self.columns)
    self.order = order
    isDescending = (order == .changed) != isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] {
    [
      .text(kind?.rawValue), .text(tier?.rawValue), .text(team), .text(owner), .text(words), .bool(retired),
      .bool(inProduction),
    ]
  }
  package var keys: [PageKey] {
    let name = PageKey("a.name", .text)
    return order == .name ? [name] : [PageKey("a.changed_at", .instant), name]
  }
  package func key(of row: ArtifactRow) -> [KeyValue] {
    order == .name ? [.text(row.name)] : [.instant(row.changed), .text(row.name)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ArtifactRow {
    ArtifactRow(
      kind: try row.word(), name: try row.next(), team: try row.next(), owner: try row.next(),
      tier: try row.optionalWord(), purpose: try row.next(), latest: try row.next(), production: try row.next(),
      changed: try row.next(), retired: try row.next())
  }
}

/// How many artifacts a page's filter has.
package struct CountArtifacts: Query {
  package static let sql = EmbeddedSQL.CountArtifacts
  package var page: PageArtifacts
  package init(of page: PageArtifacts) { self.page = page }
  package var parameters: [Parameter] {
    [
      .text(page.kind?.rawValue), .text(page.tier?.rawValue), .text(page.team), .text(page.owner), .text(page.words),
      .bool(page.retired), .bool(page.inProduction),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count {
    Count(exactUpTo10000: try row.next())
  }
}

/// One artifact.
package struct ReadArtifact: Query {
  package static let sql = EmbeddedSQL.ReadArtifact
  package var name: String
  package init(name: String) { self.name = name }
  package var parameters: [Parameter] { [.text(name)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ArtifactRow {
    try PageArtifacts.decode(&row)
  }
}

/// The name nearest to one that is not known.
package struct NearestArtifact: Query {
  package static let sql = EmbeddedSQL.NearestArtifact
  package var name: String
  package init(name: String) { self.name = name }
  package var parameters: [Parameter] { [.text(name)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// The label of a version that is named in any of the three ways; two rows when a digest is not unique.
package struct FindVersion: Query {
  package static let sql = EmbeddedSQL.FindVersion
  package var name: VersionName
  package init(name: VersionName) { self.name = name }
  package var parameters: [Parameter] {
    switch name.selector {
    case .label(let label): [.text(name.artifact), .text("label"), .text(label)]
    case .environment(let key): [.text(name.artifact), .text("environment"), .text(key)]
    case .digest(let digits): [.text(name.artifact), .text("digest"), .text(digits)]
    }
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Versions of an artifact, newest first.
package struct ListVersions: Query {
  package static let sql = EmbeddedSQL.ListVersions
  package var artifact: String
  package var limit: Int
  package init(artifact: String, limit: Int) {
    self.artifact = artifact
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(artifact), .integer(nil), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionRow {
    VersionRow(
      artifact: try row.next(), label: try row.next(), digest: try row.next(), author: try row.next(),
      message: try row.next(), parent: try row.next(), effectiveAt: try row.next(), recordedAt: try row.next(),
      serving: try row.next())
  }
}

/// One version with its body.
package struct ReadVersion: Query {
  package static let sql = EmbeddedSQL.ReadVersion
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    row: VersionRow, kind: ArtifactKind, body: String
  ) {
    (try ListVersions.decode(&row), try row.word(), try row.next())
  }
}

/// What environments served, newest first.
package struct ListPointerMoves: Query {
  package static let sql = EmbeddedSQL.ListPointerMoves
  package var artifact: String
  package init(artifact: String) { self.artifact = artifact }
  package var parameters: [Parameter] { [.text(artifact)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PointerMove {
    PointerMove(
      environment: try row.next(), colour: try row.next(), label: try row.next(), weight: try row.next(),
      by: try row.next(), reason: try row.next(), effectiveAt: try row.next(), recordedAt: try row.next())
  }
}

/// Figures about an artifact's versions, newest first.
package struct ListEvaluations: Query {
  package static let sql = EmbeddedSQL.ListEvaluations
  /// As many as it returns at most.
  package static let limit = 500
  package var artifact: String
  package var label: String?
  package init(artifact: String, label: String? = nil) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Evaluation {
    var figure = Evaluation(
      label: try row.next(), suite: try row.next(), metric: try row.next(), value: try row.next(),
      limit: try row.next(), atLeast: try row.next(), n: try row.next(), suppliedBy: try row.next(),
      at: try row.next())
    let (steps, lowest, highest): (Int?, Double?, Double?) = (try row.next(), try row.next(), try row.next())
    if let steps, let lowest, let highest {
      figure.course = FigureCourse(steps: steps, lowest: lowest, highest: highest)
    }
    return figure
  }
}

/// Versions that pin a version of an artifact.
package struct ListUsers: Query {
  package static let sql = EmbeddedSQL.ListUsers
  package var artifact: String
  package init(artifact: String) { self.artifact = artifact }
  package var parameters: [Parameter] { [.text(artifact)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Dependency { try Dependency(from: &row) }
}

/// What a version pins.
package struct ListPins: Query {
  package static let sql = EmbeddedSQL.ListPins
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Dependency { try Dependency(from: &row) }
}

extension Dependency {
  init(from row: inout RowReader) throws(Problem) {
    self.init(artifact: try row.next(), label: try row.next(), kind: try row.word(), role: try row.next())
  }
}

/// Registers a version, or finds the one with the same content.
package struct RegisterVersion: Query {
  package static let sql = EmbeddedSQL.RegisterVersion
  package var registration: Registration
  /// Canonical JSON.
  package var body: [UInt8]
  /// A JSON list of {artifact, selector, role}.
  package var pins: String
  package var effectiveAt: Instant?
  package var channel: Channel
  package init(registration: Registration, body: [UInt8], pins: String, effectiveAt: Instant?, channel: Channel) {
    self.registration = registration
    self.body = body
    self.pins = pins
    self.effectiveAt = effectiveAt
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(registration.artifact), .text(registration.kind.rawValue), .text(registration.team),
      .text(registration.owner), .text(registration.tier?.rawValue), .text(registration.purpose),
      .text(registration.label), .bytes(body), .text(registration.message), .text(registration.parent),
      .text(registration.source), .text(pins), .instant(effectiveAt), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    label: String, isNew: Bool, activity: Int64?
  ) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Registers versions in the order given, all of them or none; a row for each.
package struct RegisterVersions: Query {
  package static let sql = EmbeddedSQL.RegisterVersions
  /// Of one kind, team, owner, tier and purpose, which are taken from the first.
  package var registrations: [Registration]
  /// Canonical JSON, one for each.
  package var bodies: [[UInt8]]
  /// A JSON list of {place, artifact, selector, role}; places count from 1.
  package var pins: String
  package var channel: Channel
  package init(registrations: [Registration], bodies: [[UInt8]], pins: String, channel: Channel) {
    self.registrations = registrations
    self.bodies = bodies
    self.pins = pins
    self.channel = channel
  }
  package var parameters: [Parameter] {
    let shared = registrations.first
    return [
      .texts(registrations.map(\.artifact)), .text(shared?.kind.rawValue), .text(shared?.team), .text(shared?.owner),
      .text(shared?.tier?.rawValue), .text(shared?.purpose), .texts(orNull: registrations.map(\.label)),
      .bytes(each: bodies), .texts(registrations.map(\.message)), .texts(orNull: registrations.map(\.parent)),
      .texts(orNull: registrations.map(\.source)), .text(pins), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    label: String, isNew: Bool, activity: Int64?
  ) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Records a figure; answers the number of the activity.
package struct RecordEvaluation: Query {
  package static let sql = EmbeddedSQL.RecordEvaluation
  package var version: VersionName
  package var evaluation: Evaluation
  package var effectiveAt: Instant?
  package var channel: Channel
  package init(version: VersionName, evaluation: Evaluation, effectiveAt: Instant?, channel: Channel) {
    self.version = version
    self.evaluation = evaluation
    self.effectiveAt = effectiveAt
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(version.artifact), .text(version.selectorText), .text(evaluation.suite), .text(evaluation.metric),
      .double(evaluation.value), .double(evaluation.limit), .bool(evaluation.atLeast),
      .integer(evaluation.n.map { Int64($0) }), .text(nil), .instant(effectiveAt), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Retires an artifact; answers the number of the activity.
package struct RetireArtifact: Query {
  package static let sql = EmbeddedSQL.RetireArtifact
  package var artifact: String
  package var reason: String
  package var channel: Channel
  /// What takes over from it.
  package var successor: String?
  package init(artifact: String, reason: String, channel: Channel, successor: String? = nil) {
    self.artifact = artifact
    self.reason = reason
    self.channel = channel
    self.successor = successor
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(reason), .text(channel.rawValue), .text(successor)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
