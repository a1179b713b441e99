package import Evidence
package import Governance

/// How a file says what a prompt is.
package enum PromptFormat: String, Sendable, CaseIterable {
  /// A body as the registry keeps it.
  case json
  /// The words alone.
  case text
  /// `load_prompt` files, and what `dumps` writes.
  case langchain
  /// A YAML or JSON function, or `skprompt.txt` with its `config.json`.
  case semanticKernel = "semantic-kernel"
}

/// A file read into the body of a version.
package struct PromptFile: Sendable, Equatable {
  package var format: PromptFormat
  package var body: JSONValue
  /// What the file says the prompt is for; nil when it does not.
  package var about: String?

  /// - name: the file's, whose ending says what it is where nothing else does.
  /// - config: what lies beside a `skprompt.txt` as `config.json`.
  /// - Throws: `prompt.file` with what is missing or not understood.
  package init(_ bytes: [UInt8], named name: String, format: PromptFormat? = nil, config: [UInt8]? = nil)
    throws(Problem)
  {
    guard bytes.count <= PromptFile.mostBytes, (config?.count ?? 0) <= PromptFile.mostBytes else {
      throw .promptFile("It is larger than a megabyte.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .promptFile("It is not UTF-8.") }
    var found = format
    if found == nil { found = try PromptFile.guess(text, named: name, hasConfig: config != nil) }
    switch found ?? .json {
    case .json:
      do throws(JSONRefusal) {
        self.init(format: .json, body: try JSONValue(bytes), about: nil)
      } catch {
        throw .promptFile("It is no JSON: \(error.reason).")
      }
    case .text:
      self.init(format: .text, body: ["kind": "text", "template": .string(text)], about: nil)
    case .langchain: try self.init(langChain: try YAMLReading.value(of: text))
    case .semanticKernel:
      guard let config else {
        try self.init(semanticKernel: try YAMLReading.value(of: text), template: nil)
        return
      }
      try self.init(
        semanticKernel: try YAMLReading.value(of: String(decoding: config, as: UTF8.self)), template: text)
    }
  }

  init(format: PromptFormat, body: JSONValue, about: String?) {
    self.format = format
    self.body = body
    self.about = about
  }

  private static let mostBytes = 1 << 20

  private static func guess(_ text: String, named name: String, hasConfig: Bool) throws(Problem) -> PromptFormat {
    if hasConfig { return .semanticKernel }
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ["txt", "md", "prompt"].contains(ending) { return .text }
    let isYAML = ["yaml", "yml"].contains(ending)
    guard isYAML || ending == "json" || text.contains(where: { !$0.isWhitespace }) else {
      throw .promptFile("It is empty.")
    }
    guard let value = try? YAMLReading.value(of: text), case .object = value else {
      guard !isYAML else { throw .promptFile("It is no YAML of a prompt.") }
      return .json
    }
    if value["_type"] != nil || value["lc"] != nil { return .langchain }
    let isKernel = value["execution_settings"] != nil || value["input_variables"]?.isListOfObjects == true
    if value["template"] != nil, isKernel || isYAML && value["template_format"] != nil { return .semanticKernel }
    guard isYAML else { return .json }
    throw .promptFile("It is neither LangChain's nor Semantic Kernel's.")
  }
}

extension JSONValue {
  fileprivate var isListOfObjects: Bool {
    guard case .array(let items) = self else { return false }
    return items.contains { if case .object = $0 { true } else { false } }
  }

  /// Items of a list; nothing for anything else.
  var items: [JSONValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }
}

extension Problem {
  static func promptFile(_ because: String) -> Problem {
    Problem(
      .badData, "prompt.file", happened: "The file is no prompt that can be read.", because: because,
      remedy: "Say what it is with --format, or hand in JSON as `registry show --json` prints it under \"body\".")
  }
}
