package import Governance

/// The items of a bulk that must be read before.
package struct BulkSample: Query {
  package static let sql = EmbeddedSQL.BulkSample
  package var items: [Int64]
  package init(items: [Int64]) { self.items = items }
  package var parameters: [Parameter] { [.texts(items.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Decides many alike items; answers how many.
package struct BulkDecide: Query {
  package struct Row: Sendable {
    package var decided: Int
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.BulkDecide
  package var items: [Int64]
  package var expected: Int
  package var decision: Decision
  package var reason: String
  package var harm: String?
  package var channel: Channel
  package init(
    items: [Int64], expected: Int, decision: Decision, reason: String, harm: String?, channel: Channel
  ) {
    self.items = items
    self.expected = expected
    self.decision = decision
    self.reason = reason
    self.harm = harm
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .texts(items.map { String($0) }), .integer(expected), .text(decision.rawValue), .text(reason), .text(harm),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(decided: try row.next(), activity: try row.next())
  }
}

/// What two persons or more said of the same item.
package struct ListAgreement: Query {
  package static let sql = EmbeddedSQL.ListAgreement
  package var since: Instant
  package var until: Instant
  package var queue: String?
  package init(since: Instant, until: Instant, queue: String?) {
    self.since = since
    self.until = until
    self.queue = queue
  }
  package var parameters: [Parameter] { [.instant(since), .instant(until), .text(queue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> AgreementUnit {
    let (week, item, words): (String, Int64, [String]) = (try row.next(), try row.next(), try row.next())
    return AgreementUnit(week: week, item: item, decisions: words.compactMap(Decision.init))
  }
}

/// What two persons or more labelled the same item.
package struct ListLabelAgreement: Query {
  package static let sql = EmbeddedSQL.ListLabelAgreement
  package var since: Instant
  package var until: Instant
  package var queue: String?
  package init(since: Instant, until: Instant, queue: String?) {
    self.since = since
    self.until = until
    self.queue = queue
  }
  package var parameters: [Parameter] { [.instant(since), .instant(until), .text(queue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LabelUnit {
    LabelUnit(
      week: try row.next(), item: try row.next(), key: try row.next(), kind: try row.word(), said: try row.next())
  }
}

/// Commits to a sample of a month; answers the number of the activity.
package struct CommitSample: Query {
  package static let sql = EmbeddedSQL.CommitSample
  /// Its first day, `2026-11-01`.
  package var month: String
  package var rate: Double
  /// Hexadecimal.
  package var seedDigest: String
  package var reason: String
  package var channel: Channel
  package init(month: String, rate: Double, seedDigest: String, reason: String, channel: Channel) {
    self.month = month
    self.rate = rate
    self.seedDigest = seedDigest
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(month), .double(rate), .text(seedDigest), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Draws the sample of a month.
package struct DrawSample: Query {
  package struct Row: Sendable {
    package var drawn: Int
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.DrawSample
  package var month: String
  /// Hexadecimal.
  package var seed: String
  package var reason: String
  package var channel: Channel
  package init(month: String, seed: String, reason: String, channel: Channel) {
    self.month = month
    self.seed = seed
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(month), .text(seed), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(drawn: try row.next(), activity: try row.next())
  }
}

/// How the sample of a month stands.
package struct ListSampleStrata: Query {
  package static let sql = EmbeddedSQL.ListSampleStrata
  package var month: String
  package init(month: String) { self.month = month }
  package var parameters: [Parameter] { [.text(month)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SampleStratum {
    SampleStratum(
      name: try row.next(), population: try row.next(), drawn: try row.next(), decided: try row.next(),
      violations: try row.next(), rate: try row.next(), seedDigest: try row.next(), seed: try row.next())
  }
}

/// Draws a sample once more; answers how many are gone and how many have come.
package struct RedrawSample: Query {
  package struct Row: Sendable {
    package var gone: Int
    package var come: Int
  }
  package static let sql = EmbeddedSQL.RedrawSample
  package var month: String
  package init(month: String) { self.month = month }
  package var parameters: [Parameter] { [.text(month)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(gone: try row.next(), come: try row.next())
  }
}

/// Items that were decided and whose answer is like this one's.
package struct ListSimilarReviews: Query {
  package static let sql = EmbeddedSQL.ListSimilarReviews
  package var item: Int64
  package var most: Int
  package init(item: Int64, most: Int) {
    self.item = item
    self.most = most
  }
  package var parameters: [Parameter] { [.integer(item), .integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SimilarReview {
    SimilarReview(
      item: try row.next(), likeness: try row.next(), decision: try row.word(), reason: try row.next(),
      at: try row.next())
  }
}

/// Decided items with all that was said of them.
package struct ExportReviews: Query {
  package struct Row: Sendable {
    package var item: Int64
    package var generation: String
    package var model: String
    package var modelVersion: String
    package var prompt: String?
    package var promptVersion: String?
    package var settledAt: Instant
    package var decision: Decision
    /// JSON lists.
    package var verdicts: String
    package var flags: String
    package var scores: String
    /// The stored canonical JSON; nil when it was erased.
    package var content: [UInt8]?
  }
  package static let sql = EmbeddedSQL.ExportReviews
  package var after: Int64
  package var most: Int
  package var channel: Channel
  package init(after: Int64, most: Int, channel: Channel) {
    self.after = after
    self.most = most
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(after), .integer(most), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      item: try row.next(), generation: try row.next(), model: try row.next(), modelVersion: try row.next(),
      prompt: try row.next(), promptVersion: try row.next(), settledAt: try row.next(), decision: try row.word(),
      verdicts: try row.next(), flags: try row.next(), scores: try row.next(), content: try row.next())
  }
}

/// Writes about an item; answers the number of the activity.
package struct CommentReview: Query {
  package static let sql = EmbeddedSQL.CommentReview
  package var item: Int64
  package var words: String
  package var mentions: [String]
  package var channel: Channel
  package init(item: Int64, words: String, mentions: [String], channel: Channel) {
    self.item = item
    self.words = words
    self.mentions = mentions
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(words), .texts(mentions), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// What was written about an item.
package struct ListReviewComments: Query {
  package static let sql = EmbeddedSQL.ListReviewComments
  package var item: Int64
  package init(item: Int64) { self.item = item }
  package var parameters: [Parameter] { [.integer(item)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ReviewComment {
    ReviewComment(
      id: try row.next(), person: try row.next(), words: try row.next(), mentions: try row.next(),
      waitingFor: try row.next(), at: try row.next())
  }
}
