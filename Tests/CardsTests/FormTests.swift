import Foundation
import Governance
import Testing

@testable import Cards

@Suite("A form of Annex VIII")
struct FormTests {
  private func system(_ body: String, facts: [FactRow] = [], serving: [String] = ["production"]) -> SystemFacts {
    var version = CardFixture.version("desk", "3", kind: .system, body: body, evaluations: [])
    version.row.serving = serving
    let part = SystemFacts.Part(
      dependency: Dependency(artifact: "gpt-x", label: "2026-05", kind: .model, role: "model"),
      purpose: "The vendor's model.", served: "2026-08")
    return SystemFacts(
      version: version, artifact: CardFixture.artifact("desk", kind: .system).row, parts: [part],
      datasets: ["policies@2", "claims@1"], facts: facts)
  }

  private func fact(_ key: String, _ value: String, _ state: FactState) -> FactRow {
    FactRow(
      id: 7, artifact: "desk", kind: .system, team: "claims", key: key, state: state, owner: "priya.n",
      due: CardFixture.at(30), askedBy: "claire", question: "Please.",
      answer: FactAnswer(
        id: 70, key: key, value: value, givenFor: "3", by: "priya.n", reason: "note", at: CardFixture.at(20),
        confirmedBy: state == .confirmed ? "ines" : nil, confirmedAt: nil),
      cause: state == .stale ? "gpt-x@2026-08 went to production." : "", since: CardFixture.at(20))
  }

  private let provider =
    #"{"operator_role":"provider","annex_iii_points":["5c"],"title":"The Desk","member_states":["PT","DE"]}"#
  private var old: LawText { LawText.all[0] }
  private var new: LawText { LawText.all[1] }

  @Test("is kept as two whole texts with keys that mean the same in both")
  func texts() throws {
    #expect(LawText.all.map(\.version) == ["2024-08-01", "2026-07-27"])
    #expect(old.validTo == new.version)
    for law in LawText.all {
      let keys = law.sections.flatMap(\.fields).map(\.key)
      #expect(Set(keys).count == keys.count)
      #expect(law.points.count == 25)
      for field in law.sections.flatMap(\.fields) {
        #expect(!field.key.contains { $0.isNumber } || field.key.hasPrefix("a8"), "no point's number in \(field.key)")
        #expect(!field.asks.isEmpty && !field.label.isEmpty)
      }
    }
    #expect(old.section(.A)?.fields == new.section(.A)?.fields)
    #expect(old.section(.C)?.fields == new.section(.C)?.fields)
    let dropped = Set((old.section(.B)?.fields ?? []).map(\.key)).subtracting(
      (new.section(.B)?.fields ?? []).map(\.key))
    #expect(dropped == ["a8b_grounds_summary", "a8b_member_states"])
  }

  @Test("is chosen by the day unless its version is named")
  func versions() throws {
    #expect(try LawText.named(nil, on: "2026-07-26").version == "2024-08-01")
    #expect(try LawText.named(nil, on: "2026-07-27").version == "2026-07-27")
    #expect(try LawText.named(nil, on: "2020-01-01").version == "2024-08-01")
    #expect(try LawText.named("2024-08-01", on: "2027-01-01").version == "2024-08-01")
    #expect(throws: Problem.self) { try LawText.named("2025-01-01", on: "2027-01-01") }
  }

