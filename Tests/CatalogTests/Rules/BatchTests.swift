import TestSupport
import Testing

@Suite("A set of promotions is signed as one")
struct BatchTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession
  /// One of high tier, which needs two, and one of low.
  let high: String, low: String

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver", "builder")
    try bea.register("answers", label: "1", tier: "high")
    try bea.register("letters", label: "1", body: "[1]")
    high = try bea.request("answers", "1") ?? ""
    low = try bea.request("letters", "1") ?? ""
  }

  private func digest(_ members: [String]) throws -> String? {
    try amy.value("select digest from countersign.read_batch($1) limit 1", "{\(members.joined(separator: ","))}")
  }

  private func signs(
    _ session: PlainSession, _ members: [String], revisions: [String]? = nil, digest: String? = nil,
    envelope: String? = nil
  ) throws -> String {
    session.tries(
      "select * from countersign.sign_batch($1, $2, $3, 'read and fine', 'sql', convert_to($4, 'UTF8'))",
      "{\(members.joined(separator: ","))}",
      "{\((revisions ?? members.map { _ in "1" }).joined(separator: ","))}", try digest ?? self.digest(members),
      envelope)
  }

  private func states() throws -> [[String?]] {
    try amy.run("select id, state, signed from countersign.promotion order by id")
  }

  @Test("all of them are signed, each by its own quorum; the text holds the text of each, and is kept")
  func whole() throws {
    #expect(try signs(amy, [low, high]) == "allowed")
    #expect(try states() == [[high, "open", "1"], [low, "promoted", "1"]])
    #expect(
      try amy.run(
        """
        select b.promotion, b.person, position(d.body in b.body) > 0 from countersign.promotion_batch b
        join countersign.decision_text d on d.promotion = b.promotion order by 1
        """) == [[high, "amy", "t"], [low, "amy", "t"]])
    #expect(
      try amy.value("select detail ->> 'promotions' from countersign.activity where act = 'promotion.sign-batch'")
        == "[\(high), \(low)]")
    #expect(abe.signs(high) == "allowed")
    #expect(
      office.superuser.tries("update countersign_private.promotion_batch set person = 'abe'") == "CS403 fact.immutable")
    #expect(amy.tries("insert into countersign_private.promotion_batch_approval values (1, 1)") == "42501")
  }

  @Test("when one of them cannot be signed none is, and it is named")
  func none() throws {
    try abe.register("letters", label: "2", body: "[2]", team: "claims")
    let own = try abe.request("answers", "1", to: "staging") ?? ""
    #expect(try signs(abe, [high, own]) == "CS403 promotion.cannot-sign")
    #expect(
      try abe.run("select promotion, refusal is null from countersign.read_batch($1) order by 1", "{\(own),\(high)}")
        == [[high, "t"], [own, "f"]])
    #expect(try signs(bea, [high, low]) == "CS403 right.missing")
    #expect(amy.signs(low) == "allowed")
    #expect(try signs(amy, [high, low]) == "CS403 promotion.cannot-sign")
    #expect(try states().map { $0[2] } == ["0", "1", "0"])
  }

  @Test("a set is signed as it was read: revisions, order and text")
  func asRead() throws {
    let before = try digest([high, low])
    #expect(try signs(amy, [high, low], revisions: ["1", "2"]) == "CS409 promotion.changed")
    #expect(try signs(amy, [high, low], digest: String(repeating: "0", count: 64)) == "CS409 promotion.changed")
    #expect(try signs(amy, [high, low], revisions: ["1"]) == "CS422 batch.revisions")
    // A figure of one of them has changed: nothing of the set is signed by what was read before.
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)")
    #expect(try signs(amy, [high, low], digest: before) == "CS409 promotion.changed")
    #expect(try signs(amy, [high, low], revisions: ["2", "1"], digest: before) == "CS409 promotion.changed")
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.7, 0.8, true)")
    #expect(try signs(amy, [high, low], revisions: ["3", "1"]) == "CS403 promotion.cannot-sign")
    #expect(try states().map { $0[2] } == ["0", "0"])
  }

  @Test("a set has several promotions, each for another place")
  func members() throws {
    try bea.register("letters", label: "2", body: "[2]")
    let other = try bea.request("letters", "2") ?? ""
    #expect(try signs(amy, [low, other], digest: "x") == "CS409 batch.place")
    #expect(try signs(amy, [low, low], digest: "x") == "CS422 batch.size")
    #expect(try signs(amy, [low], digest: "x") == "CS422 batch.size")
    #expect(try signs(amy, [low, "77"], digest: "x") == "CS404 promotion.unknown")
    let vic = try office.hire("vic", "viewer")
    #expect(try vic.value("select count(*) from countersign.read_batch($1)", "{\(low),\(high)}") == "2")
  }

  // MARK: With a key

  /// An envelope over a set, with a signature of zeros.
  private func envelope(_ members: [String], by person: String, key: String, change: String = "s") throws -> String? {
    try office.superuser.value(
      """
      select json_build_object('payloadType', 'application/vnd.in-toto+json',
        'payload', encode(convert_to((\(change))::text, 'UTF8'), 'base64'),
        'signatures', json_build_array(json_build_object('keyid', $3::text, 'sig', encode(decode(repeat('00', 64), 'hex'), 'base64'))))
      from (select countersign_private.expected_batch_statement($1::bigint[], $2) as s) x
      """, "{\(members.joined(separator: ","))}", person, key)
  }

  private func key() throws -> String {
    let lou = try office.hire("lou", "lead")
    let key = try amy.addKey()
    #expect(lou.trustsKey(key) == "allowed")
    try office.chief.run("select countersign.need_keys('production', true, 'by hand')")
    for promotion in [high, low] {
      #expect(try amy.value("select countersign.refresh_decision($1)", promotion) == "2")
    }
    return key
  }

  @Test("one envelope states the decision of each; it is stored with each approval")
  func keyed() throws {
    let key = try key()
    let members = [high, low].sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
    #expect(try signs(amy, members, revisions: ["2", "2"]) == "CS403 signature.needed")
    let envelope = try envelope(members, by: "amy", key: key)
    #expect(try signs(amy, members, revisions: ["2", "2"], envelope: envelope) == "allowed")
    #expect(
      try amy.run("select count(*), count(distinct envelope), min(person) from countersign.approval_envelope")
        == [["2", "1", "amy"]])
  }

  @Test("the envelope of a set signs no part of it, nor another set")
  func part() throws {
    let key = try key()
    let whole = try envelope([high, low], by: "amy", key: key)
    #expect(amy.signs(high, revision: "2", envelope: whole) == "CS409 batch.part", "refused when it is committed")
    #expect(try states().map { $0[2] } == ["0", "0"])
    let staging = try bea.request("answers", "1", to: "staging") ?? ""
    #expect(
      try signs(amy, [high, staging], revisions: ["2", "1"], envelope: whole) == "CS409 promotion.changed")
    let single = try office.envelope(of: high, by: "amy", key: key)
    #expect(try signs(amy, [high, low], revisions: ["2", "2"], envelope: single) == "CS409 promotion.changed")
  }

  @Test(
    "every part of the statement is the one that stands here",
    arguments: [
      "jsonb_set(s, '{predicate,decisions,0,revision}', '7')",
      "jsonb_set(s, '{predicate,decisions,1,decision}', '\"reject\"')",
      "jsonb_set(s, '{predicate,decision_text,sha256}', '\"00\"')", "jsonb_set(s, '{predicate,signer}', '\"abe\"')",
      "jsonb_set(s, '{subject,1,digest,sha256}', '\"00\"')",
      "jsonb_set(s, '{predicate,decisions,1,gate,digest,sha256}', '\"00\"')",
      "s || '{\"more\":1}'",
    ])
  func statement(_ change: String) throws {
    let key = try key()
    let changed = try envelope([high, low], by: "amy", key: key, change: change)
    #expect(try signs(amy, [high, low], revisions: ["2", "2"], envelope: changed) == "CS409 promotion.changed")
    #expect(try amy.value("select count(*) from countersign.approval") == "0")
  }

  @Test("two sets signed at once by two people, in another order, lose nothing", arguments: QuorumTests.levels)
  func atOnce(level: String) throws {
    for round in 1...20 {
      let promotions = try ["x", "y"].map { name in
        try bea.register("\(name)-\(round)", label: "1", tier: "high")
        return try bea.request("\(name)-\(round)", "1") ?? ""
      }
      let digest = try digest(promotions) ?? ""
      let acts = [promotions, promotions.reversed()].map {
        "begin isolation level \(level); select * from countersign.sign_batch('{\($0.joined(separator: ","))}', '{1,1}', '\(digest)', 'fine'); commit"
      }
      var waiting = [(amy, acts[0]), (abe, acts[1])]
      while !waiting.isEmpty {
        for (session, act) in waiting { try session.start(act) }
        waiting = try waiting.filter { session, _ in
          let outcome = session.finish()
          if outcome != "allowed" { try session.run("rollback") }
          #expect(["allowed", "40001", "40P01"].contains(outcome))
          return outcome != "allowed"
        }
      }
    }
    #expect(
      try office.superuser.run(
        """
        select state, signed, count(*) from countersign.promotion where artifact like 'x-%' or artifact like 'y-%' group by 1, 2
        """) == [["promoted", "2", "40"]])
  }
}
