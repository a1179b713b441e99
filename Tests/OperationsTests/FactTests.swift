import Cards
import Catalog
import Governance
import Operations
import TestSupport
import Testing

@Suite("Facts that people owe, by workbench")
struct FactDeskTests {
  let office: Office
  let bea: Workbench, ria: Workbench, amy: Workbench, abe: Workbench, vic: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    ria = try office.desk(hiring: "ria", "reviewer")
    amy = try office.desk(hiring: "amy", "approver")
    abe = try office.desk(hiring: "abe", "approver")
    vic = try office.desk(hiring: "vic", "viewer", team: "claims")
  }

  private func register(_ name: String, _ kind: ArtifactKind, _ body: String, pins: [String] = []) async throws {
    var dependsOn: [(name: VersionName, role: String)] = []
    for pin in pins { dependsOn.append((try VersionName(pin), "part")) }
    _ = try await bea.register(
      Registration(
        artifact: name, kind: kind, team: "claims", owner: "bea", tier: .low, purpose: "Answers letters.", body: body,
        message: "a change", dependsOn: dependsOn), channel: .command)
  }

  private func promote(_ version: String) async throws {
    let asked = try await bea.requestPromotion(
      try VersionName(version), to: "production", reason: "x", channel: .command)
    let revision = try await amy.promotion(asked.promotion).row.revision
    _ = try await amy.sign(asked.promotion, revision: revision, reason: "read", channel: .screen)
  }

  private func due() async throws -> Instant { try await vic.nowOnServer().advanced(bySeconds: 86_400) }

  @Test("stand on the card with who said so, first as one person's word, then as confirmed")
  func card() async throws {
    try await register("handbook", .dataset, "{}")
    let name = try VersionName("handbook@1")
    let stated = try await bea.state(
      "handbook", key: "limitations", value: "No rules of 2019.", reason: "looked", channel: .command)
    var card = try await vic.card(name)
    #expect(card.statements[.limitations]?.standing == .unconfirmed)
    _ = try await ria.confirm(stated.fact, answer: stated.answer, reason: "looked too", channel: .screen)
    card = try await vic.card(name)
    #expect(card.statements[.limitations]?.standing == .settled)
    #expect(card.statements[.limitations]?.record.text.contains("by bea at") == true)
    #expect(card.statements[.limitations]?.record.text.hasSuffix("confirmed by ria") == true)
    for format in CardFormat.all {
      #expect(String(decoding: format.write(card), as: UTF8.self).contains("No rules of 2019."), "\(format.name)")
    }
    try await register("handbook", .dataset, #"{"rules":2}"#)
    let next = try await vic.card(try VersionName("handbook@2"))
    #expect(next.statements[.limitations]?.standing == .stale("stated for version 1"))
    #expect(try await vic.card(name).statements[.limitations]?.standing == .stale("handbook@2 was registered."))
  }

  @Test("are refused where they mean nothing: an unknown key, what only records say, what a field does not take")
  func refused() async throws {
    try await register("handbook", .dataset, "{}")
    func code(_ key: String, _ value: String) async -> String? {
      await #expect(throws: Problem.self) {
        try await bea.state("handbook", key: key, value: value, reason: "x", channel: .command)
      }?.code
    }
    #expect(await code("limitation", "x") == "fact.key")
    #expect(await code("approvals", "x") == "fact.record")
    #expect(await code("a8a_status", "soon") == "fact.value")
    let unknown = await #expect(throws: Problem.self) { try await vic.fact(99) }
    #expect(unknown?.code == "fact.unknown" && unknown?.exitStatus == 66)
    let wrong = await #expect(throws: Problem.self) {
      try await vic.state("handbook", key: "limitations", value: "x", reason: "x", channel: .command)
    }
    #expect(wrong?.code == "right.missing" && wrong?.exitStatus == 77)
  }

  @Test("are listed as debts: what was asked first, then every gap nobody was asked about")
  func debts() async throws {
    try await register("handbook", .dataset, "{}")
    try await register(
      "desk", .system, #"{"operator_role":"provider","annex_iii_points":["5c"]}"#, pins: ["handbook@1"])
    try await promote("handbook@1")
    _ = try await ria.ask(
      "handbook", key: "contact", question: "Who answers?", due: try await due(), owner: nil, channel: .screen)
    let law = try LawText.named("2026-07-27", on: "")
    var debts: [Debt] = []
    var cursor: String?
    repeat {
      let page = try await vic.debts(DebtFilter(), law: law, at: PagePlace(after: cursor), limit: 3)
      debts += page.rows
      cursor = page.next
    } while cursor != nil
    #expect(
      debts.first.map { [$0.artifact, $0.key, $0.state.rawValue, $0.owner] } == ["handbook", "contact", "asked", "bea"])
    #expect(Set(debts.map(\.id)).count == debts.count)
    var backwards: [Debt] = []
    var place = PagePlace.last
    while true {
      let page = try await vic.debts(DebtFilter(), law: law, at: place, limit: 3)
      backwards = page.rows + backwards
      guard let previous = page.previous else { break }
      place = .before(previous)
    }
    #expect(backwards.map(\.id) == debts.map(\.id))
    #expect(debts.contains { $0.artifact == "desk" && $0.key == "a8a_provider" && $0.state == .missing })
    #expect(
      debts.contains { $0.key == "a8a_components_functions" && $0.proposal?.contains("handbook 1 (dataset)") == true })
    #expect(try await vic.debts(DebtFilter(owner: "nobody"), law: law, at: .first, limit: 100).rows.isEmpty)
    let forms = try await vic.forms(law, after: nil, limit: 10)
    #expect(
      forms.rows.map { "\($0.system) \($0.letter?.rawValue ?? "") \($0.settled)/\($0.obligatory)" } == ["desk A 1/11"])
    let kind = await #expect(throws: Problem.self) { try await vic.system("handbook") }
    #expect(kind?.code == "system.kind")
  }

  @Test("know for every field of every text of the law what an answer rests on")
  func sources() throws {
    let known = Set(try office.superuser.run("select key from countersign_private.fact_source").compactMap { $0[0] })
    let asked = Set(LawText.all.flatMap(\.sections).flatMap(\.fields).filter { $0.source != .derived }.map(\.key))
    #expect(asked.subtracting(known) == [])
    #expect(known.subtracting(asked) == ["contact"])
  }

  @Test("are not written with --read-only nor into the past, and the past shows them as they stood")
  func past() async throws {
    try await register("handbook", .dataset, "{}")
    let then = try await vic.nowOnServer()
    _ = try await bea.state("handbook", key: "limitations", value: "None.", reason: "x", channel: .command)
    try await vic.show(asOf: then)
    #expect(try await vic.facts(FactFilter(), at: .first, limit: 10).rows.isEmpty)
    try await bea.show(asOf: then)
    let refused = await #expect(throws: Problem.self) {
      try await bea.state("handbook", key: "limitations", value: "x", reason: "x", channel: .command)
    }
    #expect(refused?.code == "as-of.write")
  }
}
