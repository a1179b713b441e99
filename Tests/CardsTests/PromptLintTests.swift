import Cards
import Governance
import Testing

@Suite("Lint of a prompt")
struct PromptLintTests {
  private func codes(
    _ body: String, kind: ArtifactKind = .prompt, pins: [PromptLint.Pin] = [], context: Int? = nil
  ) -> [String] {
    PromptLint(body, kind: kind, pins: pins, context: context).findings.map(\.code.rawValue)
  }

  @Test("finds nothing in one that says all it should")
  func clean() {
    #expect(
      codes(
        """
        {"disclosure": "Written by a machine.", "template_syntax": "mustache",
         "messages": [{"role": "system", "content": "Sum up."}, {"role": "user", "content": "<letter>\\n{{letter}}\\n</letter>"}],
         "variables": [{"name": "letter", "untrusted": true, "max_length": 300}], "params": {"model": "small@3", "max_tokens": 100}}
        """, context: 1000) == [])
  }

  @Test("finds variables that are undeclared or unused, each at its place")
  func variables() {
    let found = PromptLint(
      #"{"user_facing": false, "messages": [{"role": "user", "content": "a\nb {{x}}"}], "variables": ["y"]}"#,
      kind: .prompt
    ).findings
    #expect(found.map(\.code) == [.unused, .undeclared])
    #expect(found.last?.message == 1 && found.last?.line == 2)
  }

  @Test(
    "finds what comes from outside and stands outside of a fence",
    arguments: [
      ("{{x}}", true), ("<x>\\n{{x}}\\n</x>", false), ("```\\n{{x}}\\n```", false), ("<x>\\n</x>\\n{{x}}", true),
      ("<x>\\n{{x}}\\n</x>\\nAgain: {{x}}", true), ("Letter: <x> {{x}} </x>", true),
      ("\\\"\\\"\\\"\\n{{x}}\\n\\\"\\\"\\\"", false),
    ])
  func fences(text: String, isFound: Bool) {
    let body =
      #"{"user_facing": false, "messages": [{"role": "user", "content": "\#(text)"}], "variables": [{"name": "x", "untrusted": true}]}"#
    #expect(codes(body) == (isFound ? ["variable.unfenced"] : []))
  }

  @Test("finds secrets in messages and beside them, and never prints one")
  func secrets() {
    let key = "AKIA" + "Q3R7T2W9Y5U1P8L4"
    let found = PromptLint(
      #"{"user_facing": false, "messages": [{"role": "system", "content": "x\nUse \#(key)."}], "params": {"api_key": "\#(key)"}}"#,
      kind: .prompt
    ).findings
    #expect(found.map(\.code) == [.secret, .secret])
    #expect(found.contains { $0.message == 1 && $0.line == 2 })
    #expect(!found.contains { $0.what.contains(key) || $0.remedy.contains(key) })
  }

  @Test(
    "finds models, snippets and indexes without a version that stays",
    arguments: [
      (#"{"params": {"model": "small"}}"#, ["pin.unpinned"]),
      (#"{"params": {"model": "small@latest"}}"#, ["pin.unpinned"]),
      (#"{"params": {"model": "small@3"}}"#, []), (#"{"includes": ["tone@2", "rules"]}"#, ["pin.unpinned"]),
      (#"{"steps": [{"prompt_ref": "a@production"}, {"index": "rows@1"}]}"#, ["pin.unpinned"]),
    ])
  func unpinned(body: String, expected: [String]) {
    let whole = #"{"user_facing": false, "# + body.dropFirst()
    #expect(codes(whole, kind: .chain) == expected)
    #expect(codes(whole, kind: .chain, pins: ["small", "rules", "a"].map { .init(name: $0, role: "x") }) == [])
  }

  @Test("finds that nobody is told that a machine writes, unless it is internal or a pin tells it")
  func disclosure() {
    let body = #"{"messages": [{"role": "user", "content": "x"}]}"#
    #expect(codes(body) == ["disclosure.missing"])
    #expect(codes(body, pins: [.init(name: "note", role: "disclosure")]) == [])
  }

  @Test("finds more than its model takes, of text, variables and answer together")
  func length() {
    let body =
      #"{"user_facing": false, "messages": [{"role": "user", "content": "<x>\n{{x}}\n</x>"}], "variables": [{"name": "x", "max_length": 3000}], "params": {"max_tokens": 500}}"#
    #expect(codes(body.replacing("\n", with: "\\n"), context: 1506) == [])
    #expect(codes(body.replacing("\n", with: "\\n"), context: 1504) == ["context.length"])
    #expect(
      codes(body.replacing("\n", with: "\\n"), pins: [.init(name: "m", role: "model", contextTokens: 100)]) == [
        "context.length"
      ])
  }

  @Test("says of a body that is no object that it is none")
  func unreadable() {
    #expect(codes("[1]") == ["body.unreadable"])
    #expect(codes("{") == ["body.unreadable"])
  }
}
