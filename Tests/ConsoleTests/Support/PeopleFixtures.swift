import Governance

@testable import Console

extension FakeDesk {
  func askRight(_ right: String, for login: String, of person: String, reason: String) async throws(Problem)
    -> Recorded
  {
    try note("ask \(right) for \(login) of \(person): \(reason)")
    return Recorded(activity: 110, at: .pinned, what: "Request 5 waits for a second person.")
  }
  func answerRight(_ request: Int64, _ outcome: RightRequestRow.State, reason: String) async throws(Problem)
    -> Recorded
  {
    try note("right \(request) \(outcome.rawValue): \(reason)")
    return Recorded(activity: 111, at: .pinned, what: "Request \(request) was \(outcome.rawValue).")
  }
  func revokeRight(_ right: String, of login: String, reason: String) async throws(Problem) -> Recorded {
    try note("revoke \(right) of \(login): \(reason)")
    return Recorded(activity: 112, at: .pinned, what: "\(login) is no \(right) any more.")
  }
  func rightRequests(after cursor: String?, limit: Int) async throws(Problem) -> Page<RightRequestRow> {
    try note("rights")
    return Page([.fixture(5), .fixture(4, by: "ada"), .fixture(3, state: .granted)], next: nil, isFirst: true)
  }
  func keys(after cursor: String?, limit: Int) async throws(Problem) -> Page<KeyRow> {
    try note("keys")
    return Page(
      [
        .fixture("mats.ek", "a", .waiting), .fixture("ada", "b", .waiting), .fixture("ines.carvalho", "c", .trusted),
        .fixture("claire.moreau", "d", .revoked),
      ], next: nil, isFirst: true)
  }
  func trustKey(_ fingerprint: String, until: Instant?, reason: String) async throws(Problem) -> Recorded {
    try note("trust \(fingerprint.prefix(9)) until \(until?.day ?? "ever"): \(reason)")
    return Recorded(activity: 113, at: .pinned, what: "The key is trusted.")
  }
  func revokeKey(_ fingerprint: String, reason: String) async throws(Problem) -> Recorded {
    try note("revoke \(fingerprint.prefix(9)): \(reason)")
    return Recorded(activity: 114, at: .pinned, what: "The key was revoked.")
  }
}

extension FakeDesk {
  func batch(_ promotions: [Int64]) async throws(Problem) -> PromotionBatch {
    try note("set \(promotions)")
    let members = promotions.map { id in
      var row = PromotionDetail.fixture().row
      row.id = id
      return PromotionBatch.Member(row: row, refusal: nil)
    }
    let lines = (1...60).map { "line \($0)" }
    return PromotionBatch(
      members: members, body: "PROMOTION DECISIONS\n\n\(lines.joined(separator: "\n"))\n",
      digest: String(repeating: "5", count: 64),
      means: .ready(fingerprint: "SHA256:" + String(repeating: "k", count: 43), from: "ssh-agent"))
  }
  func sign(_ batch: PromotionBatch, reason: String, passphrase: String?) async throws(Problem) -> Recorded {
    try note("sign set \(batch.members.map(\.row.id)) \(batch.digest.prefix(4)): \(reason)")
    return Recorded(activity: 115, at: .pinned, what: "\(batch.members.count) promotions were signed as one.")
  }
}

extension RightRequestRow {
  static func fixture(_ id: Int64, by asker: String = "henrik.sund", state: State = .asked) -> RightRequestRow {
    RightRequestRow(
      id: id, login: "noor.haddad", role: "approver", person: "noor", name: "Noor Haddad", team: "ai-office",
      isNewPerson: false, words: "The right of an approver decides or sees what others rely on.", askedBy: asker,
      reason: "She takes over from Mats.", due: .minutes(9000), state: state, changedBy: asker,
      answer: "She takes over from Mats.", at: .minutes(-60),
      refusal: asker == "ada" ? "You asked for it yourself: someone else must give it." : nil)
  }
}

extension KeyRow {
  static func fixture(_ person: String, _ letter: String, _ state: State, proof: Proof = .shown) -> KeyRow {
    KeyRow(
      fingerprint: "SHA256:" + String(repeating: letter, count: 43), publicKey: String(repeating: "0", count: 64),
      person: person, name: "\(person)'s desk", state: state, trustedUntil: state == .trusted ? .minutes(200_000) : nil,
      changedBy: state == .waiting ? person : "jonas.weber",
      reason: state == .waiting ? "added by its owner" : "read to me",
      changedAt: .minutes(-600), proof: proof)
  }
}
