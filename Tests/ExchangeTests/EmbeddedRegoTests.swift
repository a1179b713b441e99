import Evidence
import Exchange
import Foundation
import Glibc
import Governance
import Policy
import Testing

@Suite("The embedded engine", .enabled(if: Library.path != nil, Comment(rawValue: Library.absence)))
struct EmbeddedRegoTests {
  let good: PolicyBundle

  init() throws { good = try bundle(requirement(if: "input.subject.owner == \"ada\"") + decisionRule) }

  /// The engine still decides, and still says no where no is right.
  private func isAlive(_ engine: EmbeddedRego) async throws {
    #expect(try await engine.verdict(good).allow)
    #expect(try await !engine.verdict(good, ["subject": ["owner": "eve"]]).allow)
  }

  @Test("answers met")
  func met() async throws {
    let verdict = try await Library.engine().verdict(good)
    #expect(verdict.allow)
    #expect(verdict.requirements.map(\.state) == [.met])
    #expect(verdict.engine?.hasPrefix("embedded 1.") == true)
  }

  @Test("answers unmet")
  func unmet() async throws {
    let verdict = try await Library.engine().verdict(good, ["subject": ["owner": "eve"]])
    #expect(!verdict.allow)
    #expect(verdict.requirements.map(\.value) == ["missing"])
  }

