internal import Evidence

/// What a prompt says to a model, as one digest: a renamed or re-tagged prompt keeps it.
enum PromptDigest {
  /// SHA-256 of the RFC 8785 form of `{kind, template_syntax, messages, response_format, tools, params}`, of which only
  /// what the body has; line ends are LF. Nil where the body has no messages that can be read.
  static func text(of body: String) -> String? {
    guard let read = try? JSONValue(Array(body.utf8), policy: .generation) else { return nil }
    var members: [JSONValue.Member] = []
    var messages: JSONValue?
    for member in read.members {
      switch member.key {
      case "messages": messages = member.value
      case "template", "prompt", "text":
        if let text = member.value.text {
          messages = .array([["role": "user", "content": .string(text)]])
        } else {
          messages = member.value
        }
      default:
        if let key = VersionBody.key(named: member.key), whatActs.contains(key) {
          members.append(JSONValue.Member(key == .prompt_kind ? "kind" : key.rawValue, member.value))
        }
      }
    }
    guard let messages else { return nil }
    members.append(JSONValue.Member("messages", messages))
    guard let bytes = try? CanonicalJSON.bytes(of: JSONValue.object(members).withPlainLineEnds, policy: .generation)
    else { return nil }
    return ContentDigest(of: bytes).text
  }

  private static let whatActs: Set<CardKey> = [.prompt_kind, .template_syntax, .response_format, .tools, .params]
}

extension JSONValue {
  fileprivate var withPlainLineEnds: JSONValue {
    switch self {
    case .string(let text): .string(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    case .array(let items): .array(items.map(\.withPlainLineEnds))
    case .object(let members): .object(members.map { Member($0.key, $0.value.withPlainLineEnds) })
    case .number, .bool, .null: self
    }
  }
}
