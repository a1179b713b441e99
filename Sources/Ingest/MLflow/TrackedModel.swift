package import Evidence
package import Governance

/// A registered model or prompt, as a tracking server shows it.
package struct TrackedModel: Sendable {
  package var name: String
  /// Milliseconds since 1970: what stays when it is renamed.
  package var made: Int64
  /// When a version of it was made or deleted last.
  package var updated: Int64
  package var isPrompt: Bool
  package var description: String
  package var tags: [String: String]
  /// Version by alias.
  package var aliases: [String: String]

  package init(_ value: JSONValue) throws(Refusal) {
    guard let name = value["name"]?.filledText else { throw .missing("name") }
    self.name = name
    made = value["creation_timestamp"]?.integer ?? 0
    updated = value["last_updated_timestamp"]?.integer ?? made
    description = value["description"]?.text ?? ""
    tags = value.tags
    isPrompt = tags["mlflow.prompt.is_prompt"] == "true"
    aliases = [:]
    for entry in value["aliases"]?.elements ?? [] {
      guard let alias = entry["alias"]?.filledText, let version = entry["version"]?.plain else { continue }
      aliases[alias] = version
    }
  }

  package var kind: String { isPrompt ? "prompt" : "model" }

  /// What may change in it, and what it is known by.
  package var state: JSONValue {
    .object(present: [
      ("made", .number(String(made))), ("updated", .number(String(updated))), ("description", .string(description)),
      ("tags", .texts(tags)), ("aliases", .texts(aliases)),
    ])
  }
}

/// A version of a registered model or prompt.
package struct TrackedVersion: Sendable {
  package var name: String
  package var version: String
  package var made: Int64
  package var updated: Int64
  package var description: String
  package var source: String
  package var run: String?
  package var model: String?
  package var status: String
  package var tags: [String: String]

  package init(_ value: JSONValue) throws(Refusal) {
    guard let name = value["name"]?.filledText else { throw .missing("name") }
    guard let version = value["version"]?.plain, !version.isEmpty else { throw .missing("version") }
    self.name = name
    self.version = version
    made = value["creation_timestamp"]?.integer ?? 0
    updated = value["last_updated_timestamp"]?.integer ?? made
    description = value["description"]?.text ?? ""
    source = value["source"]?.text ?? ""
    run = value["run_id"]?.filledText
    model = value["model_id"]?.filledText
    status = value["status"]?.text ?? "READY"
    tags = value.tags
  }

  /// As aliases name it: `NAME/VERSION`.
  package var key: String { "\(name)/\(version)" }
  package var madeAt: Instant { Instant(microseconds: made &* 1000) }

  /// What may change in it. The text of a prompt is its content and stands in the body.
  package var state: JSONValue {
    let open = tags.filter { !TrackedVersion.content.contains($0.key) }
    return .object(present: [
      ("made", .number(String(made))), ("description", .string(description)), ("status", .string(status)),
      ("tags", .texts(open)), ("run", run.map { JSONValue.string($0) }),
    ])
  }

  private static let content: Set<String> = [
    "mlflow.prompt.text", "_mlflow_prompt_type", "_mlflow_prompt_response_format", "_mlflow_prompt_model_config",
    "mlflow.prompt.is_prompt",
  ]

  /// The body of a version of a model: where it lies, and what the run that made it was given.
  package func body(run: TrackedRun?) -> JSONValue {
    let used = run?.datasets ?? []
    func named(_ context: String) -> JSONValue? {
      let names = used.filter { $0.context == context }.map { JSONValue.string("\($0.name) (\($0.digest))") }
      return names.isEmpty ? nil : .array(names)
    }
    var members: [(String, JSONValue?)] = [
      ("registry", "mlflow"), ("registry_version", .string(version)), ("registered_at", .string(madeAt.rfc3339)),
    ]
    func tell(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { members.append((name, .string(text))) }
    }
    tell("source", source)
    tell("run_id", self.run)
    tell("model_id", model)
    tell("source_commit", run?.tags["mlflow.source.git.commit"])
    if let run, !run.parameters.isEmpty { members.append(("hyper_params", .texts(run.parameters))) }
    members.append(("training_datasets", named("training")))
    members.append(("test_datasets", named("testing") ?? named("eval")))
    return .object(present: members)
  }

  /// The body of a version of a prompt.
  package func prompt() throws(Refusal) -> JSONValue {
    guard let text = tags["mlflow.prompt.text"] else {
      throw Refusal("prompt.text", "The version of the prompt has no text: the tag mlflow.prompt.text is missing.")
    }
    let kind = tags["_mlflow_prompt_type"] ?? "text"
    var messages: JSONValue?
    if kind == "chat" {
      guard let list = try? JSONValue(Array(text.utf8), policy: .generation), case .array = list else {
        throw Refusal("prompt.messages", "The chat prompt's text is no JSON list of messages.")
      }
      messages = list
    }
    func settings(_ tag: String) -> JSONValue? {
      tags[tag].flatMap { try? JSONValue(Array($0.utf8), policy: .generation) }
    }
    return .object(present: [
      ("kind", .string(kind)), ("messages", messages), ("template", messages == nil ? .string(text) : nil),
      ("template_syntax", .string("mustache")), ("response_format", settings("_mlflow_prompt_response_format")),
      ("model_config", settings("_mlflow_prompt_model_config")), ("registry", .string("mlflow")),
      ("registry_version", .string(version)),
    ])
  }
}

extension JSONValue {
  /// `tags` of a model, version or run: a list of key and value, or an object.
  var tags: [String: String] {
    var tags: [String: String] = [:]
    switch self["tags"] {
    case .array(let list):
      for entry in list { if let key = entry["key"]?.filledText { tags[key] = entry["value"]?.plain ?? "" } }
    case .object(let members): for member in members { tags[member.key] = member.value.plain ?? "" }
    default: break
    }
    return tags
  }

  /// A text, or a number as it is written.
  package var plain: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }

  /// Texts by name, in order of name.
  static func texts(_ texts: [String: String]) -> JSONValue {
    .object(texts.sorted { $0.key < $1.key }.map { Member($0.key, .string($0.value)) })
  }
}
