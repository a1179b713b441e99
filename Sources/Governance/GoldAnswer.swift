/// An item whose answer an officer knew before its reviewers gave theirs.
package struct GoldAnswer: Sendable, Equatable {
  package var id: Int64
  package var item: Int64
  package var decision: Decision
  package var reason: String
  package var person: String
  package var at: Instant

  package init(id: Int64, item: Int64, decision: Decision, reason: String, person: String, at: Instant) {
    self.id = id
    self.item = item
    self.decision = decision
    self.reason = reason
    self.person = person
    self.at = at
  }
}

/// How reviewers did on gold items that were settled in a time.
package struct GoldError: Sendable, Equatable {
  /// Nil: all of them together.
  package var person: String?
  /// Verdicts on gold items.
  package var decided: Int
  /// Those that differ from the known answer; an escalation is not wrong.
  package var wrong: Int
  /// Those whose known answer is block or mask.
  package var violations: Int
  /// Violations that were accepted.
  package var missed: Int

  package init(person: String?, decided: Int, wrong: Int, violations: Int, missed: Int) {
    self.person = person
    self.decided = decided
    self.wrong = wrong
    self.violations = violations
    self.missed = missed
  }
}
