import TestSupport
import Testing

@Suite("A queue that keeps items for who reads their language")
struct LanguageRoutingTests {
  let office: Office
  let lou: PlainSession, eve: PlainSession, dora: PlainSession

  init() async throws {
    office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    lou = try office.hire("lou", "lead")
    eve = try office.hire("eve", "reviewer")
    dora = try office.hire("dora", "reviewer")
    try office.superuser.run("update countersign_private.person set languages = '{en}' where key = 'eve'")
    try office.superuser.run("update countersign_private.person set languages = '{de-AT,en}' where key = 'dora'")
    for (event, language) in [("e1", "de"), ("e2", "en-GB"), ("e3", "fi"), ("e4", nil)] as [(String, String?)] {
      let receipt = try ingest.fillInbox(event, category: "ip", language: language)
      try ingest.run("select countersign.take_inbox($1)", receipt)
      try ingest.run("commit")
    }
  }

  /// The events that this person is given, one after the other.
  private func given(_ session: PlainSession) throws -> [String] {
    var events: [String] = []
    while let item = try session.value("select item from countersign.claim_next()") {
      events.append(
        try office.superuser.value(
          """
          select g.event_id from countersign_private.review_item i join countersign_private.generation g on g.id = i.generation
          where i.id = $1
          """, item) ?? "")
    }
    return events
  }

  private func route(_ byLanguage: Bool = true) throws {
    try lou.run("select countersign.set_queue_routing('medium', $1, 'two read German')", "\(byLanguage)")
  }

  @Test("gives a foreign one to others, one that nobody reads and one without a language to anybody")
  func kept() throws {
    try route()
    #expect(try given(eve) == ["e2", "e3", "e4"])
    #expect(try given(dora) == ["e1"])
  }

  @Test("keeps nothing unless a lead says so, or from whom no languages are known")
  func unrouted() throws {
    #expect(eve.tries("select countersign.set_queue_routing('medium', true, 'x')") == "CS403 right.missing")
    #expect(lou.tries("select countersign.set_queue_routing('medium', true, ' ')") == "CS422 reason.missing")
    #expect(lou.tries("select countersign.set_queue_routing('none', true, 'x')") == "CS404 queue.unknown")
    try route()
    try route(false)
    #expect(try given(eve) == ["e1", "e2", "e3", "e4"])
    try office.superuser.run("update countersign_private.review_slot set lease_until = '-infinity', holder = null")
    try route()
    try office.superuser.run("update countersign_private.person set languages = '{}' where key = 'eve'")
    #expect(try given(eve).contains("e1"))
    #expect(
      try office.superuser.run("select act, reason from countersign_private.activity where act = 'queue.routing'").count
        == 3)
    #expect(office.superuser.tries("delete from countersign_private.queue_routing") == "CS403 fact.immutable")
  }

  @Test("gives it to anybody when half of its time has gone")
  func late() throws {
    try route()
    try office.superuser.run(
      """
      update countersign_private.catalog set kind = 'demo', shift = (select (due - arrived_at) / 2 + interval '1 minute'
        from countersign_private.review_item where queue = 'medium' limit 1)
      """)
    #expect(try given(eve).first == "e1")
  }
}
