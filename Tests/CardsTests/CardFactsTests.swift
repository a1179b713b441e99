import Governance
import Testing

@testable import Cards

@Suite("The facts of a card")
struct CardFactsTests {
  @Test("come from the version's body, the artifact and its promotions, each with its record")
  func sources() {
    let facts = CardFixture.prompt
    #expect(facts.statements[.purpose]?.record == .artifact("kyc-summary"))
    #expect(facts.statements[.limitations]?.record == facts.ownRecord)
    #expect(facts.statements[.approved_at] == Statement(.text("2026-11-20T15:00:00Z"), .promotion(71)))
    #expect(facts.statements[.lifecycle]?.value == .text("approved"))
    #expect(facts.statements[.model_binding]?.value == .list(["gpt-x@2026-08"]))
    #expect(facts.unnamed == [NamedText(name: "house_style", text: #"{"version":"1.10"}"#)])
    #expect(facts.serving.map(\.move?.by) == ["ada.lindqvist"])
  }

  @Test("tell a variable that is only declared from one that is only used")
  func variables() {
    let facts = CardFixture.prompt
    #expect(facts.variables.map(\.name) == ["customer_file", "tone", "language"])
    #expect(facts.variables.map(\.declared) == [true, true, false])
    #expect(facts.variables.map(\.used) == [true, false, true])
    #expect(facts.findings.count == 3)  // two mismatches and a figure that is no number
  }

  @Test("name each obligatory fact that is missing, and who owes it")
  func gaps() {
    #expect(CardFixture.prompt.gaps == [CardGap(key: .contact, owedBy: "priya.n")])
    let bare = CardFixture.bareModel
    #expect(bare.gaps.allSatisfy { $0.owedBy == "team claims" })
    #expect(
      bare.gaps.map(\.key) == [
        .owner, .contact, .change_note, .license, .purpose, .out_of_scope, .risk_tier, .human_review,
        .data_classes_allowed, .limitations, .task, .training_datasets, .evals, .approvals,
      ])
    #expect(bare.completeness.recorded == bare.completeness.obligatory - bare.gaps.count)
  }

  @Test("ask less at tier low, and everything while no tier is recorded")
  func tiers() {
    for kind in ArtifactKind.allCases {
      let low = Set(CardKey.obligatory(for: kind, tier: .low))
      #expect(low.isStrictSubset(of: CardKey.obligatory(for: kind, tier: .medium)))
      #expect(CardKey.obligatory(for: kind, tier: nil) == CardKey.obligatory(for: kind, tier: .high))
    }
  }

  @Test("cannot be made to say by a body what only the catalog may say")
  func bodyCannotClaim() {
    let body = VersionBody(
      #"{"owner":"mallory","risk_tier":"low","approvals":["x"],"lifecycle":"approved","purpose":" \n"}"#)
    #expect(body.statements.isEmpty)
    #expect(body.unnamed.map(\.name) == ["approvals", "lifecycle", "owner", "risk_tier"])
  }

  @Test(
    "of a body that is not JSON are a finding and no trap", arguments: ["", "[]", "{", "\"x\"", "{\"a\":1,\"a\":2}"])
  func badBody(text: String) {
    let body = VersionBody(text)
    #expect(body.findings.count == 1)
    #expect(body.statements.isEmpty && body.messages.isEmpty)
  }

  @Test("put into the hub's language key only what can be a language")
  func languages() {
    var facts = CardFixture.prompt
    facts.statements[.languages] = Statement(.list(["de", "41"]), facts.ownRecord)
    #expect(HuggingFaceFrontMatter.yaml(facts).document.hasPrefix("language: de\n"))
    facts.statements[.languages] = Statement(.text("41"), facts.ownRecord)
    #expect(!HuggingFaceFrontMatter.yaml(facts).document.contains("language:"))
  }

  @Test(
    "find the slots of a template by its syntax",
    arguments: [
      ("{{ a }} {{b.c | upper}} {{#if}} {% x %} {{a}}", "mustache", ["a", "b.c"]),
      ("{a} {{no}} {b:>10} {c!r} {}", "fstring", ["a", "b", "c"]), ("{{a}}", "none", []), ("{{{raw}}} {{", "", ["raw"]),
    ])
  func slots(text: String, syntax: String, expected: [String]) {
    #expect(TemplateSlots.names(in: text, syntax) == expected)
  }
}
