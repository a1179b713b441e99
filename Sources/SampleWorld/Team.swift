/// A team of the insurer; `ai-office` is the one that governs the others' work.
package struct Team: Sendable, Equatable {
  /// Lower case, as it stands in registrations: `claims`.
  package var key: String
  package var name: String
  /// One sentence.
  package var about: String
}

/// Someone who works there. `login` is also their key everywhere else in the world.
package struct Person: Sendable, Equatable {
  package var login: String
  package var name: String
  /// A team's key.
  package var team: String
  /// Group roles without their prefix: viewer, builder, reviewer, approver, lead, auditor, admin.
  package var roles: [String]
  /// Languages they read, BCP 47.
  package var languages: [String]
  /// What they do, in one sentence.
  package var about: String
}
