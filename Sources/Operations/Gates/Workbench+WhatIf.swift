internal import Catalog
internal import Evidence
package import Governance
package import Policy

/// What another bundle would have made of stored decisions.
package struct WhatIf: Sendable, Equatable {
  /// A decision that would have been another one.
  package struct Flip: Sendable, Equatable {
    package var decision: String
    package var at: Instant
    package var version: String
    package var environment: String
    /// What it would be.
    package var allow: Bool
    /// Requirements whose state is another one: `redteam.fresh met → unmet`.
    package var changes: [String]
    package init(
      decision: String, at: Instant, version: String, environment: String, allow: Bool, changes: [String]
    ) {
      self.decision = decision
      self.at = at
      self.version = version
      self.environment = environment
      self.allow = allow
      self.changes = changes
    }
  }
  /// Of one day, UTC. What is denied waits for somebody: that is the load of the queue.
  package struct Day: Sendable, Equatable {
    package var day: String
    package var decisions = 0
    package var waitedBefore = 0
    package var waitsNow = 0
    package init(day: String, decisions: Int = 0, waitedBefore: Int = 0, waitsNow: Int = 0) {
      self.day = day
      self.decisions = decisions
      self.waitedBefore = waitedBefore
      self.waitsNow = waitsNow
    }
  }
  package var revision: String
  package var decisions = 0
  package var toDenied = 0
  package var toAllowed = 0
  /// By requirement: how many decisions it would newly hold up.
  package var heldBy: [String: Int] = [:]
  package var flips: [Flip] = []
  package var days: [Day] = []
  /// Decisions that could not be taken at all: no engine, an error of a rule.
  package var failed = 0
  package var firstFailure: String?

  package init(revision: String) { self.revision = revision }

  /// How many flip, listed or not.
  package var flipped: Int { toDenied + toAllowed }
}

extension Workbench {
  /// Begins to run a bundle over all decisions stored since a moment, each on what the engine was told then. Writes nothing.
  ///
  /// - Parameter keeping: at most this many flips are listed; all are counted.
  package func rehearsal(
    of bundle: PolicyBundle, engine: any PolicyEngine, since: Instant, keeping limit: Int = 20_000
  ) async throws(Problem) -> Rehearsal {
    Rehearsal(
      Gate(bundle, engine: engine), since: since, keeping: limit,
      total: try await connection.one(CountGateDecisions(since: since)))
  }

  /// The same from beginning to end.
  ///
  /// - Parameter progress: called with the number of decisions taken so far.
  package func whatIf(
    _ bundle: PolicyBundle, engine: any PolicyEngine, since: Instant, keeping limit: Int = 200,
    progress: @Sendable (Int) -> Void = { _ in }
  ) async throws(Problem) -> WhatIf {
    let rehearsal = try await rehearsal(of: bundle, engine: engine, since: since, keeping: limit)
    while true {
      try await rehearsal.advance(at: self)
      await rehearsal.rest()
      if Task.isCancelled {
        await rehearsal.cancel()
        throw Problem(.cancelled, "what-if.cancelled", happened: "The rehearsal was ended.")
      }
      let standing = try await rehearsal.standing()
      progress(standing.answer.decisions)
      if standing.isOver { return standing.answer }
    }
  }
}

extension WhatIf.Day {
  mutating func count(before: Bool, now: Bool) {
    decisions += 1
    if !before { waitedBefore += 1 }
    if !now { waitsNow += 1 }
  }
}

extension WhatIf {
  mutating func take(_ row: PageDecisionInputs.Row, _ verdict: GateVerdict, _ limit: Int) {
    decisions += 1
    if verdict.answer == nil {
      failed += 1
      if firstFailure == nil { firstFailure = verdict.reasons.first }
    }
    let before = (try? Requirement.list(row.requirements)) ?? []
    let changed = GateDifference.changed(before, verdict.requirements)
    for change in changed where change.now?.state == .unmet { heldBy[change.now?.id ?? "", default: 0] += 1 }
    guard verdict.allow != row.allow else { return }
    if verdict.allow { toAllowed += 1 } else { toDenied += 1 }
    guard flips.count < limit else { return }
    flips.append(
      Flip(
        decision: row.id, at: row.at, version: row.version, environment: row.environment, allow: verdict.allow,
        changes: changed.map { change in
          let id = change.was?.id ?? change.now?.id ?? "?"
          return "\(id) \(change.was?.state.rawValue ?? "not asked") → \(change.now?.state.rawValue ?? "not asked")"
        }))
  }
}
