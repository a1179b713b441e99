package import Governance

/// Says that a namespace stands for another, or ends that.
package struct MapNamespace: Query {
  package static let sql = EmbeddedSQL.MapNamespace
  package var namespace: String
  package var standsFor: String?
  package var reason: String
  package var channel: Channel
  package init(namespace: String, standsFor: String?, reason: String, channel: Channel) {
    self.namespace = namespace
    self.standsFor = standsFor
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(namespace), .text(standsFor), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (paired: Int, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Namespaces that stand for others.
package struct ListNamespaces: Query {
  package static let sql = EmbeddedSQL.ListNamespaces
  package init() {}
  package var parameters: [Parameter] { [] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> NamespaceMapping {
    NamespaceMapping(
      namespace: try row.next(), standsFor: try row.next(), saidBy: try row.next(), reason: try row.next(),
      since: try row.next())
  }
}

/// Names that producers link.
package struct ListHeldNames: Query {
  package static let sql = EmbeddedSQL.ListHeldNames
  package var onlyHeld: Bool
  package init(onlyHeld: Bool) { self.onlyHeld = onlyHeld }
  package var parameters: [Parameter] { [.bool(onlyHeld)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LinkedNames {
    let one: Int64 = try row.next()
    let first = LineageNode.dataset(try row.next(), try row.next())
    let two: Int64 = try row.next()
    let second = LineageNode.dataset(try row.next(), try row.next())
    return LinkedNames(one: one, first: first, two: two, second: second, isHeld: try row.next(), since: try row.next())
  }
}

/// Judges whether two linked names are one place; answers the number of the activity.
package struct JudgeNames: Query {
  package static let sql = EmbeddedSQL.JudgeNames
  package var one: Int64
  package var two: Int64
  package var same: Bool
  package var reason: String
  package var channel: Channel
  package init(one: Int64, two: Int64, same: Bool, reason: String, channel: Channel) {
    self.one = one
    self.two = two
    self.same = same
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(one), .integer(two), .bool(same), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says or judges the class of a dataset or a column; answers the number of the activity.
package struct ClassPlace: Query {
  package static let sql = EmbeddedSQL.ClassPlace
  package var place: LineageNode
  /// Nil takes back what was said.
  package var dataClass: DataClass?
  package var isJudgement: Bool
  package var reason: String
  package var channel: Channel
  package init(place: LineageNode, dataClass: DataClass?, isJudgement: Bool, reason: String, channel: Channel) {
    self.place = place
    self.dataClass = dataClass
    self.isJudgement = isJudgement
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(place.namespace), .text(place.name), .text(place.field), .text(dataClass?.rawValue), .bool(isJudgement),
      .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Gives a data class the office's own name; answers the number of the activity.
package struct NameDataClass: Query {
  package static let sql = EmbeddedSQL.NameDataClass
  package var dataClass: DataClass
  package var words: String
  package var reason: String
  package var channel: Channel
  package init(dataClass: DataClass, words: String, reason: String, channel: Channel) {
    self.dataClass = dataClass
    self.words = words
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(dataClass.rawValue), .text(words), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The office's own names of data classes.
package struct ListDataClassNames: Query {
  package static let sql = EmbeddedSQL.ListDataClassNames
  package init() {}
  package var parameters: [Parameter] { [] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (dataClass: DataClass, words: String) {
    (try row.word(), try row.next())
  }
}
