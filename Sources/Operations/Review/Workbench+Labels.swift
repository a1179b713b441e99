internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// What the labels of a queue are.
  package func labelSchemas(of queue: String) async throws(Problem) -> [LabelSchema] {
    try await connection.rows(ListLabels(queue: queue))
  }

  /// Says what kind a label of a queue is; nil: it is asked no longer.
  package func setLabel(
    _ key: String, of queue: String, to schema: LabelSchema?, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetLabel(queue: queue, key: key, schema: schema, reason: reason, channel: channel))
    return try await recorded(
      activity, schema == nil ? "Queue \(queue) asks for \(key) no longer." : "Queue \(queue) asks for \(key).")
  }

  /// The labels of an item that this person may see.
  package func reviewLabels(of item: Int64) async throws(Problem) -> [ReviewLabel] {
    try await connection.rows(ListReviewLabels(item: item))
  }

  /// Labels an item that one holds or has decided.
  ///
  /// - labels: a key and its value: JSON where it reads as a number, a list or an object, else a text.
  package func label(
    _ item: Int64, _ labels: [(key: String, value: String)], channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    var members: [JSONValue.Member] = []
    for label in labels {
      var value = JSONValue.string(label.value)
      if let read = try? JSONValue(Array(label.value.utf8), policy: .generation) {
        switch read {
        case .number, .array, .object: value = read
        default: break
        }
      }
      members.append(JSONValue.Member(label.key, value))
    }
    let text: [UInt8]
    do {
      text = try CanonicalJSON.bytes(of: .object(members), policy: .generation)
    } catch {
      throw Problem(.usage, "label.value", happened: "The labels cannot be written as JSON.", because: error.reason)
    }
    let activity = try await connection.one(
      LabelReview(item: item, labels: String(decoding: text, as: UTF8.self), channel: channel))
    return try await recorded(activity, "Item \(item) is labelled.")
  }

  /// Asks that an item of high tier be reviewed as medium.
  package func askLower(_ item: Int64, reason: String, channel: Channel) async throws(Problem) -> (
    lowering: Int64, recorded: Recorded
  ) {
    try mayWrite()
    let answer = try await connection.one(AskLowerItem(item: item, reason: reason, channel: channel))
    return (
      answer.lowering,
      try await recorded(answer.activity, "Asked to lower item \(item); a second person, a lead, answers it.")
    )
  }

  /// Grants or refuses it, as a second person.
  package func answerLower(
    _ lowering: Int64, granted: Bool, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      AnswerLowerItem(lowering: lowering, granted: granted, reason: reason, channel: channel))
    return try await recorded(activity, granted ? "The item is of medium tier now." : "The item stays of high tier.")
  }
}
