import TestSupport
import Testing

@Suite("Names")
struct NameTests {
  let office: Office
  let bea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
  }

  private func names(_ kind: String, _ letters: String, limit: Int = 10) throws -> [String?] {
    try bea.run("select * from countersign.names_with($1, $2, $3)", kind, letters, "\(limit)").map { $0[0] }
  }

  @Test("are offered by their letters, those that begin with them first, for each kind alone")
  func offered() throws {
    for name in ["summary", "kyc-summary", "fraud"] { try bea.register(name, label: "1") }
    #expect(try names("artifact", "SUM") == ["summary", "kyc-summary"])
    #expect(try names("artifact", "sum", limit: 1) == ["summary"])
    #expect(try names("artifact", "su%") == [])
    #expect(try names("person", "be") == ["bea"])
    #expect(try names("team", "claim") == ["claims"])
    #expect(try names("environment", "") == ["development", "production", "staging"])
    #expect(try names("password", "") == [])
  }

  @Test("are offered to nobody without a right")
  func refused() throws {
    let eve = try office.hire("eve", "ingest")
    #expect(eve.tries("select countersign.names_with('person', '', 10)") == "42501")
  }
}
