internal import Catalog
package import Governance

/// A refused line with its bytes.
package struct QuarantineDetail: Sendable, Equatable {
  package var row: QuarantineRow
  package var raw: [UInt8]

  package init(row: QuarantineRow, raw: [UInt8]) {
    self.row = row
    self.raw = raw
  }
}

/// Which refused lines to list.
package struct QuarantineFilter: Sendable, Equatable {
  package var replayedToo: Bool
  /// What the officer typed, in the words of `FilterGrammar.quarantine`.
  package var words: Filter
  package var isReversed: Bool
  package init(replayedToo: Bool = false, words: Filter = .none, isReversed: Bool = false) {
    self.replayedToo = replayedToo
    self.words = words
    self.isReversed = isReversed
  }
}

extension Workbench {
  /// What was refused and kept, newest first.
  package func quarantine(_ filter: QuarantineFilter = QuarantineFilter(), at place: PagePlace, limit: Int)
    async throws(Problem) -> Page<QuarantineRow>
  {
    let replayedToo = filter.replayedToo || filter.words.names("state")
    var page = try await page(
      PageQuarantine(replayedToo: replayedToo, filter: filter.words, isReversed: filter.isReversed), at: place,
      limit: limit)
    if place == .first, page.about == nil, filter.words.isEmpty {
      page.about = try await connection.one(CountQuarantine(replayedToo: replayedToo))
    }
    return page
  }

  /// One refused line with its bytes. The reading is recorded.
  package func openQuarantine(_ id: Int64, channel: Channel) async throws(Problem) -> QuarantineDetail {
    try mayWrite()
    guard let read = try await connection.rows(OpenQuarantine(id: id, channel: channel)).first else {
      throw Problem(
        .notFound, "quarantine.unknown", happened: "There is no refused line \(id).",
        remedy: "`countersign quarantine list` shows those that are kept.")
    }
    return QuarantineDetail(row: read.row, raw: read.raw)
  }
}
