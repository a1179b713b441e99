import Governance
import Testing

@testable import Cards

@Suite("A template of one's own")
struct CardTemplateTests {
  private func made(_ template: String, _ facts: CardFacts) throws -> String {
    String(decoding: try CardTemplate(template).write(facts), as: UTF8.self)
  }

  @Test("begins with one that says what a card says")
  func example() throws {
    let page = try made(CardTemplate.example, CardFixture.prompt)
    for words in [
      "kyc-summary", "Contact: not recorded, owed by priya.n", "kyc-gold", "Read the difference.", "id=\"r1\"",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(page == (try made(CardTemplate.example, CardFixture.prompt)))
  }

  @Test("cannot be made to carry what acts, though it holds names and texts from outside")
  func hostile() throws {
    let page = try made(CardTemplate.example + "{{facts.purpose}} {{{facts.purpose}}}", CardFixture.hostile)
    #expect(!page.unicodeScalars.contains { actsInsteadOfShowing($0) && $0 != "\n" && $0 != "\t" })
    #expect(!(try made(CardTemplate.example, CardFixture.hostile)).contains("<script"))
  }

  @Test("names single facts, and is refused where it is no mustache")
  func facts() throws {
    #expect(try made("{{name}}|{{facts.human_review}}|{{nothing}}", CardFixture.prompt) == "kyc-summary|always|")
    let problem = #expect(throws: Problem.self) { try CardTemplate("{{#gaps}}") }
    #expect(problem?.code == "template.syntax")
  }
}
