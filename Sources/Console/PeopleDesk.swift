package import Governance
internal import Operations

/// What the console asks about people, delegations and waivers.
package protocol PeopleDesk: Sendable {
  func people() async throws(Problem) -> [PersonRow]
  func delegate(to person: String, until: Instant, reason: String) async throws(Problem) -> Recorded
  /// Gives a login a right, or asks another person to where it takes two.
  func askRight(_ right: String, for login: String, of person: String, reason: String) async throws(Problem) -> Recorded
  func answerRight(_ request: Int64, _ outcome: RightRequestRow.State, reason: String) async throws(Problem) -> Recorded
  func revokeRight(_ right: String, of login: String, reason: String) async throws(Problem) -> Recorded
  func rightRequests(after cursor: String?, limit: Int) async throws(Problem) -> Page<RightRequestRow>
  func keys(after cursor: String?, limit: Int) async throws(Problem) -> Page<KeyRow>
  /// Without a time for a year.
  func trustKey(_ fingerprint: String, until: Instant?, reason: String) async throws(Problem) -> Recorded
  func revokeKey(_ fingerprint: String, reason: String) async throws(Problem) -> Recorded
  func endDelegation(_ delegation: Int64, reason: String) async throws(Problem) -> Recorded
  func askWaiver(_ wish: WaiverWish, reason: String) async throws(Problem) -> Recorded
  func answerWaiver(_ waiver: Int64, _ outcome: WaiverRow.State, reason: String) async throws(Problem) -> Recorded
  func waivers(at place: PagePlace, limit: Int) async throws(Problem) -> Page<WaiverRow>
}

extension WorkbenchDesk {
  func people() async throws(Problem) -> [PersonRow] { try await workbench.people() }

  func delegate(to person: String, until: Instant, reason: String) async throws(Problem) -> Recorded {
    try await workbench.delegate(to: person, until: until, in: nil, reason: reason, channel: .screen).recorded
  }

  func askRight(_ right: String, for login: String, of person: String, reason: String) async throws(Problem)
    -> Recorded
  {
    try await workbench.grant(
      right, to: login, person: person, name: nil, team: nil, languages: [], reason: reason, channel: .screen
    ).recorded
  }

  func answerRight(_ request: Int64, _ outcome: RightRequestRow.State, reason: String) async throws(Problem)
    -> Recorded
  {
    try await workbench.answerRight(request, outcome, reason: reason, channel: .screen)
  }

  func revokeRight(_ right: String, of login: String, reason: String) async throws(Problem) -> Recorded {
    try await workbench.revoke(right, of: login, reason: reason, channel: .screen)
  }

  func rightRequests(after cursor: String?, limit: Int) async throws(Problem) -> Page<RightRequestRow> {
    try await workbench.rightRequests(all: true, after: cursor, limit: limit)
  }

  func keys(after cursor: String?, limit: Int) async throws(Problem) -> Page<KeyRow> {
    try await workbench.keys(of: nil, states: KeyRow.State.allCases, after: cursor, limit: limit)
  }

  func trustKey(_ fingerprint: String, until: Instant?, reason: String) async throws(Problem) -> Recorded {
    try await workbench.trustKey(fingerprint, until: until, reason: reason, channel: .screen)
  }

  func revokeKey(_ fingerprint: String, reason: String) async throws(Problem) -> Recorded {
    try await workbench.revokeKey(fingerprint, reason: reason, channel: .screen)
  }

  func endDelegation(_ delegation: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.endDelegation(delegation, reason: reason, channel: .screen)
  }

  func askWaiver(_ wish: WaiverWish, reason: String) async throws(Problem) -> Recorded {
    try await workbench.askWaiver(wish, reason: reason, channel: .screen).recorded
  }

  func answerWaiver(_ waiver: Int64, _ outcome: WaiverRow.State, reason: String) async throws(Problem) -> Recorded {
    try await workbench.answerWaiver(waiver, outcome, reason: reason, channel: .screen)
  }

  func waivers(at place: PagePlace, limit: Int) async throws(Problem) -> Page<WaiverRow> {
    try await workbench.waivers(all: true, at: place, limit: limit)
  }
}
