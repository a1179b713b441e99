import TestSupport
import Testing

@Suite("What the tier policy covers")
struct CoveredCategoryTests {
  let office: Office
  let ingest: PlainSession, keeper: PlainSession, rui: PlainSession, lou: PlainSession
  private static let content =
    #"{"input":[{"parts":[{"content":"I am Ana","type":"text"}],"role":"user"},{"content":"of Elm 7","role":"user"}],"#
    + #""output":[{"parts":[{"content":"Dear Ana,","type":"text"},{"name":"mail","type":"tool_call"},{"content":" écris!","type":"text"}],"role":"assistant"}]}"#

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    lou = try office.hire("lou", "lead")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("keeper"))
    try office.superuser.run("grant countersign_gatekeeper to \(office.login("keeper"))")
    keeper = try office.session("keeper")
    let bea = try office.hire("bea", "builder")
    let ann = try office.hire("ann", "approver")
    let body = #"{"decides": "tiers", "files": {"data.json": "{}", "tiering.rego": "package countersign.tier"}}"#
    try bea.register("tier-policy", label: "1", kind: "policy", body: body, team: "office")
    #expect(ann.signs(try bea.request("tier-policy", "1")) == "allowed")
  }

  /// One item flagged for personal data at these places; answers its number.
  private func item(_ spans: String, side: String = "output", masking: String = #"["privacy_pii"]"#) throws -> String {
    let receipt = try ingest.fillInbox("e1", verdicts: [], content: Self.content)
    try ingest.run(
      "insert into pg_temp.flag_inbox values (1, 0, 'checker', 'privacy_pii', 'flagged', null, $1, null, $2)", side,
      spans)
    try ingest.run("select countersign.take_inbox($1)", receipt)
    try ingest.run("commit")
    let asked = try keeper.run("select policy, digest from countersign.tier_questions()").first ?? []
    #expect(
      keeper.tries(
        "select countersign.decide_tier($1, $2, $3, 'test')", asked.first ?? "", asked.last ?? "",
        #"{"tier": "medium", "queue": "medium", "needed": 1, "rule": "tier.flag", "due_seconds": 600, "masking": \#(masking)}"#
      ) == "allowed")
    return try rui.value("select id from countersign.review_item") ?? ""
  }

  /// The answer's parts and the input's, and what is said to be covered.
  private func read(_ item: String, by session: PlainSession) throws -> [String?] {
    try session.run(
      """
      select c #>> '{output,0,parts,0,content}', c #>> '{output,0,parts,2,content}', c #>> '{input,0,parts,0,content}',
        c #>> '{input,1,content}', generation ->> 'covered'
      from (select convert_from(content, 'UTF8')::jsonb as c, generation from countersign.open_review(\(item))) x
      """
    ).first ?? []
  }

  @Test("comes covered at its places, across parts, whatever one's clearance, until it is revealed")
  func places() throws {
    let item = try item(#"[{"start": 5, "end": 11}]"#)
    let covered = ["Dear ████", " █cris!", "I am Ana", "of Elm 7", #"["privacy_pii"]"#]
    #expect(try read(item, by: rui) == covered)
    let reveal = "select countersign.reveal_review($1, 'the verdict needs the words')"
    #expect(rui.tries(reveal, item) == "CS403 review.not-yours")
    _ = try rui.claim(item)
    #expect(rui.tries(reveal, item) == "allowed")
    #expect(try read(item, by: rui) == ["Dear Ana,", " écris!", "I am Ana", "of Elm 7", "[]"])
    #expect(rui.tries(reveal, item) == "CS409 review.not-masked")
    #expect(try read(item, by: lou) == covered, "it is revealed to who asked")
    #expect(
      try office.superuser.value(
        "select detail ->> 'covered' from countersign_private.activity where act = 'review.reveal'")
        == #"["privacy_pii"]"#)
  }

  @Test("is the whole side when the flag names no place, and no other side")
  func wholeSide() throws {
    #expect(
      try read(try item("[]", side: "input"), by: rui)
        == ["Dear Ana,", " écris!", "█ ██ ███", "██ ███ █", #"["privacy_pii"]"#])
  }

  @Test("is nothing where its decision lists nothing")
  func unlisted() throws {
    #expect(
      try read(try item("[]", masking: "[]"), by: rui) == ["Dear Ana,", " écris!", "I am Ana", "of Elm 7", "[]"])
  }

  @Test("stays covered while facts that came late wait for a decision")
  func undecided() throws {
    let item = try item(#"[{"start": 0, "end": 4}]"#)
    let generation = try rui.value("select generation from countersign.review_item") ?? ""
    #expect(
      ingest.tries(
        "select countersign.add_flags($1, $2)", generation,
        #"[{"source": "late", "category": "violence", "verdict": "flagged"}]"#) == "allowed")
    #expect(try read(item, by: rui).first == "████ Ana,")
  }

  @Test("covers hostile content without a fault, and goes out covered")
  func hostile() throws {
    for (messages, covered) in [
      ("[]", "[]"), (#""words""#, #""█████""#), ("null", "null"),
      (
        #"[1,null,"a b",{"parts":[null,7,{"content":{"in":"x"}},{"type":"image","uri":"u"}]}]"#,
        #"[0, null, "█ █", {"parts": [null, 0, {"content": {"in": "█"}}, {"uri": "u", "type": "image"}]}]"#
      ),
      (#"[{"content":[{"text":"Ana"}],"role":"user"}]"#, #"[{"role": "user", "content": [{"text": "███"}]}]"#),
    ] {
      #expect(
        try office.superuser.value("select countersign_private.covered_messages($1, '{(,)}', true)", messages)
          == covered)
    }
    let item = try item("[]")
    #expect(
      try lou.value(
        "select count(*) from countersign.export_reviews(0, 10) e where convert_from(e.content, 'UTF8') like '%Dear%'")
        == "0", "item \(item)")
  }
}
