import Governance
import Operations
import Policy
import Synchronization

@testable import Console

extension FakeDesk {
  private static let shippedOutline = Result { () throws(Problem) in PolicyOutline(try .shipped()) }

  func gateBundles(at place: PagePlace, limit: Int) async throws(Problem) -> Page<GateBundleRow> {
    try note("bundles")
    return Page(rows: GateBundleRow.fixtures)
  }
  func gatekeepers() async throws(Problem) -> [GatekeeperRow] {
    [
      GatekeeperRow(
        holder: "daemon-1", login: "keeper", engine: "a policy engine", seenAt: Instant.pinned.advanced(bySeconds: -2))
    ]
  }
  func outline(of version: VersionName?) async throws(Problem) -> PolicyReading? {
    try note("outline of \(version?.text ?? "what decides")")
    return PolicyReading(name: version?.text ?? "office-gates@8", outline: try Self.shippedOutline.get())
  }
  func decisions(_ filter: DecisionFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    StoredDecision
  > {
    try note("decisions \(filter.words.text)\(filter.isReversed ? " reversed" : "")")
    return Page(rows: StoredDecision.fixtures)
  }
  func decision(_ id: String) async throws(Problem) -> DecisionDetail {
    try note("decision \(id.prefix(8))")
    return .fixture(StoredDecision.fixtures.first { $0.id == id } ?? StoredDecision.fixtures[0])
  }
  func replay(_ id: String) async throws(Problem) -> DecisionReplay {
    try note("replay \(id.prefix(8))")
    return DecisionReplay(
      decision: id, differences: id == StoredDecision.fixtures[0].id ? [] : ["It is allowed now, and was denied."],
      engine: "embedded 1.5.2")
  }
  func rehearse(_ source: String, since: Instant) async throws(Problem) -> any PolicyRehearsal {
    try note("rehearse \(source) since \(since.day)")
    guard !source.contains("nowhere") else {
      throw Problem(.notFound, "policy.folder", happened: "There is no folder \(source) that can be read.")
    }
    return FakeRehearsal()
  }
}

/// A thousand decisions in four looks.
final class FakeRehearsal: PolicyRehearsal {
  private let looks = Mutex(0)
  private let ended = Mutex(false)
  var isEnded: Bool { ended.withLock { $0 } }
  let total = Count.exactly(1000)

  func look() async throws(Problem) -> (answer: WhatIf, isOver: Bool) {
    let step = looks.withLock { looks in
      looks += 1
      return looks
    }
    return (.fixture(quarters: step), step >= 4)
  }
  func cancel() { ended.withLock { $0 = true } }
}

extension WhatIf {
  /// - Parameter quarters: how much of it is done.
  static func fixture(quarters: Int) -> WhatIf {
    func part(_ number: Int) -> Int { number * quarters / 4 }
    var answer = WhatIf(revision: "sha256:" + String(repeating: "c4", count: 32))
    answer.decisions = part(1000)
    answer.toDenied = part(37)
    answer.toAllowed = part(21)
    answer.heldBy = ["redteam.fresh": part(37), "cost.capped": part(4)]
    answer.flips = (0..<part(8)).map { place in
      let allow = place % 3 == 2
      return Flip(
        decision: "019a\(place)f3c-0000-7000-8000-00000000000\(place)", at: .minutes(-900 * place - 10),
        version: place % 3 == 1 ? "claims-triage@14" : "kyc-summary@\(20 - place)", environment: "production",
        allow: allow, changes: [allow ? "evals.fresh unmet → met" : "redteam.fresh met → unmet"])
    }
    answer.days = (13..<22).map { day in
      Day(
        day: "2026-11-\(day)", decisions: part(88 + day), waitedBefore: part(day - 1), waitsNow: part(2 * day - 11))
    }
    return answer
  }
}

extension GateBundleRow {
  static let fixtures: [GateBundleRow] = [
    row(9, "sha256:" + String(repeating: "9a", count: 32), nil, "Asks for a red team every 20 days.", -30),
    row(
      8, "sha256:" + String(repeating: "7f", count: 32),
      Standing(
        environment: "production", since: .minutes(-4000), movedBy: "ben.okafor", reason: "Agreed by the office.",
        signers: ["ben.okafor", "mei.tan"]), "Red team limits by tier.", -5000),
    row(
      7, "sha256:" + String(repeating: "60", count: 32),
      Standing(
        environment: "staging", since: .minutes(-90_000), movedBy: "mei.tan", reason: "Back to what worked.",
        signers: []), "First of ours.", -100_000),
  ]

  private static func row(_ number: Int64, _ revision: String, _ serving: Standing?, _ message: String, _ minutes: Int)
    -> GateBundleRow
  {
    GateBundleRow(
      version: 100 + number, artifact: "office-gates", label: "\(number)", revision: revision, author: "priya.n",
      message: message, recordedAt: .minutes(minutes), serving: serving)
  }
}

extension StoredDecision {
  static let fixtures: [StoredDecision] = [
    fixture("019aa001-0000-7000-8000-000000000001", "kyc-summary", .prompt, "22", .gate, false, -4),
    fixture("019aa002-0000-7000-8000-000000000002", "claims-triage", .model, "15", .open, true, -90),
    fixture("019aa003-0000-7000-8000-000000000003", "fraud-notes", .chain, "8", [], false, -3000),
  ]

  private static func fixture(
    _ id: String, _ artifact: String, _ kind: ArtifactKind, _ label: String, _ requirements: [Requirement],
    _ allow: Bool, _ minutes: Int
  ) -> StoredDecision {
    StoredDecision(
      id: id, at: .minutes(minutes), artifact: artifact, kind: kind, label: label, environment: "production",
      policy: requirements.isEmpty ? nil : "office-gates@8", revision: "sha256:" + String(repeating: "7f", count: 32),
      engine: requirements.isEmpty ? "none" : "embedded", engineVersion: requirements.isEmpty ? "" : "1.5.2",
      requirements: text(requirements), allow: allow,
      reasons: requirements.isEmpty ? ["production serves 2 policies at once."] : [], exceptions: "[]",
      requestedBy: "priya.n", actor: "keeper", promotion: 12)
  }

  private static func text(_ requirements: [Requirement]) -> String {
    let rows = requirements.map { one in
      let members = [
        ("id", one.id), ("title", one.title), ("state", one.state.rawValue), ("value", one.value), ("limit", one.limit),
        ("evidence", one.evidence), ("remedy", one.remedy), ("principle", one.principle),
      ]
      return "{" + members.map { "\"\($0.0)\":\"\($0.1)\"" }.joined(separator: ",") + "}"
    }
    return "[" + rows.joined(separator: ",") + "]"
  }
}

extension DecisionDetail {
  static func fixture(_ decision: StoredDecision) -> DecisionDetail {
    DecisionDetail(
      decision: decision, path: "countersign/promote/decision",
      input:
        #"{"environment":"production","now_seconds":1795000000,"subject":{"artifact":"kyc-summary","kind":"prompt","tier":"high","owner":"priya.n"},"waivers":[]}"#,
      inputDigest: String(repeating: "1d", count: 32), result: #"{"allow":false}"#,
      subjectDigest: String(repeating: "5b", count: 32), metrics: #"{"timer_server_handler_ns":21400000}"#)
  }
}