  @Test(
    "says no, says why and lives on, at",
    arguments: [
      ("a syntax error", "decision := {\"allow\": true\n", "rego.module"),
      (
        "a missing built-in", requirement(if: "http.send({\"url\": \"x\"}).status == 200") + decisionRule,
        "rego.evaluation"
      ),
      (
        "a missing built-in under not", requirement(if: "not http.send({\"url\": \"x\"})") + decisionRule,
        "rego.evaluation"
      ),
      ("an unknown function", requirement(if: "nothing(1)") + decisionRule, "rego.evaluation"),
      ("a wrong number of arguments", requirement(if: "not count(1, 2, 3)") + decisionRule, "rego.evaluation"),
      ("a wrong type", requirement(if: "not count(1)") + decisionRule, "rego.evaluation"),
      ("recursion", requirement(if: "p") + "p if q\nq if p\n" + decisionRule, "rego.evaluation"),
      ("two values of a rule", requirement(if: "p") + "p := 1\np := 2\n" + decisionRule, "rego.evaluation"),
      ("a missing rule", requirement(if: "true"), "rego.undefined"),
      ("an undefined rule", requirement(if: "true") + "decision := 1 if false\n", "rego.undefined"),
      ("a rule that allows without facts", "decision := {\"allow\": true}\n", "policy.probe"),
    ])
  func hazards(_ what: String, _ source: String, _ code: String) async throws {
    let engine = Library.engine()
    let broken = try bundle(source)
    let problem = await #expect(throws: Problem.self, "\(what)") {
      try await engine.evaluate(broken, entrypoint: "g/decision", input: try candidate().input)
    }
    #expect(problem?.code == code, "\(what): \(problem?.summary ?? "")")
    let verdict = try await engine.verdict(broken)
    #expect(!verdict.allow)
    #expect(verdict.reasons.count == 1)
    try await isAlive(engine)
  }

  @Test(
    "does not see what only the vet sees, and the gate refuses it",
    arguments: [
      ("an unsafe variable", requirement(if: "not p") + "p if { x > 1 }\n" + decisionRule, "used and not declared"),
      ("v0 syntax", "r[x] { x := {\"id\": \"a\"} }\n" + decisionRule, "right after if"),
      ("print", requirement(if: "print(1)") + decisionRule, "no function a gate may call"),
      ("a missing built-in", requirement(if: "not net.lookup_ip_addr(\"x\")") + decisionRule, "may call"),
      ("wrong arity", requirement(if: "not count(1, 2)") + decisionRule, "takes 1 arguments"),
      (
        // The engine makes it `owner "eve"`: the rule that should deny never does.
        "a text in quotes",
        requirement(if: "not banned")
          + "banned if sprintf(\"owner %v\", [concat(\"\", [input.subject.owner])]) == \"owner ada\"\n"
          + decisionRule, "put quotes around a text"
      ),
    ])
  func vetted(_ what: String, _ source: String, _ words: String) async throws {
    let engine = Library.engine()
    let verdict = await Gate(try bundle(source), engine: engine).decide(try candidate())
    #expect(!verdict.allow, "\(what)")
    #expect(verdict.requirements.map(\.state) == [.unmet])
    #expect(verdict.reasons.first?.contains(words) == true, "\(what): \(verdict.reasons)")
    #expect(await engine.process == nil, "nothing was run")
    try await isAlive(engine)
  }

  @Test("keeps its answers apart from what rules print")
  func printing() async throws {
    let engine = Library.engine()
    let loud = try bundle(requirement(if: "print(\"{\\\"value\\\":1}\\n\")") + decisionRule)
    #expect(try await engine.verdict(loud).requirements.map(\.id) == ["a"])
    try await isAlive(engine)
  }

  @Test("shows rules no environment")
  func environment() async throws {
    let engine = Library.engine()
    let curious = try bundle("decision := {\"allow\": false, \"seen\": opa.runtime()}\n")
    let answer = try await engine.evaluate(curious, entrypoint: "g/decision", input: [:])
    #expect(answer.document["seen"]?["env"] == [:])
  }

  @Test("ends an endless comprehension at the deadline")
  func endless() async throws {
    let engine = Library.engine(deadline: 1)
    let endless = try bundle(
      requirement(
        if: """
          input.subject
          count([1 | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000); a * b < 0]) == 0
          """) + decisionRule)
    let clock = ContinuousClock()
    let began = clock.now
    let verdict = try await engine.verdict(endless)
    #expect(!verdict.allow)
    #expect(verdict.reasons.first?.contains("within 1.0 seconds") == true, "\(verdict.reasons)")
    #expect(clock.now - began < .seconds(12))
    try await isAlive(engine)
  }

  @Test("says that its helper was killed, and starts another", arguments: [false, true])
  func killed(midDecision: Bool) async throws {
    let engine = Library.engine(deadline: 20)
    try await isAlive(engine)
    let process = try #require(await engine.process)
    if midDecision {
      let slow = try bundle(
        requirement(
          if: """
            input.subject
            count([1 | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000); a * b < 0]) == 0
            """) + decisionRule)
      let killer = Task.detached {
        try await Task.sleep(for: .milliseconds(700))
        kill(process, SIGKILL)
      }
      let verdict = try await engine.verdict(slow)
      try await killer.value
      #expect(!verdict.allow)
      #expect(verdict.reasons.first?.contains("Signal 9") == true, "\(verdict.reasons)")
    } else {
      kill(process, SIGKILL)
      let verdict = try await engine.verdict(good)
      #expect(!verdict.allow)
      #expect(verdict.reasons.first?.contains("ended before it decided") == true, "\(verdict.reasons)")
    }
    try await isAlive(engine)
    #expect(await engine.process != process)
  }

  @Test("takes no input nested deeper than 64, nor a key twice")
  func input() async throws {
    let engine = Library.engine()
    var deep: JSONValue = 1
    for _ in 0..<5000 { deep = [deep] }
    let tooDeep = try await engine.verdict(good, ["subject": deep])
    #expect(tooDeep.reasons.first?.contains("deeper than 64") == true)
    #expect(!tooDeep.allow)
    let twice = try await engine.verdict(
      good, .object([.init("subject", ["owner": "ada"]), .init("subject", ["owner": "eve"])]))
    #expect(twice.reasons.first?.contains("stands twice") == true)
    #expect(!twice.allow)
    try await isAlive(engine)
  }

  @Test("is unmet when a requirement has another name in the rules than in the list, and the reverse")
  func renamed() async throws {
    let engine = Library.engine()
    let inRules = try bundle(requirement("a.renamed", if: "input.subject") + decisionRule)
    let verdict = try await engine.verdict(inRules)
    #expect(!verdict.allow)
    #expect(verdict.unmet.map(\.id) == ["a", "a.renamed"])
    #expect(inRules.answeredIDs == ["a.renamed"])
    let inList = try PolicyBundle(
      modules: good.modules,
      data: data.replacing("\"id\": \"a\"", with: "\"id\": \"b\""))
    let reverse = try await engine.verdict(inList)
    #expect(!reverse.allow)
    #expect(reverse.unmet.map(\.id) == ["b", "a"])
    #expect(inList.listedIDs == ["b"])
  }

  @Test("says what is wrong when library or helper is not there")
  func absent() async throws {
    let noLibrary = EmbeddedRego(.init(command: [Library.program], library: "/nowhere/librego_shared.so"))
    let library = try await noLibrary.verdict(good)
    #expect(!library.allow)
    #expect(library.reasons.first?.contains("cannot be used") == true)
    let noHelper = EmbeddedRego(.init(command: ["/nowhere/countersign"], library: Library.path ?? ""))
    #expect(try await noHelper.verdict(good).reasons.first?.contains("cannot be started") == true)
    let mute = EmbeddedRego(.init(command: ["/bin/true"], library: Library.path ?? ""))
    #expect(try await mute.verdict(good).reasons.first?.contains("ended before it decided") == true)
  }
}
