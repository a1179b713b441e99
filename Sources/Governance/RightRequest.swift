/// A right that one administrator asked for and another person gives.
package struct RightRequestRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable { case asked, granted, refused, withdrawn }
  package var id: Int64
  package var login: String
  /// The group role without its prefix.
  package var role: String
  package var person: String
  package var name: String
  package var team: String?
  /// Nobody in the catalog has this key yet.
  package var isNewPerson: Bool
  /// Why it takes two.
  package var words: String
  package var askedBy: String
  package var reason: String
  package var due: Instant
  package var state: State
  package var changedBy: String
  package var answer: String
  package var at: Instant
  /// Why the reader cannot give it; nil when they can, or when it is closed.
  package var refusal: String?
  package init(
    id: Int64, login: String, role: String, person: String, name: String, team: String?, isNewPerson: Bool,
    words: String, askedBy: String, reason: String, due: Instant, state: State, changedBy: String, answer: String,
    at: Instant, refusal: String?
  ) {
    self.id = id
    self.login = login
    self.role = role
    self.person = person
    self.name = name
    self.team = team
    self.isNewPerson = isNewPerson
    self.words = words
    self.askedBy = askedBy
    self.reason = reason
    self.due = due
    self.state = state
    self.changedBy = changedBy
    self.answer = answer
    self.at = at
    self.refusal = refusal
  }

  /// `approver for amy.ok (login amy.ok)`.
  package var subject: String { "\(role) for \(person)\(isNewPerson ? ", a new person" : "") (login \(login))" }
}
