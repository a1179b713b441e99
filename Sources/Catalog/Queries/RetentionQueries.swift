package import Governance

/// Places a hold; answers its number and that of the activity.
package struct AddHold: Query {
  package static let sql = EmbeddedSQL.AddHold
  package var kind: HoldRow.Kind
  package var key: String
  package var reason: String
  package var channel: Channel
  package init(kind: HoldRow.Kind, key: String, reason: String, channel: Channel) {
    self.kind = kind
    self.key = key
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(kind.rawValue), .text(key), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (hold: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Asks for a hold to be released; answers the number of the activity.
package struct AskRelease: Query {
  package static let sql = EmbeddedSQL.AskRelease
  package var hold: Int64
  package var reason: String
  package var channel: Channel
  package init(hold: Int64, reason: String, channel: Channel) {
    self.hold = hold
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(hold), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}

/// Releases a hold, as a second person; answers the number of the activity.
package struct ConfirmRelease: Query {
  package static let sql = EmbeddedSQL.ConfirmRelease
  package var hold: Int64
  package var reason: String
  package var channel: Channel
  package init(hold: Int64, reason: String, channel: Channel) {
    self.hold = hold
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(hold), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}

/// Holds, newest first.
package struct ListHolds: Query {
  package static let sql = EmbeddedSQL.ListHolds
  package var ended: Bool
  package init(ended: Bool) {
    self.ended = ended
  }
  package var parameters: [Parameter] { [.bool(ended)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> HoldRow {
    HoldRow(
      id: try row.next(), kind: try row.word(), key: try row.next(), reason: try row.next(), placedBy: try row.next(),
      at: try row.next(), releaseAskedBy: try row.next(), endedAt: try row.next())
  }
}

/// Says how long backups are kept; answers the number of the activity.
package struct SetBackupWindow: Query {
  package static let sql = EmbeddedSQL.SetBackupWindow
  package var days: Int
  package var reason: String
  package var channel: Channel
  package init(days: Int, reason: String, channel: Channel) {
    self.days = days
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(days), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}

/// Asks for a rule of retention; answers its number and that of the activity.
package struct AskRetention: Query {
  package static let sql = EmbeddedSQL.AskRetention
  package var dataClass: String
  package var days: Int
  package var reason: String
  package var channel: Channel
  package init(dataClass: String, days: Int, reason: String, channel: Channel) {
    self.dataClass = dataClass
    self.days = days
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(dataClass), .integer(days), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (rule: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Confirms a rule of retention, as a second person; answers the number of the activity.
package struct ConfirmRetention: Query {
  package static let sql = EmbeddedSQL.ConfirmRetention
  package var rule: Int64
  package var reason: String
  package var channel: Channel
  package init(rule: Int64, reason: String, channel: Channel) {
    self.rule = rule
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(rule), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}

/// Rules of retention, newest first.
package struct ListRetentionRules: Query {
  package static let sql = EmbeddedSQL.ListRetentionRules
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> RetentionRule {
    RetentionRule(
      id: try row.next(), dataClass: try row.next(), days: try row.next(), reason: try row.next(),
      askedBy: try row.next(), at: try row.next(), confirmedBy: try row.next(), holds: try row.next())
  }
}

/// Content that has outlived its rule, by class and month.
package struct PreviewRetention: Query {
  package static let sql = EmbeddedSQL.PreviewRetention
  package var rule: Int64?
  package init(rule: Int64?) {
    self.rule = rule
  }
  package var parameters: [Parameter] { [.integer(rule)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RetentionReach {
    RetentionReach(
      dataClass: try row.next(), month: try row.next(), goes: try row.next(), held: try row.next(),
      floored: try row.next())
  }
}

/// Removes content that has outlived its rule, so much of each class at most; answers how much went.
package struct RetireContent: Query {
  package static let sql = EmbeddedSQL.RetireContent
  package var limit: Int
  package init(limit: Int) {
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 {
    try row.next()
  }
}
