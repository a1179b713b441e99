internal import Catalog
package import Governance

extension Workbench {
  /// Opens the incident of an alarm, about the version that the alarm names.
  ///
  /// - Throws: `alarm.incident` where it has one.
  package func openAlarmIncident(
    _ alarm: Int64, title: String, description: String, traits: [IncidentTrait], channel: Channel
  ) async throws(Problem) -> (incident: Int64, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      OpenAlarmIncident(alarm: alarm, title: title, description: description, traits: traits, channel: channel))
    return (
      answer.incident, try await recorded(answer.activity, "Incident \(answer.incident) was opened of alarm \(alarm).")
    )
  }

  /// Whether what it calls opens an incident by itself, and of which kind.
  package func setMonitorIncident(
    _ key: String, opens: Bool, traits: [IncidentTrait], reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetMonitorIncident(key: key, opens: opens, traits: traits, reason: reason, channel: channel))
    return try await recorded(
      activity, opens ? "\(key) opens an incident with every alarm." : "\(key) opens no incident by itself.")
  }
}
