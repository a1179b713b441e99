import TestSupport
import Testing

@Suite("A refused record that is to be tried again")
struct ReplayRuleTests {
  let office: Office
  let daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    daemon = try office.hire("daemon", "ingest")
    try office.chief.run(
      "select countersign.add_producer('gateway', '{generations}', sha256('x'), 'claims', 'its pipelines report')")
    for (number, code) in ["field.type", "field.type", "line.json"].enumerated() {
      try refuse("gateway", "raw \(number)", code)
    }
    try refuse("other", "raw", "field.type")
  }

  private func refuse(_ producer: String, _ raw: String, _ code: String) throws {
    let receipt = try daemon.value("select countersign.open_receipt($1, 'generations', 'a test')", producer) ?? ""
    try daemon.run("select countersign.quarantine(\(receipt), 1, $1, 'why', convert_to($2, 'UTF8'))", code, raw)
    try daemon.run("select countersign.close_receipt(\(receipt))")
  }

  private func asks(
    _ session: PlainSession, _ id: Int, alike: Bool = false, _ reason: String = "the model is registered"
  ) -> String {
    session.tries("select * from countersign.ask_replay(\(id), \(alike), $1)", reason)
  }

  private func waiting() throws -> [String?] {
    try daemon.run("select * from countersign.replays_asked(100)").map { $0[0] }
  }

  @Test("is asked for by a builder of its team, a lead or an administrator, with a reason")
  func whoAsks() throws {
    for right in ["viewer", "reviewer", "approver", "auditor"] {
      #expect(asks(try office.hire("a-\(right)", right), 1) == "CS403 right.missing", "\(right)")
    }
    try office.chief.run("select countersign.add_team('kyc', 'KYC')")
    #expect(asks(try office.hire("pat", "builder", team: "kyc"), 1) == "CS403 quarantine.team")
    #expect(asks(daemon, 1) == "42501", "a program asks for nothing")
    let builder = try office.hire("bea", "builder", team: "claims")
    #expect(asks(builder, 4) == "CS403 quarantine.team", "nobody said whose the other producer is")
    #expect(asks(builder, 1, " ") == "CS422 reason.missing")
    #expect(asks(builder, 99) == "CS404 quarantine.unknown")
    #expect(asks(builder, 1) == "allowed" && asks(office.chief, 1) == "CS409 quarantine.asked")
    #expect(asks(try office.hire("lea", "lead"), 4) == "allowed")
    #expect(try waiting() == ["1", "4"])
  }

  @Test("is asked for together with what was refused alike, of its producer alone")
  func alike() throws {
    #expect(try office.chief.value("select asked from countersign.ask_replay(2, true, 'mended')") == "2")
    #expect(try waiting() == ["1", "2"])
    #expect(try office.chief.value("select asked from countersign.ask_replay(3, true, 'mended')") == "1")
    #expect(
      try office.chief.run(
        "select subject, detail ->> 'records', detail ->> 'code' from countersign.activity where act = 'quarantine.ask' order by id"
      )
        == [["2", "2", "field.type"], ["3", "1", "line.json"]])
  }

  @Test(
    "is done by whoever brings records in alone; refused again it stays, with the reason, and may be asked for again")
  func done() throws {
    #expect(asks(office.chief, 1) == "allowed" && asks(office.chief, 2) == "allowed")
    for session in [office.chief, try office.hire("lea", "lead"), try office.hire("abe", "auditor")] {
      #expect(session.tries("select countersign.end_replay(1, '')") == "42501")
      #expect(session.tries("select * from countersign.replays_asked(1)") == "42501")
    }
    try daemon.run("select countersign.end_replay(1, '')")
    try daemon.run("select countersign.end_replay(2, 'field.type still')")
    #expect(try waiting() == [])
    #expect(
      try office.chief.run("select state, tried from countersign.quarantine where id < 3 order by id")
        == [["replayed", ""], ["kept", "field.type still"]])
    #expect(asks(office.chief, 1) == "CS409 quarantine.replayed")
    #expect(asks(office.chief, 2) == "allowed")
    #expect(try waiting() == ["2"])
    try daemon.run("select countersign.end_replay(1, 'too late')")
    #expect(try office.chief.value("select state from countersign.quarantine where id = 1") == "replayed")
  }

  @Test("cannot be asked for in the past")
  func past() throws {
    try office.chief.run("select countersign.set_as_of(now() - interval '1 second')")
    #expect(asks(office.chief, 1) == "CS409 as-of.write")
  }
}
