import TestSupport
import Testing

/// One line of the table: when somebody knew, by which rule, and when that runs out.
struct ClockLine: Sendable, CustomTestStringConvertible {
  var why: String
  var zone: String
  /// With its offset, as a clock on the wall showed it.
  var aware: String
  var amount: Int
  var unit: String
  /// What the office works to: the same time of day so many days later by the calendar (Art. 73(2) to (4) of Regulation (EU)
  /// 2024/1689), or so many hours later (Art. 33(1) of Regulation (EU) 2016/679).
  var due: String
  /// The law's own end by Art. 3 of Regulation (EEC, Euratom) 1182/71: (1) the hour or day of the event does not count, (2) the
  /// period ends with its last hour, (4) not on a Saturday or Sunday when it is in days, (5) two days hold two working days.
  var ends: String
  var testDescription: String { why }

  static let table = [
    // 72 hours pass as hours, whatever the clocks do.
    ClockLine(
      why: "Lisbon, 27 March 2027 23:30, the night the clocks go forward: 72 hours", zone: "Europe/Lisbon",
      aware: "2027-03-27 23:30+00", amount: 72, unit: "hours", due: "2027-03-31 00:30+01", ends: "2027-03-31 01:00+01"),
    // Days are counted on the calendar. Monday and Tuesday are the two working days.
    ClockLine(
      why: "Lisbon, Saturday 27 March 2027 23:30: 2 days", zone: "Europe/Lisbon", aware: "2027-03-27 23:30+00",
      amount: 2, unit: "days", due: "2027-03-29 23:30+01", ends: "2027-03-31 00:00+01"),
    // The fifteenth day is Sunday 11 April: the period ends with Monday.
    ClockLine(
      why: "Lisbon, 27 March 2027 23:30: 15 days end on a Sunday", zone: "Europe/Lisbon", aware: "2027-03-27 23:30+00",
      amount: 15, unit: "days", due: "2027-04-11 23:30+01", ends: "2027-04-13 00:00+01"),
    ClockLine(
      why: "Lisbon, 27 March 2027 23:30: 10 days", zone: "Europe/Lisbon", aware: "2027-03-27 23:30+00", amount: 10,
      unit: "days", due: "2027-04-06 23:30+01", ends: "2027-04-07 00:00+01"),
    ClockLine(
      why: "Berlin, the clocks go back on 25 October 2026: 72 hours", zone: "Europe/Berlin",
      aware: "2026-10-23 12:00+02", amount: 72, unit: "hours", due: "2026-10-26 11:00+01", ends: "2026-10-26 12:00+01"),
    ClockLine(
      why: "Berlin, the clocks go back: 2 days over the week-end", zone: "Europe/Berlin", aware: "2026-10-23 12:00+02",
      amount: 2, unit: "days", due: "2026-10-25 12:00+01", ends: "2026-10-28 00:00+01"),
    // 02:30 comes twice that night. Known at the first, due at the same time of day: still a day of 24 hours and one of 25.
    ClockLine(
      why: "Berlin, the hour that comes twice: 10 days", zone: "Europe/Berlin", aware: "2026-10-25 02:30+02",
      amount: 10, unit: "days", due: "2026-11-04 02:30+01", ends: "2026-11-05 00:00+01"),
    // 02:30 does not exist on 28 March 2027 in Berlin: the clocks show 03:30 then.
    ClockLine(
      why: "Berlin, an hour that does not exist: 2 days", zone: "Europe/Berlin", aware: "2027-03-26 02:30+01",
      amount: 2, unit: "days", due: "2027-03-28 03:30+02", ends: "2027-03-31 00:00+02"),
    ClockLine(
      why: "29 February 2028: 10 days", zone: "Europe/Lisbon", aware: "2028-02-29 09:00+00", amount: 10, unit: "days",
      due: "2028-03-10 09:00+00", ends: "2028-03-11 00:00+00"),
    ClockLine(
      why: "over 29 February 2028: 15 days", zone: "Europe/Lisbon", aware: "2028-02-20 18:00+00", amount: 15,
      unit: "days", due: "2028-03-06 18:00+00", ends: "2028-03-07 00:00+00"),
    ClockLine(
      why: "29 February 2028: 72 hours", zone: "Europe/Lisbon", aware: "2028-02-29 23:59:59+00", amount: 72,
      unit: "hours", due: "2028-03-03 23:59:59+00", ends: "2028-03-04 00:00+00"),
    ClockLine(
      why: "the year's end: 2 days", zone: "Europe/Berlin", aware: "2026-12-30 08:00+01", amount: 2, unit: "days",
      due: "2027-01-01 08:00+01", ends: "2027-01-02 00:00+01"),
    ClockLine(
      why: "the year's end: 15 days", zone: "UTC", aware: "2026-12-31 23:59:59+00", amount: 15, unit: "days",
      due: "2027-01-15 23:59:59+00", ends: "2027-01-16 00:00+00"),
    ClockLine(
      why: "Kolkata, half an hour off: 72 hours", zone: "Asia/Kolkata", aware: "2026-11-20 10:10+05:30", amount: 72,
      unit: "hours", due: "2026-11-23 10:10+05:30", ends: "2026-11-23 11:00+05:30"),
    ClockLine(
      why: "on the stroke of an hour: 72 hours", zone: "UTC", aware: "2026-11-20 10:00+00", amount: 72, unit: "hours",
      due: "2026-11-23 10:00+00", ends: "2026-11-23 11:00+00"),
  ]
}

