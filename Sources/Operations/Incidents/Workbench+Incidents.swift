internal import Catalog
package import Governance

/// Which incidents to list.
package struct IncidentFilter: Sendable, Equatable {
  /// Closed ones too.
  package var all: Bool
  package var serious: Bool
  package init(all: Bool = false, serious: Bool = false) {
    self.all = all
    self.serious = serious
  }
}

extension Workbench {
  /// Incidents, newest first.
  package func incidents(_ filter: IncidentFilter, after cursor: String?, limit: Int) async throws(Problem)
    -> Page<IncidentRow>
  {
    var before: Int64?
    if let cursor {
      guard let id = Int64(cursor) else { throw .badCursor }
      before = id
    }
    let rows = try await connection.rows(
      PageIncidents(all: filter.all, serious: filter.serious, before: before, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    return Page(shown, next: rows.count > limit ? shown.last.map { String($0.id) } : nil, isFirst: cursor == nil)
  }

  /// An incident with its clocks, what was done, and what it holds.
  package func incident(_ id: Int64) async throws(Problem) -> IncidentDetail {
    guard var detail = try await connection.first(ReadIncident(incident: id)) else {
      throw Problem(
        .notFound, "incident.unknown", happened: "There is no incident \(id).",
        remedy: "Look at `countersign incident list`.")
    }
    detail.clocks = try await connection.rows(ListIncidentClocks(incident: id))
    detail.acts = try await connection.rows(ListIncidentActs(incident: id))
    detail.links = try await connection.rows(ListIncidentLinks(incident: id))
    return detail
  }

  package func openIncident(_ notice: IncidentNotice, channel: Channel) async throws(Problem) -> (
    incident: Int64, recorded: Recorded
  ) {
    try mayWrite()
    let answer = try await connection.one(OpenIncident(notice: notice, channel: channel))
    return (answer.incident, try await recorded(answer.activity, "Incident \(answer.incident) was opened."))
  }

  /// What it is is known better now.
  package func classifyIncident(_ id: Int64, _ traits: [IncidentTrait], reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      ClassifyIncident(incident: id, traits: traits, reason: reason, channel: channel))
    return try await recorded(activity, "Incident \(id) is \(traits.map(\.words).joined(separator: ", ")).")
  }

  package func linkIncident(
    _ id: Int64, versions: [VersionName], generations: [String], reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      LinkIncident(incident: id, versions: versions, generations: generations, reason: reason, channel: channel))
    return try await recorded(activity, "Incident \(id) was linked.")
  }

  /// A duty was answered: `initial`, `complete` or `not_needed`.
  package func reportIncident(
    _ id: Int64, duty: String, stage: String, at: Instant?, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      ReportIncident(incident: id, duty: duty, stage: stage, at: at, reason: reason, channel: channel))
    return try await recorded(activity, "The report of incident \(id) for \(duty) was recorded.")
  }

  package func noteIncident(_ id: Int64, _ note: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(NoteIncident(incident: id, note: note, channel: channel))
    return try await recorded(activity, "Incident \(id) has a note more.")
  }

  /// Closes what another person opened.
  package func closeIncident(_ id: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(CloseIncident(incident: id, reason: reason, channel: channel))
    return try await recorded(activity, "Incident \(id) was closed.")
  }
}
