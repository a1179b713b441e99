import Evidence
import Governance
import Policy
import Testing

@Suite("A gate is met")
struct GateRuleTests {
  let bundle: PolicyBundle
  let expected: ExpectedRequirements

  init() throws {
    bundle = try smallBundle()
    expected = try bundle.expected(environment: "production", tier: .high, kind: .prompt)
  }

  private func verdict(ofDocument document: JSONValue) -> GateVerdict {
    GateRule.verdict(of: PolicyAnswer(document, engine: "e", engineVersion: "1"), expecting: expected, of: bundle)
  }

  private func verdict(_ rows: JSONValue...) -> GateVerdict { verdict(ofDocument: decision(rows, of: bundle)) }

  @Test("when every expected id stands there once and is met")
  func met() {
    let verdict = verdict(row("b"), row("a"))
    #expect(verdict.allow)
    #expect(verdict.requirements.map(\.id) == ["a", "b"], "in the order of the list")
    #expect(verdict.requirements[0].principle == "p")
    #expect(verdict.reasons.isEmpty)
  }

  @Test("when one is not applicable with a reason and its list allows that")
  func notApplicable() { #expect(verdict(row("a"), row("b", "not_applicable")).allow) }

  @Test("not when it is not applicable without a reason", arguments: ["", "  \n"])
  func withoutReason(_ evidence: String) {
    let verdict = verdict(row("a"), row("b", "not_applicable", evidence: evidence))
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.value) == ["not applicable without a reason"])
  }

  @Test("not when it is not applicable and its list does not allow that")
  func notAllowedNotToApply() {
    let verdict = verdict(row("a", "not_applicable"), row("b"))
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.id) == ["a"])
  }

  @Test("not when one is missing")
  func missing() {
    let verdict = verdict(row("a"))
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.id) == ["b"])
    #expect(verdict.unmet.map(\.value) == ["missing"])
  }

  @Test("not when one stands there twice, met both times")
  func doubled() {
    let verdict = verdict(row("a"), row("a"), row("b"))
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.value) == ["2 answers"])
  }

  @Test("not when an id is answered that no list names, though met")
  func unknown() {
    let verdict = verdict(row("a"), row("b"), row("c"))
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.id) == ["c"])
  }

  @Test("whatever is answered that only another list asks for")
  func otherList() {
    let verdict = verdict(row("a"), row("b"), row("z", "unmet"))
    #expect(verdict.allow)
    #expect(verdict.requirements.map(\.id) == ["a", "b"])
  }

  @Test("not when one is unmet, though the document allows it")
  func unmet() { #expect(!verdict(row("a"), row("b", "unmet")).allow) }

  @Test("not when a state is unknown or a member is missing or no text")
  func malformed() {
    #expect(!verdict(row("a"), row("b", "MET")).allow)
    #expect(!verdict(row("a"), ["id": "b", "state": "met"]).allow)
    var members: [JSONValue.Member] = []
    if case .object(let whole) = row("b") { members = whole.map { $0.key == "value" ? .init("value", 1) : $0 } }
    #expect(!verdict(row("a"), .object(members)).allow)
    #expect(!verdict(row("a"), row("b"), "b").allow)
  }

  @Test("not when nothing is answered at all")
  func nothing() {
    #expect(!verdict().allow)
    #expect(verdict().unmet.count == 2)
  }

  @Test("not without the whole sentinel", arguments: ["allow", "deny", "warn", "policy_revision", "requirements"])
  func sentinel(_ member: String) {
    let verdict = verdict(ofDocument: decision([row("a"), row("b")], of: bundle, without: member))
    #expect(!verdict.allow)
    #expect(verdict.unmet.count == 2)
    #expect(verdict.reasons.first?.contains(member) == true)
  }

  @Test("not by a document of another bundle, one that does not allow, or one that denies")
  func otherDocuments() {
    let rows = [row("a"), row("b")]
    for changes: [String: JSONValue] in [
      ["policy_revision": "sha256:0"], ["allow": false], ["allow": "true"], ["allow": 1], ["deny": ["x"]],
      ["deny": "none"], ["requirements": ["a": "met"]],
    ] {
      let verdict = verdict(ofDocument: decision(rows, of: bundle, changes: changes))
      #expect(!verdict.allow)
      #expect(!verdict.reasons.isEmpty)
    }
    for document: JSONValue in [.null, [], "undefined", true] { #expect(!verdict(ofDocument: document).allow) }
  }
}

@Suite("A gate")
struct GateTests {
  @Test("says why nothing was decided, at every requirement")
  func unavailable() async throws {
    let problem = Problem(.unmet, "rego.absent", happened: "There is no policy engine.", remedy: "Install it.")
    let gate = Gate(try PolicyBundle.shipped(), engine: UnavailableEngine(because: problem))
    let facts = try goodFacts()
    let verdict = await gate.decide(facts)
    #expect(!verdict.allow)
    let expected = try gate.bundle.expected(environment: "production", tier: .high, kind: .prompt)
    #expect(verdict.requirements.map(\.id) == expected.entries.map(\.id))
    #expect(verdict.requirements.count > 15)
    #expect(verdict.requirements.allSatisfy { $0.state == .unmet && $0.evidence == "There is no policy engine." })
    #expect(verdict.reasons == [problem.summary])
    #expect(verdict.engine == nil)
  }

  @Test(
    "is unmet where the list is missing, empty or doubled, whatever the rules say",
    arguments: [
      ("development", ArtifactKind.prompt), ("production", .model), ("production", .chain), ("production", .vendor),
      ("production", .dataset),
    ])
  func badLists(_ environment: String, _ kind: ArtifactKind) async throws {
    let bundle = try smallBundle("package g\n")
    let facts = try goodFacts(["environment": .string(environment), "subject.kind": .string(kind.rawValue)])
    let gate = Gate(bundle, engine: FixedEngine(document: decision([row("a"), row("b")], of: bundle)))
    let verdict = await gate.decide(facts)
    #expect(!verdict.allow)
    #expect(verdict.reasons.count == 1)
  }

  @Test("does not ask an engine about rules that the vet refuses")
  func refused() async throws {
    let bundle = try smallBundle("package g\nimport rego.v1\na := x\n")
    let gate = Gate(bundle, engine: FixedEngine(document: decision([row("a"), row("b")], of: bundle)))
    #expect(await !gate.decide(try goodFacts()).allow)
    let clean = try smallBundle("package g\nimport rego.v1\na := 1\n")
    let open = Gate(clean, engine: FixedEngine(document: decision([row("a"), row("b")], of: clean)))
    #expect(await open.decide(try goodFacts()).allow)
  }
}

@Suite("A waiver in a gate")
struct WaiverTests {
  private func verdict(_ rows: [JSONValue], _ waivers: [JSONValue], deny: [JSONValue] = [], allow: Bool = false) throws
    -> GateVerdict
  {
    let bundle = try smallBundle()
    let facts = try goodFacts(["waivers": .array(waivers)])
    return GateRule.verdict(
      of: PolicyAnswer(
        decision(rows, of: bundle, changes: ["allow": .bool(allow), "deny": .array(deny)]), engine: "e",
        engineVersion: "1"),
      expecting: try bundle.expected(environment: "production", tier: .high, kind: .prompt), of: bundle,
      waivers: facts.waivers)
  }

  @Test("lets an unmet requirement go, and is told of beside it")
  func waived() throws {
    let verdict = try verdict([row("a"), row("b", "unmet")], [waiver("b")], deny: ["b"])
    #expect(verdict.allow)
    #expect(verdict.requirements.map(\.state) == [.met, .waived])
    #expect(
      verdict.requirements[1].evidence
        == "waived until 2027-01-15 08:00 UTC, ada answers for it: the suite is broken (granted by eve)")
    #expect(verdict.exceptions.map(\.id) == ["1"])
  }

  @Test("is no use for another requirement, once it has ended, or where the rules did not answer")
  func useless() throws {
    #expect(try !verdict([row("a"), row("b", "unmet")], [waiver("a")], deny: ["b"]).allow)
    #expect(try !verdict([row("a"), row("b", "unmet")], [waiver("b", until: 1_000)], deny: ["b"]).allow)
    #expect(try !verdict([row("a")], [waiver("b")], deny: ["b"]).allow, "missing")
    #expect(
      try !verdict([row("a"), row("b", "unmet"), row("b", "unmet")], [waiver("b")], deny: ["b"]).allow, "doubled")
    #expect(try !verdict([row("a"), row("b", "waived")], [waiver("b")], deny: ["b"]).allow, "rules waive nothing")
    #expect(
      try !verdict([row("a"), row("b", "unmet")], [waiver("b")], deny: ["b", "x"]).allow, "another denial stays")
  }

  @Test("never lets go what the catalog or the bundle holds")
  func never() throws {
    let bundle = try PolicyBundle(
      modules: [],
      data:
        #"{"gate": {"never_waived": ["b"], "lists": {"a": [{"id": "b"}, {"id": "tier.set"}]}, "expected": {"production": {"high": {"prompt": "a"}}}}}"#
    )
    let verdict = GateRule.verdict(
      of: PolicyAnswer(
        decision([row("b", "unmet"), row("tier.set", "unmet")], of: bundle, changes: ["allow": false]), engine: "e",
        engineVersion: "1"),
      expecting: try bundle.expected(environment: "production", tier: .high, kind: .prompt), of: bundle,
      waivers: try goodFacts(["waivers": [waiver("b"), waiver("tier.set")]]).waivers)
    #expect(!verdict.allow)
    #expect(verdict.requirements.map(\.state) == [.unmet, .unmet])
  }
}
