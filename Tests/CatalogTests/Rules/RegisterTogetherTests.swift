import TestSupport
import Testing

/// Many versions in one call keep the rules that one version keeps, by plain SQL.
@Suite("Versions are registered together, all of them or none")
struct RegisterTogetherTests {
  let office: Office
  let bea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
  }

  /// A call for prompts; the lists are SQL.
  private func call(
    _ names: String, _ bodies: String, labels: String = "null", parents: String = "null", pins: String = "[]",
    kind: String = "prompt", tier: String = "low"
  ) -> String {
    """
    select place, version_label, is_new, activity is not null from countersign.register_versions(
      array[\(names)], '\(kind)', 'claims', 'bea', '\(tier)', 'greets', \(labels),
      array(select convert_to(x, 'UTF8') from unnest(array[\(bodies)]) x), array_fill('as found'::text, array[cardinality(array[\(names)])]),
      parents => \(parents), pins => $$\(pins)$$::jsonb)
    """
  }

  private func body(_ words: String) -> String { "'{\"text\":\"\(words)\"}'" }

  @Test("each in its turn: numbers, parents, digests, places in the lineage and a line of activity for each")
  func whole() throws {
    try bea.register("greeting", label: "1", kind: "prompt", body: #"{"text":"Hello."}"#)
    let made = try bea.run(
      call(
        "'greeting','farewell','greeting','greeting','farewell'",
        [body("a"), body("b"), body("c"), body("Hello."), body("d")].joined(separator: ",")))
    #expect(
      made == [
        ["1", "2", "t", "t"], ["2", "1", "t", "t"], ["3", "3", "t", "t"], ["4", "1", "f", "f"], ["5", "2", "t", "t"],
      ])
    #expect(
      try bea.run("select artifact, label, parent, number from countersign.version order by artifact, number")
        == [
          ["farewell", "1", nil, "1"], ["farewell", "2", "1", "2"], ["greeting", "1", nil, "1"],
          ["greeting", "2", "1", "2"], ["greeting", "3", "2", "3"],
        ])
    let lines = try office.superuser.run(
      """
      select x.subject, x.person, x.reason, x.detail ->> 'digest' = encode(v.digest, 'hex'), (x.detail ->> 'number')::int = v.number
      from countersign_private.activity x join countersign_private.artifact a on a.name = split_part(x.subject, '@', 1)
      join countersign_private.version v on v.artifact = a.id and v.label = split_part(x.subject, '@', 2)
      where x.act = 'version.register' and x.reason = 'as found' order by x.id
      """)
    #expect(
      lines == ["greeting@2", "farewell@1", "greeting@3", "farewell@2"].map { [$0, "bea", "as found", "t", "t"] })
    #expect(
      try office.superuser.value(
        """
        select count(*) from countersign_private.version v join countersign_private.lineage_version l on l.version = v.id
        join countersign_private.lineage_node n on n.id = l.node
        join countersign_private.artifact a on a.id = v.artifact where n.name = 'prompt/' || a.name || '@' || v.label
        """) == "5")
  }

  @Test("the same list again writes nothing, and a list that grew only what is new")
  func again() throws {
    let two = call("'a','a'", [body("1"), body("2")].joined(separator: ","))
    try bea.run(two)
    let count = "select count(*) from countersign_private.activity"
    let before = try office.superuser.value(count)
    #expect(try bea.run(two).map { $0[2] } == ["f", "f"])
    #expect(try office.superuser.value(count) == before)
    let three = try bea.run(call("'a','a','a'", [body("1"), body("2"), body("3")].joined(separator: ",")))
    #expect(three.map { $0[2] } == ["f", "f", "t"])
    #expect(try bea.value("select parent from countersign.version where label = '3'") == "2")
    // Twice in one list is once.
    let twice = try bea.run(call("'a','a'", [body("4"), body("4")].joined(separator: ",")))
    #expect(twice.map { $0[1] } == ["4", "4"] && twice.map { $0[2] } == ["t", "f"])
  }

  @Test("a list that counts from elsewhere names no other artifact's version as a parent")
  func bounds() throws {
    try bea.register("a", label: "of a", kind: "prompt", body: #"{"text":"1"}"#)
    try bea.register("b", label: "of b", kind: "prompt", body: #"{"text":"1"}"#)
    let act = """
      select countersign.register_versions('[0:1]={b,a}'::text[], 'prompt', 'claims', 'bea', 'low', '', null,
        array(select convert_to(x, 'UTF8') from unnest(array[\(body("2")), \(body("3"))]) x), '[0:1]={first,second}'::text[],
        parents => array['of a', null])
      """
    #expect(bea.tries(act) == "CS404 version.unknown")
    #expect(bea.tries(act.replacing("'of a', null", with: "'of b', 'of a'")) == "allowed")
    #expect(
      try bea.run("select artifact, parent, message from countersign.version where number = 2 order by 1")
        == [["a", "of a", "second"], ["b", "of b", "first"]])
  }

  @Test("one that is refused takes all with it, and is named")
  func refused() throws {
    try bea.register("other", label: "1", kind: "dataset", body: "[]")
    let good = body("good")
    let tries: [(String, String)] = [
      (call("'a','b'", "\(good),'no json'"), "CS422 version.body"),
      (call("'a','b'", "\(good),null"), "CS422 version.body"),
      (call("'a','b'", "\(good),'{}'"), "CS422 version.of-kind"),
      (call("'a',null", "\(good),\(good)"), "CS422 artifact.name"),
      (call("'a',E'b\\u001b'", "\(good),\(good)"), "CS422 artifact.name"),
      (call("'a','other'", "\(good),\(good)"), "CS409 artifact.kind"),
      (call("'a','a'", "\(good),\(body("x"))", labels: "array['1','1']"), "CS409 version.label-taken"),
      (call("'a','a'", "\(good),\(body("x"))", labels: "array['2',null]"), "CS409 version.label-taken"),
      (call("'a','a'", "\(good),\(body("x"))", labels: "array['1','ENV:production']"), "CS422 version.label"),
      (call("'a','a'", "\(good),\(body("x"))", parents: "array[null,'9']"), "CS404 version.unknown"),
      (call("'a','a'", good), "CS422 version.lists"),
      (call("'a'", good, labels: "array['1','2']"), "CS422 version.lists"),
      (call("'a'", good, tier: "lofty"), "CS422 tier.unknown"),
      (call("'a'", good, kind: "spell"), "CS422 artifact.kind-unknown"),
      (call("'a'", good, pins: #"[{"place":2,"artifact":"other","selector":"1","role":"x"}]"#), "CS422 version.lists"),
      (
        call("'a'", good, pins: #"[{"place":1,"artifact":"none","selector":"1","role":"x"}]"#), "CS404 artifact.unknown"
      ),
    ]
    for (act, refusal) in tries {
      #expect(bea.tries(act) == refusal, "\(act)")
    }
    #expect(try bea.value("select count(*) from countersign.version") == "1")
    #expect(try office.superuser.value("select count(*) from countersign_private.artifact") == "1")
  }

  @Test("what a body names is pinned, place by place, however its name is written")
  func pins() throws {
    try bea.register("model", label: "1", kind: "model", body: #"{"a":1}"#)
    let one = #"'{"pins":["model@1"],"steps":["x"]}'"#
    let hidden = #"'{"\u0070ins":["model@1"],"steps":["y"]}'"#
    #expect(bea.tries(call("'c'", one, kind: "chain")) == "CS422 version.not-pinned")
    #expect(bea.tries(call("'c'", hidden, kind: "chain")) == "CS422 version.not-pinned")
    let pins = #"[{"place":2,"artifact":"model","selector":"1","role":"model"}]"#
    #expect(bea.tries(call("'c','d'", "'{\"steps\":[\"a\"]}',\(one)", pins: pins, kind: "chain")) == "allowed")
    #expect(
      try bea.run("select artifact, on_artifact, on_label, role from countersign.dependency") == [
        ["d", "model", "1", "model"]
      ])
    #expect(bea.tries(call("'d'", one, kind: "chain")) == "CS409 version.pins")
    #expect(bea.tries(call("'c','d'", "'{\"steps\":[\"a\"]}',\(one)", pins: pins, kind: "chain")) == "allowed")
  }

  @Test("only a builder or a lead of the team, or of the office, registers; a viewer is refused by name")
  func roles() throws {
    let act = call("'a'", body("x"))
    #expect(try office.hire("vic", "viewer", team: "claims").tries(act) == "CS403 right.missing")
    #expect(try office.hire("amy", "approver", team: "claims").tries(act) == "CS403 right.missing")
    #expect(bea.tries(act) == "allowed")
    let other = try office.hire("other", "builder", team: nil)
    #expect(other.tries(call("'b','a'", "\(body("x")),\(body("y"))")) == "CS403 artifact.team")
    #expect(
      bea.tries(
        "select countersign_private.register_all(null,null,null,null,null,null,null,null,null,null,null,null,null,null)"
      ) == "42501")
    try bea.run("select countersign.retire_artifact('a', 'over')")
    #expect(bea.tries(call("'a'", body("y"))) == "CS409 artifact.retired")
    #expect(bea.tries(act) == "allowed", "what is known is found again")
  }

  @Test("what was stated of a version goes stale when a newer one comes in a list")
  func facts() throws {
    let desk = #"'{"operator_role":"deployer","annex_iii_points":["none"],"n":1}'"#
    try bea.run(call("'desk'", desk, kind: "system"))
    try bea.run("select countersign.set_fact('desk', 'a8a_trade_name', 'Desk', 'known')")
    let state = "select state from countersign.fact where artifact = 'desk' and key = 'a8a_trade_name'"
    #expect(try bea.value(state) == "answered")
    try bea.run(
      call(
        "'desk','other'", "'{\"operator_role\":\"deployer\",\"annex_iii_points\":[\"none\"],\"n\":2}',\(desk)",
        kind: "system"))
    #expect(try bea.value(state) == "stale")
  }
}
