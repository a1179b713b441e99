package import Governance

/// Places by name.
package struct FindLineagePlaces: Query {
  package static let sql = EmbeddedSQL.FindLineagePlaces
  /// Letters of the name every place is ordered by.
  package static let orderedBy = 200
  package var words: String?
  /// Name and id of the last row seen.
  package var after: (name: String, id: Int64)?
  package var limit: Int
  package init(words: String?, after: (name: String, id: Int64)?, limit: Int) {
    self.words = words
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [.text(words), .text(after?.name), .integer(after?.id), .integer(limit)]
  }
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
      id: id, node: kind == .job ? .job(namespace, name) : .dataset(namespace, name), version: version)
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