@Suite("The clocks of the law")
struct ClockRuleTests {
  @Test("run out when the table says", arguments: ClockLine.table)
  func table(line: ClockLine) async throws {
    let office = try await Office.open()
    let answer = try office.superuser.run(
      """
      select countersign_private.clock_due('\(line.aware)', \(line.amount), '\(line.unit)', '\(line.zone)') = '\(line.due)',
        countersign_private.clock_ends('\(line.aware)', \(line.amount), '\(line.unit)', '\(line.zone)') = '\(line.ends)',
        countersign_private.clock_due('\(line.aware)', \(line.amount), '\(line.unit)', '\(line.zone)') at time zone '\(line.zone)',
        countersign_private.clock_ends('\(line.aware)', \(line.amount), '\(line.unit)', '\(line.zone)') at time zone '\(line.zone)'
      """)
    #expect(answer.first?[0] == "t", "due \(answer.first?[2] ?? "")")
    #expect(answer.first?[1] == "t", "ends \(answer.first?[3] ?? "")")
  }

  @Test("are never shown to run out later than the law ends, at any hour of two years")
  func neverLater() async throws {
    let office = try await Office.open()
    let late = try office.superuser.value(
      """
      select count(*) from generate_series('2026-01-01'::timestamptz, '2028-03-31', '37 minutes') t,
        (values (2, 'days'), (10, 'days'), (15, 'days'), (72, 'hours')) r(n, unit),
        (values ('Europe/Lisbon'), ('America/St_Johns')) z(zone)
      where countersign_private.clock_due(t, n, unit, zone) > countersign_private.clock_ends(t, n, unit, zone)
      """)
    #expect(late == "0")
  }

  @Test("are those of the traits, each with its source, from awareness and not from the opening")
  func started() async throws {
    let office = try await Office.open()
    try office.superuser.run(
      """
      update countersign_private.catalog set kind = 'demo', time_zone = 'Europe/Lisbon', pinned = '2027-03-29 09:00Z'
      """)
    let amy = try office.hire("amy", "approver")
    try amy.run(
      """
      select * from countersign.open_incident('a leak', 'told by a customer', '{fundamental_rights,personal_data}', '2027-03-27 23:30Z')
      """)
    func clocks() throws -> [[String?]] {
      try amy.run("select duty, source, due_at from countersign.incident_clock order by duty")
    }
    #expect(
      try clocks() == [
        ["ai-act-73", "Regulation (EU) 2024/1689, Art. 73(2)", "2027-04-11 22:30:00+00"],
        ["gdpr-33", "Regulation (EU) 2016/679, Art. 33(1)", "2027-03-30 23:30:00+00"],
      ])
    // A death that became known later shortens the clock, from the same awareness.
    #expect(
      amy.tries(
        "select countersign.classify_incident(1, '{fundamental_rights,personal_data,death}', 'a person died')")
        == "allowed")
    #expect(
      try clocks().first == ["ai-act-73", "Regulation (EU) 2024/1689, Art. 73(4)", "2027-04-06 22:30:00+00"])
    #expect(try office.superuser.value("select count(*) from countersign_private.incident_clock") == "3")
  }
}
