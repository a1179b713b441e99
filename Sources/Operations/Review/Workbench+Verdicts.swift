internal import Catalog
package import Governance

extension Workbench {
  /// How long a verdict can be undone, counted from the server's answer.
  package static let undoSeconds: Int64 = 20

  /// Takes back one's own verdict; the claim comes back unless the item's state has told what others said.
  package func undoVerdict(_ item: Int64, channel: Channel) async throws(Problem) -> (claim: Claim?, recorded: Recorded)
  {
    try mayWrite()
    let answer = try await connection.one(UndoVerdict(item: item, channel: channel))
    var claim = answer.claim
    claim?.item = item
    let next = claim == nil ? "it waits for another decision" : "it is yours again"
    return (claim, try await recorded(answer.activity, "Item \(item): your verdict was taken back; \(next)."))
  }

  /// Puts a new verdict in the place of one's own on an item that is done.
  package func correctVerdict(
    _ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let answer = try await connection.one(
      CorrectVerdict(
        item: item, revision: revision, decision: decision, reason: reason, harm: harm, channel: channel))
    let next = answer.state == .done ? "its outcome changes" : "the verdicts differ, a lead decides"
    return try await recorded(answer.activity, "Item \(item): corrected to \(decision.words); \(next).")
  }

  /// Takes an item from whoever holds it, as a lead.
  package func takeOver(
    _ item: Int64, reason: String, channel: Channel
  ) async throws(Problem) -> (claim: Claim, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(TakeOverClaim(item: item, reason: reason, channel: channel))
    return (answer.claim, try await recorded(answer.activity, "Item \(item) was taken over; it is yours."))
  }

  /// What became of a generation, named by its id or its item's number; nil until it has left.
  package func reviewOutcome(
    generation: String? = nil, item: Int64? = nil, channel: Channel
  ) async throws(Problem) -> ReviewOutcome? {
    try await connection.first(ReadOutcome(generation: generation, item: item, channel: channel))
  }
}
