import Cards
import Catalog
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("From a first version to a card, by workbench")
struct RegistryTests {
  let office: Office
  let bea: Workbench, amy: Workbench, abe: Workbench, vic: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    amy = try office.desk(hiring: "amy", "approver")
    abe = try office.desk(hiring: "abe", "approver")
    vic = try office.desk(hiring: "vic", "viewer", team: "claims")
  }

  private func prompt(_ text: String, label: String? = nil, message: String = "a change") -> Registration {
    Registration(
      artifact: "kyc-summary", kind: .prompt, team: "claims", owner: "bea", tier: .high,
      purpose: "Summarises know-your-customer files.", label: label,
      body: #"{ "template" : [ {"role":"system","content":"\#(text)"} ], "language": "en" }"#, message: message)
  }

  private func name(_ text: String) throws -> VersionName { try VersionName(text) }

  @Test("everyone who opens it is told who they are")
  func open() async throws {
    for (desk, role) in [(bea, "builder"), (amy, "approver"), (vic, "viewer")] {
      let officer = try await desk.open()
      #expect(officer.roles.contains(role) && officer.roles.contains("viewer") && !officer.isDemo)
    }
  }

  @Test("the same content is the same version, however its JSON is written; another is the next")
  func register() async throws {
    let first = try await bea.register(prompt("Summarise."), channel: .command)
    #expect(
      first.version.text == "kyc-summary@1" && first.isNew && first.recorded?.what == "kyc-summary@1 was registered.")
    var spaced = prompt("Summarise.")
    spaced.body = #"{"language":"en","template":[{"content":"Summarise.","role":"system"}]}"#
    let again = try await bea.register(spaced, channel: .command)
    #expect(again.version == first.version && !again.isNew && again.recorded == nil)
    let second = try await bea.register(prompt("Summarise in three lines."), channel: .command)
    #expect(second.version.text == "kyc-summary@2")

    let read = try await vic.version(try name("kyc-summary@2"))
    #expect(read.row.parent == "1" && read.row.author == "bea" && read.kind == .prompt)
    #expect(read.body == #"{"language":"en","template":[{"content":"Summarise in three lines.","role":"system"}]}"#)
    let byDigest = try await vic.version(try name("kyc-summary@sha256:\(read.row.digest.prefix(12))"))
    #expect(byDigest == read)
    let detail = try await vic.artifact("kyc-summary")
    #expect(detail.versions.map(\.label) == ["2", "1"] && detail.row.owner == "bea" && detail.row.tier == .high)
  }

  @Test("what is not there is told with what is near")
  func unknown() async throws {
    let empty = await #expect(throws: Problem.self) { try await vic.stopReach("none", selector: nil, in: nil) }
    #expect(empty?.code == "artifact.unknown" && empty?.remedy == "Register it first.")
    _ = try await bea.register(prompt("Summarise."), channel: .command)
    let artifact = await #expect(throws: Problem.self) { try await vic.artifact("kyc-sumary") }
    #expect(artifact?.code == "artifact.unknown" && artifact?.remedy == "Did you mean kyc-summary?")
    let version = await #expect(throws: Problem.self) { try await vic.version(try name("kyc-summary@9")) }
    #expect(version?.code == "version.unknown" && version?.remedy == "Its newest is kyc-summary@1.")
    let serving = await #expect(throws: Problem.self) { try await vic.version(try name("kyc-summary@ENV:production")) }
    #expect(serving?.code == "version.unknown")
  }

  @Test("a chain names what it pins, and is found by it")
  func pins() async throws {
    _ = try await bea.register(prompt("Summarise."), channel: .command)
    let chain = Registration(
      artifact: "kyc-chain", kind: .chain, team: "claims", owner: "bea", tier: .high,
      body: #"{"steps":["kyc-summary@1"]}"#, message: "first",
      dependsOn: [(name: try name("kyc-summary@1"), role: "prompt")])
    _ = try await bea.register(chain, channel: .command)
    let read = try await vic.version(try name("kyc-chain@1"))
    #expect(read.dependsOn.map { "\($0.artifact)@\($0.label) \($0.role)" } == ["kyc-summary@1 prompt"])
    #expect(try await vic.artifact("kyc-summary").usedBy.map(\.artifact) == ["kyc-chain"])
    var other = chain
    other.body = #"{"steps":["nothing@1"]}"#
    other.dependsOn = [(name: try name("nothing@1"), role: "prompt")]
    let refused = await #expect(throws: Problem.self) { try await bea.register(other, channel: .command) }
    #expect(refused?.code == "artifact.unknown")
  }

  @Test("requested by one, signed by two others, served, and written on a card")
  func promote() async throws {
    _ = try await bea.register(prompt("Summarise.", label: "1.0"), channel: .command)
    let version = try name("kyc-summary@1.0")
    let asked = try await bea.requestPromotion(version, to: "production", reason: "reads better", channel: .command)
    let own = try await bea.promotion(asked.promotion)
    #expect(own.refusal == "Only an approver can sign.")
    let unmet = try await amy.promotion(asked.promotion)
    #expect(unmet.refusal == "Unmet: evals.recorded." && unmet.row.needed == 2 && unmet.row.signed == 0)
    #expect(try await amy.office().waitingForMySignature == 0)
    let early = await #expect(throws: Problem.self) {
      try await amy.sign(asked.promotion, revision: unmet.row.revision, reason: "fine", channel: .screen)
    }
    #expect(early?.code == "promotion.cannot-sign" && early?.exitStatus == 77)

    let figure = Evaluation(
      label: "1.0", suite: "kyc-golden", metric: "faithfulness", value: 0.93, limit: 0.9, atLeast: true, n: 120,
      suppliedBy: "", at: Instant(microseconds: 0))
    _ = try await bea.evaluate(version, figure, channel: .command)
    let stale = await #expect(throws: Problem.self) {
      try await amy.sign(asked.promotion, revision: unmet.row.revision, reason: "fine", channel: .screen)
    }
    #expect(stale?.code == "promotion.changed" && stale?.kind == .conflict)

    let ready = try await amy.promotion(asked.promotion)
    #expect(ready.refusal == nil && ready.requirements.allSatisfy { $0.state != .unmet } && ready.current == nil)
    #expect(try await amy.office().waitingForMySignature == 1)
    #expect(
      try await amy.promotions(PromotionFilter(waitingForMe: true), at: .first, limit: 10).rows.map(\.id) == [
        asked.promotion
      ])
    let first = try await amy.sign(asked.promotion, revision: ready.row.revision, reason: "read it", channel: .screen)
    #expect(first.what == "Promotion \(asked.promotion) was signed: 1 of 2 signatures.")
    let second = try await abe.sign(
      asked.promotion, revision: ready.row.revision, reason: "read it too", channel: .command)
    #expect(second.what == "Promotion \(asked.promotion) was signed: the pointer has moved.")

    let served = try await vic.version(try name("kyc-summary@ENV:production"))
    #expect(served.row.label == "1.0" && served.row.serving == ["production"])
    #expect(
      try await vic.artifacts(ArtifactFilter(inProduction: true), at: .first, limit: 10).rows.map(\.name) == [
        "kyc-summary"
      ])
    let moves = try await vic.artifact("kyc-summary").pointerMoves
    #expect(moves.map { "\($0.environment) \($0.label) \($0.by)" } == ["production 1.0 abe"])

    _ = try await bea.register(prompt("Summarise briefly.", label: "2.0"), channel: .command)
    let next = try await bea.requestPromotion(
      try name("kyc-summary@2.0"), to: "production", reason: "shorter", channel: .command)
    #expect(try await amy.promotion(next.promotion).current?.row.label == "1.0", "what it would replace")
    #expect(try await amy.promotion(asked.promotion).current == nil, "nothing served when the first was signed")

    let facts = try await vic.card(version)
    for format in CardFormat.all {
      let card = format.write(facts)
      #expect(format.write(facts) == card, "\(format.name): the same bytes twice")
      let text = String(decoding: card, as: UTF8.self)
      for word in ["kyc-summary", "1.0", "faithfulness", "0.93", "amy", "abe", served.row.digest] {
        #expect(text.contains(word), "\(format.name) says \(word)")
      }
    }
  }

  @Test("rejected by one, nothing moves; one's own is withdrawn")
  func reject() async throws {
    _ = try await bea.register(prompt("Summarise."), channel: .command)
    let version = try name("kyc-summary@1")
    let first = try await bea.requestPromotion(version, to: "staging", reason: "try it", channel: .command)
    _ = try await amy.reject(first.promotion, revision: 1, reason: "not yet", channel: .screen)
    let read = try await vic.promotion(first.promotion)
    #expect(read.row.state == .rejected && read.signatures.map(\.approves) == [false])
    let second = try await bea.requestPromotion(version, to: "staging", reason: "try it", channel: .command)
    _ = try await bea.reject(second.promotion, revision: 1, reason: "never mind", channel: .screen)
    #expect(try await vic.promotion(second.promotion).row.state == .withdrawn)
    #expect(try await vic.promotions(PromotionFilter(), at: .first, limit: 10).rows.isEmpty)
    #expect(
      try await vic.promotions(PromotionFilter(states: PromotionState.allCases), at: .first, limit: 1).rows.map(\.id)
        == [second.promotion])
  }

  @Test("nothing is written with --read-only, and a past moment shows what was then")
  func readOnly() async throws {
    _ = try await bea.register(prompt("Summarise."), channel: .command)
    let then = try await vic.nowOnServer()
    _ = try await bea.register(prompt("Summarise in three lines."), channel: .command)
    var settings = office.settings("bea")
    settings.readOnly = true
    let looking = Workbench(settings)
    try await looking.open()
    let refused = await #expect(throws: Problem.self) { try await looking.register(prompt("x"), channel: .command) }
    #expect(refused?.code == "read-only")
    try await vic.show(asOf: then)
    #expect(try await vic.artifact("kyc-summary").versions.map(\.label) == ["1"])
    try await bea.show(asOf: then)
    let past = await #expect(throws: Problem.self) { try await bea.register(prompt("x"), channel: .command) }
    #expect(past?.code == "as-of.write")
    try await vic.show(asOf: nil)
    #expect(try await vic.artifact("kyc-summary").versions.map(\.label) == ["2", "1"])
  }
}
