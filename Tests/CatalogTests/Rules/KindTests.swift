import TestSupport
import Testing

@Suite("The body of a version is what its kind says")
struct KindTests {
  let office: Office
  let bea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
  }

  private func outcome(_ kind: String, _ body: String, pins: String = "[]") -> (code: String, words: String) {
    do {
      try bea.run(
        """
        select countersign.register_version('a', '\(kind)', 'claims', null, 'low', 'x', null, convert_to($$\(body)$$, 'UTF8'), 'x', pins => $$\(pins)$$)
        """)
      return ("allowed", "")
    } catch {
      guard let refusal = error as? PlainSession.Refusal else { return ("\(error)", "") }
      return ("\(refusal.state) \(refusal.code)", refusal.message)
    }
  }

  @Test(
    "what is missing is refused by its name",
    arguments: [
      ("prompt", "[]", "is an object"), ("prompt", "{}", "is empty"), ("prompt", #"{"a":1}"#, "messages (chat)"),
      ("prompt", #"{"messages":[]}"#, "not an empty one"),
      ("prompt", #"{"template":7}"#, "template of a prompt is text"),
      ("prompt", #"{"messages":[{"content":"x"}]}"#, "a role and a content"),
      ("prompt", #"{"text":"x","variables":[{"name":""}]}"#, "variable of a prompt has a name"),
      ("prompt", #"{"text":"x","variables":"a"}"#, "variables of a prompt are a list"),
      ("prompt", #"{"text":"x","tools":[{"function":{}}]}"#, "tool of a prompt has a name"),
      ("prompt", #"{"text":"x","response_schema":"text"}"#, "JSON Schema"),
      ("prompt", #"{"text":"x","params":[]}"#, "params of a prompt are an object"),
      ("chain", #"{"a":1}"#, "its steps"), ("chain", #"{"steps":[]}"#, "steps of a chain"),
      ("embedding_index", #"{"dimensions":768}"#, "its embedder"),
      ("embedding_index", #"{"embedder":"e@1","dimensions":0}"#, "its dimensions"),
      ("endpoint", #"{"address":"gateway"}"#, "its address"), ("vendor", #"{"legal_name":"N"}"#, "dpa_until"),
      ("vendor", #"{"dpa_until":"2027-01-01","data_class_ceiling":"blue"}"#, "green, yellow or red"),
      ("dataset", #"{"data_class":"blue"}"#, "data_class"), ("dataset", #"{"rows":-1}"#, "whole number"),
      ("template", #"{"en":1}"#, "holds texts"), ("policy", "{}", "is empty"), ("system", "[]", "is an object"),
    ])
  func missing(kind: String, body: String, words: String) {
    let outcome = outcome(kind, body)
    #expect(outcome.code == "CS422 version.of-kind")
    #expect(outcome.words.contains(words), "\(outcome.words)")
  }

  @Test(
    "what is whole is taken",
    arguments: [
      ("prompt", #"{"text":"Sum up {{file}}.","variables":[{"name":"file"}],"tools":[{"name":"look"}],"params":{}}"#),
      ("prompt", #"{"messages":[{"role":"system","content":"x"},{"role":"placeholder","placeholder":"history"}]}"#),
      ("prompt", #"{"template":[{"role":"user","content":"as MLflow writes it"}],"response_schema":{}}"#),
      ("chain", #"{"steps":["answer"]}"#), ("embedding_index", #"{"embedder":"e@2","dimensions":768,"rows":9}"#),
      ("endpoint", #"{"url":"https://models.example/v1"}"#),
      ("vendor", #"{"dpa_until":"2027-01-01","data_class_ceiling":"yellow"}"#), ("model", "{}"), ("dataset", "[1]"),
      ("template", #"{"de":"Guten Tag","texts":["a"]}"#), ("policy", #"{"toxicity":0.01}"#),
    ])
  func whole(kind: String, body: String) {
    #expect(outcome(kind, body).code == "allowed")
  }

  @Test("what a chain's pins and a prompt's snippets name is pinned, exactly")
  func pins() throws {
    try bea.register("gpt", label: "3", kind: "model")
    let chain = #"{"pins":[{"role":"model","version":"gpt@3"}]}"#
    #expect(outcome("chain", chain).code == "CS422 version.not-pinned")
    #expect(outcome("chain", chain, pins: #"[{"artifact":"gpt","selector":"3","role":"model"}]"#).code == "allowed")
    #expect(outcome("chain", #"{"pins":["gpt@ENV:production"]}"#).code == "CS422 version.not-pinned")
    try bea.register("footer", label: "1", kind: "prompt", body: #"{"text":"Yours"}"#)
    func prompt(_ pins: String) -> String {
      bea.tries(
        """
        select countersign.register_version('letter', 'prompt', 'claims', null, 'low', 'x', null,
          convert_to('{"text":"Dear","snippets":["footer@1"]}', 'UTF8'), 'x', pins => '\(pins)')
        """)
    }
    #expect(prompt("[]") == "CS422 version.not-pinned")
    #expect(prompt(#"[{"artifact":"footer","selector":"1","role":"snippet"}]"#) == "allowed")
  }
}
