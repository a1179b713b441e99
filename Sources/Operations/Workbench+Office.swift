internal import Catalog
package import Governance

extension Workbench {
  /// Everything the first screen shows.
  package func office() async throws(Problem) -> OfficeSummary {
    let figures = try await connection.one(ReadOffice())
    let queues = try await connection.rows(ListQueues())
    let open = try await connection.rows(
      PagePromotions(states: [.open], limit: 20))
    let due = try await connection.rows(
      PageReviewItems(states: ReviewFilter().states, limit: 40))
    let observed = try await ofPresent { () async throws(Problem) in
      try await connection.rows(ListObservedFaults())
    }
    let waiting = try await connection.rows(
      PageConfirmations(closedToo: false, waitingForMe: false, limit: 100))
    let stops = try await connection.rows(PageStops(liftedToo: false, artifact: nil, limit: 20))
    let undecided = try await ofPresent { () async throws(Problem) in try await self.untiered() }
    let log = try await ofPresent { () async throws(Problem) in try await self.logOverview() }
    return OfficeSummary(
      now: figures.now, claimedByMe: figures.claimedByMe, nextOfMineDue: figures.nextOfMineDue,
      waitingForMySignature: figures.waitingForMySignature, toAdjudicate: figures.toAdjudicate, queues: queues,
      promotions: open, dueNext: due, quarantined: figures.quarantined, generations: figures.generations,
      generationsLastHour: figures.generationsLastHour, observed: observed ?? [],
      toConfirm: waiting.filter { $0.refusal == nil },
      escalated: waiting.filter { $0.isEscalated(at: figures.now) }, stops: stops,
      versionsInProduction: figures.inProduction, untiered: undecided ?? .exactly(0), log: log,
      alarms: try await connection.rows(ListStandingAlarms(limit: 20)))
  }

  /// What is known of the present only; nil while a past moment is shown.
  private func ofPresent<Value>(_ ask: () async throws(Problem) -> Value) async throws(Problem) -> Value? {
    do throws(Problem) {
      return try await ask()
    } catch {
      guard error.code == "as-of.present-view" else { throw error }
      return nil
    }
  }

  package func queues() async throws(Problem) -> [QueueSummary] { try await connection.rows(ListQueues()) }
}
