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
    let verdict = await gate.decide(goodCandidate())
    #expect(!verdict.allow)
    #expect(verdict.requirements.count == 8)
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
    var candidate = goodCandidate()
    candidate.environment = environment
    candidate.kind = kind
    let gate = Gate(bundle, engine: FixedEngine(document: decision([row("a"), row("b")], of: bundle)))
    let verdict = await gate.decide(candidate)
    #expect(!verdict.allow)
    #expect(verdict.reasons.count == 1)
  }

  @Test("does not ask an engine about rules that the vet refuses")
  func refused() async throws {
    let bundle = try smallBundle("package g\nimport rego.v1\na := x\n")
    let gate = Gate(bundle, engine: FixedEngine(document: decision([row("a"), row("b")], of: bundle)))
    #expect(await !gate.decide(goodCandidate()).allow)
    let clean = try smallBundle("package g\nimport rego.v1\na := 1\n")
    let open = Gate(clean, engine: FixedEngine(document: decision([row("a"), row("b")], of: clean)))
    #expect(await open.decide(goodCandidate()).allow)
  }
}
