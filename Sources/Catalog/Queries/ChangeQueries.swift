package import Governance

/// Kinds of what has become visible since an earlier answer; none without one.
package struct ReadMoved: Query {
  package struct Row: Sendable {
    package var mark: Mark
    package var kinds: [String]
  }
  /// Where an answer ended; opaque.
  package struct Mark: Sendable {
    var until: String
    var holds: String
  }
  package static let sql = EmbeddedSQL.ReadMoved
  /// What acts are told on.
  package static let channel = "countersign_changed"
  package var since: Mark?
  package init(since: Mark?) { self.since = since }
  package var parameters: [Parameter] { [.text(since?.until), .text(since?.holds)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(mark: Mark(until: try row.next(), holds: try row.next()), kinds: try row.next())
  }
}
