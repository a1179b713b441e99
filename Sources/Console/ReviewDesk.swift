package import Governance
internal import Operations

/// What the console asks about verdicts after they were given, and about claims of others.
package protocol ReviewDesk: Sendable {
  func reviewItem(of generation: String) async throws(Problem) -> Int64
  func undoVerdict(_ item: Int64) async throws(Problem) -> (claim: Claim?, recorded: Recorded)
  func correctVerdict(_ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?)
    async throws(Problem) -> Recorded
  func takeOver(_ item: Int64, reason: String) async throws(Problem) -> Recorded
  /// Who is asked by name decides it no longer.
  func comment(on item: Int64, _ words: String, mentions: [String]) async throws(Problem) -> Recorded
  /// Decided items whose answer is like this one's, the likest first.
  func similarReviews(to item: Int64) async throws(Problem) -> [SimilarReview]
  /// How a queue emptied in the last 24 hours, the oldest first.
  func burnDown(of queue: String) async throws(Problem) -> [BurnHour]
  /// What is masked for this person is shown at the next reading.
  func reveal(_ item: Int64, reason: String) async throws(Problem) -> Recorded
  /// Opens an incident; its clocks run from the moment of awareness it tells.
  func openIncident(_ notice: IncidentNotice) async throws(Problem) -> Recorded
  /// Keeps how an item was read, for this person alone, where the office wants it.
  func noteAttention(on item: Int64, _ attention: Attention) async throws(Problem)
}

extension WorkbenchDesk {
  func reviewItem(of generation: String) async throws(Problem) -> Int64 {
    try await workbench.reviewItem(of: generation)
  }

  func undoVerdict(_ item: Int64) async throws(Problem) -> (claim: Claim?, recorded: Recorded) {
    try await workbench.undoVerdict(item, channel: .screen)
  }

  func correctVerdict(_ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?)
    async throws(Problem) -> Recorded
  {
    try await workbench.correctVerdict(
      item, revision: revision, decision, reason: reason, harm: harm, channel: .screen)
  }

  func takeOver(_ item: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.takeOver(item, reason: reason, channel: .screen).recorded
  }

  func comment(on item: Int64, _ words: String, mentions: [String]) async throws(Problem) -> Recorded {
    try await workbench.comment(on: item, words, mentions: mentions, channel: .screen)
  }

  func similarReviews(to item: Int64) async throws(Problem) -> [SimilarReview] {
    try await workbench.similarReviews(to: item, most: 20)
  }

  func burnDown(of queue: String) async throws(Problem) -> [BurnHour] { try await workbench.burnDown(of: queue) }

  func reveal(_ item: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.reveal(item, reason: reason, channel: .screen)
  }

  func openIncident(_ notice: IncidentNotice) async throws(Problem) -> Recorded {
    try await workbench.openIncident(notice, channel: .screen).recorded
  }

  func noteAttention(on item: Int64, _ attention: Attention) async throws(Problem) {
    _ = try await workbench.noteAttention(on: item, attention)
  }
}
