import TestSupport
import Testing

@Suite("Calls behind a figure")
struct CallsBehindTests {
  let office: Office
  let daemon: PlainSession, vic: PlainSession, rae: PlainSession

  init() async throws {
    office = try await Office.open()
    daemon = try office.hire("daemon", "ingest")
    vic = try office.hire("vic", "viewer")
    rae = try office.hire("rae", "reviewer")
  }

  private func behind(
    _ session: PlainSession, _ figure: String, place: String? = nil, most: Int = 10, more: String = "null, null, null"
  )
    throws -> [String?]
  {
    let model = try office.superuser.value("select min(model) from countersign_private.generation")
    return try session.run(
      "select id from countersign.calls_behind('model', $1, $2, '', '2026-03-01', '2026-03-03', \(more), $3::uuid, false, \(most))",
      model, figure, place
    ).map { $0[0] }
  }

  @Test("are listed newest first and page by key")
  func pages() throws {
    for (event, at) in [("a", "10:00"), ("b", "11:00"), ("c", "12:00"), ("d", "13:00")] {
      try daemon.deliver(event, at: "2026-03-01 \(at):00Z", verdicts: event == "c" ? [] : ["flagged"])
    }
    let all = try behind(vic, "calls")
    #expect(all.count == 4)
    #expect(all.compactMap { $0 } == all.compactMap { $0 }.sorted(by: >))
    let first = try behind(vic, "calls", most: 2)
    #expect(try first + behind(vic, "calls", place: first.last ?? nil, most: 2) == all)
    #expect(try behind(vic, "flag.violence").count == 3)
    #expect(try behind(vic, "flag.other").isEmpty)
    #expect(try behind(vic, "calls", more: "'no such', null, null").isEmpty)
    #expect(try behind(vic, "score.none", more: "null, 0, 1").isEmpty)
  }

  @Test("do not tell a reviewer what waits for their own verdict, and nobody without a right")
  func hidden() throws {
    try daemon.deliver("a", at: "2026-03-01 10:00:00Z")
    try office.superuser.run("update countersign_private.queue set hides_scores = true")
    #expect(try behind(vic, "flag.violence").count == 1)
    #expect(try behind(rae, "flag.violence").isEmpty)
    #expect(try behind(rae, "calls").count == 1, "that there was a call is no secret")
    let asks =
      "select countersign.calls_behind('model', 'm', 'calls', '', '2026-03-01', '2026-03-03', null, null, null, null, false, 10)"
    #expect(daemon.tries(asks) == "42501")
    #expect(
      vic.tries(asks.replacing("'calls'", with: "'outside.qa.f1'")) == "CS422 figure.outside")
  }
}
