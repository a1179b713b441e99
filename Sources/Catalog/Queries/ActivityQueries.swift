package import Governance

/// Who did or read what, newest first; one's own acts alone, for who oversees nobody.
package struct PageActivity: PagedQuery {
  package static let sql = EmbeddedSQL.PageActivity
  static let columns: [String: FilterColumn] = [
    "act": .name("a.act"), "by": .name("coalesce(a.person, a.login)"), "kind": .name("a.subject_kind"),
    "subject": .name("a.subject"), "channel": .choice("a.channel"), "age": .past("a.recorded_at"),
    "text": .text("a.act || ' ' || a.subject || ' ' || a.reason"),
  ]
  package var readings: Bool
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(filter: Filter = .none, readings: Bool = false, isReversed: Bool = false, limit: Int = 0) {
    self.readings = readings
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = !isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(readings)] }
  package var keys: [PageKey] { [PageKey("a.id", .integer)] }
  package func key(of row: ActivityRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ActivityRow {
    ActivityRow(
      id: try row.next(), at: try row.next(), person: try row.next(), login: try row.next(), act: try row.next(),
      subjectKind: try row.next(), subject: try row.next(), reason: try row.next(), detail: try row.next(),
      channel: try row.next())
  }
}
