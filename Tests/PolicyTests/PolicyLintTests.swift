import Evidence
import Governance
import Policy
import Testing

@Suite("The lint of a bundle")
struct PolicyLintTests {
  private func codes(
    _ bundle: PolicyBundle, data: (String) -> String = { $0 }, cases: (String) -> String = { $0 },
    rules: (PolicyBundle.Module) -> PolicyBundle.Module = { $0 }
  ) throws -> [PolicyFinding] {
    func text(_ name: String) -> String { bundle.files.first { $0.name == name }?.source ?? "" }
    return PolicyLint.findings(
      in: try PolicyBundle(
        modules: bundle.modules.map(rules), data: data(text("data.json")), cases: cases(text("cases.json"))))
  }

  @Test("names a requirement that is renamed in the rules alone, and the reverse")
  func renamed() throws {
    let shipped = try PolicyBundle.shipped()
    let inRules = try codes(shipped) {
      $0
    } cases: {
      $0
    } rules: {
      .init(name: $0.name, source: $0.source.replacing("\"redteam.fresh\"", with: "\"redteam.recent\""))
    }
    #expect(Set(inRules.map(\.code)) == ["unanswered-id", "unlisted-id"])
    #expect(inRules.contains { $0.what.contains("names redteam.fresh") })
    #expect(inRules.contains { $0.what.contains("answer redteam.recent") && $0.file == "redteam.rego" })
    let inList = try codes(shipped, data: { $0.replacing("\"redteam.fresh\"", with: "\"redteam.recent\"") })
    #expect(inList.contains { $0.code == "unanswered-id" && $0.what.contains("names redteam.recent") })
    #expect(inList.contains { $0.code == "unlisted-id" && $0.what.contains("answer redteam.fresh") })
  }

  @Test("wants a case that is unmet of each requirement, and one that is met of each list")
  func cases() throws {
    let shipped = try PolicyBundle.shipped()
    let noUnmet = try codes(
      shipped, cases: { $0.replacing("\"unmet\": [\"disclosure.art50\"]", with: "\"unmet\": []") })
    #expect(noUnmet.map(\.code) == ["no-unmet-case"])
    #expect(noUnmet.first?.what.contains("disclosure.art50") == true)
    let nobody = try codes(
      shipped,
      cases: {
        $0.replacing(
          "\"name\": \"low tier asks for less\", \"set\": {\"subject.tier\": \"low\"",
          with: "\"name\": \"low tier asks for less\", \"set\": {\"subject.tier\": \"high\"")
      })
    #expect(nobody.map(\.code) == ["nobody-approves"])
    #expect(nobody.first?.what.contains("served_low") == true)
    let none = PolicyLint.findings(
      in: try PolicyBundle(modules: shipped.modules, data: shipped.files.first { $0.name == "data.json" }?.source ?? "")
    )
    #expect(none.map(\.code) == ["cases"])
  }

  @Test("wants an alternative to whatever nobody can waive")
  func alternatives() throws {
    let shipped = try PolicyBundle.shipped()
    let without = try codes(
      shipped, data: { $0.replacing("\"data.class\": {\"instead\": \"served\", ", with: "\"data.class\": {") })
    #expect(without.map(\.code) == ["no-alternative"])
    #expect(without.first?.what.contains("data.class is never waived") == true)
  }

  @Test("sees a list that is named and missing, empty or doubled")
  func lists() throws {
    let findings = PolicyLint.findings(in: try smallBundle("package g\nimport rego.v1\n")).filter { $0.code == "list" }
    #expect(findings.contains { $0.what.hasPrefix("production, tier high, model") })
    #expect(findings.contains { $0.what.hasPrefix("production, tier high, chain") })
    #expect(findings.contains { $0.what.hasPrefix("production, tier high, vendor") })
    #expect(!findings.contains { $0.what.hasPrefix("production, tier high, prompt") })
  }

  @Test("says what is wrong with cases that cannot be read")
  func badCases() throws {
    for cases in [
      "{}", #"{"base": {}, "cases": [{}]}"#, #"{"base": {}, "cases": [{"name": "a", "unmet": []}]}"#,
      #"{"base": {"a": 1}, "cases": [{"name": "a", "set": {"b.c": 1}, "unmet": []}]}"#,
    ] {
      let bundle = try PolicyBundle(modules: [], data: smallData, cases: cases)
      #expect(throws: Problem.self) { try bundle.goldenCases() }
    }
    #expect(throws: Problem.self) { try PolicyBundle(modules: [], data: smallData, cases: "[") }
  }
}
