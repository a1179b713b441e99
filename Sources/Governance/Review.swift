/// One line of a review queue.
package struct ReviewRow: Sendable, Equatable, Identifiable {
  /// The item's number in its queue; stable, never reused.
  package var id: Int64
  package var tier: Tier
  package var queue: String
  package var due: Instant
  package var arrived: Instant
  /// The generation's id, 36 characters.
  package var generation: String
  /// As the event named it, with its version; `registered` tells whether the registry knows it.
  package var model: String
  package var registered: Bool
  /// Why it is here, strongest first: `toxicity .94`, `judges disagree`.
  package var reasons: [String]
  package var state: ReviewState
  /// Persons who hold a slot now.
  package var claimedBy: [String]
  /// Verdicts given, of those needed.
  package var decided: Int
  package var needed: Int
  package var revision: Int64

  package init(
    id: Int64, tier: Tier, queue: String, due: Instant, arrived: Instant, generation: String, model: String,
    registered: Bool, reasons: [String], state: ReviewState, claimedBy: [String], decided: Int, needed: Int,
    revision: Int64
  ) {
    self.id = id
    self.tier = tier
    self.queue = queue
    self.due = due
    self.arrived = arrived
    self.generation = generation
    self.model = model
    self.registered = registered
    self.reasons = reasons
    self.state = state
    self.claimedBy = claimedBy
    self.decided = decided
    self.needed = needed
    self.revision = revision
  }
}

package enum ReviewState: String, Sendable, CaseIterable {
  case open, escalated, disagreed, done
}

/// What a reviewer decides. Stop is no verdict: it stands beside them.
package enum Decision: String, Sendable, CaseIterable {
  case accept, mask, block, escalate

  package var words: String {
    switch self {
    case .accept: "accept"
    case .mask: "mask & accept"
    case .block: "block"
    case .escalate: "escalate"
    }
  }
}

/// A lease on one slot of a review item. Every write about the item names `fence`; a stale one is refused.
package struct Claim: Sendable, Equatable {
  package var item: Int64
  package var slot: Int
  package var fence: Int64
  package var until: Instant
  package init(item: Int64, slot: Int, fence: Int64, until: Instant) {
    self.item = item
    self.slot = slot
    self.fence = fence
    self.until = until
  }
}

/// Everything a reviewer reads before deciding. Reading it is recorded.
package struct ReviewDetail: Sendable, Equatable {
  package var row: ReviewRow
  package var claim: Claim?
  package var generation: Generation
  /// Verdicts this person may see: their own, and all once the item is done.
  package var verdicts: [Verdict]
  /// Which rule put it here, in words.
  package var rule: String
  /// What was written about it, as far as this person may see it.
  package var comments: [ReviewComment]

  package init(
    row: ReviewRow, claim: Claim?, generation: Generation, verdicts: [Verdict], rule: String,
    comments: [ReviewComment] = []
  ) {
    self.row = row
    self.claim = claim
    self.generation = generation
    self.verdicts = verdicts
    self.rule = rule
    self.comments = comments
  }
}

package struct Verdict: Sendable, Equatable {
  /// How a verdict stopped counting.
  package enum Ending: String, Sendable, CaseIterable { case undone, corrected }
  package var reviewer: String
  package var decision: Decision
  package var reason: String
  package var at: Instant
  /// Nil while it stands.
  package var ended: Ending?
  package init(reviewer: String, decision: Decision, reason: String, at: Instant, ended: Ending? = nil) {
    self.reviewer = reviewer
    self.decision = decision
    self.reason = reason
    self.at = at
    self.ended = ended
  }
}

/// How one queue stands.
/// One of the last 24 hours of a queue.
package struct BurnHour: Sendable, Equatable {
  package var arrived: Int
  package var settled: Int
  /// At its end.
  package var waiting: Int

  package init(arrived: Int, settled: Int, waiting: Int) {
    self.arrived = arrived
    self.settled = settled
    self.waiting = waiting
  }
}

package struct QueueSummary: Sendable, Equatable, Identifiable {
  package var id: String
  package var tier: Tier
  package var waiting: Count
  package var oldest: Instant?
  package var dueWithinHour: Int
  package var breached: Int
  /// Verdicts in each of the last 24 hours, oldest first.
  package var decidedByHour: [Int]
  package init(
    id: String, tier: Tier, waiting: Count, oldest: Instant?, dueWithinHour: Int, breached: Int, decidedByHour: [Int]
  ) {
    self.id = id
    self.tier = tier
    self.waiting = waiting
    self.oldest = oldest
    self.dueWithinHour = dueWithinHour
    self.breached = breached
    self.decidedByHour = decidedByHour
  }
}
