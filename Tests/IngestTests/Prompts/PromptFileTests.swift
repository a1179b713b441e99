import Evidence
import Governance
import Testing

@testable import Ingest

@Suite("Prompt files of other tools")
struct PromptFileTests {
  private func read(_ text: String, _ name: String, format: PromptFormat? = nil, config: String? = nil) throws
    -> PromptFile
  {
    try PromptFile(Array(text.utf8), named: name, format: format, config: config.map { Array($0.utf8) })
  }

  private func json(_ file: PromptFile) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: file.body), as: UTF8.self)
  }

  @Test("words alone are a template")
  func text() throws {
    let file = try read("Sum up.\n", "clerk.txt")
    #expect(file.format == .text)
    #expect(try json(file) == #"{"kind":"text","template":"Sum up.\n"}"#)
  }

  @Test("our own JSON is taken as it is")
  func own() throws {
    let file = try read(#"{"messages":[{"role":"user","content":"hi"}]}"#, "p.json")
    #expect(file.format == .json)
    #expect(try json(file) == #"{"messages":[{"content":"hi","role":"user"}]}"#)
  }

  @Test("a LangChain prompt, as YAML and as JSON, is one body")
  func langChain() throws {
    let yaml = """
      _type: prompt
      input_variables: [adjective, content]
      partial_variables: {tone: dry}
      template: |-
        Tell me a {adjective} joke about {content}.
      """
    let other =
      #"{"_type":"prompt","template":"Tell me a {adjective} joke about {content}.","#
      + #""input_variables":["adjective","content"],"partial_variables":{"tone":"dry"},"template_format":"f-string"}"#
    let expected =
      #"{"imported_from":"langchain","kind":"text","template":"Tell me a {adjective} joke about {content}.","#
      + #""template_syntax":"f-string","variables":[{"name":"adjective","required":true},{"name":"content","required":true},"#
      + #"{"default":"dry","name":"tone","required":false}]}"#
    for (text, name) in [(yaml, "joke.yaml"), (other, "joke.json")] {
      let file = try read(text, name)
      #expect(file.format == .langchain)
      #expect(try json(file) == expected)
    }
  }

  @Test("few shots are joined as LangChain joins them")
  func fewShot() throws {
    let file = try read(
      """
      _type: few_shot
      input_variables: [word]
      prefix: Write antonyms.
      example_prompt:
        _type: prompt
        input_variables: [input, output]
        template: "Input: {input}\\nOutput: {output}"
      examples:
        - {input: happy, output: sad}
        - {input: tall, output: short}
      suffix: "Input: {word}\\nOutput:"
      """, "antonyms.yml")
    #expect(
      file.body["template"]?.text
        == "Write antonyms.\n\nInput: happy\nOutput: sad\n\nInput: tall\nOutput: short\n\nInput: {word}\nOutput:")
  }

  @Test("a chat that dumps() wrote keeps roles, order and placeholders")
  func chat() throws {
    func message(_ kind: String, _ words: String) -> String {
      #"{"lc":1,"type":"constructor","id":["langchain","prompts","chat","\#(kind)"],"kwargs":{"prompt":{"lc":1,"#
        + #""type":"constructor","id":["langchain","prompts","prompt","PromptTemplate"],"kwargs":{"input_variables":[],"#
        + #""template":"\#(words)","template_format":"mustache"}}}}"#
    }
    let file = try read(
      #"{"lc":1,"type":"constructor","id":["langchain","prompts","chat","ChatPromptTemplate"],"kwargs":{"input_variables":["q"],"#
        + #""messages":["# + message("SystemMessagePromptTemplate", "You are a clerk.") + ","
        + #"{"lc":1,"type":"constructor","id":["langchain","prompts","chat","MessagesPlaceholder"],"kwargs":{"variable_name":"history"}},"#
        + message("HumanMessagePromptTemplate", "{{q}}") + "]}}", "chat.json")
    #expect(
      try json(file)
        == #"{"imported_from":"langchain","kind":"chat","messages":[{"content":"You are a clerk.","role":"system"},"#
        + #"{"placeholder":"history","role":"placeholder"},{"content":"{{q}}","role":"user"}],"template_syntax":"mustache","#
        + #""variables":[{"name":"q","required":true}]}"#)
  }

  @Test("a Semantic Kernel function in YAML keeps variables, settings and what it is for")
  func kernel() throws {
    let file = try read(
      """
      name: GenerateStory
      description: A function that generates a story about a topic.
      template: |
        Tell a story about {{$topic}} that is {{$length}} sentences long.
      template_format: semantic-kernel
      input_variables:
        - name: topic
          description: The topic of the story.
          is_required: true
        - name: length
          description: The number of sentences.
          default: 3
          is_required: false
      output_variable:
        description: The story.
      execution_settings:
        default:
          temperature: 0.6
        gpt-x:
          max_tokens: 500
      """, "story.yaml")
    #expect(file.format == .semanticKernel)
    #expect(file.about == "A function that generates a story about a topic.")
    #expect(
      file.body["template"]?.text == "Tell a story about {{$topic}} that is {{$length}} sentences long.\n")
    #expect(file.body["params"] == ["temperature": .number("0.6")])
    #expect(file.body["params_by_service"]?["gpt-x"]?["max_tokens"] == 500)
    #expect(
      file.body["variables"] == [
        ["name": "topic", "required": true, "description": "The topic of the story."],
        ["name": "length", "required": false, "description": "The number of sentences.", "default": 3],
      ])
  }

  @Test("skprompt.txt takes its settings from the config.json beside it, the older form too")
  func folder() throws {
    let file = try read(
      "Summarise: {{$input}}", "skprompt.txt",
      config: #"""
        {"schema":1,"type":"completion","description":"Summarises.","completion":{"max_tokens":100,"temperature":0.0},
         "input":{"parameters":[{"name":"input","description":"Text","defaultValue":""}]}}
        """#)
    #expect(file.format == .semanticKernel)
    #expect(file.body["template"]?.text == "Summarise: {{$input}}")
    #expect(file.body["params"]?["max_tokens"] == 100)
    #expect(file.body["variables"]?.items.first?["required"] == false)
  }

  @Test(
    "what cannot be read says what is missing",
    arguments: [
      ("", "p.json", "no JSON"), ("_type: prompt\ntemplate_path: a.txt", "p.yaml", "another file"),
      ("_type: prompt", "p.yaml", "no template"), ("_type: chat", "p.yaml", "not known"),
      ("a: b", "p.yaml", "neither"), ("a: [", "p.yaml", "no YAML"),
      (#"{"lc":1,"type":"constructor","id":["x","Agent"],"kwargs":{}}"#, "p.json", "Agent"),
      ("_type: few_shot\nexample_prompt: {template: x}\nexamples: shots.json\nsuffix: y", "p.yaml", "another file"),
    ])
  func refused(text: String, name: String, words: String) {
    do {
      _ = try read(text, name)
      Issue.record("It was read.")
    } catch {
      #expect((error as? Problem)?.because.contains(words) == true, "\(error)")
    }
  }

  @Test("a few aliases are what they stand for")
  func aliases() throws {
    let text = "_type: prompt\ninput_variables: &names [x]\noptional: *names\ntemplate: \"*Say* **{x}**\"\n"
    #expect(try read(text, "p.yaml").format == .langchain)
  }

  @Test("aliases that would blow up, and nesting without end, are refused")
  func hostile() {
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      laughs += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    #expect(throws: Problem.self) { try read("_type: prompt\n" + laughs, "p.yaml") }
    // Keys are compared whole: this one never came to its end.
    #expect(throws: Problem.self) { try read("_type: prompt\n" + laughs + "? *a9\n: 1\n? *a8\n: 2\n", "p.yaml") }
    #expect(throws: Problem.self) {
      try read(String(repeating: "[", count: 5000), "p.yaml")
    }
    #expect(throws: Problem.self) {
      try PromptFile(Array(repeating: 0x61, count: (1 << 20) + 1), named: "p.txt")
    }
  }
}
