internal import Evidence
internal import Governance

/// What the body of a version says, in neutral keys.
///
/// The registry keeps any JSON. A member is known under its neutral key or one of the names that registries use for
/// it; what is known under neither is kept by its own name, so that nothing of the body is lost on the card.
struct VersionBody: Sendable, Equatable {
  var statements: [CardKey: Statement.Value] = [:]
  var unnamed: [NamedText] = []
  var messages: [PromptMessage] = []
  var variables: [PromptVariable] = []
  var findings: [String] = []

  /// A body that cannot be read gives a finding and no facts.
  init(_ json: String) {
    let body: JSONValue
    do throws(JSONRefusal) {
      body = try JSONValue(Array(json.utf8), policy: .generation)
    } catch {
      findings.append("The version's body is not JSON that can be read. \(error.sentence)")
      return
    }
    guard case .object(let members) = body else {
      findings.append("The version's body is not an object.")
      return
    }
    for member in members { read(member.key, member.value) }
    unnamed.sort { $0.name < $1.name }
    if statements[.prompt_kind] == nil, let first = messages.first {
      statements[.prompt_kind] = .text(first.fromText && messages.count == 1 ? "text" : "chat")
    }
    joinVariables()
  }

  private mutating func read(_ name: String, _ value: JSONValue) {
    switch name {
    case "messages": messages = VersionBody.messages(in: value)
    case "template", "prompt", "text":
      if let text = value.text {
        messages = [PromptMessage(role: "user", content: text, fromText: true)]
      } else {
        messages = VersionBody.messages(in: value)
      }
    case "system":
      if let text = value.text { messages.insert(PromptMessage(role: "system", content: text), at: 0) }
    case "variables", "inputs": variables = VersionBody.declaredVariables(in: value)
    default:
      guard let key = VersionBody.key(named: name) else {
        unnamed.append(NamedText(name: name, text: value.shown))
        return
      }
      if let stated = value.stated, statements[key] == nil { statements[key] = stated }
    }
  }

  private static func messages(in value: JSONValue) -> [PromptMessage] {
    guard case .array(let items) = value else { return [] }
    return items.map { item in
      let content = item["content"] ?? item["text"]
      if let placeholder = item["placeholder"] ?? (item["type"] == "placeholder" ? item["name"] : nil) {
        return PromptMessage(role: "placeholder", content: placeholder.shown)
      }
      return PromptMessage(role: item["role"]?.text ?? "not recorded", content: content?.shown ?? item.shown)
    }
  }

  /// A list of names, a list of objects with `name`, or an object from name to type or details.
  private static func declaredVariables(in value: JSONValue) -> [PromptVariable] {
    switch value {
    case .array(let items):
      items.map { item in
        PromptVariable(
          name: item["name"]?.text ?? item.shown, declared: true, used: false,
          details: item.members.filter { $0.key != "name" }.map { NamedText(name: $0.key, text: $0.value.shown) })
      }
    case .object(let members):
      members.map { member in
        let details =
          member.value.members.isEmpty
          ? [NamedText(name: "type", text: member.value.shown)]
          : member.value.members.map { NamedText(name: $0.key, text: $0.value.shown) }
        return PromptVariable(name: member.key, declared: true, used: false, details: details)
      }
    default: []
    }
  }

  /// Marks which declared variables the messages use, adds those nobody declared, and reports both mismatches.
  private mutating func joinVariables() {
    var syntax = ""
    if case .text(let text)? = statements[.template_syntax] { syntax = text }
    var used: [String] = []
    for message in messages {
      let slots = message.role == "placeholder" ? [message.content] : TemplateSlots.names(in: message.content, syntax)
      for name in slots where !used.contains(name) { used.append(name) }
    }
    for place in variables.indices where used.contains(variables[place].name) { variables[place].used = true }
    for name in used where !variables.contains(where: { $0.name == name }) {
      variables.append(PromptVariable(name: name, declared: false, used: true))
    }
    if messages.isEmpty { return }
    if syntax.isEmpty {
      var braced: [String] = []
      for message in messages {
        for name in TemplateSlots.names(in: message.content, "fstring") where !braced.contains(name) {
          braced.append(name)
        }
      }
      if !braced.isEmpty {
        findings.append(
          "Names in single braces (\(braced.prefix(5).joined(separator: ", "))\(braced.count > 5 ? ", …" : "")) may be "
            + "variables: no template syntax is recorded, so that they are not counted.")
      }
    }
    for variable in variables where variable.declared != variable.used {
      findings.append(
        variable.declared
          ? "The variable \(variable.name) is declared and no message uses it."
          : "The variable \(variable.name) is used in a message and not declared.")
    }
  }
}
