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
    let observed = try await connection.rows(ListObservedFaults())
    let waiting = try await connection.rows(
      PageConfirmations(closedToo: false, waitingForMe: false, limit: 100))
    let stops = try await connection.rows(PageStops(liftedToo: false, artifact: nil, limit: 20))
    let untiered = try await untiered()
    return OfficeSummary(
      now: figures.now, claimedByMe: figures.claimedByMe, nextOfMineDue: figures.nextOfMineDue,
      waitingForMySignature: figures.waitingForMySignature, toAdjudicate: figures.toAdjudicate, queues: queues,
      promotions: open, dueNext: due, quarantined: figures.quarantined, generations: figures.generations,
      generationsLastHour: figures.generationsLastHour, observed: observed,
      toConfirm: waiting.filter { $0.refusal == nil },
      escalated: waiting.filter { $0.isEscalated(at: figures.now) }, stops: stops,
      versionsInProduction: figures.inProduction, untiered: untiered, log: try await logNow(),
      alarms: try await connection.rows(ListStandingAlarms(limit: 20)))
  }

  /// How the log stands; the present alone has a seal to wait for.
  private func logNow() async throws(Problem) -> LogOverview? {
    do throws(Problem) {
      return try await logOverview()
    } catch {
      guard error.code == "as-of.present-view" else { throw error }
      return nil
    }
  }

  package func queues() async throws(Problem) -> [QueueSummary] { try await connection.rows(ListQueues()) }
}
