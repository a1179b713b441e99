package import Governance

/// Reveals what is masked of an item; answers the number of the activity.
package struct RevealReview: Query {
  package static let sql = EmbeddedSQL.RevealReview
  package var item: Int64
  package var reason: String
  package var channel: Channel
  package init(item: Int64, reason: String, channel: Channel) {
    self.item = item
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Keeps how an item was read; answers whether it was kept.
package struct RecordAttention: Query {
  package static let sql = EmbeddedSQL.RecordAttention
  package var item: Int64
  package var attention: Attention
  package init(item: Int64, attention: Attention) {
    self.item = item
    self.attention = attention
  }
  package var parameters: [Parameter] {
    [.integer(item), .integer(attention.linesShown), .integer(attention.lines), .integer(attention.seconds)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Bool { try row.next() }
}

/// How this person read items.
package struct ListAttention: Query {
  package static let sql = EmbeddedSQL.ListAttention
  package var limit: Int
  package init(limit: Int) { self.limit = limit }
  package var parameters: [Parameter] { [.integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> AttentionRow {
    AttentionRow(
      item: try row.next(),
      attention: Attention(linesShown: try row.next(), lines: try row.next(), seconds: try row.next()),
      at: try row.next())
  }
}

/// Switches attention on or off; answers the number of the activity.
package struct SetAttention: Query {
  package static let sql = EmbeddedSQL.SetAttention
  package var isOn: Bool
  package var reason: String
  package var channel: Channel
  package init(isOn: Bool, reason: String, channel: Channel) {
    self.isOn = isOn
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.bool(isOn), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says up to which class of data somebody reads; answers the number of the activity.
package struct SetClearance: Query {
  package static let sql = EmbeddedSQL.SetClearance
  /// Nil: whoever has none of their own.
  package var person: String?
  package var dataClass: DataClass
  package var reason: String
  package var channel: Channel
  package init(person: String?, dataClass: DataClass, reason: String, channel: Channel) {
    self.person = person
    self.dataClass = dataClass
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(person), .text(dataClass.rawValue), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Up to which class of data people read.
package struct ListClearances: Query {
  package static let sql = EmbeddedSQL.ListClearances
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Clearance {
    Clearance(
      person: try row.next(), dataClass: try row.word(), reason: try row.next(), setBy: try row.next(),
      at: try row.next())
  }
}

/// How a queue emptied in the last 24 hours, the oldest first.
package struct ListBurnDown: Query {
  package static let sql = EmbeddedSQL.ListBurnDown
  package var queue: String
  package init(queue: String) { self.queue = queue }
  package var parameters: [Parameter] { [.text(queue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> BurnHour {
    BurnHour(arrived: try row.next(), settled: try row.next(), waiting: try row.next())
  }
}
