package import Governance
internal import Operations

/// What the console asks about verdicts after they were given, and about claims of others.
package protocol ReviewDesk: Sendable {
  func undoVerdict(_ item: Int64) async throws(Problem) -> (claim: Claim?, recorded: Recorded)
  func correctVerdict(_ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?)
    async throws(Problem) -> Recorded
  func takeOver(_ item: Int64, reason: String) async throws(Problem) -> Recorded
  /// Who is asked by name decides it no longer.
  func comment(on item: Int64, _ words: String, mentions: [String]) async throws(Problem) -> Recorded
}

extension WorkbenchDesk {
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
}
