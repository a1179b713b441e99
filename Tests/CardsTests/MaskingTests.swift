import Governance
import Testing

@testable import Cards

@Suite("A secret in a version's texts")
struct MaskingTests {
  private static let key = "sk-proj-" + "Ab1cD2eF3gH4iJ5kL6mN7o"
  private static let token = "ghp_" + "a8Kd02mNzq7Lr5Vw1XcY6Tb3Hs9Ju4Pe0Gfi"

  /// A prompt with a secret wherever a text can stand.
  private var facts: CardFacts {
    var facts = CardFixture.prompt
    facts.messages[1].content += "\nUse the key \(Self.key) for the files.\nAnd password: hunter2!"
    facts.variables[0].details.append(NamedText(name: "default", text: Self.token))
    facts.statements[.params] = Statement(
      .pairs([NamedText(name: "api_key", text: "a1b2c3d4e5f6"), NamedText(name: "top_k", text: "4")]), facts.ownRecord)
    facts.statements[.limitations] = Statement(.list(["See https://bot:s3cr3t@wiki.example/x"]), facts.ownRecord)
    facts.statements[.change_note] = Statement(.text("New key \(Self.token)."), facts.ownRecord)
    facts.unnamed.append(NamedText(name: "client_secret", text: "0f9e8d7c6b5a"))
    facts.promotions[0].reason += " \(Self.token)"
    facts.promotions[0].signatures[0].reason = "Tried with Bearer \(Self.token)"
    facts.waivers = [CardFixture.waiver]
    facts.waivers[0].reason = "token: \(Self.token)"
    facts.incidents = [CardFixture.life.incident]
    facts.incidents[0].ticket = "https://me:hunter22@tickets.example/7"
    facts.alarms = [CardFixture.life.alarm]
    facts.alarms[0].words = "password=hunter2"
    return facts
  }

  private static let parts = [key, token, "hunter2", "hunter22", "s3cr3t", "a1b2c3d4e5f6", "0f9e8d7c6b5a"]

  @Test("stands in no format of its card", arguments: CardFormat.all.map(\.name))
  func formats(name: String) throws {
    let text = String(decoding: try CardFormat.named(name).write(facts), as: UTF8.self)
    for part in Self.parts { #expect(!text.contains(part), "\(part)") }
    let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("\\", with: "")
    #expect(plain.contains("[masked: model provider's key]") || plain.contains("[masked: model provider&#39;s key]"))
    #expect(
      plain.contains("12 secrets stand in this version's texts")
        || plain.contains("12 secrets stand in this version&#39;s texts"))
    #expect(plain.contains("in message 2, line 2"), "says where")
  }

  @Test("stands on no page of a template of one's own, which can say how many there are")
  func template() throws {
    let template = try CardTemplate(
      CardTemplate.example.replacing("</body>", with: "{{#masked}}<i>{{.}}</i>{{/masked}}</body>"))
    let text = String(decoding: template.write(facts), as: UTF8.self)
    for part in Self.parts { #expect(!text.contains(part), "\(part)") }
    #expect(text.ranges(of: "<i>").count == 12)
  }

  @Test("leaves the digests and the rest as they were, and a card without one is not touched")
  func rest() {
    let (before, after) = (facts, facts.withoutSecrets)
    #expect(after.digest == before.digest && after.statements[.prompt_digest] == before.statements[.prompt_digest])
    #expect(
      after.statements[.params]?.value
        == .pairs([
          NamedText(name: "api_key", text: "[masked: secret by its name]"), NamedText(name: "top_k", text: "4"),
        ]))
    #expect(after.masked.count == 12)
    #expect(after.withoutSecrets == after)
    for facts in [CardFixture.prompt, CardFixture.hostile, CardFixture.bareModel] {
      #expect(facts.withoutSecrets.masked.isEmpty && facts.withoutSecrets.findings == facts.findings)
      #expect(facts.withoutSecrets.messages == facts.messages)
    }
  }
}
