package import Governance

/// What a team that is brought in has done and what comes next, in order.
package struct ListOnboarding: Query {
  package static let sql = EmbeddedSQL.ListOnboarding
  package var team: String
  package init(team: String) { self.team = team }
  package var parameters: [Parameter] { [.text(team)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> OnboardingStep {
    OnboardingStep(
      key: try row.next(), title: try row.next(), state: try OnboardingStep.State(rawValue: row.next()) ?? .missing,
      fact: try row.next(), at: try row.next(), person: try row.next(), remedy: try row.next(),
      command: try row.next(), screen: try row.next())
  }
}

/// The domain teams by how far they are, those that have something to do first.
package struct ListOnboardingTeams: Query {
  package static let sql = EmbeddedSQL.ListOnboardingTeams
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> OnboardingStanding {
    OnboardingStanding(
      team: try row.next(), name: try row.next(), done: try row.next(), applicable: try row.next(),
      nextKey: try row.next(), nextTitle: try row.next())
  }
}
