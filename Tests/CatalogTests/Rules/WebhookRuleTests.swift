import TestSupport
import Testing

@Suite("A webhook")
struct WebhookRuleTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, lou: PlainSession, vic: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    lou = try office.hire("lou", "lead")
    vic = try office.hire("vic", "viewer")
  }

  private func pass(_ seconds: Int) throws {
    try office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', shift = coalesce(shift, '0') + interval '\(seconds) seconds'"
    )
  }

  private func adds(
    _ session: PlainSession, _ name: String = "claims", url: String = "https://claims.example/hooks",
    events: String = "{countersign.outcome}", reason: String = "they hold answers back"
  ) -> String {
    session.tries("select * from countersign.add_webhook($1, $2, $3::text[], $4)", name, url, events, reason)
  }

  /// What a daemon is given, a line each.
  private func claims(_ daemon: PlainSession? = nil, as holder: String = "d1") throws -> [[String?]] {
    try (daemon ?? ingest).run(
      "select delivery, fence, webhook, body, signature from countersign.claim_deliveries('\(holder)')")
  }

  private func settles(_ row: [String?], _ status: String?) throws -> String? {
    try ingest.value("select countersign.settle_delivery($1, $2, $3, 'words')", row[0], row[1], status)
  }

  @Test("is named by an administrator alone, with a reason, an address that is safe, and events that there are")
  func named() throws {
    for session in [rui, lou, vic] { #expect(adds(session) == "CS403 right.missing") }
    #expect(adds(ingest) == "42501")
    #expect(adds(office.chief, reason: " ") == "CS422 reason.missing")
    for url in [
      "http://claims.example/hooks", "https://user:secret@claims.example/", "ftp://claims.example", "https://",
      "https://claims.example/#x", "https://claims.example/a b", "http://localhost.evil.example/", "file:///etc/passwd",
      "https://claims.example/\u{1B}[2J", "http://127.0.0.1.evil.example",
    ] {
      #expect(adds(office.chief, url: url) == "CS422 webhook.shape", "\(url)")
    }
    #expect(adds(office.chief, events: "{everything}") == "CS422 webhook.shape")
    #expect(adds(office.chief, events: "{}") == "CS422 webhook.shape")
    #expect(adds(office.chief, "Claims") == "CS422 webhook.shape")
    #expect(adds(office.chief) == "allowed")
    #expect(adds(office.chief) == "CS409 webhook.exists")
    #expect(adds(office.chief, "here", url: "http://127.0.0.1:9000/x") == "allowed")
    #expect(vic.tries("select * from countersign.webhooks()") == "CS403 right.missing")
    #expect(
      try lou.value("select reason from countersign.webhooks() where name = 'claims'") == "they hold answers back")
  }

  @Test("has a secret that nobody sees again, and that no daemon is given")
  func secret() throws {
    let told = try office.chief.value(
      "select secret from countersign.add_webhook('claims', 'https://claims.example/', '{countersign.outcome}', 'why')")
    #expect(told?.hasPrefix("whsec_") == true)
    for session in [office.chief, lou, ingest, rui] {
      #expect(session.tries("select * from countersign_private.webhook_secret") == "42501")
    }
    for act in [
      "update countersign_private.webhook_secret set inner_pad = outer_pad",
      "delete from countersign_private.webhook_secret",
    ] {
      #expect(office.superuser.tries(act) == "CS403 fact.immutable")
    }
    #expect(
      office.superuser.tries("update countersign_private.webhook set url = 'https://evil.example'")
        == "CS403 fact.immutable")
  }

  @Test("is told of an outcome once it has left, and of nothing that was taken back before")
  func outcomes() throws {
    #expect(adds(office.chief) == "allowed")
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    #expect(try claims().isEmpty)
    #expect(rui.tries("select * from countersign.undo_verdict($1)", item) == "allowed")
    try pass(30)
    #expect(try claims().isEmpty, "it was taken back")
    #expect(try lou.value("select state from countersign.webhook_deliveries()") == "dropped")
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    try pass(30)
    let told = try claims()
    #expect(told.count == 1)
    let body = try #require(told.first?[3])
    #expect(body.contains(#""type": "countersign.outcome""#) && body.contains(#""decision": "block""#), "\(body)")
    #expect(try #require(told.first?[4]).hasPrefix("v1,"))
  }

  @Test("is told by one daemon at a time, by the next after a crash, under one id and with one body")
  func leases() throws {
    #expect(adds(office.chief, events: "{countersign.promotion}") == "allowed")
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1", body: "[1]")
    _ = try bea.request("index", "1")
    let other = try office.hire("ing2", "ingest")
    let first = try claims()
    #expect(first.count == 1)
    #expect(try claims(other, as: "d2").isEmpty, "it is leased")
    try office.superuser.run(
      "update countersign_private.webhook_delivery set lease_until = now() - interval '1 second'")
    let second = try claims(other, as: "d2")
    #expect(second.first?[0] == first.first?[0] && second.first?[3] == first.first?[3])
    #expect(second.first?[1] == "2")
    #expect(try settles(try #require(first.first), "200") == "lost", "another daemon has it")
    #expect(try settles(try #require(second.first), "500") == "waiting")
    #expect(try claims().isEmpty, "it rests")
    // At most one and a half times four seconds, after two tries.
    try pass(7)
    let third = try #require(try claims().first)
    #expect(try settles(third, "204") == "delivered")
    try pass(7200)
    #expect(try claims().isEmpty)
  }

  @Test("that never takes is given up after sixteen tries, can be told once more, and none is told when it was stopped")
  func dead() throws {
    #expect(adds(office.chief, events: "{countersign.promotion}") == "allowed")
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1", body: "[1]")
    _ = try bea.request("index", "1")
    var state: String?
    for attempt in 1...16 {
      let row = try #require(try claims().first, "try \(attempt)")
      state = try settles(row, nil)
      #expect(state == (attempt < 16 ? "waiting" : "dead"))
      try pass(5500)
    }
    #expect(try claims().isEmpty)
    let id = try lou.value("select id from countersign.webhook_deliveries(of_state => 'dead')")
    #expect(vic.tries("select countersign.redeliver($1, 'why')", id) == "CS403 right.missing")
    #expect(lou.tries("select countersign.redeliver($1, ' ')", id) == "CS422 reason.missing")
    #expect(lou.tries("select countersign.redeliver($1, 'they are back')", id) == "allowed")
    let again = try #require(try claims().first)
    #expect(again[0] == id)
    #expect(try settles(again, "410") == "dead", "nobody wants it")
    #expect(lou.tries("select countersign.redeliver($1, 'they are back')", id) == "allowed")
    #expect(vic.tries("select countersign.stop_webhook('claims', 'why')") == "CS403 right.missing")
    #expect(lou.tries("select countersign.stop_webhook('claims', 'the team has gone')") == "allowed")
    #expect(try claims().isEmpty)
    #expect(lou.tries("select countersign.redeliver($1, 'why')", id) == "CS404 webhook.no-delivery")
    #expect(lou.tries("select countersign.stop_webhook('claims', 'again')") == "CS404 webhook.unknown")
    #expect(
      try office.superuser.run(
        "select act from countersign_private.activity where act like 'webhook.%' order by id"
      ).compactMap { $0[0] }
        == ["webhook.add", "webhook.redeliver", "webhook.redeliver", "webhook.stop"])
  }

  @Test("is told by daemons alone")
  func daemons() {
    for session in [rui, vic, lou, office.chief] {
      #expect(session.tries("select * from countersign.claim_deliveries('x')") == "42501")
      #expect(session.tries("select countersign.settle_delivery(gen_random_uuid(), 1, 200, '')") == "42501")
      #expect(session.tries("update countersign_private.webhook_delivery set state = 'delivered'") == "42501")
    }
  }
}
