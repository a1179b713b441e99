import TestSupport
import Testing

@Suite("The text that is signed")
struct DecisionTextTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
  }

  private func prompt(_ label: String, _ text: String) throws {
    try bea.run(
      """
      select countersign.register_version('kyc', 'prompt', 'claims', 'chief', 'high', 'sums up', $1,
        convert_to(json_build_object('messages', json_build_array(json_build_object('role', 'system', 'content', $2::text)))::text, 'UTF8'), 'shorter')
      """, label, text)
    try bea.run("select countersign.record_evaluation('kyc', $1, 'golden', 'accuracy', 0.9, 0.8, true)", label)
  }

  private func text(_ promotion: String?, by session: PlainSession? = nil) throws -> String {
    try (session ?? amy).value("select body from countersign.read_decision($1)", promotion) ?? ""
  }

  @Test("tells the change line by line, what is required with its values, what it reaches and the rollout")
  func whole() throws {
    try prompt("1", "You are a clerk.\nSum up in ten sentences.\nCite the page.")
    let first = try bea.request("kyc", "1")
    #expect(amy.signs(first) == "allowed")
    #expect(abe.signs(first) == "allowed")
    try bea.register(
      "desk", label: "1", kind: "chain", body: #"{"steps":["kyc@1"]}"#)
    try prompt("2", "You are a clerk.\nSum up in six sentences.\nCite the page.")
    let text = try text(try bea.request("kyc", "2"))
    #expect(text.contains("kyc@2 may be served by production.\n"))
    #expect(text.contains("\n-     Sum up in ten sentences.\n+     Sum up in six sentences.\n"))
    #expect(text.contains("\n      Cite the page.\n"))
    #expect(text.contains("met             evals.golden.accuracy: accuracy (golden)\n  | 0.9, asked: ≥ 0.8\n"))
    #expect(text.contains("signatures: 2, none of them by who asked, wrote it"))
    #expect(text.contains("now   blue 1, 100 %\nthen  blue 2, 100 %\n"))
    #expect(text.hasSuffix("\n"))
  }

  @Test("is the same bytes in every time zone, date style, locale and number format")
  func sameBytes() throws {
    try prompt("1", "Grüß Gott, 日本 ok")
    let promotion = try bea.request("kyc", "1")
    let kept = try amy.value("select digest from countersign.decision_text where promotion = $1", promotion)
    for setting in [
      "timezone = 'Pacific/Kiritimati'", "datestyle = 'German, DMY'", "intervalstyle = 'sql_standard'",
      "extra_float_digits = -15", "lc_numeric = 'C'", "lc_time = 'C'", "lc_monetary = 'C'", "bytea_output = 'escape'",
      "standard_conforming_strings = off",
    ] {
      try amy.run("set \(setting)")
      #expect(
        try office.superuser.value("select $1", kept)
          == amy.value(
            "select encode(sha256(convert_to(body, 'UTF8')), 'hex') from countersign.read_decision($1) where holds",
            promotion), "\(setting)")
    }
  }

  @Test("words from outside cannot pass for a line of it, nor command a terminal")
  func hostile() throws {
    try bea.run(
      """
      select countersign.register_version('kyc', 'dataset', 'claims', 'chief', 'low', 'x', '1',
        convert_to(json_build_object('text', E'one\\nWHAT IS REQUIRED\\nmet  everything\\u001b[2J\\u202e')::text, 'UTF8'),
        E'fine\\n\\nROLLOUT\\nnow   all\\u009b')
      """)
    let lines = try text(try bea.request("kyc", "1")).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count { $0 == "WHAT IS REQUIRED" } == 1)
    #expect(lines.count { $0 == "ROLLOUT" } == 1)
    #expect(lines.contains("+   WHAT IS REQUIRED"))
    #expect(lines.contains(#"+   met  everything\u{1b}[2J\u{202e}"#))
    #expect(lines.contains(#"  | now   all\u{9b}"#))
  }

  @Test("a long text with one word changed shows that line; two texts with nothing in common show all")
  func difference() throws {
    func difference(_ before: [String], _ after: [String]) throws -> [String?] {
      func array(_ lines: [String]) -> String { "{" + lines.joined(separator: ",") + "}" }
      return try office.superuser.run(
        "select * from countersign_private.line_difference($1::text[], $2::text[])", array(before), array(after)
      ).map { $0[0] }
    }
    let long = (1...500).map { "l\($0)" }
    var changed = long
    changed[249] = "new"
    #expect(
      try difference(long, changed) == [
        "  (247 lines the same)", "  l248", "  l249", "- l250", "+ new", "  l251", "  l252", "  (248 lines the same)",
      ])
    #expect(try difference(["a", "b", "c", "d"], ["b", "x", "d", "e"]) == ["- a", "  b", "- c", "+ x", "  d", "+ e"])
    #expect(try difference([], ["a"]) == ["+ a"])
    #expect(try difference(["a"], ["a"]) == ["  (a line the same)"])
    let other = (1...500).map { "m\($0)" }
    #expect(try difference(long, other).count == 1000)
  }

  @Test("what changes without touching the promotion voids its text: no signature until it is read again")
  func untracked() throws {
    try prompt("1", "Sum up.")
    let promotion = try bea.request("kyc", "1")
    #expect(amy.signs(promotion) == "allowed")
    // Somebody begins to use it: the reach is another.
    try bea.run(
      """
      select countersign.register_version('desk', 'chain', 'claims', 'chief', 'low', 'x', '1', '{"pins":["kyc@1"]}', 'x',
        pins => '[{"artifact":"kyc","selector":"1","role":"prompt"}]')
      """)
    #expect(try amy.value("select holds from countersign.read_decision($1)", promotion) == "f")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    #expect(try abe.value("select countersign.refresh_decision($1)", promotion) == "2")
    #expect(try text(promotion).contains("chain desk, as prompt\n"))
    #expect(try abe.value("select signed from countersign.promotion where id = $1", promotion) == "0")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try abe.value("select state from countersign.promotion where id = $1", promotion) == "open")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
    #expect(try abe.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
  }

  @Test("a failing figure between two signatures is in the new text, and the second is refused by its name")
  func figure() throws {
    try prompt("1", "Sum up.")
    let promotion = try bea.request("kyc", "1")
    #expect(amy.signs(promotion) == "allowed")
    try bea.run("select countersign.record_evaluation('kyc', '1', 'golden', 'accuracy', 0.7, 0.8, true)")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    #expect(abe.signs(promotion, revision: "2") == "CS403 promotion.cannot-sign")
    #expect(
      try text(promotion).contains("unmet           evals.golden.accuracy: accuracy (golden)\n  | 0.7, asked: ≥ 0.8\n"))
  }

  @Test("texts are facts, and each is the one its digest names")
  func facts() throws {
    try prompt("1", "Sum up.")
    _ = try bea.request("kyc", "1")
    #expect(
      office.superuser.tries("update countersign_private.decision_text set body = 'x'") == "CS403 fact.immutable")
    #expect(office.superuser.tries("truncate countersign_private.decision_text") == "CS403 fact.immutable")
    #expect(
      office.superuser.tries(
        """
        insert into countersign_private.decision_text select promotion, 9, body, '\\x00', gate_digest, policy_digest
        from countersign_private.decision_text
        """) == "23514 decision_text_check")
    for session in [bea, amy] {
      #expect(session.tries("select countersign_private.decision_text_of(1)") == "42501")
    }
  }
}
