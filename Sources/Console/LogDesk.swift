package import Governance
internal import Operations

/// What the console asks about the log and the activity.
package protocol LogDesk: Sendable {
  func activity(_ filter: ActivityFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ActivityRow>
  func logOverview() async throws(Problem) -> LogOverview
  func proof(ofActivity id: Int64) async throws(Problem) -> LeafProof
}

extension WorkbenchDesk {
  func activity(_ filter: ActivityFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ActivityRow> {
    try await workbench.activity(filter, at: place, limit: limit)
  }

  func logOverview() async throws(Problem) -> LogOverview { try await workbench.logOverview() }

  func proof(ofActivity id: Int64) async throws(Problem) -> LeafProof {
    try await workbench.leafProof(of: "activity:\(id)")
  }
}
