package import Governance

/// What an erasure would remove, keep and not reach.
package struct PreviewErasure: Query {
  package static let sql = EmbeddedSQL.PreviewErasure
  package var keys: [String]
  package var channel: Channel
  package init(keys: [String], channel: Channel) {
    self.keys = keys
    self.channel = channel
  }
  package var parameters: [Parameter] { [.texts(keys), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ErasureReach {
    ErasureReach(
      isUnreached: try row.next() as String == "unreached", place: try row.next(), found: try row.next(),
      held: try row.next(), until: try row.next(), words: try row.next())
  }
}

/// Asks for an erasure; answers its number and that of the activity.
package struct AskErasure: Query {
  package static let sql = EmbeddedSQL.AskErasure
  package var keys: [String]
  package var reason: String
  package var channel: Channel
  package init(keys: [String], reason: String, channel: Channel) {
    self.keys = keys
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.texts(keys), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (erasure: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Does an erasure that another person asked for; answers the report as JSON.
package struct ConfirmErasure: Query {
  package static let sql = EmbeddedSQL.ConfirmErasure
  package var erasure: Int64
  package var reason: String
  package var channel: Channel
  package init(erasure: Int64, reason: String, channel: Channel) {
    self.erasure = erasure
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(erasure), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String {
    try row.next()
  }
}

/// Refuses an erasure; answers the number of the activity.
package struct RefuseErasure: Query {
  package static let sql = EmbeddedSQL.RefuseErasure
  package var erasure: Int64
  package var reason: String
  package var channel: Channel
  package init(erasure: Int64, reason: String, channel: Channel) {
    self.erasure = erasure
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(erasure), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}

/// Erasures, newest first.
package struct ListErasures: Query {
  package static let sql = EmbeddedSQL.ListErasures
  package var limit: Int
  package init(limit: Int) {
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ErasureRow {
    ErasureRow(
      id: try row.next(), subjects: try row.next(), state: try row.word(), askedBy: try row.next(),
      reason: try row.next(), askedAt: try row.next(), endedBy: try row.next(), endedAt: try row.next(),
      removed: try row.next())
  }
}

/// Erasures that are not as their leaves say.
package struct ListErasuresAltered: Query {
  package static let sql = EmbeddedSQL.ListErasuresAltered
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (erasure: Int64, words: String) {
    (try row.next(), try row.next())
  }
}

/// Tables whose files may still hold what was removed from them, and since when.
package struct ListRewritesDue: Query {
  package static let sql = EmbeddedSQL.ListRewritesDue
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (relation: String, since: Instant) {
    (try row.next(), try row.next())
  }
}
