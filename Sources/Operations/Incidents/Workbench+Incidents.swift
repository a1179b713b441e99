internal import Catalog
package import Governance

/// Which incidents to list.
package struct IncidentFilter: Sendable, Equatable {
  /// Closed ones too.
  package var all: Bool
  package var serious: Bool
  /// What the officer typed, in the words of `FilterGrammar.incidents`.
  package var words: Filter
  package var order: IncidentOrder
  package var isReversed: Bool
  package init(
    all: Bool = false, serious: Bool = false, words: Filter = .none, order: IncidentOrder = .opened,
    isReversed: Bool = false
  ) {
    self.all = all
    self.serious = serious
    self.words = words
    self.order = order
    self.isReversed = isReversed
  }
}

extension Workbench {
  /// Incidents, by default newest first.
  package func incidents(_ filter: IncidentFilter, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<IncidentRow>
  {
    try await page(
      PageIncidents(
        all: filter.all || filter.words.names("state"), serious: filter.serious, filter: filter.words,
        order: filter.order, isReversed: filter.isReversed), at: place, limit: limit)
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
