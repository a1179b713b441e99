import Governance
import Testing

@testable import Cards

@Suite("A card")
struct CardGoldenTests {
  @Test("is these bytes", arguments: CardFormat.all.map(\.name), ["prompt", "bare-model", "hostile"])
  func golden(format: String, facts: String) throws {
    let format = try CardFormat.named(format)
    try expectGolden(format.write(CardGoldenTests.facts(facts)), "\(format.name)/\(facts).\(format.fileExtension)")
  }

  static func facts(_ name: String) -> CardFacts {
    switch name {
    case "prompt":
      var facts = CardFixture.prompt
      (facts.incidents, facts.verdicts, facts.alarms) = (
        [CardFixture.life.incident], [CardFixture.life.verdict], [CardFixture.life.alarm]
      )
      facts.waivers = [CardFixture.waiver]
      return facts
    case "bare-model": return CardFixture.bareModel
    default: return CardFixture.hostile
    }
  }

  @Test(
    "is the same bytes twice, ends with a line end and has no carriage return", arguments: CardFormat.all.map(\.name))
  func stable(format: String) throws {
    let format = try CardFormat.named(format)
    for name in ["prompt", "bare-model", "hostile"] {
      let bytes = format.write(CardGoldenTests.facts(name))
      #expect(bytes == format.write(CardGoldenTests.facts(name)))
      #expect(bytes.last == 0x0A)
      #expect(!bytes.contains(0x0D))
    }
  }

  @Test("does not depend on the order in which the catalog answers")
  func anyOrder() {
    var version = CardFixture.version()
    version.dependsOn.reverse()
    version.evaluations.reverse()
    var artifact = CardFixture.artifact()
    artifact.pointerMoves.reverse()
    let turned = CardFacts(version: version, artifact: artifact, promotions: [("22", CardFixture.promotion)])
    var straight = CardFixture.prompt
    straight.usage = nil
    for format in CardFormat.all { #expect(format.write(turned) == format.write(straight)) }
  }

  @Test("never carries a character that acts instead of showing, in any format", arguments: CardFormat.all.map(\.name))
  func nothingActs(format: String) throws {
    let format = try CardFormat.named(format)
    let text = String(decoding: format.write(CardFixture.hostile), as: UTF8.self)
    let acting = text.unicodeScalars.filter { actsInsteadOfShowing($0) && $0 != "\n" && $0 != "\t" }
    #expect(acting.isEmpty, "found \(acting.map { String($0.value, radix: 16) })")
    #expect(!text.utf8.contains(0x1B))
  }

  @Test("names a format by its name or another word for it, and refuses any other")
  func names() throws {
    #expect(try CardFormat.named("hf").name == "markdown")
    #expect(throws: (any Error).self) { try CardFormat.named("docx") }
    let words = CardFormat.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(words).count == words.count)
  }

  @Test("lists what a format has no slot for")
  func loss() throws {
    let facts = CardFixture.prompt
    #expect(CardFormat.json.loss(of: facts).isEmpty)
    let lost = CardFormat.huggingFace.loss(of: facts).map(\.key)
    #expect(lost.contains(.digest) && lost.contains(.approvals) && !lost.contains(.evals))
    #expect(CardFormat.plainText.loss(of: facts).map(\.key) == facts.recordedKeys)
  }
}
