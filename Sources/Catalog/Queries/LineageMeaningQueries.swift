package import Governance
package import Lineage

/// Edges between columns of datasets.
package struct ListLineageColumns: Query {
  package static let sql = EmbeddedSQL.ListLineageColumns
  package var places: [Int64]
  package var limit: Int
  package init(places: [Int64], limit: Int) {
    self.places = places
    self.limit = limit
  }
  package var parameters: [Parameter] { [.texts(places.map { String($0) }), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ColumnFlow.Step {
    let source: Int64 = try row.next()
    let from = ColumnSpot(source, try row.next())
    let target: Int64 = try row.next()
    let to = ColumnSpot(target, try row.next())
    return ColumnFlow.Step(
      from: from, to: to,
      transformation: LineageTransformation(type: try row.next(), subtype: try row.next(), masking: try row.next()),
      isWhole: false)
  }
}

/// Places by their numbers.
package struct ReadLineageNodes: Query {
  package static let sql = EmbeddedSQL.ReadLineageNodes
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    id: Int64, node: LineageNode, version: VersionName?
  ) {
    let id: Int64 = try row.next()
    let kind: LineageNode.Kind = try row.word()
    let namespace: String = try row.next()
    let name: String = try row.next()
    let field: String? = try row.next()
    let artifact: String? = try row.next()
    let label: String? = try row.next()
    var version: VersionName?
    if let artifact, let label { version = VersionName(artifact: artifact, selector: .label(label)) }
    return (id, kind == .job ? .job(namespace, name) : .column(namespace, name, field), version)
  }
}

/// What is said of the class of datasets and their columns.
package struct ListSaidClasses: Query {
  package static let sql = EmbeddedSQL.ListSaidClasses
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SaidClass {
    let place: Int64 = try row.next()
    return SaidClass(
      spot: ColumnSpot(place, try row.next()), dataClass: try row.word(), basis: try row.word(),
      saidBy: try row.next(), reason: try row.next())
  }
}

/// Names of places that have several, each with the place that stands for them all.
package struct ListLineageNames: Query {
  package static let sql = EmbeddedSQL.ListLineageNames
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, standsFor: Int64) {
    (try row.next(), try row.next())
  }
}

/// Places and all that they came from.
package struct ListLineageSources: Query {
  package static let sql = EmbeddedSQL.ListLineageSources
  package var places: [Int64]
  package var limit: Int
  package init(places: [Int64], limit: Int) {
    self.places = places
    self.limit = limit
  }
  package var parameters: [Parameter] { [.texts(places.map { String($0) }), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, partial: Bool) {
    (try row.next(), try row.next())
  }
}

/// Pairs of places with an edge between them.
package struct ListTableEdges: Query {
  package static let sql = EmbeddedSQL.ListTableEdges
  package var places: [Int64]
  package var limit: Int
  package init(places: [Int64], limit: Int) {
    self.places = places
    self.limit = limit
  }
  package var parameters: [Parameter] { [.texts(places.map { String($0) }), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ColumnFlow.Pair {
    ColumnFlow.Pair(try row.next(), try row.next())
  }
}

/// What is known about an edge, or in its stead.
package struct ExplainLineage: Query {
  package static let sql = EmbeddedSQL.ExplainLineage
  package var source: Int64
  package var target: Int64
  package init(source: Int64, target: Int64) {
    self.source = source
    self.target = target
  }
  package var parameters: [Parameter] { [.integer(source), .integer(target)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LineageReason {
    LineageReason(
      what: try row.word(), namespace: try row.next(), name: try row.next(), run: try row.next(),
      basis: try row.next(), since: try row.next(), ended: try row.next(), count: try row.next())
  }
}
