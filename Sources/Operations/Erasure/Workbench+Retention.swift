internal import Catalog
package import Governance

extension Workbench {
  /// Places a hold: what it is on stays, whoever asks for its erasure.
  package func addHold(on kind: HoldRow.Kind, _ key: String, reason: String, channel: Channel) async throws(Problem)
    -> (
      hold: Int64, recorded: Recorded
    )
  {
    try mayWrite()
    let answer = try await connection.one(AddHold(kind: kind, key: key, reason: reason, channel: channel))
    return (answer.hold, try await recorded(answer.activity, "Hold \(answer.hold) is in force."))
  }

  /// Asks for a hold's release, or gives it where another person has asked.
  package func releaseHold(_ hold: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let row = try await holds(ended: false).first { $0.id == hold }
    guard row?.releaseAskedBy != nil else {
      let activity = try await connection.one(AskRelease(hold: hold, reason: reason, channel: channel))
      return try await recorded(activity, "The release of hold \(hold) waits for a second person.")
    }
    let activity = try await connection.one(ConfirmRelease(hold: hold, reason: reason, channel: channel))
    return try await recorded(activity, "Hold \(hold) is released.")
  }

  /// Newest first.
  package func holds(ended: Bool) async throws(Problem) -> [HoldRow] {
    try await connection.rows(ListHolds(ended: ended))
  }

  package func setBackupWindow(days: Int, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(SetBackupWindow(days: days, reason: reason, channel: channel))
    return try await recorded(activity, "Backups are kept for \(days) days.")
  }

  /// Asks for a rule; it holds once another person confirms it.
  package func askRetention(of dataClass: String, days: Int, reason: String, channel: Channel) async throws(Problem)
    -> (rule: Int64, recorded: Recorded)
  {
    try mayWrite()
    let answer = try await connection.one(
      AskRetention(dataClass: dataClass, days: days, reason: reason, channel: channel))
    return (answer.rule, try await recorded(answer.activity, "Rule \(answer.rule) waits for a second person."))
  }

  package func confirmRetention(_ rule: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(ConfirmRetention(rule: rule, reason: reason, channel: channel))
    return try await recorded(activity, "Rule \(rule) holds.")
  }

  /// Newest first.
  package func retentionRules() async throws(Problem) -> [RetentionRule] {
    try await connection.rows(ListRetentionRules())
  }

  /// What has outlived its rule, by class and month; as if `rule` held, when one is named.
  package func previewRetention(with rule: Int64?) async throws(Problem) -> [RetentionReach] {
    try await connection.rows(PreviewRetention(rule: rule))
  }

  /// Removes content that has outlived its rule; answers how much went.
  func retireContent(limit: Int) async throws(Problem) -> Int64 {
    try await connection.one(RetireContent(limit: limit))
  }
}
