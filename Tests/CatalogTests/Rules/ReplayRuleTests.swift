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

  /// Record so and so is taken by a receipt of its own.
  private func goesIn(_ id: Int) throws {
    let receipt =
      try daemon.value("select countersign.open_receipt('gateway', 'generations', 'quarantine \(id)')") ?? ""
    try office.superuser.run("update countersign_private.receipt set taken = 1 where id = \(receipt)")
    try daemon.run("select countersign.end_replay(\(id), \(receipt), '')")
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
    #expect(try waiting() == ["2", "1"], "the one that was chosen first")
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
      #expect(session.tries("select countersign.end_replay(1, null, '')") == "42501")
      #expect(session.tries("select * from countersign.replays_asked(1)") == "42501")
    }
    try goesIn(1)
    try daemon.run("select countersign.end_replay(2, null, 'field.type still')")
    #expect(try waiting() == [])
    #expect(
      try office.chief.run("select state, tried from countersign.quarantine where id < 3 order by id")
        == [["replayed", ""], ["kept", "field.type still"]])
    #expect(asks(office.chief, 1) == "CS409 quarantine.replayed")
    #expect(asks(office.chief, 2) == "allowed")
    #expect(try waiting() == ["2"])
    try daemon.run("select countersign.end_replay(1, null, 'too late')")
    #expect(try office.chief.value("select state from countersign.quarantine where id = 1") == "replayed")
  }

  @Test("goes in by a receipt of its own alone, whatever the daemon says")
  func receipts() throws {
    #expect(asks(office.chief, 1) == "allowed")
    let other = try daemon.value("select countersign.open_receipt('gateway', 'generations', 'quarantine 2')") ?? ""
    let empty = try daemon.value("select countersign.open_receipt('gateway', 'generations', 'quarantine 1')") ?? ""
    for receipt in ["null", other, empty, "999999"] {
      #expect(daemon.tries("select countersign.end_replay(1, \(receipt), '')") == "CS409 replay.receipt", "\(receipt)")
    }
    #expect(try waiting() == ["1"])
  }

  @Test(
    "is the first of many alike, and what is left is told; two who ask at once do not wait for each other's records")
  func many() async throws {
    try office.superuser.run(
      "insert into countersign_private.quarantine (receipt, producer, format, origin, line, code, reason, raw) select 1, 'gateway', 'generations', 'a test', n, 'field.type', 'why', convert_to('x' || n, 'UTF8') from generate_series(1, 10500) n"
    )
    let last = Int(try office.superuser.value("select max(id) from countersign_private.quarantine") ?? "") ?? 0
    #expect(
      try office.chief.run("select asked, others, is_paused from countersign.ask_replay(\(last), true, 'mended')")
        == [["10000", "502", "f"]])
    #expect(asks(office.chief, last) == "CS409 quarantine.asked", "it was asked for with the first of them")
    let lea = try office.hire("lea", "lead")
    try lea.run("begin")
    #expect(asks(lea, 3) == "allowed")
    async let second = Task.detached { [office] in asks(office.chief, 4) }.value
    #expect(await second == "allowed", "another producer's")
    try lea.run("commit")
  }

  @Test("is each producer's own, and may be refused anew when it went in")
  func own() throws {
    try refuse("other", "raw 0", "field.type")
    #expect(
      try office.superuser.run(
        "select producer, count(*) from countersign_private.quarantine where raw = convert_to('raw 0', 'UTF8') group by 1 order by 1"
      )
        == [["gateway", "1"], ["other", "1"]])
    try goesIn(1)
    try refuse("gateway", "raw 0", "field.type")
    #expect(
      try office.superuser.run(
        "select state from countersign_private.quarantine where producer = 'gateway' and raw = convert_to('raw 0', 'UTF8') order by id"
      )
        == [["replayed"], ["kept"]])
  }

  @Test("is read by a builder of its team, and not of another")
  func reads() throws {
    try office.chief.run("select countersign.add_team('kyc', 'KYC')")
    let builder = try office.hire("bea", "builder", team: "claims")
    #expect(builder.tries("select * from countersign.open_quarantine(1)") == "allowed")
    #expect(builder.tries("select * from countersign.open_quarantine(4)") == "CS403 quarantine.team")
    let pat = try office.hire("pat", "builder", team: "kyc")
    #expect(pat.tries("select * from countersign.open_quarantine(1)") == "CS403 quarantine.team")
  }

  @Test("cannot be asked for in the past")
  func past() throws {
    try office.chief.run("select countersign.set_as_of(now() - interval '1 second')")
    #expect(asks(office.chief, 1) == "CS409 as-of.write")
  }
}
