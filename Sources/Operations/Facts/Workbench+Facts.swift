internal import Catalog
package import Governance

/// Which facts to list; nil means no condition.
package struct FactFilter: Sendable, Equatable {
  package var states: [FactState]
  package var artifact: String?
  package var owner: String?
  package var dueBefore: Instant?
  /// What the officer typed, in the words of `FilterGrammar.facts`.
  package var words: Filter

  package init(
    states: [FactState] = FactState.allCases, artifact: String? = nil, owner: String? = nil, dueBefore: Instant? = nil,
    words: Filter = .none
  ) {
    self.states = states
    self.artifact = artifact
    self.owner = owner
    self.dueBefore = dueBefore
    self.words = words
  }
}

extension Workbench {
  /// Facts that were asked for or answered, what is due first.
  package func facts(_ filter: FactFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<FactRow> {
    try await page(
      PageFacts(
        states: filter.states, artifact: filter.artifact, owner: filter.owner, dueBefore: filter.dueBefore,
        filter: filter.words), at: place, limit: limit)
  }

  /// One fact by its number.
  package func fact(_ id: Int64) async throws(Problem) -> FactRow {
    guard let row = try await connection.first(FindFact(id: id)) else {
      throw Problem(
        .notFound, "fact.unknown", happened: "There is no fact \(id).", remedy: "Look at `countersign fact list`.")
    }
    return row
  }

  /// One fact by what it is about; nil while nobody asked for it or answered.
  package func fact(of artifact: String, key: String) async throws(Problem) -> FactRow? {
    try await connection.first(FindFact(artifact: artifact, key: key))
  }

  /// All answers about an artifact, newest first.
  package func answers(about artifact: String) async throws(Problem) -> [FactAnswer] {
    try await connection.rows(ListAnswers(artifact: artifact))
  }

  /// Asks a person for a fact; nil asks the artifact's owner.
  package func ask(
    _ artifact: String, key: String, question: String, due: Instant, owner: String?, channel: Channel
  ) async throws(Problem) -> (fact: Int64, recorded: Recorded) {
    try mayWrite()
    try FactKeyCheck.mustTake(nil, under: key)
    let answer = try await connection.one(
      AskFact(artifact: artifact, key: key, question: question, due: due, owner: owner, channel: channel))
    return (
      answer.fact, try await recorded(answer.activity, "\(key) of \(artifact) was asked for, due \(due.rfc3339).")
    )
  }

  /// States a fact about a version; nil is the one that production serves, else the newest.
  package func state(
    _ artifact: String, key: String, value: String, reason: String, version: VersionName? = nil,
    effectiveAt: Instant? = nil, channel: Channel
  ) async throws(Problem) -> (fact: Int64, answer: Int64, recorded: Recorded) {
    try mayWrite()
    try FactKeyCheck.mustTake(value, under: key)
    let answer = try await connection.one(
      SetFact(
        artifact: artifact, key: key, value: value, reason: reason, version: version, effectiveAt: effectiveAt,
        channel: channel))
    let recorded = try await recorded(
      answer.activity, "\(key) of \(artifact) was stated; another person has to confirm it.")
    return (answer.fact, answer.answer, recorded)
  }

  /// Confirms the answer that was read.
  package func confirm(_ fact: Int64, answer: Int64, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      ConfirmFact(fact: fact, answer: answer, reason: reason, channel: channel))
    return try await recorded(activity, "Fact \(fact) was confirmed.")
  }
}
