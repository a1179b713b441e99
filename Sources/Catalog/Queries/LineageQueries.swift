package import Governance

/// Takes a batch of lineage events; answers JSON with `taken` and `known`.
package struct TakeLineage: Query {
  package static let sql = EmbeddedSQL.TakeLineage
  package var receipt: Int64
  package var batch: LineageBatch
  package init(receipt: Int64, batch: LineageBatch) {
    self.receipt = receipt
    self.batch = batch
  }
  package var parameters: [Parameter] { [.integer(receipt), .text(batch.json)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Places upstream or downstream of one, itself first.
package struct WalkLineage: Query {
  /// A place that was reached.
  package struct Row: Sendable {
    package var id: Int64
    /// Steps from the root.
    package var distance: Int
    package var node: LineageNode
    /// The version it stands for, when it is registered.
    package var version: VersionName?
    package var partial: Bool
  }

  package static let sql = EmbeddedSQL.WalkLineage
  package var root: Int64
  package var upstream: Bool
  package var depth: Int
  package var level: LineageLevel
  package var limit: Int
  package init(root: Int64, upstream: Bool, depth: Int, level: LineageLevel, limit: Int) {
    self.root = root
    self.upstream = upstream
    self.depth = depth
    self.level = level
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [.integer(root), .bool(upstream), .integer(depth), .text(level.rawValue), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let id: Int64 = try row.next()
    let distance: Int = try row.next()
    let kind: LineageNode.Kind = try row.word()
    let namespace: String = try row.next()
    let name: String = try row.next()
    let field: String? = try row.next()
    let artifact: String? = try row.next()
    let label: String? = try row.next()
    let partial: Bool = try row.next()
    var version: VersionName?
    if let artifact, let label { version = VersionName(artifact: artifact, selector: .label(label)) }
    return Row(
      id: id, distance: distance, node: kind == .job ? .job(namespace, name) : .column(namespace, name, field),
      version: version, partial: partial)
  }
}

/// Edges among places, oldest first.
package struct ListLineageEdges: Query {
  package struct Row: Sendable {
    package var id: Int64
    package var source: Int64
    package var target: Int64
    package var job: LineageNode?
    package var level: LineageLevel
    package var basis: LineageBasis
    package var transformation: LineageTransformation
    package var since: Instant
    /// Whose event first said so, and its digest in hexadecimal.
    package var run: String?
    package var event: String?
  }

  package static let sql = EmbeddedSQL.ListLineageEdges
  package var places: [Int64]
  package var level: LineageLevel
  package var limit: Int
  package init(places: [Int64], level: LineageLevel, limit: Int) {
    self.places = places
    self.level = level
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [.texts(places.map { String($0) }), .text(level.rawValue), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let id: Int64 = try row.next()
    let source: Int64 = try row.next()
    let target: Int64 = try row.next()
    let jobNamespace: String? = try row.next()
    let job: String? = try row.next()
    var place: LineageNode?
    if let jobNamespace, let job { place = .job(jobNamespace, job) }
    return Row(
      id: id, source: source, target: target, job: place, level: try row.word(), basis: try row.word(),
      transformation: LineageTransformation(type: try row.next(), subtype: try row.next(), masking: try row.next()),
      since: try row.next(), run: try row.next(), event: try row.next())
  }
}

/// Places of an exact name, a dataset before a job.
package struct FindLineageNode: Query {
  package static let sql = EmbeddedSQL.FindLineageNode
  package var namespace: String
  package var name: String
  package var field: String?
  package init(namespace: String, name: String, field: String?) {
    self.namespace = namespace
    self.name = name
    self.field = field
  }
  package var parameters: [Parameter] { [.text(namespace), .text(name), .text(field)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The place of a registered version.
package struct FindLineageVersion: Query {
  package static let sql = EmbeddedSQL.FindLineageVersion
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}
