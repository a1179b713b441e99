internal import Catalog
package import Governance

extension Workbench {
  /// What a serving system is to use of an artifact, or why there is nothing. The same key gets the same version as long as
  /// the weights stand.
  package func resolve(_ artifact: String, in environment: String, key: String?) async throws(Problem) -> Resolution {
    try await connection.one(ResolveVersion(artifact: artifact, environment: environment, key: key))
  }

  /// What an environment served before, latest first.
  package func rollbackTargets(_ artifact: String, in environment: String) async throws(Problem) -> [RollbackTarget] {
    try await connection.rows(ListRollbackTargets(artifact: artifact, environment: environment))
  }

  /// Sends all traffic to a former target, the latest one when none is named. A second person confirms it afterwards.
  package func rollBack(
    _ artifact: String, in environment: String, to label: String?, reason: String, channel: Channel
  ) async throws(Problem) -> (label: String, confirmation: Int64, due: Instant, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      RollBack(artifact: artifact, environment: environment, label: label, reason: reason, channel: channel))
    let recorded = try await recorded(
      answer.activity,
      "\(environment) serves \(artifact)@\(answer.label) again; a second person confirms it until \(answer.due.rfc3339)."
    )
    return (answer.label, answer.confirmation, answer.due, recorded)
  }

  /// Sets the share of traffic, 0 to 100 percent, that a promoted version has.
  package func shiftTraffic(_ promotion: Int64, to weight: Int, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let answer = try await connection.one(
      ShiftTraffic(promotion: promotion, weight: weight, reason: reason, channel: channel))
    return try await recorded(
      answer.activity, "Promotion \(promotion) has \(weight) % of the traffic; it had \(answer.before) %.")
  }

  /// What a promotion covers, and what its environment serves now, by colour.
  package func rollout(of promotion: Int64, _ artifact: String) async throws(Problem) -> (Rollout, [ServingShare]) {
    guard let rollout = try await connection.first(ReadRollout(promotion: promotion)) else {
      throw Problem(
        .notFound, "promotion.unknown", happened: "There is no promotion \(promotion).",
        remedy: "Look at `countersign promote list`.")
    }
    return (rollout, try await connection.rows(ListShares(artifact: artifact, environment: rollout.environment)))
  }
}
