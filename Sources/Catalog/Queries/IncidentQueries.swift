internal import Evidence
package import Governance

/// Incidents, newest first.
package struct PageIncidents: PagedQuery {
  package static let sql = EmbeddedSQL.PageIncidents
  static let columns: [String: FilterColumn] = [
    "state": .choice("i.state"), "serious": .truth("i.serious"), "trait": .names("i.traits"),
    "due": .ahead("i.next_due"),
    "age": .past("i.recorded_at"), "by": .name("i.opened_by"), "ticket": .name("i.ticket"),
    "text": .text("i.title || ' ' || i.description"),
  ]
  package var all: Bool
  package var serious: Bool
  package var filter: FilterConditions
  package var order: IncidentOrder
  package var isDescending: Bool
  package var window: PageWindow
  package init(
    all: Bool = false, serious: Bool = false, filter: Filter = .none, order: IncidentOrder = .opened,
    isReversed: Bool = false, limit: Int = 0
  ) {
    self.all = all
    self.serious = serious
    self.filter = FilterConditions(filter, Self.columns)
    self.order = order
    isDescending = (order == .opened) != isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(all), .bool(serious)] }
  package var keys: [PageKey] {
    let id = PageKey("i.id", .integer)
    return order == .opened ? [id] : [PageKey("coalesce(i.next_due, 'infinity')", .instant), id]
  }
  package func key(of row: IncidentRow) -> [KeyValue] {
    order == .opened ? [.integer(row.id)] : [.instant(row.nextDue), .integer(row.id)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> IncidentRow {
    try ReadIncident.decode(&row).row
  }
}

/// One incident; clocks, acts and links are read apart.
package struct ReadIncident: Query {
  package static let sql = EmbeddedSQL.ReadIncident
  package var incident: Int64
  package init(incident: Int64) { self.incident = incident }
  package var parameters: [Parameter] { [.integer(incident)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> IncidentDetail {
    let line = IncidentRow(
      id: try row.next(), title: try row.next(), traits: try row.next(), serious: try row.next(),
      isOpen: try row.next(), awareAt: try row.next(), openedBy: try row.next(), recordedAt: try row.next(),
      nextDue: try row.next(), affected: try row.next(), ticket: try row.next())
    return IncidentDetail(
      row: line, description: try row.next(), happenedAt: try row.next(), zone: try row.next(),
      contractHours: try row.next(), clocks: [], acts: [], links: [])
  }
}

/// The clocks of an incident, by what is due first.
package struct ListIncidentClocks: Query {
  package static let sql = EmbeddedSQL.ListIncidentClocks
  package var incident: Int64
  package init(incident: Int64) { self.incident = incident }
  package var parameters: [Parameter] { [.integer(incident)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> IncidentClock {
    IncidentClock(
      duty: try row.next(), title: try row.next(), source: try row.next(), lawVersion: try row.next(),
      due: try row.next(), ends: try row.next(), answeredAt: try row.next(), stage: try row.next())
  }
}

/// What was done about an incident, oldest first.
package struct ListIncidentActs: Query {
  package static let sql = EmbeddedSQL.ListIncidentActs
  package var incident: Int64
  package init(incident: Int64) { self.incident = incident }
  package var parameters: [Parameter] { [.integer(incident)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> IncidentAct {
    IncidentAct(
      act: try row.next(), traits: try row.next(), duty: try row.next(), stage: try row.next(),
      person: try row.next(), reason: try row.next(), effectiveAt: try row.next(), recordedAt: try row.next())
  }
}

/// What an incident is about.
package struct ListIncidentLinks: Query {
  package static let sql = EmbeddedSQL.ListIncidentLinks
  package var incident: Int64
  package init(incident: Int64) { self.incident = incident }
  package var parameters: [Parameter] { [.integer(incident)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> IncidentLink {
    IncidentLink(kind: try row.next(), subject: try row.next(), digest: try row.next())
  }
}

/// Opens an incident.
package struct OpenIncident: Query {
  package static let sql = EmbeddedSQL.OpenIncident
  package var notice: IncidentNotice
  package var channel: Channel
  package init(notice: IncidentNotice, channel: Channel) {
    self.notice = notice
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(notice.title), .text(notice.description), .texts(notice.traits.map(\.rawValue)), .instant(notice.awareAt),
      .instant(notice.happenedAt), .integer(notice.affected.map { Int64($0) }),
      .text(IncidentLinks.json(notice.versions, notice.generations)), .text(notice.ticket),
      .integer(notice.contractHours.map { Int64($0) }), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (incident: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Says anew what an incident is.
package struct ClassifyIncident: Query {
  package static let sql = EmbeddedSQL.ClassifyIncident
  package var incident: Int64
  package var traits: [IncidentTrait]
  package var reason: String
  package var channel: Channel
  package init(incident: Int64, traits: [IncidentTrait], reason: String, channel: Channel) {
    self.incident = incident
    self.traits = traits
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(incident), .texts(traits.map(\.rawValue)), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Links an incident to more that it is about.
package struct LinkIncident: Query {
  package static let sql = EmbeddedSQL.LinkIncident
  package var incident: Int64
  package var versions: [VersionName]
  package var generations: [String]
  package var reason: String
  package var channel: Channel
  package init(incident: Int64, versions: [VersionName], generations: [String], reason: String, channel: Channel) {
    self.incident = incident
    self.versions = versions
    self.generations = generations
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(incident), .text(IncidentLinks.json(versions, generations)), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Records that a duty was answered.
package struct ReportIncident: Query {
  package static let sql = EmbeddedSQL.ReportIncident
  package var incident: Int64
  package var duty: String
  package var stage: String
  package var at: Instant?
  package var reason: String
  package var channel: Channel
  package init(incident: Int64, duty: String, stage: String, at: Instant?, reason: String, channel: Channel) {
    self.incident = incident
    self.duty = duty
    self.stage = stage
    self.at = at
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(incident), .text(duty), .text(stage), .instant(at), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Adds a note to an incident.
package struct NoteIncident: Query {
  package static let sql = EmbeddedSQL.NoteIncident
  package var incident: Int64
  package var note: String
  package var channel: Channel
  package init(incident: Int64, note: String, channel: Channel) {
    self.incident = incident
    self.note = note
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(incident), .text(note), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Closes an incident that someone else opened.
package struct CloseIncident: Query {
  package static let sql = EmbeddedSQL.CloseIncident
  package var incident: Int64
  package var reason: String
  package var channel: Channel
  package init(incident: Int64, reason: String, channel: Channel) {
    self.incident = incident
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(incident), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Links as the catalog takes them.
private enum IncidentLinks {
  static func json(_ versions: [VersionName], _ generations: [String]) -> String {
    let links =
      versions.map { name in
        JSONValue.object([
          .init("artifact", .string(name.artifact)), .init("selector", .string(name.selectorText)),
        ])
      } + generations.map { JSONValue.object([.init("generation", .string($0))]) }
    return (try? CanonicalJSON.bytes(of: .array(links))).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }
}
