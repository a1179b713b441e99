import Catalog
import Operations
import Policy
import TestSupport
import Testing

@Suite("What a policy lets be done instead of what it blocks")
struct AlternativeTests {
  private func findings(_ desk: Workbench, instead: String, dataClass: String = "green") async throws -> [String] {
    let bundle = try PolicyBundle(
      modules: [],
      data: """
        {"gate": {"never_waived": ["a"], "lists": {"l": [{"id": "a"}]}, "expected": {}, "alternatives": {
          "a": {"instead": "\(instead)", "purpose": "answers", "data_class": "\(dataClass)"}}}}
        """)
    return try await desk.unreachableAlternatives(bundle).map(\.what)
  }

  @Test("is known, not retired, served, and may get data of the class that is promised")
  func reachable() async throws {
    let office = try await Office.open()
    let (bea, amy) = (try office.hire("bea", "builder", team: "claims"), try office.hire("amy", "approver"))
    let desk = Workbench(office.settings("bea"))
    let start = "What may be done instead of a cannot be done: "
    #expect(try await findings(desk, instead: "served") == [])
    #expect(try await findings(desk, instead: "small") == [start + "the registry has no small."])
    try bea.register(
      "acme", label: "1", kind: "vendor", body: #"{"data_class_ceiling":"yellow","dpa_until":"2099-01-01"}"#)
    try bea.run(
      """
      select countersign.register_version('small', 'dataset', 'claims', 'chief', 'low', 'answers', '1', convert_to('[1]', 'UTF8'), 'm',
        pins => '[{"artifact": "acme", "selector": "1", "role": "vendor"}]')
      """)
    #expect(try await findings(desk, instead: "small") == [start + "production serves no version of small."])
    #expect(amy.signs(try bea.request("small", "1")) == "allowed")
    #expect(try await findings(desk, instead: "small", dataClass: "yellow") == [])
    #expect(
      try await findings(desk, instead: "small", dataClass: "red") == [
        start + "acme, which small uses, may get data of class yellow at most."
      ])
  }
}
