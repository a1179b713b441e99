import ArgumentParser
import Evidence
import Governance
import Operations

/// `incident list`
struct ListIncidents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Incidents, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Closed ones too.") var all = false
  @Flag(help: "Only serious ones by Art. 73 of the AI Act.") var serious = false

  @Option(help: FilterOption.help(.incidents)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.incidents(
        IncidentFilter(all: all, serious: serious, words: try FilterOption.read(filter, .incidents)), at: paging.place,
        limit: paging.limit)
      guard !output.json else { return try output.list(page) { .incident($0) } }
      output.table(
        ["NO", "STATE", "SERIOUS", "AWARE AT", "NEXT DUE", "WHAT"],
        page.rows.map { row in
          [
            String(row.id), row.isOpen ? "open" : "closed", row.serious ? "yes" : "no", row.awareAt.rfc3339,
            row.nextDue?.rfc3339 ?? "", row.title,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `incident show`
struct ShowIncident: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "An incident with its clocks and history; --report drafts a report from the record.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The incident's number.") var incident: Int64
  @Flag(help: "Print a draft report in Markdown.") var report = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let detail = try await desk.incident(incident)
      if report { return output.write(Array(IncidentReport(detail).markdown.utf8)) }
      guard !output.json else { return try output.document(.incident(detail)) }
      for line in IncidentText.lines(detail) { output.line(Plain.visible(line)) }
    }
  }
}

/// An incident as plain lines.
enum IncidentText {
  static func lines(_ detail: IncidentDetail) -> [String] {
    let row = detail.row
    var lines = [
      "incident \(row.id)  \(row.isOpen ? "open" : "closed")\(row.serious ? "  serious (Art. 73)" : "")  \(row.title)",
      "is: \(row.traits.joined(separator: ", "))",
      "aware \(row.awareAt.rfc3339), happened \(detail.happenedAt?.rfc3339 ?? "unknown"), affected \(row.affected.map { String($0) } ?? "unknown")",
      "opened by \(row.openedBy), \(row.recordedAt.rfc3339): \(detail.description)",
    ]
    if let ticket = row.ticket { lines.append("ticket \(ticket)") }
    lines += detail.clocks.map { clock in
      let answer = clock.stage.map { "\($0) \(clock.answeredAt?.rfc3339 ?? "")" } ?? "NOT ANSWERED"
      return
        "clock \(clock.duty)  due \(clock.due.rfc3339) (the law ends \(clock.ends.rfc3339))  \(answer)  \(clock.source)"
    }
    lines += detail.links.map { "holds \($0.kind) \($0.subject)  sha256:\($0.digest)" }
    lines += detail.acts.map { act in
      "\(act.recordedAt.rfc3339)  \(act.act)  \(act.person): \(act.reason)"
    }
    return lines
  }
}

extension JSONValue {
  static func incident(_ row: IncidentRow) -> JSONValue { .fields(fields(of: row)) }

  private static func fields(of row: IncidentRow) -> [(String, JSONValue)] {
    [
      ("id", .integer(row.id)), ("title", .string(row.title)), ("traits", .texts(row.traits)),
      ("serious", .bool(row.serious)), ("state", .string(row.isOpen ? "open" : "closed")),
      ("aware_at", .instant(row.awareAt)), ("opened_by", .string(row.openedBy)),
      ("recorded_at", .instant(row.recordedAt)), ("next_due", .instant(row.nextDue)),
      ("affected", .integer(row.affected.map { Int64($0) })), ("ticket", .text(row.ticket)),
    ]
  }

  fileprivate static func incident(_ detail: IncidentDetail) -> JSONValue {
    .fields(
      fields(of: detail.row) + [
        ("description", .string(detail.description)), ("happened_at", .instant(detail.happenedAt)),
        ("zone", .string(detail.zone)),
        (
          "clocks",
          .array(
            detail.clocks.map {
              .fields([
                ("duty", .string($0.duty)), ("title", .string($0.title)), ("source", .string($0.source)),
                ("law_version", .string($0.lawVersion)), ("due", .instant($0.due)), ("ends", .instant($0.ends)),
                ("answered_at", .instant($0.answeredAt)), ("stage", .text($0.stage)),
              ])
            })
        ),
        (
          "acts",
          .array(
            detail.acts.map {
              .fields([
                ("act", .string($0.act)), ("traits", .texts($0.traits)), ("duty", .text($0.duty)),
                ("stage", .text($0.stage)), ("person", .string($0.person)), ("reason", .string($0.reason)),
                ("effective_at", .instant($0.effectiveAt)), ("recorded_at", .instant($0.recordedAt)),
              ])
            })
        ),
        (
          "holds",
          .array(
            detail.links.map {
              .fields([
                ("kind", .string($0.kind)), ("subject", .string($0.subject)),
                ("digest", .string("sha256:" + $0.digest)),
              ])
            })
        ),
      ])
  }
}
