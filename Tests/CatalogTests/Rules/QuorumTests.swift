import TestSupport
import Testing

@Suite("Acts at the same instant")
struct QuorumTests {
  let office: Office
  let bea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
  }

  static let levels = ["read committed", "repeatable read", "serializable"]

  /// Runs one act each in two sessions at once, each in a transaction of its own, until both have an answer that is not
  /// "try again".
  private func atOnce(_ level: String, _ one: (PlainSession, String), _ other: (PlainSession, String)) throws
    -> [String]
  {
    func start(_ pair: (PlainSession, String)) throws {
      try pair.0.start("begin isolation level \(level); \(pair.1); commit")
    }
    func finish(_ pair: (PlainSession, String)) throws -> String {
      var outcome = pair.0.finish()
      while ["40001", "40P01"].contains(outcome) {
        try pair.0.run("rollback")
        try start(pair)
        outcome = pair.0.finish()
      }
      if outcome != "allowed" { try pair.0.run("rollback") }
      return outcome
    }
    try start(one)
    try start(other)
    return [try finish(one), try finish(other)]
  }

  @Test("two signatures of two needed always move the pointer", arguments: levels)
  func quorum(level: String) throws {
    let amy = try office.hire("amy", "approver")
    let abe = try office.hire("abe", "approver")
    for round in 1...200 {
      try bea.register("index-\(round)", label: "1", tier: "high")
      let promotion = try bea.request("index-\(round)", "1") ?? ""
      let act = "select countersign.sign_promotion(\(promotion), 1, 'fine')"
      #expect(try atOnce(level, (amy, act), (abe, act)) == ["allowed", "allowed"])
    }
    let outcomes = try office.superuser.run(
      """
      select s.state, count(*), min(n.signed), max(n.signed), count(p.artifact)
      from countersign_private.promotion_state s
      join lateral (select count(*) as signed from countersign_private.approval a where a.promotion = s.promotion) n on true
      left join countersign_private.pointer p on p.promotion = s.promotion
      where s.valid_to = 'infinity' group by 1
      """)
    #expect(outcomes == [["promoted", "200", "2", "2", "200"]])
  }

  @Test("a third signature at the same instant is not needed and not taken", arguments: levels)
  func noMoreThanNeeded(level: String) throws {
    let amy = try office.hire("amy", "approver")
    let abe = try office.hire("abe", "approver")
    for round in 1...200 {
      try bea.register("index-\(round)", label: "1", tier: "low")
      let promotion = try bea.request("index-\(round)", "1") ?? ""
      let act = "select countersign.sign_promotion(\(promotion), 1, 'fine')"
      #expect(try atOnce(level, (amy, act), (abe, act)).sorted() == ["CS403 promotion.cannot-sign", "allowed"])
    }
    #expect(try office.superuser.value("select count(*) from countersign_private.approval") == "200")
  }

  @Test(
    "of two promotions of one artifact signed at once the second was read beside another version", arguments: levels)
  func pointers(level: String) throws {
    let amy = try office.hire("amy", "approver")
    let abe = try office.hire("abe", "approver")
    for round in 1...20 {
      let promotions = try (1...2).map { number in
        try bea.register("index", label: "\(round).\(number)", body: "{\"n\":\"\(round).\(number)\"}")
        return try bea.request("index", "\(round).\(number)") ?? ""
      }
      let acts = promotions.map { "select countersign.sign_promotion(\($0), 1, 'fine')" }
      let outcomes = try atOnce(level, (amy, acts[0]), (abe, acts[1]))
      #expect(outcomes.sorted() == ["CS409 promotion.changed", "allowed"])
      let late = outcomes[0] == "allowed" ? 1 : 0
      #expect(amy.signs(promotions[late], revision: "2") == "allowed")
    }
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what from countersign.check_rules() where found > 0").isEmpty)
    #expect(try office.superuser.value("select count(*) from countersign_private.pointer") == "40")
  }

  @Test("the same is asked for once", arguments: levels)
  func requests(level: String) throws {
    let amy = try office.hire("amy", "approver")
    for round in 1...20 {
      try bea.register("index-\(round)", label: "1")
      let act = "select * from countersign.request_promotion('index-\(round)', '1', 'production', 'better')"
      #expect(try atOnce(level, (amy, act), (bea, act)).sorted() == ["CS409 promotion.open", "allowed"])
    }
  }

  @Test("versions registered at once are numbered one after the other, the same content once", arguments: levels)
  func registrations(level: String) throws {
    let ben = try office.hire("ben", "builder", team: "claims")
    func act(_ round: Int, _ words: String) -> String {
      """
      select * from countersign.register_version('index', 'dataset', 'claims', null, 'low', '', null,
        convert_to('{"words":"\(words) \(round)"}', 'UTF8'), 'more')
      """
    }
    for round in 1...20 {
      #expect(try atOnce(level, (bea, act(round, "bea")), (ben, act(round, "ben"))) == ["allowed", "allowed"])
      #expect(try atOnce(level, (bea, act(round, "same")), (ben, act(round, "same"))) == ["allowed", "allowed"])
    }
    #expect(
      try office.superuser.run("select count(*), min(number), max(number) from countersign_private.version")
        == [["60", "1", "60"]])
  }

  @Test("a figure that is being recorded holds up whoever asks for the promotion it speaks about")
  func figureFirst() async throws {
    try bea.register("answers", label: "1", kind: "model")
    let rui = try office.hire("rui", "reviewer")
    try rui.run("begin")
    try rui.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)")
    try bea.start("select * from countersign.request_promotion('answers', '1', 'production', 'better')")
    try await office.waitsForLock(bea)
    try rui.run("commit")
    #expect(bea.finish() == "allowed")
  }

  @Test("two last verdicts at once are both counted", arguments: levels)
  func verdicts(level: String) throws {
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let ria = try office.hire("ria", "reviewer")
    for round in 1...20 {
      let item = try office.reviewItem("e\(round)", from: ingest)
      let acts = try [rui, ria].map { reviewer in
        let claim = try reviewer.claim(item)
        return "select * from countersign.decide(\(item), \(claim.slot), \(claim.fence), 'block', 'harm')"
      }
      #expect(try atOnce(level, (rui, acts[0]), (ria, acts[1])) == ["allowed", "allowed"])
    }
    #expect(
      try office.superuser.run("select state, decided, count(*) from countersign_private.review_present group by 1, 2")
        == [["done", "2", "20"]])
  }
}
