package import Governance

/// Something a person did about an incident.
package struct IncidentDeed: Sendable {
  package enum What: Sendable {
    case open(IncidentNotice)
    case report(duty: String, stage: String, reason: String)
    case note(String)
    case close(reason: String)
  }
  /// The world's own key of the incident.
  package var incident: String
  package var what: What
}

/// Something a person did about a quarter that is over.
package struct QuarterDeed: Sendable {
  package enum What: Sendable { case open, freeze }
  /// `2026Q3`
  package var quarter: String
  package var what: What
  package var reason: String
}
