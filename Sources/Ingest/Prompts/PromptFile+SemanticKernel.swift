internal import Evidence
internal import Governance

/// Semantic Kernel's prompt functions: YAML or JSON with their template in them, or `skprompt.txt` beside `config.json`.
///
/// Source: the YAML schema reference of Semantic Kernel's manual; the older `config.json` has `input.parameters` and
/// `completion` for what are `input_variables` and `execution_settings` now.
extension PromptFile {
  /// - template: the words of `skprompt.txt`; nil when they stand in the file itself.
  init(semanticKernel file: JSONValue, template: String?) throws(Problem) {
    guard let words = template ?? file["template"]?.text else { throw .promptFile("It has no template.") }
    var members: [JSONValue.Member] = [
      .init("kind", "text"), .init("template", .string(words)),
      .init("template_syntax", .string(file["template_format"]?.text ?? "semantic-kernel")),
      .init("variables", .array(try SemanticKernel.variables(file))), .init("imported_from", "semantic-kernel"),
    ]
    if let name = file["name"]?.text { members.append(.init("name", .string(name))) }
    if let output = file["output_variable"] { members.append(.init("output", output)) }
    let settings = SemanticKernel.settings(file)
    if let usual = settings.usual { members.append(.init("params", usual)) }
    if !settings.others.isEmpty { members.append(.init("params_by_service", .object(settings.others))) }
    self.init(format: .semanticKernel, body: .object(members), about: file["description"]?.text)
  }
}

private enum SemanticKernel {
  static func variables(_ file: JSONValue) throws(Problem) -> [JSONValue] {
    var variables: [JSONValue] = []
    for one in (file["input_variables"] ?? file["input"]?["parameters"])?.items ?? [] {
      guard let name = one["name"]?.text else { throw .promptFile("An input variable has no name.") }
      var members: [JSONValue.Member] = [
        .init("name", .string(name)), .init("required", one["is_required"] ?? .bool(one["defaultValue"] == nil)),
      ]
      for (theirs, ours) in [
        ("description", "description"), ("default", "default"), ("defaultValue", "default"), ("json_schema", "schema"),
        ("allow_dangerously_set_content", "allow_dangerously_set_content"),
      ] {
        if let value = one[theirs], value != .null { members.append(.init(ours, value)) }
      }
      variables.append(.object(members))
    }
    return variables
  }

  /// Those for any service, and those for some.
  static func settings(_ file: JSONValue) -> (usual: JSONValue?, others: [JSONValue.Member]) {
    guard case .object(let services)? = file["execution_settings"] else { return (file["completion"], []) }
    return (services.first { $0.key == "default" }?.value, services.filter { $0.key != "default" })
  }
}
