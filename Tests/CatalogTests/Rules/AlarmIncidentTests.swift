import TestSupport
import Testing

@Suite("An alarm and its incident")
struct AlarmIncidentTests {
  let office: Office
  let bea: PlainSession, lea: PlainSession, vic: PlainSession, daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    lea = try office.hire("lea", "lead")
    vic = try office.hire("vic", "viewer")
    daemon = try office.hire("daemon", "ingest")
    try bea.register("triage", label: "1", kind: "model", tier: "high")
    #expect(
      bea.tries(
        "select countersign.set_monitor('triage-violence', 'triage', 'production', 'flag.violence', '', $1, 'to be watched')",
        #"{"statistic":"share","direction":"rise","reference_from":"2026-01-01","reference_until":"2026-02-01","alarm":0.02,"warning":0.01}"#
      )
        == "allowed")
  }

  private func looks(_ slot: String) throws -> String {
    daemon.tries(
      "select countersign.record_look((select max(id) from (select rule as id from countersign.monitor_rules()) x), $1, 900, 300, 0.04, 6.5, 'alarm', 4, true, 'flag.violence +4.0 pt')",
      slot)
  }

  private func opens(
    _ session: PlainSession, alarm: String = "1", title: String = "It slides", why: String = "seen",
    traits: String = "{other}"
  )
    -> String
  {
    session.tries("select countersign.open_alarm_incident($1, $2, $3, $4)", alarm, title, why, traits)
  }

  @Test("is opened by who acts for the office, once, about the version the alarm names")
  func byHand() throws {
    #expect(try looks("2026-03-01") == "allowed")
    #expect(try vic.value("select count(*) from countersign.incident") == "0", "off unless somebody says so")
    #expect(opens(vic) == "CS403 right.missing")
    #expect(opens(daemon) == "42501")
    #expect(opens(lea, alarm: "99") == "CS404 alarm.unknown")
    #expect(opens(lea, title: "") == "CS422 incident.title")
    #expect(opens(lea, why: " ") == "CS422 reason.missing")
    #expect(opens(lea, traits: "{}") == "CS422 incident.traits")
    #expect(opens(lea) == "allowed")
    #expect(opens(lea) == "CS409 alarm.incident")
    #expect(opens(bea) == "CS409 alarm.incident")
    #expect(try vic.run("select alarm, incident, by_monitor from countersign.alarm_incident") == [["1", "1", "f"]])
    #expect(
      try office.superuser.run("select kind, subject from countersign_private.incident_link") == [
        ["version", "triage@1"]
      ])
  }

  @Test("comes by itself where a lead said so, and never twice")
  func byItself() throws {
    func says(
      _ session: PlainSession, _ opens: String, _ traits: String = "{fundamental_rights}", _ why: String = "it matters"
    )
      -> String
    {
      session.tries("select countersign.set_monitor_incident('triage-violence', $1, $2, $3)", opens, traits, why)
    }
    #expect(says(vic, "t") == "CS403 right.missing")
    #expect(says(bea, "t") == "CS403 right.missing", "who built it does not say when it is an incident")
    #expect(says(lea, "t", "{other}", " ") == "CS422 reason.missing")
    #expect(says(lea, "t", "{contract}") == "CS422 incident.traits")
    #expect(says(lea, "t", "{guess}") == "CS422 incident.traits")
    #expect(says(lea, "t") == "allowed")
    #expect(try looks("2026-03-01") == "allowed")
    #expect(try looks("2026-03-02") == "allowed", "the alarm is open: no other, and no other incident")
    #expect(
      try vic.run("select title, opened_by, traits from countersign.incident")
        == [["Alarm of triage-violence: flag.violence +4.0 pt", "daemon", "{fundamental_rights}"]])
    #expect(opens(lea) == "CS409 alarm.incident")
    #expect(
      try office.superuser.value("select count(*) > 0 from countersign_private.incident_clock") == "t", "its clocks run"
    )
    #expect(lea.tries("select countersign.close_alarm(1, 'mended')") == "allowed")
    #expect(says(lea, "f") == "allowed")
    #expect(try looks("2026-03-03") == "allowed")
    #expect(try vic.value("select count(*) from countersign.alarm") == "2")
    #expect(try vic.value("select count(*) from countersign.incident") == "1")
  }
}
