package import Governance

/// What people said of places, and how producers link names, newest first.
package struct PagePlaceWords: PagedQuery {
  package static let sql = EmbeddedSQL.PagePlaceWords
  package var words: PlaceWords
  /// Only those about this dataset.
  package var place: LineageNode?
  package var window: PageWindow
  package init(_ words: PlaceWords, about place: LineageNode?, limit: Int = 0) {
    self.words = words
    self.place = place
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] {
    [
      .texts(words.kinds.map(\.rawValue)), .text(words == .waiting ? "held" : nil), .bool(words == .history),
      .text(place?.namespace), .text(place?.name),
    ]
  }
  package var keys: [PageKey] { [PageKey("w.since", .instant), PageKey("w.id", .text)] }
  package var isDescending: Bool { true }
  package func key(of row: PlaceWord) -> [KeyValue] { [.instant(row.since), .text(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PlaceWord {
    let (id, kind): (String, PlaceWord.Kind) = (try row.next(), try row.word())
    let (one, two): (Int64?, Int64?) = (try row.next(), try row.next())
    let (namespace, name, field): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
    let (otherNamespace, otherName): (String?, String?) = (try row.next(), try row.next())
    return PlaceWord(
      id: id, kind: kind, one: one, two: two, namespace: namespace, name: name, field: field,
      otherNamespace: otherNamespace, otherName: otherName, says: try row.next(), saidBy: try row.next(),
      reason: try row.next(), since: try row.next(), ended: try row.next())
  }
}
