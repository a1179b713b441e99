import Governance

@testable import Console

extension FakeDesk {
  func reviewItem(of generation: String) async throws(Problem) -> Int64 {
    try note("review of \(generation)")
    return 101
  }

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

  func similarReviews(to item: Int64) async throws(Problem) -> [SimilarReview] {
    try note("similar \(item)")
    return [
      SimilarReview(
        item: 12, likeness: 0.87, decision: .block, reason: "It insults the claimant\u{1B}[31m.", at: .pinned),
      SimilarReview(item: 9, likeness: 0.41, decision: .accept, reason: "A summary of the file.", at: .pinned),
    ]
  }

  func burnDown(of queue: String) async throws(Problem) -> [BurnHour] {
    try note("burn down \(queue)")
    return (0..<24).map { BurnHour(arrived: $0 % 3, settled: $0 % 5, waiting: 40 - $0) }
  }

  func reveal(_ item: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("reveal \(item): \(reason)")
    return Recorded(activity: 25, at: .pinned, what: "Item \(item) is revealed to you for an hour.")
  }

  func openIncident(_ notice: IncidentNotice) async throws(Problem) -> Recorded {
    try note(
      "incident \(notice.title) \(notice.traits.map(\.rawValue)) \(notice.versions.map(\.text)) \(notice.generations): \(notice.description)"
    )
    return Recorded(activity: 26, at: .pinned, what: "Incident 4 is open.")
  }

  func noteAttention(on item: Int64, _ attention: Attention) async throws(Problem) {
    try note("attention \(item) \(attention.linesShown) of \(attention.lines)")
  }
}
