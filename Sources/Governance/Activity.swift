/// A line of the activity: who did or read what.
package struct ActivityRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var at: Instant
  /// Nil for a program.
  package var person: String?
  package var login: String
  /// `promotion.sign`, `review.read` …
  package var act: String
  package var subjectKind: String
  package var subject: String
  package var reason: String
  /// A JSON object.
  package var detail: String
  package var channel: String

  package init(
    id: Int64, at: Instant, person: String?, login: String, act: String, subjectKind: String, subject: String,
    reason: String, detail: String, channel: String
  ) {
    self.id = id
    self.at = at
    self.person = person
    self.login = login
    self.act = act
    self.subjectKind = subjectKind
    self.subject = subject
    self.reason = reason
    self.detail = detail
    self.channel = channel
  }

  /// Who it was, as far as is known.
  package var who: String { person ?? login }
}

/// What a list of the activity shows.
package struct ActivityFilter: Sendable, Equatable {
  package var words: Filter
  /// Only what was read or taken out.
  package var readings: Bool
  package var isReversed: Bool

  package init(words: Filter = .none, readings: Bool = false, isReversed: Bool = false) {
    self.words = words
    self.readings = readings
    self.isReversed = isReversed
  }
}
