package import Governance

/// Opens the incident of an alarm.
package struct OpenAlarmIncident: Query {
  package static let sql = EmbeddedSQL.OpenAlarmIncident
  package var alarm: Int64
  package var title: String
  package var description: String
  package var traits: [IncidentTrait]
  package var channel: Channel
  package init(alarm: Int64, title: String, description: String, traits: [IncidentTrait], channel: Channel) {
    self.alarm = alarm
    self.title = title
    self.description = description
    self.traits = traits
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(alarm), .text(title), .text(description), .texts(traits.map(\.rawValue)), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (incident: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Says whether what a monitor calls opens an incident by itself; answers the number of the activity.
package struct SetMonitorIncident: Query {
  package static let sql = EmbeddedSQL.SetMonitorIncident
  package var key: String
  package var opens: Bool
  package var traits: [IncidentTrait]
  package var reason: String
  package var channel: Channel
  package init(key: String, opens: Bool, traits: [IncidentTrait], reason: String, channel: Channel) {
    self.key = key
    self.opens = opens
    self.traits = traits
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(key), .bool(opens), .texts(traits.map(\.rawValue)), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
