internal import Catalog
package import Governance

/// A refused line with its bytes.
package struct QuarantineDetail: Sendable, Equatable {
  package var row: QuarantineRow
  package var raw: [UInt8]
  package var producer: String
}

extension Workbench {
  /// What was refused and kept, newest first.
  package func quarantine(after cursor: String?, limit: Int, replayedToo: Bool = false) async throws(Problem)
    -> Page<QuarantineRow>
  {
    var before: Int64?
    if let cursor {
      guard let id = Int64(cursor) else { throw .badCursor }
      before = id
    }
    let rows = try await connection.rows(PageQuarantine(before: before, limit: limit + 1, replayedToo: replayedToo))
    let shown = Array(rows.prefix(limit))
    var answer = Page(shown, next: rows.count > limit ? shown.last.map { String($0.id) } : nil, isFirst: cursor == nil)
    if cursor == nil, answer.about == nil {
      answer.about = try await connection.one(CountQuarantine(replayedToo: replayedToo))
    }
    return answer
  }

  /// One refused line with its bytes. The reading is recorded.
  package func openQuarantine(_ id: Int64, channel: Channel) async throws(Problem) -> QuarantineDetail {
    try mayWrite()
    let read = try await connection.one(OpenQuarantine(id: id, channel: channel))
    return QuarantineDetail(row: read.row, raw: read.raw, producer: read.producer)
  }
}
