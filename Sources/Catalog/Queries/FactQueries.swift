package import Governance

/// Facts that were asked for or answered, what is due first.
package struct PageFacts: PagedQuery {
  package static let sql = EmbeddedSQL.PageFacts
  static let columns: [String: FilterColumn] = [
    "artifact": .name("f.artifact"), "kind": .choice("f.kind"), "team": .name("f.team"), "owner": .name("f.owner"),
    "state": .choice("f.state"), "key": .name("f.key"), "due": .ahead("f.due"),
    "text": .text("f.key || ' ' || coalesce(f.question, '') || ' ' || coalesce(f.value::text, '')"),
  ]
  package var states: [FactState]
  package var artifact: String?
  package var owner: String?
  package var dueBefore: Instant?
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(
    states: [FactState], artifact: String? = nil, owner: String? = nil, dueBefore: Instant? = nil,
    filter: Filter = .none, isReversed: Bool = false, limit: Int = 0
  ) {
    self.states = states
    self.artifact = artifact
    self.owner = owner
    self.dueBefore = dueBefore
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] {
    [.texts(states.map(\.rawValue)), .text(artifact), .text(owner), .instant(dueBefore)]
  }
  package var keys: [PageKey] { [PageKey("coalesce(f.due, 'infinity')", .instant), PageKey("f.id", .integer)] }
  package func key(of row: FactRow) -> [KeyValue] { [.instant(row.due), .integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FactRow {
    var fact = FactRow(
      id: try row.next(), artifact: try row.next(), kind: try row.word(), team: try row.next(), key: try row.next(),
      state: try row.word(), owner: try row.next(), due: try row.next(), askedBy: try row.next(),
      question: try row.next(), answer: nil, cause: try row.next(), since: try row.next())
    if let answer: Int64 = try row.next() {
      fact.answer = FactAnswer(
        id: answer, key: fact.key, value: try row.next(), givenFor: try row.next(), by: try row.next(),
        reason: try row.next(), at: try row.next(), confirmedBy: try row.next(), confirmedAt: try row.next())
    }
    return fact
  }
}

/// A fact by its number, or by its artifact and key.
package struct FindFact: Query {
  package static let sql = EmbeddedSQL.FindFact
  package var id: Int64?
  package var artifact: String?
  package var key: String?
  package init(id: Int64) { self.id = id }
  package init(artifact: String, key: String) {
    self.artifact = artifact
    self.key = key
  }
  package var parameters: [Parameter] { [.integer(id), .text(artifact), .text(key)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FactRow { try PageFacts.decode(&row) }
}

/// Answers about an artifact under any key, newest first.
package struct ListAnswers: Query {
  package static let sql = EmbeddedSQL.ListAnswers
  /// As many as it returns at most.
  package static let limit = 2000
  package var artifact: String
  package init(artifact: String) { self.artifact = artifact }
  package var parameters: [Parameter] { [.text(artifact), .integer(ListAnswers.limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FactAnswer {
    FactAnswer(
      id: try row.next(), key: try row.next(), value: try row.next(), givenFor: try row.next(), by: try row.next(),
      reason: try row.next(), at: try row.next(), confirmedBy: try row.next(), confirmedAt: try row.next())
  }
}

/// Asks a person for a fact; answers its number and that of the activity.
package struct AskFact: Query {
  package static let sql = EmbeddedSQL.AskFact
  package var artifact: String
  package var key: String
  package var question: String
  package var due: Instant
  package var owner: String?
  package var channel: Channel
  package init(artifact: String, key: String, question: String, due: Instant, owner: String?, channel: Channel) {
    self.artifact = artifact
    self.key = key
    self.question = question
    self.due = due
    self.owner = owner
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(key), .text(question), .instant(due), .text(owner), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (fact: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// States a fact; answers its number, the answer's and that of the activity.
package struct SetFact: Query {
  package static let sql = EmbeddedSQL.SetFact
  package var artifact: String
  package var key: String
  package var value: String
  package var reason: String
  /// Nil is the version that counts.
  package var version: VersionName?
  package var effectiveAt: Instant?
  package var channel: Channel
  package init(
    artifact: String, key: String, value: String, reason: String, version: VersionName?, effectiveAt: Instant?,
    channel: Channel
  ) {
    self.artifact = artifact
    self.key = key
    self.value = value
    self.reason = reason
    self.version = version
    self.effectiveAt = effectiveAt
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(artifact), .text(key), .text(value), .text(reason), .text(version?.selectorText), .instant(effectiveAt),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (fact: Int64, answer: Int64, activity: Int64) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Confirms the answer that was read; answers the number of the activity.
package struct ConfirmFact: Query {
  package static let sql = EmbeddedSQL.ConfirmFact
  package var fact: Int64
  package var answer: Int64
  package var reason: String
  package var channel: Channel
  package init(fact: Int64, answer: Int64, reason: String, channel: Channel) {
    self.fact = fact
    self.answer = answer
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(fact), .integer(answer), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
