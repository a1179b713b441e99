internal import Catalog
internal import Drift
package import Governance

extension Workbench {
  /// Makes an item that waits a gold item: its answer is known, and what reviewers say of it measures them.
  package func knowAnswer(
    of item: Int64, _ decision: Decision, reason: String, harm: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let made = try await connection.one(
      KnowAnswer(item: item, decision: decision, reason: reason, harm: harm, channel: channel))
    return try await recorded(made.activity, "Item \(item) is gold item \(made.gold): \(decision.words).")
  }

  /// The gold items that this person may see, the newest first.
  package func goldAnswers() async throws(Problem) -> [GoldAnswer] { try await connection.rows(ListGoldAnswers()) }

  /// How reviewers did on gold items: of all together (for leads and auditors), then by person.
  package func goldErrors(since: Instant, until: Instant) async throws(Problem) -> [GoldError] {
    try await connection.rows(ListGoldErrors(since: since, until: until))
  }
}

extension SampleStanding {
  /// The upper bound at 95 % with what reviewers miss taken in: an answer counts as a violation only where they notice it, so the
  /// bound of what they found is divided by the least share that they notice. Each of the two holds at 97.5 %, both at 95 %
  /// (Bonferroni). Nil where no gold item with a violation was decided, or all of the sample is not.
  package func upper(missing error: GoldError) -> Double? {
    guard error.violations > 0, upper != nil else { return nil }
    let found = ShareInterval.upper(violations, of: decided, confidence: 0.975)
    let missed = ShareInterval.upper(error.missed, of: error.violations, confidence: 0.975)
    return missed < 1 ? min(1, found / (1 - missed)) : 1
  }
}
