import Governance
import Operations

@testable import Console

extension ObservedFault {
  static func fixture(_ name: String, _ label: String, _ why: Why, calls: Int) -> ObservedFault {
    ObservedFault(
      kind: .model, name: name, label: label, why: why, firstAt: .minutes(-300), lastAt: .minutes(-3),
      calls: .exactly(calls))
  }
}

extension StopRow {
  static func fixture(_ id: Int64, _ artifact: String = "claims-triage", lifted: Bool = false) -> StopRow {
    StopRow(
      id: id, artifact: artifact, label: "v14", environment: "production", stoppedBy: "tomas.reyes",
      reason: "It promises payments: \(artifact)", isLifted: lifted,
      reached: StopReach(versions: 0, pointers: 2, users: 3, promotions: 1, calls: .exactly(763)), at: .minutes(-40),
      changedBy: "mats.ek", answer: "mended")
  }
}

extension ConfirmationRow {
  static func fixture(
    _ id: Int64, _ artifact: String = "kyc-summary", act: String = "rollback", state: State = .open,
    by person: String = "priya.n", due: Int = -20, refusal: String? = nil
  ) -> ConfirmationRow {
    ConfirmationRow(
      id: id, act: act, artifact: artifact, environment: "production", subject: "21",
      words: "\(artifact) in production was rolled back from 22 to 21", askedBy: person,
      reason: "names relatives again", due: .minutes(due), state: state, changedBy: person,
      answer: "names relatives again", at: .minutes(-260), changedAt: .minutes(-260), refusal: refusal)
  }

  static let waiting: [ConfirmationRow] = [
    .fixture(9, due: -20),
    .fixture(8, "letters-de", due: 90, refusal: "You asked for it yourself: someone else must confirm."),
  ]
}

extension FakeDesk {
  func rollbackTargets(_ artifact: String, in environment: String) async throws(Problem) -> [RollbackTarget] {
    try note("targets of \(artifact) in \(environment)")
    return [
      RollbackTarget(label: "21", digest: "", promotion: 7, servedUntil: .minutes(-90), refusal: nil),
      RollbackTarget(
        label: "20", digest: "", promotion: 5, servedUntil: .minutes(-9000), refusal: "stopped by mats.ek: leaks"),
    ]
  }
  func rollBack(_ artifact: String, in environment: String, to label: String, reason: String) async throws(Problem)
    -> Recorded
  {
    try note("roll back \(artifact) in \(environment) to \(label): \(reason)")
    return Recorded(activity: 95, at: .pinned, what: "\(environment) serves \(artifact)@\(label) again.")
  }
  func shiftTraffic(_ promotion: Int64, to weight: Int, reason: String) async throws(Problem) -> Recorded {
    try note("shift \(promotion) to \(weight): \(reason)")
    return Recorded(activity: 96, at: .pinned, what: "Promotion \(promotion) has \(weight) % of the traffic.")
  }
  func stopReach(_ artifact: String, label: String?, in environment: String?) async throws(Problem) -> StopReach {
    try note("reach of \(artifact)@\(label ?? "all")")
    return StopReach(versions: 3, pointers: 2, users: 1, promotions: 1, calls: .exactly(763))
  }
  func stop(_ artifact: String, label: String?, in environment: String?, reason: String) async throws(Problem)
    -> Recorded
  {
    try note("stop \(artifact)@\(label ?? "all") in \(environment ?? "all"): \(reason)")
    return Recorded(activity: 97, at: .pinned, what: "\(artifact) is stopped.")
  }
  func stops(at place: PagePlace, limit: Int) async throws(Problem) -> Page<StopRow> {
    try note("stops")
    return Page([.fixture(3), .fixture(2, "letters-de", lifted: true)], next: nil, isFirst: true)
  }
  func askResume(_ stop: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("resume \(stop): \(reason)")
    return Recorded(activity: 98, at: .pinned, what: "The end of stop \(stop) waits for a second person.")
  }
  func confirmations(closedToo: Bool, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<ConfirmationRow>
  {
    try note("confirmations\(closedToo ? " all" : "")")
    let rows = ConfirmationRow.waiting + (closedToo ? [.fixture(4, state: .confirmed)] : [])
    return Page(rows, next: nil, isFirst: true)
  }
  func confirmAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("confirm \(confirmation): \(reason)")
    return Recorded(activity: 99, at: .pinned, what: "You have countersigned confirmation \(confirmation).")
  }
  func refuseAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("refuse \(confirmation): \(reason)")
    return Recorded(activity: 100, at: .pinned, what: "Confirmation \(confirmation) was refused.")
  }
  func people() async throws(Problem) -> [PersonRow] {
    try note("people")
    return PersonRow.three
  }
  func delegate(to person: String, until: Instant, reason: String) async throws(Problem) -> Recorded {
    try note("delegate to \(person) until \(until.day): \(reason)")
    return Recorded(activity: 101, at: .pinned, what: "\(person) signs for you.")
  }
  func endDelegation(_ delegation: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("end delegation \(delegation): \(reason)")
    return Recorded(activity: 102, at: .pinned, what: "Delegation \(delegation) has ended.")
  }
  func askWaiver(_ wish: WaiverWish, reason: String) async throws(Problem) -> Recorded {
    try note("waive \(wish.requirement) of \(wish.promotion) for \(wish.owner) until \(wish.expiresAt.day): \(reason)")
    return Recorded(activity: 103, at: .pinned, what: "Waiver 1 waits for a second person.")
  }
  func answerWaiver(_ waiver: Int64, _ outcome: WaiverRow.State, reason: String) async throws(Problem) -> Recorded {
    try note("waiver \(waiver) \(outcome.rawValue): \(reason)")
    return Recorded(activity: 104, at: .pinned, what: "Waiver \(waiver) was \(outcome.rawValue).")
  }
  func waivers(at place: PagePlace, limit: Int) async throws(Problem) -> Page<WaiverRow> {
    try note("waivers")
    return Page(
      [
        WaiverRow(
          id: 1, artifact: "kyc-summary", label: "22", environment: "production", requirement: "redteam.fresh",
          owner: "priya.n", reason: "The suite runs tonight.", expiresAt: .minutes(3000), askedBy: "priya.n",
          state: .asked, changedBy: "priya.n", answer: "The suite runs tonight.", at: .minutes(-30))
      ], next: nil, isFirst: true)
  }
}

extension PersonRow {
  static let three: [PersonRow] = [
    PersonRow(
      person: "ada", name: "Ada Lindqvist", team: "ai-office", isOffice: true,
      roles: ["reviewer", "approver", "viewer"],
      logins: ["ada.lindqvist"], signsFor: nil, deputy: nil, delegation: nil, until: nil, claims: 3),
    PersonRow(
      person: "noor", name: "Noor Haddad", team: "ai-office", isOffice: true, roles: ["reviewer", "viewer"],
      logins: ["noor.haddad"], signsFor: "mats.ek", deputy: nil, delegation: 4, until: .minutes(4000), claims: 0),
    PersonRow(
      person: "priya.n", name: "Priya Narayan", team: "onboarding", isOffice: false, roles: ["builder", "viewer"],
      logins: ["priya.n"], signsFor: nil, deputy: nil, delegation: nil, until: nil, claims: 0),
  ]
}
