internal import Catalog
package import Governance

extension Workbench {
  /// Asks for a requirement of a promotion to be waived; another person grants it.
  package func askWaiver(_ wish: WaiverWish, reason: String, channel: Channel) async throws(Problem)
    -> (waiver: Int64, recorded: Recorded)
  {
    try mayWrite()
    let answer = try await connection.one(AskWaiver(wish: wish, reason: reason, channel: channel))
    return (
      answer.waiver,
      try await recorded(
        answer.activity, "Waiver \(answer.waiver) of \(wish.requirement) waits for a second person.")
    )
  }

  /// Grants, refuses or withdraws a waiver.
  package func answerWaiver(_ waiver: Int64, _ outcome: WaiverRow.State, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      AnswerWaiver(waiver: waiver, outcome: outcome, reason: reason, channel: channel))
    return try await recorded(activity, "Waiver \(waiver) was \(outcome.rawValue).")
  }

  /// Waivers, newest first: those that wait or hold, or all.
  package func waivers(all: Bool, at place: PagePlace, limit: Int) async throws(Problem) -> Page<WaiverRow> {
    try await page(PageWaivers(all: all), at: place, limit: limit)
  }

  /// Passes one's signature to another person until a time.
  package func delegate(
    to person: String, until: Instant, in environment: String?, reason: String, channel: Channel
  ) async throws(Problem) -> (delegation: Int64, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      Delegate(to: person, until: until, environment: environment, reason: reason, channel: channel))
    return (
      answer.delegation, try await recorded(answer.activity, "\(person) signs for you until \(until.rfc3339).")
    )
  }

  package func endDelegation(_ delegation: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      EndDelegation(delegation: delegation, reason: reason, channel: channel))
    return try await recorded(activity, "Delegation \(delegation) has ended.")
  }

  /// Delegations that nobody ended, those past their time too, newest first.
  package func delegations() async throws(Problem) -> [Delegation] { try await connection.rows(ListDelegations()) }

  /// The people with their rights, the AI office first.
  package func people() async throws(Problem) -> [PersonRow] { try await connection.rows(ListPeople()) }

  /// Takes a right back from a login.
  package func revoke(_ role: String, of login: String, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      RevokeRight(login: login, role: role, reason: reason, channel: channel))
    return try await recorded(activity, "\(login) is no \(role) any more.")
  }
}