  @Test("is due by role, point and exemption")
  func duty() {
    func letters(_ body: String) -> [FormLetter] { FormDuty(system(body), new).letters }
    #expect(letters(provider) == [.A])
    #expect(letters(#"{"operator_role":"provider","annex_iii_points":["none"]}"#) == [])
    #expect(
      letters(#"{"operator_role":"provider","annex_iii_points":["5c"],"exemption":["preparatory_task"]}"#) == [.B])
    #expect(letters(#"{"operator_role":"deployer","annex_iii_points":["5a"],"public_deployer":true}"#) == [.C])
    #expect(letters(#"{"operator_role":"both","annex_iii_points":["5a"],"public_deployer":true}"#) == [.A, .C])
    #expect(letters(#"{"operator_role":"deployer","annex_iii_points":["5a"]}"#) == [])
    #expect(FormDuty(system(#"{"operator_role":"provider","annex_iii_points":["2"]}"#), new).isNational)
  }

  @Test("is refused in section B for a system that profiles natural persons, with the article")
  func profiling() throws {
    let profiling = system(#"{"operator_role":"provider","annex_iii_points":["5c"],"profiles_natural_persons":true}"#)
    let problem = #expect(throws: Problem.self) { try FormSheet(profiling, .B, new) }
    #expect(problem?.code == "form.profiling" && problem?.because.contains("Article 6(3), last subparagraph") == true)
    #expect(try FormSheet(profiling, .A, new).section.letter == .A)
  }

  @Test(
    "leaves out fields by key in the part that is not public, and says so; a public use of the same area keeps them")
  func withheld() throws {
    let police = system(#"{"operator_role":"provider","annex_iii_points":["1a"],"field_of_use":"law_enforcement"}"#)
    let sheet = try FormSheet(police, .A, new)
    #expect(Set(sheet.withheld.map(\.point)) == [6, 8, 9, 11, 12, 13])
    #expect(Set(sheet.lines.map(\.field.point)) == [1, 2, 3, 4, 5, 7, 10])
    for format in FormFormat.all {
      let text = String(decoding: format.write(sheet), as: UTF8.self)
      if format.name != "json" { #expect(text.contains("withheld (Article 49(4))")) }
      #expect(!text.contains("Datasets that reach it"), "\(format.name) shows what is withheld")
    }
    let json = try JSONSerialization.jsonObject(with: Data(FormFormat.json.write(sheet))) as? [String: Any]
    let left = (json?["withheld"] as? [[String: Any]])?.compactMap { $0["key"] as? String } ?? []
    #expect(left.contains("a8a_information_used"))
    let b = try FormSheet(police, .B, old)
    #expect(b.withheld.map(\.key) == ["a8b_exemption_conditions", "a8b_grounds_summary"])
    #expect(try FormSheet(police, .C, new).withheld.map(\.key) == ["a8c_fria_summary", "a8c_dpia_summary"])
    let access = system(#"{"operator_role":"provider","annex_iii_points":["1a"]}"#)
    #expect(try FormSheet(access, .A, new).withheld.isEmpty)
    let insurer = system(#"{"operator_role":"provider","annex_iii_points":["5c"],"field_of_use":"law_enforcement"}"#)
    #expect(try FormSheet(insurer, .A, new).withheld.map(\.key) == ["a8a_instructions_for_use"])
  }

  @Test("scores itself again under another text")
  func rescored() throws {
    let exempt = system(
      #"{"operator_role":"provider","annex_iii_points":["5c"],"exemption":["preparatory_task"],"member_states":["DE"]}"#,
      facts: ["a8b_provider", "a8b_trade_name", "a8b_intended_purpose", "a8b_status"].map { fact($0, "x", .confirmed) }
        + [fact("a8b_exemption_conditions", "preparatory_task", .confirmed)])
    let then = try FormSheet(exempt, .B, old)
    let now = try FormSheet(exempt, .B, new)
    #expect(then.completeness == (6, 8) && then.readiness == "missing")
    #expect(now.completeness == (6, 6) && now.readiness == "ready")
  }

  @Test("tells what is confirmed, stated, stale, proposed and missing, each with its record or its debtor")
  func states() throws {
    let sheet = try FormSheet(
      system(
        provider,
        facts: [
          fact("a8a_provider", "name: M", .confirmed), fact("a8a_member_states", "DE", .answered),
          fact("a8a_components_functions", "gpt-x 2026-05", .stale),
        ]), .A, new)
    func line(_ key: String) -> FormLine? { sheet.lines.first { $0.field.key == key } }
    #expect(line("a8a_provider")?.state == .confirmed)
    #expect(line("a8a_member_states")?.state == .answered)
    #expect(line("a8a_components_functions")?.state == .stale)
    #expect(line("a8a_components_functions")?.note == "gpt-x@2026-08 went to production.")
    #expect(line("a8a_trade_name").map { [$0.state.rawValue, $0.value ?? ""] } == ["proposed", "The Desk"])
    #expect(line("a8a_reference")?.state == .derived)
    #expect(line("a8a_information_used")?.value == "Datasets that reach it: claims@1; policies@2.")
    #expect(line("a8a_operating_logic").map { [$0.state.rawValue, $0.owner ?? ""] } == ["missing", "priya.n"])
    #expect(line("a8a_submitter")?.state == .open)
    #expect(sheet.filing.contains { $0.label == "Not up to date" })
    #expect(sheet.completeness == (2, 11))
  }

  @Test("says in every format which text it was made under, and that it is no legal advice; the same bytes twice")
  func everyPage() throws {
    for law in LawText.all {
      for letter in FormLetter.allCases {
        let sheet = try FormSheet(system(provider), letter, law)
        for format in FormFormat.all {
          let bytes = format.write(sheet)
          #expect(bytes == format.write(sheet) && bytes.last == 0x0A)
          let words = String(decoding: bytes, as: UTF8.self).replacing("\n", with: " ")
          #expect(words.contains(law.version), "\(format.name)")
          #expect(words.contains("not legal advice"), "\(format.name)")
        }
      }
    }
  }

  @Test(
    "takes in each field what it asks for, and says why not",
    arguments: [
      ("a8a_status", "in_service", true), ("a8a_status", "soon", false), ("a8a_member_states", "DE, PT", true),
      ("a8a_member_states", "DE, UK", false), ("a8a_certificate_expiry", "2027-02-29", false),
      ("a8a_certificate_expiry", "2028-02-29", true), ("a8a_info_url", "https://meridian.example/ai", true),
      ("a8a_info_url", "javascript:alert(1)", false),
      ("a8a_provider", "name: M; address: Street 1; email: a@b.c", true),
      ("a8a_provider", "Meridian", false),
      ("a8b_exemption_conditions", "preparatory_task,narrow_procedural_task", true),
      ("a8b_exemption_conditions", "we think so", false), ("a8a_notified_body_id", "12345", false),
      ("a8a_declaration_copy", "sha256:" + String(repeating: "a", count: 64) + " application/pdf 1 safe/12", true),
      ("a8a_declaration_copy", "in the safe", false),
    ])
  func fields(key: String, value: String, isTaken: Bool) throws {
    let field = try #require(LawText.field(key))
    #expect((field.type.refusal(of: value) == nil) == isTaken, "\(field.type.refusal(of: value) ?? "taken")")
  }

  @Test("carries nothing that acts, whatever the system is called and people state")
  func hostile() throws {
    var version = CardFixture.version("../../etc/x", "=cmd()", kind: .system, body: provider, evaluations: [])
    version.row.serving = []
    let artifact = CardFixture.artifact("../../etc/x", kind: .system, owner: "<b>", purpose: CardFixture.hostileText)
    let facts = SystemFacts(
      version: version, artifact: artifact.row, parts: [], datasets: [CardFixture.hostileText],
      facts: [fact("a8a_operating_logic", CardFixture.hostileText + String(repeating: "x", count: 4000), .answered)])
    let sheet = try FormSheet(facts, .A, new)
    for format in FormFormat.all where format.name != "json" {
      let text = String(decoding: format.write(sheet), as: UTF8.self)
      #expect(!text.contains("<script>") || format.name == "text")
      #expect(!text.utf8.contains(0x1B))
      #expect(!text.unicodeScalars.contains { actsInsteadOfShowing($0) && $0 != "\n" && $0 != "\t" }, "\(format.name)")
    }
  }
}
