package import Governance
internal import Operations

/// What the console asks about people, delegations and waivers.
package protocol PeopleDesk: Sendable {
  func people() async throws(Problem) -> [PersonRow]
  func delegate(to person: String, until: Instant, reason: String) async throws(Problem) -> Recorded
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
