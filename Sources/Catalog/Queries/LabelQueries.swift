package import Governance

/// Says what kind a label of a queue is; answers the number of the activity.
package struct SetLabel: Query {
  package static let sql = EmbeddedSQL.SetLabel
  package var queue: String
  package var key: String
  /// Nil: it is asked no longer.
  package var schema: LabelSchema?
  package var reason: String
  package var channel: Channel
  package init(queue: String, key: String, schema: LabelSchema?, reason: String, channel: Channel) {
    self.queue = queue
    self.key = key
    self.schema = schema
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(queue), .text(key), .text(schema?.kind.rawValue), .texts(schema?.options ?? []), .double(schema?.lowest),
      .double(schema?.highest), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// What the labels of a queue are.
package struct ListLabels: Query {
  package static let sql = EmbeddedSQL.ListLabels
  package var queue: String
  package init(queue: String) { self.queue = queue }
  package var parameters: [Parameter] { [.text(queue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LabelSchema {
    LabelSchema(
      key: try row.next(), kind: try row.word(), options: try row.next(), lowest: try row.next(),
      highest: try row.next())
  }
}

/// Labels an item; answers the number of the activity.
package struct LabelReview: Query {
  package static let sql = EmbeddedSQL.LabelReview
  package var item: Int64
  /// A JSON object.
  package var labels: String
  package var channel: Channel
  package init(item: Int64, labels: String, channel: Channel) {
    self.item = item
    self.labels = labels
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(labels), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The labels of an item that this person may see.
package struct ListReviewLabels: Query {
  package static let sql = EmbeddedSQL.ListReviewLabels
  package var item: Int64
  package init(item: Int64) { self.item = item }
  package var parameters: [Parameter] { [.integer(item)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ReviewLabel {
    ReviewLabel(person: try row.next(), key: try row.next(), value: try row.next())
  }
}

/// Asks that an item of high tier be reviewed as medium.
package struct AskLowerItem: Query {
  package struct Row: Sendable {
    package var lowering: Int64
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.AskLowerItem
  package var item: Int64
  package var reason: String
  package var channel: Channel
  package init(item: Int64, reason: String, channel: Channel) {
    self.item = item
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(lowering: try row.next(), activity: try row.next())
  }
}

/// Grants or refuses it; answers the number of the activity.
package struct AnswerLowerItem: Query {
  package static let sql = EmbeddedSQL.AnswerLowerItem
  package var lowering: Int64
  package var granted: Bool
  package var reason: String
  package var channel: Channel
  package init(lowering: Int64, granted: Bool, reason: String, channel: Channel) {
    self.lowering = lowering
    self.granted = granted
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(lowering), .bool(granted), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
