import TestSupport
import Testing

/// When a request came, and when a month or more of it runs out.
struct MonthLine: Sendable, CustomTestStringConvertible {
  var why: String
  var zone: String
  var received: String
  var months: Int
  /// The same time of day on the same date, or on the month's last day: Art. 12(3) of Regulation (EU) 2016/679.
  var due: String
  /// By Art. 3 of Regulation (EEC, Euratom) 1182/71: with the last hour of that day (2)(c), not on a Saturday or Sunday (4).
  var ends: String
  var testDescription: String { why }

  static let table = [
    MonthLine(
      why: "31 January: the last day of February", zone: "Europe/Berlin", received: "2027-01-31 10:00+01", months: 1,
      due: "2027-02-28 10:00+01", ends: "2027-03-02 00:00+01"),
    MonthLine(
      why: "29 January of a leap year", zone: "Europe/Lisbon", received: "2028-01-29 23:30+00", months: 1,
      due: "2028-02-29 23:30+00", ends: "2028-03-01 00:00+00"),
    MonthLine(
      why: "29 February, three months", zone: "Europe/Lisbon", received: "2028-02-29 09:00+00", months: 3,
      due: "2028-05-29 09:00+01", ends: "2028-05-30 00:00+01"),
    MonthLine(
      why: "over the year's end", zone: "UTC", received: "2026-12-15 12:00+00", months: 1, due: "2027-01-15 12:00+00",
      ends: "2027-01-16 00:00+00"),
    MonthLine(
      why: "27 February in Lisbon 23:30: over the night the clocks go forward", zone: "Europe/Lisbon",
      received: "2027-02-28 23:30+00", months: 1, due: "2027-03-28 23:30+01", ends: "2027-03-30 00:00+01"),
    MonthLine(
      why: "over the night the clocks go back", zone: "Europe/Berlin", received: "2026-09-26 02:30+02", months: 1,
      due: "2026-10-26 02:30+01", ends: "2026-10-27 00:00+01"),
    MonthLine(
      why: "ends on a Saturday: with Monday", zone: "Europe/Berlin", received: "2026-10-21 09:00+02", months: 1,
      due: "2026-11-21 09:00+01", ends: "2026-11-24 00:00+01"),
  ]
}

@Suite("A request from outside")
struct RequestRuleTests {
  let office: Office
  let ann: PlainSession, bob: PlainSession, vic: PlainSession

  init() async throws {
    office = try await Office.open()
    try office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', time_zone = 'Europe/Lisbon', pinned = '2027-03-01 09:00Z'")
    ann = try office.hire("ann", "lead")
    bob = try office.hire("bob", "reviewer")
    vic = try office.hire("vic", "viewer")
  }

  @Test("runs a month out when the table says", arguments: MonthLine.table)
  func table(line: MonthLine) throws {
    let answer = try office.superuser.run(
      """
      select countersign_private.months_due('\(line.received)', \(line.months), '\(line.zone)') = '\(line.due)',
        countersign_private.months_ends('\(line.received)', \(line.months), '\(line.zone)') = '\(line.ends)',
        countersign_private.months_due('\(line.received)', \(line.months), '\(line.zone)') at time zone '\(line.zone)',
        countersign_private.months_ends('\(line.received)', \(line.months), '\(line.zone)') at time zone '\(line.zone)'
      """)
    #expect(answer.first?[0] == "t", "due \(answer.first?[2] ?? "")")
    #expect(answer.first?[1] == "t", "ends \(answer.first?[3] ?? "")")
  }

  @Test("of a person is due by the law, put off once while it runs, and answered with what was handed out")
  func person() throws {
    let opens = "select * from countersign.open_request('data_subject', 'Jo Doe', 'all you have', '2027-02-27 23:30Z')"
    #expect(vic.tries(opens) == "CS403 right.missing")
    #expect(bob.tries(opens) == "allowed")
    #expect(
      try ann.run("select due_at, source from countersign.request")
        == [["2027-03-27 23:30:00+00", "Regulation (EU) 2016/679, Art. 12(3)"]])
    // Whose data it is, is told to those who answer.
    #expect(try vic.run("select asked_by, what from countersign.request") == [["a person", ""]])
    #expect(bob.tries("select countersign.extend_request(1, 1, 'much of it')") == "CS403 right.missing")
    #expect(ann.tries("select countersign.extend_request(1, 3, 'much of it')") == "CS422 request.extend")
    #expect(ann.tries("select countersign.extend_request(1, 2, ' ')") == "CS422 reason.missing")
    #expect(ann.tries("select countersign.extend_request(1, 2, 'much of it')") == "allowed")
    #expect(ann.tries("select countersign.extend_request(1, 1, 'more of it')") == "CS409 request.extend")
    #expect(try ann.value("select due_at from countersign.request") == "2027-05-27 22:30:00+00")
    #expect(bob.tries("select countersign.hand_out(1, null, 'all.zip', sha256('x'), 'sent')") == "CS403 right.missing")
    #expect(ann.tries("select countersign.hand_out(1, null, 'all.zip', 'x', 'sent')") == "CS422 request.handed")
    #expect(ann.tries("select countersign.hand_out(1, 7, null, null, 'sent')") == "CS404 pack.unknown")
    #expect(ann.tries("select countersign.hand_out(1, null, 'all.zip', sha256('x'), 'sent')") == "allowed")
    #expect(bob.tries("select countersign.answer_request(1, false, 'sent')") == "CS403 right.missing")
    #expect(ann.tries("select countersign.answer_request(1, false, 'sent')") == "allowed")
    #expect(ann.tries("select countersign.answer_request(1, false, 'sent')") == "CS409 request.answered")
    #expect(try vic.run("select state, handed from countersign.request") == [["answered", "1"]])
    for name in ["request", "request_act", "request_rule"] {
      #expect(office.superuser.tries("delete from countersign_private.\(name)") == "CS403 fact.immutable")
      #expect(ann.tries("select * from countersign_private.\(name)") == "42501")
    }
    try office.superuser.run("set search_path to pg_catalog, countersign_private, pg_temp")
    // A frozen quarter says that there was a request, and not whose.
    let told = try office.superuser.run(
      """
      select f.body ->> 'asked_by', f.body ->> 'what', f.body ->> 'state', jsonb_array_length(f.body -> 'handed_out')
      from countersign_private.request_facts('2027-01-01 00:00Z', '2027-04-01 00:00Z') f
      """)
    #expect(told == [[nil, nil, "answered", "1"]])
  }

  @Test("of an authority is due when it says so, about something that is there, and came in the past")
  func authority() {
    func opens(_ rest: String) -> String {
      ann.tries("select * from countersign.open_request('authority', 'The authority', 'logs', \(rest))")
    }
    #expect(opens("'2027-02-27'") == "CS422 request.due")
    #expect(opens("'2027-02-27', due => '2027-02-01'") == "CS422 request.due")
    #expect(opens("'2027-03-02', due => '2027-04-01'") == "CS422 request.received")
    #expect(opens("'2027-02-27', 'nothing', due => '2027-04-01'") == "CS404 artifact.unknown")
    #expect(opens("'2027-02-27', due => '2027-04-01'") == "allowed")
    #expect(ann.tries("select countersign.extend_request(1, 1, 'more time')") == "CS422 request.extend")
    #expect(
      ann.tries("select * from countersign.open_request('press', 'x', 'y', '2027-02-27')") == "CS422 request.kind")
  }
}
