internal import Evidence
internal import Governance

/// LangChain's prompts: files of `load_prompt` (`_type`), and constructors as `dumps` writes them (`lc`).
extension PromptFile {
  init(langChain file: JSONValue) throws(Problem) {
    if file["lc"] != nil {
      self.init(format: .langchain, body: try LangChain.body(ofConstructor: file), about: nil)
      return
    }
    let kind = file["_type"]?.text ?? "prompt"
    let body: JSONValue
    switch kind {
    case "prompt": body = try LangChain.body(template: try LangChain.template(in: file), file)
    case "few_shot": body = try LangChain.body(template: try LangChain.fewShot(file), file)
    default: throw .promptFile("LangChain's kind \(kind.prefix(40)) is not known here.")
    }
    self.init(format: .langchain, body: body, about: file["metadata"]?["description"]?.text)
  }
}

private enum LangChain {
  static func template(in file: JSONValue, _ name: String = "template") throws(Problem) -> String {
    if file[name + "_path"] != nil { throw .promptFile("Its \(name) lies in another file: put it in.") }
    guard let text = file[name]?.text else { throw .promptFile("It has no \(name).") }
    return text
  }

  /// Prefix, examples and suffix as LangChain joins them before it fills in the variables.
  static func fewShot(_ file: JSONValue) throws(Problem) -> String {
    guard let pattern = file["example_prompt"] else { throw .promptFile("It has no example_prompt.") }
    guard case .array(let examples)? = file["examples"] else {
      throw .promptFile("Its examples lie in another file, or are missing: put them in.")
    }
    let template = try template(in: pattern)
    var parts: [String] = []
    if file["prefix"] != nil || file["prefix_path"] != nil { parts.append(try self.template(in: file, "prefix")) }
    for example in examples {
      guard case .object(let members) = example else { throw .promptFile("An example is no object.") }
      parts.append(
        members.reduce(template) { text, member in
          text.replacing("{\(member.key)}", with: member.value.text ?? member.value.words)
        })
    }
    parts.append(try self.template(in: file, "suffix"))
    return parts.filter { !$0.isEmpty }.joined(separator: file["example_separator"]?.text ?? "\n\n")
  }

  static func body(template: String, _ file: JSONValue) throws(Problem) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("kind", "text"), .init("template", .string(template)),
      .init("template_syntax", .string(file["template_format"]?.text ?? "f-string")),
      .init("variables", .array(variables(file))), .init("imported_from", "langchain"),
    ]
    if let parser = file["output_parser"], parser != .null { members.append(.init("output_parser", parser)) }
    return .object(members)
  }

  /// Those to be filled in, then those that are filled in already.
  private static func variables(_ file: JSONValue) -> [JSONValue] {
    let asked = (file["input_variables"]?.items ?? []).compactMap(\.text).map { name -> JSONValue in
      ["name": .string(name), "required": true]
    }
    guard case .object(let filled)? = file["partial_variables"] else { return asked }
    return asked + filled.map { ["name": .string($0.key), "required": false, "default": $0.value] }
  }

  static func body(ofConstructor file: JSONValue) throws(Problem) -> JSONValue {
    guard file["type"]?.text == "constructor", let name = file["id"]?.items.last?.text, let inner = file["kwargs"]
    else {
      throw .promptFile("It is no constructor that LangChain wrote.")
    }
    if name == "PromptTemplate" { return try body(template: try template(in: inner), inner) }
    guard name == "ChatPromptTemplate" else { throw .promptFile("LangChain's \(name.prefix(60)) is not known here.") }
    var messages: [JSONValue] = []
    for message in inner["messages"]?.items ?? [] { messages.append(try self.message(message)) }
    guard !messages.isEmpty else { throw .promptFile("It has no messages.") }
    let syntax = (inner["messages"]?.items ?? []).compactMap {
      $0["kwargs"]?["prompt"]?["kwargs"]?["template_format"]?.text
    }.first
    return .object([
      .init("kind", "chat"), .init("messages", .array(messages)),
      .init("template_syntax", .string(syntax ?? "f-string")), .init("variables", .array(variables(inner))),
      .init("imported_from", "langchain"),
    ])
  }

  private static func message(_ file: JSONValue) throws(Problem) -> JSONValue {
    let (name, inner) = (file["id"]?.items.last?.text ?? "", file["kwargs"] ?? .null)
    func content() throws(Problem) -> JSONValue {
      if let text = inner["prompt"]?["kwargs"]?["template"] ?? inner["content"] { return text }
      throw .promptFile("A message has no words.")
    }
    switch name {
    case "SystemMessagePromptTemplate", "SystemMessage": return ["role": "system", "content": try content()]
    case "HumanMessagePromptTemplate", "HumanMessage": return ["role": "user", "content": try content()]
    case "AIMessagePromptTemplate", "AIMessage": return ["role": "assistant", "content": try content()]
    case "ChatMessagePromptTemplate", "ChatMessage":
      guard let role = inner["role"]?.text else { throw .promptFile("A message has no role.") }
      return ["role": .string(role), "content": try content()]
    case "MessagesPlaceholder":
      guard let variable = inner["variable_name"]?.text else { throw .promptFile("A placeholder has no name.") }
      return ["role": "placeholder", "placeholder": .string(variable)]
    default: throw .promptFile("LangChain's message \(name.prefix(60)) is not known here.")
    }
  }
}

extension JSONValue {
  /// A value as Python would print it into a template.
  fileprivate var words: String {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let truth): truth ? "True" : "False"
    case .null: "None"
    case .array, .object:
      String(decoding: (try? CanonicalJSON.bytes(of: self, policy: .generation)) ?? [], as: UTF8.self)
    }
  }
}
