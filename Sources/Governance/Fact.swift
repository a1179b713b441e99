/// Something that no record can say and a person owes: a field of a card or of a form.
package struct FactRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var artifact: String
  package var kind: ArtifactKind
  package var team: String
  /// Such as `limitations` or `a8a_intended_purpose`.
  package var key: String
  package var state: FactState
  package var owner: String?
  package var due: Instant?
  package var askedBy: String?
  package var question: String
  /// What was answered last; beside a new question it is in doubt.
  package var answer: FactAnswer?
  /// Why it is stale; else empty.
  package var cause: String
  /// Since when it is in this state.
  package var since: Instant

  package init(
    id: Int64, artifact: String, kind: ArtifactKind, team: String, key: String, state: FactState, owner: String?,
    due: Instant?, askedBy: String?, question: String, answer: FactAnswer?, cause: String, since: Instant
  ) {
    self.id = id
    self.artifact = artifact
    self.kind = kind
    self.team = team
    self.key = key
    self.state = state
    self.owner = owner
    self.due = due
    self.askedBy = askedBy
    self.question = question
    self.answer = answer
    self.cause = cause
    self.since = since
  }
}

/// How a fact stands.
package enum FactState: String, Sendable, CaseIterable {
  /// Nobody has answered the question that was put last.
  case asked
  /// One person's word, which another has to confirm.
  case answered
  case confirmed
  /// What the answer rests on has changed since.
  case stale
}

/// What a person answered, and who confirmed it.
package struct FactAnswer: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var key: String
  package var value: String
  /// The label of the version it was given for.
  package var givenFor: String
  package var by: String
  /// Where the person has it from.
  package var reason: String
  package var at: Instant
  package var confirmedBy: String?
  package var confirmedAt: Instant?

  package init(
    id: Int64, key: String, value: String, givenFor: String, by: String, reason: String, at: Instant,
    confirmedBy: String?, confirmedAt: Instant?
  ) {
    self.id = id
    self.key = key
    self.value = value
    self.givenFor = givenFor
    self.by = by
    self.reason = reason
    self.at = at
    self.confirmedBy = confirmedBy
    self.confirmedAt = confirmedAt
  }
}
