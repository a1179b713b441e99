import Governance

@testable import Console

extension FakeDesk {
  func activity(_ filter: ActivityFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ActivityRow> {
    try note("activity \(filter.words.text) \(filter.readings)")
    return Page(rows: ActivityRow.fixtures)
  }
  func logOverview() async throws(Problem) -> LogOverview { .fixture }
  func proof(ofActivity id: Int64) async throws(Problem) -> LeafProof {
    try note("proof of activity \(id)")
    return LeafProof(
      index: 18_204_700, size: 18_204_911, hash: String(repeating: "4e", count: 32),
      root: String(repeating: "a7", count: 32), path: Array(repeating: String(repeating: "00", count: 32), count: 25),
      origin: "audit.example.com/governance")
  }
}

extension LogOverview {
  static let fixture = LogOverview(
    standing: LogStanding(
      at: Instant.pinned, size: 18_204_911, sealedAt: Instant.pinned.advanced(bySeconds: -8), waiting: 3,
      oldest: Instant.pinned.advanced(bySeconds: -4), checkpointSize: 18_204_911,
      checkpointAt: Instant.pinned.advanced(bySeconds: -40)),
    places: [
      LogPlace(
        name: "auditor-git", kind: .git, address: "https://audit.example.com/log.git", every: 3600,
        takenAt: Instant.pinned.advanced(bySeconds: -1200), takenSize: 18_200_000),
      LogPlace(
        name: "vault", kind: .folder, address: "/srv/vault", every: 600,
        takenAt: Instant.pinned.advanced(bySeconds: -2400), takenSize: 18_100_000, missed: 4,
        trouble: "There is no folder /srv/vault."),
    ])
}

extension ActivityRow {
  static let fixtures: [ActivityRow] = [
    ActivityRow(
      id: 912, at: Instant.pinned.advanced(bySeconds: -30), person: "ada.lindqvist", login: "ada.lindqvist",
      act: "review.read", subjectKind: "review", subject: "41", reason: "", detail: "{\"tier\": \"high\"}",
      channel: "screen"),
    ActivityRow(
      id: 911, at: Instant.pinned.advanced(bySeconds: -90), person: "priya.n", login: "priya.n",
      act: "promotion.sign", subjectKind: "promotion", subject: "17",
      reason: "read to its end; the examples hold", detail: "{\"revision\": 2}", channel: "command"),
    ActivityRow(
      id: 910, at: Instant.pinned.advanced(bySeconds: -7000), person: nil, login: "collector", act: "review.lapse",
      subjectKind: "review", subject: "39", reason: "", detail: "{}", channel: "command"),
  ]
}
