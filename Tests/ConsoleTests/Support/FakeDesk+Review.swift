import Governance

@testable import Console

extension FakeDesk {
  func undoVerdict(_ item: Int64) async throws(Problem) -> (claim: Claim?, recorded: Recorded) {
    try note("undo \(item)")
    return (.fixture(item), Recorded(activity: 21, at: .pinned, what: "Item \(item): your verdict was taken back."))
  }

  func correctVerdict(_ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?)
    async throws(Problem) -> Recorded
  {
    try note("correct \(item) revision \(revision) \(decision.rawValue) \(harm ?? "-"): \(reason)")
    return Recorded(activity: 22, at: .pinned, what: "Item \(item): corrected to \(decision.words).")
  }

  func takeOver(_ item: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("take over \(item): \(reason)")
    return Recorded(activity: 23, at: .pinned, what: "Item \(item) was taken over; it is yours.")
  }

  func comment(on item: Int64, _ words: String, mentions: [String]) async throws(Problem) -> Recorded {
    try note("comment \(item) \(mentions.joined(separator: ",")): \(words)")
    return Recorded(activity: 24, at: .pinned, what: "Written about item \(item).")
  }
}
