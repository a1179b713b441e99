import Governance
import Operations
import TestSupport
import Testing

@Suite("What is served, stopped, rolled back and waived")
struct ServingTests {
  let office: Office
  let bea: Workbench, amy: Workbench, abe: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    amy = try office.desk(hiring: "amy", "approver")
    abe = try office.desk(hiring: "abe", "approver")
  }

  /// Registers a version of `index` and brings it into production.
  private func promote(_ label: String, wish: RolloutWish = RolloutWish()) async throws -> Int64 {
    let registration = Registration(
      artifact: "index", kind: .dataset, team: "claims", owner: "chief", tier: .low, purpose: "to be tried",
      label: label,
      body: "[\"\(label)\"]", message: "a change")
    let name = try await bea.register(registration, channel: .command).version
    let asked = try await bea.requestPromotion(
      name, to: "production", wish: wish, reason: "better", channel: .command)
    let read = try await amy.promotion(asked.promotion)
    #expect(read.refusal == nil)
    _ = try await amy.sign(asked.promotion, revision: read.row.revision, reason: "read", channel: .command)
    return asked.promotion
  }

  @Test("resolve, shift, roll back and confirm, through the one door of screens and scripts")
  func serving() async throws {
    _ = try await promote("1")
    let canary = try await promote("2", wish: RolloutWish(weight: 10, limit: 50))
    let detail = try await amy.promotion(canary)
    #expect(detail.rollout?.serves == 10 && detail.rollout?.limit == 50)
    #expect(detail.shares.map(\.weight) == [90, 10])
    _ = try await bea.shiftTraffic(canary, to: 50, reason: "runs well", channel: .command)
    let beyond = await #expect(throws: Problem.self) {
      try await bea.shiftTraffic(canary, to: 60, reason: "more", channel: .command)
    }
    #expect(beyond?.code == "shift.limit" && beyond?.exitStatus == 77)
    let served = try await bea.resolve("index", in: "production", key: "customer-7")
    #expect(served.state == .served && served.digest?.count == 64)
    #expect(try await bea.resolve("index", in: "production", key: "customer-7") == served)

    let back = try await bea.rollBack("index", in: "production", to: "1", reason: "worse", channel: .command)
    #expect(try await bea.resolve("index", in: "production", key: nil).label == "1")
    #expect(try await amy.office().toConfirm.map(\.id) == [back.confirmation])
    #expect(try await bea.office().toConfirm.isEmpty)
    _ = try await amy.confirmAct(back.confirmation, reason: "it was right", channel: .command)
    #expect(try await amy.confirmations(closedToo: true, at: .first, limit: 10).rows.map(\.state) == [.confirmed])
  }

  @Test("a stop counts first, answers status and reason, and is lifted by two")
  func stopping() async throws {
    _ = try await promote("1")
    #expect(try await bea.stopReach("index", selector: .label("1"), in: nil).pointers == 1)
    let stop = try await bea.stop("index", selector: .label("1"), in: nil, reason: "leaks", channel: .command)
    let answer = try await amy.resolve("index", in: "production", key: "a")
    #expect(answer.state == .stopped && answer.label == nil && answer.because == "index@1 was stopped by bea: leaks")
    #expect(try await amy.office().stops.map(\.subject) == ["index@1"])
    let asked = try await bea.askResume(stop.stop, reason: "mended", channel: .command)
    _ = try await amy.confirmAct(asked.confirmation, reason: "seen", channel: .command)
    #expect(try await amy.resolve("index", in: "production", key: "a").state == .served)
    #expect(try await amy.stops(liftedToo: true, at: .first, limit: 1).rows.map(\.isLifted) == [true])
  }

  @Test(
    "a promotion whose input drifted is read at a new revision, with what changed; a waiver is asked for and granted")
  func exceptions() async throws {
    let registration = Registration(
      artifact: "answers", kind: .model, team: "claims", owner: "chief", tier: .high, purpose: "to be tried",
      label: "1",
      body: "{}", message: "a change")
    let name = try await bea.register(registration, channel: .command).version
    let figure = Evaluation(
      label: "1", suite: "s", metric: "m", value: 0.9, limit: 0.8, atLeast: true, n: nil, suppliedBy: "",
      at: Instant(microseconds: 0))
    _ = try await bea.evaluate(name, figure, channel: .command)
    let asked = try await bea.requestPromotion(name, to: "production", reason: "better", channel: .command).promotion
    _ = try await amy.sign(asked, revision: 1, reason: "read", channel: .command)
    // Only who owns the database can change what was kept.
    try office.superuser.run(
      """
      alter table countersign_private.promotion_input disable trigger unchanged;
      update countersign_private.promotion_input set value = '0.95' where id = 'evals.s.m';
      alter table countersign_private.promotion_input enable always trigger unchanged
      """)
    let read = try await abe.promotion(asked)
    #expect(read.row.revision == 2 && read.row.signed == 0 && read.refusal == nil)
    #expect(read.changes.map(\.id) == ["evals.s.m"])
    #expect(read.quorum == QuorumStanding(signed: 0, needed: 2, canSign: ["abe", "amy"], fallsTo: nil))

    var worse = figure
    worse.value = 0.7
    _ = try await bea.evaluate(name, worse, channel: .command)
    let wish = WaiverWish(
      promotion: asked, requirement: "evals.s.m", owner: "bea",
      expiresAt: try await bea.nowOnServer().advanced(bySeconds: 86_400))
    let waiver = try await bea.askWaiver(wish, reason: "the suite is broken", channel: .command).waiver
    _ = try await amy.answerWaiver(waiver, .granted, reason: "known", channel: .command)
    let waived = try await abe.promotion(asked)
    #expect(waived.refusal == nil && waived.requirements.first { $0.id == "evals.s.m" }?.state == .waived)
    #expect(try await amy.waivers(all: false, at: .first, limit: 5).rows.map(\.state) == [.granted])
  }

  @Test("people are listed with their rights, and a deputy's signature says for whom")
  func people() async throws {
    let dan = try office.desk(hiring: "dan", "reviewer")
    let until = try await amy.nowOnServer().advanced(bySeconds: 3600)
    _ = try await amy.delegate(to: "dan", until: until, in: nil, reason: "away", channel: .command)
    let row = try await bea.people().first { $0.person == "dan" }
    #expect(row?.roles == ["reviewer", "viewer"] && row?.signsFor == "amy")
    _ = try await promote("1")
    let registration = Registration(
      artifact: "other", kind: .dataset, team: "claims", owner: "chief", tier: .low, purpose: "x", label: "1",
      body: "{}",
      message: "a change")
    let name = try await bea.register(registration, channel: .command).version
    let asked = try await bea.requestPromotion(name, to: "production", reason: "better", channel: .command).promotion
    _ = try await dan.sign(asked, revision: 1, reason: "for amy", channel: .command)
    #expect(try await bea.promotion(asked).signatures.map(\.person) == ["dan for amy"])
  }
}
