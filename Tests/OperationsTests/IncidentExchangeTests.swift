import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("A register of incidents")
struct IncidentExchangeTests {
  private let office: Office
  private let lou: Workbench

  init() async throws {
    office = try await Office.open()
    try office.hire("bea", "builder", team: "claims").register("index", label: "1")
    try office.hire("lou", "lead")
    lou = Workbench(office.settings("lou"))
  }

  private func open() async throws {
    _ = try await lou.openIncident(
      IncidentNotice(
        title: "=1+1, or \"worse\"", description: "two\nlines; and a semicolon",
        traits: [.personal_data, .fundamental_rights, .contract], awareAt: Instant(year: 2026, month: 3, day: 27),
        happenedAt: Instant(year: 2026, month: 3, day: 26), affected: 3, ticket: "https://tickets.example/7",
        contractHours: 36,
        versions: [try VersionName("index@1")]), channel: .command)
  }

  @Test(
    "is read again as it was written, as CSV and as JSON, and is passed over where it is known",
    arguments: ["csv", "json"])
  func roundTrip(format: String) async throws {
    try await open()
    let written = try await lou.allIncidents()
    let bytes =
      format == "csv" ? Array(IncidentExchange.csv(written).utf8) : try IncidentExchange.json(written)
    if format == "csv" {
      #expect(String(decoding: bytes, as: UTF8.self).contains("\"'=1+1"), "no spreadsheet takes it for a formula")
    }
    let notices = try IncidentExchange.notices(in: bytes)
    let notice = try #require(notices.first).get()
    #expect(notice.title == "=1+1, or \"worse\"" && notice.description == "two\nlines; and a semicolon")
    #expect(Set(notice.traits) == [.personal_data, .fundamental_rights, .contract] && notice.affected == 3)
    #expect(notice.ticket == "https://tickets.example/7" && notice.versions.map(\.text) == ["index@1"])
    let again = try await lou.importIncidents(notices, channel: .command)
    #expect(again.opened.isEmpty && again.known == 1 && again.refused.isEmpty)
    let other = try await Office.open()
    try other.hire("bea", "builder", team: "claims").register("index", label: "1")
    try other.hire("lou", "lead")
    let fresh = try await Workbench(other.settings("lou")).importIncidents(notices, channel: .command)
    #expect(fresh.opened.count == 1)
    let detail = try await Workbench(other.settings("lou")).incident(fresh.opened[0])
    #expect(detail.clocks.map(\.duty).sorted() == ["ai-act-73", "contract", "gdpr-33"] && detail.links.count == 1)
    #expect(detail.contractHours == 36)
    #expect(
      detail.clocks.first { $0.duty == "contract" }?.due == Instant(year: 2026, month: 3, day: 28, hour: 12),
      "36 hours after the 27th began")
  }

  @Test("takes what can be taken of a file, and names the rows that cannot, and why")
  func refused() async throws {
    let file = """
      title,traits,aware_at,affected
      fine,other,2026-03-01T10:00:00Z,
      no trait,what,2026-03-01T10:00:00Z,
      no time,other,yesterday,
      less than none,other,2026-03-01T10:00:00Z,-1
      from tomorrow,other,2999-01-01T00:00:00Z,

      """
    let report = try await lou.importIncidents(
      try IncidentExchange.notices(in: Array(file.utf8)), channel: .command)
    #expect(report.opened.count == 1 && report.refused.map(\.row) == [2, 3, 4, 5])
    #expect(report.refused.map(\.problem.code) == ["incident.row", "incident.row", "incident.row", "incident.aware"])
    for bad in ["a,b\n1", "\"open", "nothing", "{\"items\": 3}", "[1"] {
      #expect(throws: Problem.self, "\(bad)") { try IncidentExchange.notices(in: Array(bad.utf8)) }
    }
  }

  @Test("says how many are affected and where else it is worked on as it is known now, and as it was known then")
  func detailed() async throws {
    try await open()
    let before = try await lou.nowOnServer()
    _ = try await lou.detailIncident(1, affected: 4_000, ticket: nil, reason: "counted in the logs", channel: .command)
    _ = try await lou.detailIncident(1, affected: nil, ticket: "T-8", reason: "moved", channel: .command)
    let detail = try await lou.incident(1)
    #expect(detail.row.affected == 4_000 && detail.row.ticket == "T-8")
    #expect(detail.acts.map(\.act) == ["open", "detail", "detail"])
    #expect(IncidentReport(detail).markdown.contains("| People affected | 4000 |"))
    try await lou.show(asOf: before)
    #expect(try await lou.incident(1).row.affected == 3)
    try await lou.show(asOf: nil)
    let session = try office.session("lou")
    #expect(session.tries("select countersign.detail_incident(1, -1, null, 'x')") == "CS422 incident.detail")
    #expect(session.tries("select countersign.detail_incident(1, null, ' ', 'x')") == "CS422 incident.detail")
    #expect(
      try office.hire("vic", "viewer").tries("select countersign.detail_incident(1, 1, null, 'x')")
        == "CS403 right.missing")
    #expect(office.superuser.tries("delete from countersign_private.incident_detail") == "CS403 fact.immutable")
  }
}
