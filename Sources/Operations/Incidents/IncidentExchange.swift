internal import Evidence
package import Governance

/// Incidents as other registers take and give them: JSON, or CSV with one row each. Lists stand in a cell with a semicolon between.
package enum IncidentExchange {
  package static let columns = [
    "id", "state", "title", "description", "traits", "serious", "aware_at", "happened_at", "affected", "ticket",
    "contract_hours", "versions", "generations", "opened_by", "recorded_at", "clocks", "closed_at",
  ]

  /// What is read again by `notices`, and beside it what the register adds.
  private static func cells(_ detail: IncidentDetail) -> [String] {
    let row = detail.row
    func subjects(_ kind: String) -> String {
      detail.links.filter { $0.kind == kind }.map(\.subject).joined(separator: ";")
    }
    let clocks = detail.clocks.map { "\($0.duty) \($0.due.rfc3339) \($0.stage ?? "open")" }
    return [
      String(row.id), row.isOpen ? "open" : "closed", row.title, detail.description, row.traits.joined(separator: ";"),
      row.serious ? "yes" : "no", row.awareAt.rfc3339, detail.happenedAt?.rfc3339 ?? "",
      row.affected.map { String($0) } ?? "", row.ticket ?? "",
      detail.contractHours.map { String($0) } ?? "", subjects("version"), subjects("generation"),
      row.openedBy, row.recordedAt.rfc3339, clocks.joined(separator: ";"),
      detail.acts.last { $0.act == "close" }?.effectiveAt.rfc3339 ?? "",
    ]
  }

  package static func csv(_ incidents: [IncidentDetail]) -> String {
    CSVText.row(columns) + incidents.map { CSVText.row(cells($0)) }.joined()
  }

  package static func json(_ incidents: [IncidentDetail]) throws(Problem) -> [UInt8] {
    let items = incidents.map { detail in
      JSONValue.object(zip(columns, cells(detail)).map { JSONValue.Member($0, .string($1)) })
    }
    do {
      return try CanonicalJSON.bytes(of: .object([.init("items", .array(items))]), policy: .generation) + [10]
    } catch {
      throw Problem(.fault, "export.json", happened: "The incidents cannot be written as JSON.", because: error.reason)
    }
  }

  /// What a file tells of incidents, or per row why it tells of none. A list of objects, `{"items": […]}`, or CSV.
  ///
  /// - Throws: `incident.file` when it is neither.
  package static func notices(in bytes: [UInt8]) throws(Problem) -> [Result<IncidentNotice, Problem>] {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return try fromJSON(bytes) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .noIncidents("It is not UTF-8.")
    }
    let rows = try CSVRows.read(text)
    guard let heads = rows.first, heads.contains("title"), heads.contains("aware_at"), Set(heads).count == heads.count
    else { throw .noIncidents("The first row of a CSV file names the columns, title and aware_at among them.") }
    return rows.dropFirst().map { row in
      notice(Dictionary(uniqueKeysWithValues: zip(heads, row.map(CSVText.unguarded))))
    }
  }

  private static func fromJSON(_ bytes: [UInt8]) throws(Problem) -> [Result<IncidentNotice, Problem>] {
    guard let value = try? JSONValue(bytes, policy: .generation) else { throw .noIncidents("Its JSON cannot be read.") }
    let listed: JSONValue = value["items"] ?? value
    guard case .array(let items) = listed else { throw .noIncidents("Its JSON is no list of incidents.") }
    return items.map { item in
      var cells: [String: String] = [:]
      for name in columns {
        switch item[name] {
        case .string(let text)?, .number(let text)?: cells[name] = text
        case .array(let texts)?: cells[name] = texts.compactMap(\.text).joined(separator: ";")
        default: break
        }
      }
      return notice(cells)
    }
  }

  private static func notice(_ cells: [String: String]) -> Result<IncidentNotice, Problem> {
    func list(_ name: String) -> [String] {
      (cells[name] ?? "").split(separator: ";").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }
    func whole(_ name: String) throws(Problem) -> Int? {
      guard let text = cells[name], !text.isEmpty else { return nil }
      guard let number = Int(text), number >= 0 else { throw .badIncident("\(name) is no whole number.") }
      return number
    }
    func instant(_ name: String) throws(Problem) -> Instant? {
      guard let text = cells[name], !text.isEmpty else { return nil }
      guard let moment = Instant.reading(of: text)?.instant else {
        throw .badIncident("\(name) is no time (RFC 3339).")
      }
      return moment
    }
    do throws(Problem) {
      guard let title = cells["title"], !title.isEmpty else { throw .badIncident("It has no title.") }
      guard let aware = try instant("aware_at") else { throw .badIncident("It does not say since when one is aware.") }
      var traits: [IncidentTrait] = []
      for word in list("traits") {
        guard let trait = IncidentTrait(rawValue: word) else { throw .badIncident("\(word) is no trait.") }
        traits.append(trait)
      }
      var versions: [VersionName] = []
      for name in list("versions") { versions.append(try VersionName(name)) }
      return .success(
        IncidentNotice(
          title: title, description: cells["description"] ?? "", traits: traits, awareAt: aware,
          happenedAt: try instant("happened_at"), affected: try whole("affected"),
          ticket: cells["ticket"].flatMap { $0.isEmpty ? nil : $0 }, contractHours: try whole("contract_hours"),
          versions: versions, generations: list("generations")))
    } catch {
      return .failure(error)
    }
  }
}

/// What came of a file of incidents.
package struct IncidentImport: Sendable {
  package var opened: [Int64] = []
  /// In the register already, by title and awareness.
  package var known = 0
  /// By the row in the file, from 1.
  package var refused: [(row: Int, problem: Problem)] = []
}

extension Workbench {
  /// All incidents with their clocks and links, newest first.
  package func allIncidents() async throws(Problem) -> [IncidentDetail] {
    var details: [IncidentDetail] = []
    var place = PagePlace.first
    while true {
      let page = try await incidents(IncidentFilter(all: true), at: place, limit: 100)
      for row in page.rows { details.append(try await incident(row.id)) }
      guard let next = page.next else { return details }
      place = .after(next)
    }
  }

  /// Opens what a file tells of; what is in the register already, by title and awareness, is passed over, so that a file
  /// may be read twice.
  package func importIncidents(_ notices: [Result<IncidentNotice, Problem>], channel: Channel) async throws(Problem)
    -> IncidentImport
  {
    try mayWrite()
    var known = Set(try await allIncidents().map { "\($0.row.awareAt.rfc3339) \($0.row.title)" })
    var report = IncidentImport()
    for (place, notice) in notices.enumerated() {
      do throws(Problem) {
        let notice = try notice.get()
        guard known.insert("\(notice.awareAt.rfc3339) \(notice.title)").inserted else {
          report.known += 1
          continue
        }
        report.opened.append(try await openIncident(notice, channel: channel).incident)
      } catch  where error.kind != .unreachable && error.kind != .cancelled {
        report.refused.append((place + 1, error))
      }
    }
    return report
  }
}

extension Problem {
  fileprivate static func noIncidents(_ because: String) -> Problem {
    Problem(
      .badData, "incident.file", happened: "This is no file of incidents.", because: because,
      remedy: "Look at what `countersign incident export` writes.")
  }

  fileprivate static func badIncident(_ because: String) -> Problem {
    Problem(.badData, "incident.row", happened: "An incident is not told as it must be.", because: because)
  }
}
