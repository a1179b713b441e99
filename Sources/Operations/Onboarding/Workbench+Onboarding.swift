import Catalog
package import Governance

extension Workbench {
  /// What a team that is brought in has done and what comes next, in order. Shows the present alone.
  package func onboarding(of team: String) async throws(Problem) -> [OnboardingStep] {
    try await connection.rows(ListOnboarding(team: team))
  }

  /// The domain teams by how far they are, those that have something to do first.
  package func onboardingTeams() async throws(Problem) -> [OnboardingStanding] {
    try await connection.rows(ListOnboardingTeams())
  }
}
