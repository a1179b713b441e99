package import Governance

/// Places by name.
package struct FindLineagePlaces: PagedQuery {
  package static let sql = EmbeddedSQL.FindLineagePlaces
  static let columns: [String: FilterColumn] = [
    "kind": .choice("n.kind"), "namespace": .name("n.namespace"), "name": .name("n.name"),
    "version": .truth("n.artifact is not null"), "text": .text("n.namespace || ' ' || n.name"),
  ]
  package var words: String?
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(words: String? = nil, filter: Filter = .none, isReversed: Bool = false, limit: Int = 0) {
    self.words = words
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.text(words)] }
  package var keys: [PageKey] {
    [PageKey("countersign.lineage_listed(n.namespace, n.name)", .text), PageKey("n.id", .integer)]
  }
  package func key(of row: LineagePlace) -> [KeyValue] { [.text(row.listedAs), .integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LineagePlace {
    let id: Int64 = try row.next()
    let kind: LineageNode.Kind = try row.word()
    let namespace: String = try row.next()
    let name: String = try row.next()
    let artifact: String? = try row.next()
    let label: String? = try row.next()
    var version: VersionName?
    if let artifact, let label { version = VersionName(artifact: artifact, selector: .label(label)) }
    return LineagePlace(
      id: id, node: kind == .job ? .job(namespace, name) : .dataset(namespace, name), version: version,
      listedAs: try row.next())
  }
}

/// What is known of places besides their names.
package struct ReadPlaceFacts: Query {
  package static let sql = EmbeddedSQL.ReadPlaceFacts
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, facts: PlaceFacts) {
    let id: Int64 = try row.next()
    var facts = PlaceFacts(
      kind: try row.optionalWord(), tier: try row.optionalWord(), team: try row.next(), serving: try row.next(),
      dataClass: try row.optionalWord(), rows: try row.next(), columns: try row.next())
    let job: String? = try row.next()
    let state: String? = try row.next()
    let ended: Instant? = try row.next()
    if let job, let state { facts.run = PlaceFacts.LastRun(job: job, state: state, ended: ended) }
    return (id, facts)
  }
}

/// What has become of places that are no longer what they were.
package struct ReadPlaceLives: Query {
  package static let sql = EmbeddedSQL.ReadPlaceLives
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, life: PlaceLife) {
    let id: Int64 = try row.next()
    var life = PlaceLife(state: try row.word(), at: try row.next())
    let namespace: String? = try row.next()
    let name: String? = try row.next()
    if let namespace, let name { life.successor = .dataset(namespace, name) }
    return (id, life)
  }
}

/// Which parts of a dataset runs read or wrote.
package struct ListLineageSubsets: Query {
  package static let sql = EmbeddedSQL.ListLineageSubsets
  package var place: Int64
  package var limit: Int
  package init(place: Int64, limit: Int) {
    self.place = place
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(place), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LineageSubset {
    let direction: String = try row.next()
    let run: String? = try row.next()
    let job = LineageNode.job(try row.next(), try row.next())
    return LineageSubset(
      isWritten: direction == "out", run: run, job: job, condition: try row.next(), at: try row.next(),
      event: try row.next())
  }
}
