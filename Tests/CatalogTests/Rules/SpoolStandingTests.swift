import TestSupport
import Testing

@Suite("What waits in the spools of daemons")
struct SpoolStandingTests {
  let office: Office

  init() async throws { office = try await Office.open() }

  private func tells(_ session: PlainSession, _ requests: String = "3", spool: String = "office-1:/var/spool") -> String
  {
    session.tries(
      "select countersign.tell_spool($1, $2::bigint, 2048, '2026-03-01T09:00:00Z', false)", spool, requests)
  }

  @Test("is told by programs that take what comes, and read by viewers")
  func told() throws {
    let ing = try office.hire("ing", "ingest")
    let vic = try office.hire("vic", "viewer")
    #expect(tells(vic) == "42501")
    #expect(tells(try office.hire("bea", "builder", team: "claims")) == "42501")
    #expect(tells(ing) == "allowed")
    #expect(tells(ing, "0") == "allowed", "it takes the place")
    #expect(tells(ing, "1", spool: "office-2:/var/spool") == "allowed")
    #expect(
      try vic.run("select spool, requests, bytes, is_full from countersign.spool_standing order by 1")
        == [["office-1:/var/spool", "0", "2048", "f"], ["office-2:/var/spool", "1", "2048", "f"]])
    #expect(tells(ing, "-1") == "CS422 spool.words")
    #expect(tells(ing, "1", spool: "a\u{1B}[2J") == "CS422 spool.words")
    #expect(tells(ing, "1", spool: "") == "CS422 spool.words")
  }

  @Test("is forgotten when nobody has told of it for a month")
  func forgotten() throws {
    let ing = try office.hire("ing", "ingest")
    #expect(tells(ing) == "allowed")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '31 days'")
    #expect(tells(ing, "1", spool: "office-2:/var/spool") == "allowed")
    #expect(
      try office.superuser.value("select string_agg(spool, ',') from countersign_private.spool_standing")
        == "office-2:/var/spool")
  }
}
