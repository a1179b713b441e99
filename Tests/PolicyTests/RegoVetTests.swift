import Governance
import Policy
import Testing

@Suite("The vet")
struct RegoVetTests {
  private func codes(_ rules: String) throws -> [String] {
    RegoVet.findings(in: try smallBundle("package g\nimport rego.v1\n" + rules)).map(\.code)
  }

  @Test(
    "refuses",
    arguments: [
      ("an undeclared variable", "bad if { x > 1 }", "unsafe-variable"),
      ("a variable of another body", "a if { some x in [1]; x > 0 }\nb if { x > 0 }", "unsafe-variable"),
      ("a variable of a comprehension outside it", "a if { count({x | some x in [1]}) > 0; x > 0 }", "unsafe-variable"),
      ("a variable before it is declared", "a if { x > 0\n x := 1 }", "unsafe-variable"),
      ("a variable in its own declaration", "a if {\n x := x\n}", "unsafe-variable"),
      ("a head whose variable is declared by else", "a := y if { y > 1 } else := z if { z := 1 }", "unsafe-variable"),
      ("some without in", "a if { some x; x > 0 }", "unsafe-variable"),
      ("unification", "a if { x = 1 }", "unsafe-variable"),
      ("v0 bodies", "a { true }", "v0-syntax"),
      ("v0 sets", "a[1] { true }", "v0-syntax"),
      ("v0 heads", "a = 1 { true }", "v0-syntax"),
      ("a second body without if", "a if { true } { false }", "v0-syntax"),
      ("every without braces around it", "a if every x in [1] { x > 0 }", "v0-syntax"),
      ("an unknown function", "a if { nothing(1) }", "unknown-function"),
      ("a missing built-in", "a if { http.send({}) }", "unknown-function"),
      ("print", "a if { print(1) }", "unknown-function"),
      ("the clock", "a := time.now_ns()", "unknown-function"),
      ("the environment", "a := opa.runtime()", "unknown-function"),
      ("too many arguments", "a if { count([1], 2) > 0 }", "arity"),
      ("too few for a function of ours", "f(x, y) := x + y\na := f(1)", "arity"),
      ("none at all", "a := count()", "arity"),
      ("a misspelt fact", "a if { not input.subject.retierd }", "path"),
      ("misspelt data", "a if { not data.gate.lits }", "path"),
      ("the whole input", "a := input", "path"),
      ("with", "a if { b with input as {} }\nb := 1", "with"),
      ("an import of something else", "import data.gate\na := 1", "syntax"),
      ("an open bracket", "a if {", "syntax"),
      ("sprintf of a concat", #"a := sprintf("t %v", [concat("", ["x"])])"#, "quoted-text"),
      ("%s of a concat", #"a := sprintf("t %s", [concat("", ["x"])])"#, "quoted-text"),
      ("sprintf of upper inside another function", #"a := sprintf("t %v", [trim_space(upper("x"))])"#, "quoted-text"),
      (
        "sprintf of a variable that holds one", "a if {\n x := lower(\"Y\")\n sprintf(\"t %v\", [x]) != \"\"\n}",
        "quoted-text"
      ),
      (
        "sprintf of what some goes through", #"a contains sprintf("t %v", [x]) if some x in [replace("a", "b", "c")]"#,
        "quoted-text"
      ),
      ("sprintf of a rule that is one", "b := format_int(1, 10)\na := sprintf(\"t %v\", [b])", "quoted-text"),
      (
        "sprintf of an else that is one",
        "b := \"x\" if { 1 > 2 } else := concat(\"\", [])\na := sprintf(\"t %v\", [b])", "quoted-text"
      ),
      (
        "sprintf of a member that is one", "b := {\"k\": concat(\"\", [])}\na := sprintf(\"t %v\", [b.k])",
        "quoted-text"
      ),
      ("sprintf of a whole array with one", "b := [concat(\"\", [])]\na := sprintf(\"t %v\", b)", "quoted-text"),
      ("sprintf of a function's answer", "f(x) := concat(\"\", x)\na := sprintf(\"t %v\", [f([])])", "quoted-text"),
      ("sprintf of a parameter", "f(x) := sprintf(\"t %v\", [x])\na := f(concat(\"\", []))", "quoted-text"),
    ])
  func refuses(_ what: String, _ rules: String, _ code: String) throws {
    #expect(try codes(rules).contains(code), "\(what)")
  }

  @Test(
    "takes",
    arguments: [
      "a if { some x in [1]; x > 0 }", "a contains x if { some x in [1] }", "a := [x | some x in [1]; x > 0]",
      "a if { every k, v in {\"a\": 1} { v > 0; k != \"\" } }", "f(x) := y if {\n y := x + 1\n}\na := f(1)",
      "a := {k: v | some k, v in {\"a\": 1}}", "default a := false\na if count(input.pins) == 0",
      "a := \"x } {\" # y { z", "a := `raw \\`", "a := 1 if { input.environment == \"x\" } else := 2",
      "a := data.bundle.revision", #"a := sprintf("%v", [input.subject.owner])"#,
      #"a := sprintf("%v of %v", [count(concat("", ["x"])), 2])"#, #"a := concat("", ["x", sprintf("%v", [1])])"#,
      "b := concat(\"\", [])\na := sprintf(\"%v\", [count({b})])",
      "f(x) := sprintf(\"t %v\", [x])\na := f(count([]))\nb := concat(\"\", [])",
    ])
  func takes(_ rules: String) throws { #expect(try codes(rules) == []) }

  @Test("says file and line")
  func says() throws {
    let finding = try #require(RegoVet.findings(in: try smallBundle("package g\nimport rego.v1\n\na := x\n")).first)
    #expect(finding.file == "gate.rego")
    #expect(finding.line == 4)
    #expect(finding.problem.code == "policy.unsafe-variable")
  }

  @Test("refuses a file without package, and a package that the data would hide")
  func packages() throws {
    #expect(RegoVet.findings(in: try smallBundle("a := 1")).map(\.code) == ["no-package"])
    #expect(RegoVet.findings(in: try smallBundle("package gate\na := 1")).map(\.code) == ["clash"])
  }
}
