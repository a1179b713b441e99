internal import Evidence
package import Governance

/// What can be seen wrong with a prompt or a chain before anybody runs it.
package struct PromptLint: Sendable {
  private let body: VersionBody
  private let document: JSONValue?
  private let kind: ArtifactKind
  private let pins: [Pin]
  private let context: Int?

  /// What a registered version rests on; a file rests on nothing yet.
  package struct Pin: Sendable, Equatable {
    package var name: String
    package var role: String
    /// What its body says, in tokens; nil when it says nothing.
    package var contextTokens: Int?

    package init(name: String, role: String, contextTokens: Int? = nil) {
      self.name = name
      self.role = role
      self.contextTokens = contextTokens
    }
  }

  /// - Parameters:
  ///   - body: a version's body, JSON.
  ///   - context: what its model takes, in tokens; without it the smallest that a pin says.
  package init(_ body: String, kind: ArtifactKind, pins: [Pin] = [], context: Int? = nil) {
    self.body = VersionBody(body)
    document = try? JSONValue(Array(body.utf8), policy: .generation)
    self.kind = kind
    self.pins = pins
    self.context = context ?? pins.compactMap(\.contextTokens).min()
  }

  /// In the order in which a reader meets them: the body as a whole, then message by message.
  package var findings: [PromptFinding] {
    guard case .object(let members)? = document else {
      return body.findings.map { .init(.body, $0, remedy: "Hand in a JSON object.") }
    }
    var all = unpinned(members) + disclosure(members) + secretsBeside(members)
    if kind == .prompt || kind == .template { all += variables + length(members) }
    for (place, message) in body.messages.enumerated() { all += secrets(in: message.content, message: place + 1) }
    return all
  }

  /// The number of tokens that a text has at most, as most tokenizers go on English: one for three bytes.
  package static func mostTokens(_ bytes: Int) -> Int { (bytes + 2) / 3 }

  private var variables: [PromptFinding] {
    body.variables.flatMap { variable -> [PromptFinding] in
      if !variable.declared {
        return [
          .init(
            .undeclared, message: place(of: variable.name)?.message, line: place(of: variable.name)?.line,
            "\(variable.name) is filled in and declared nowhere.",
            remedy: "Declare it under variables, with its data_classification.")
        ]
      }
      if !variable.used {
        return [
          .init(.unused, "\(variable.name) is declared and no message fills it in.", remedy: "Use it, or leave it out.")
        ]
      }
      let isUntrusted = variable.details.contains { $0.name == "untrusted" && $0.text == "true" }
      guard isUntrusted, let place = unfencedPlace(of: variable.name) else { return [] }
      return [
        .init(
          .unfenced, message: place.message, line: place.line,
          "\(variable.name) comes from outside and stands outside of a fence.",
          remedy: "Put it between marks such as <\(variable.name)> and </\(variable.name)>, each on a line of its own.")
      ]
    }
  }

  private func place(of name: String) -> (message: Int, line: Int)? {
    for (number, message) in body.messages.enumerated() {
      for (line, text) in message.content.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where TemplateSlots.names(in: String(text), syntax).contains(name) {
        return (number + 1, line + 1)
      }
    }
    return nil
  }

  /// The first use outside of `<tag>` … `</tag>`, ``` … ``` or """ … """, each mark on a line of its own.
  private func unfencedPlace(of name: String) -> (message: Int, line: Int)? {
    for (number, message) in body.messages.enumerated() where message.role != "placeholder" {
      var fence = PromptFence()
      for (line, text) in message.content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let isMark = fence.take(text)
        if !isMark, !fence.isOpen, TemplateSlots.names(in: String(text), syntax).contains(name) {
          return (number + 1, line + 1)
        }
      }
    }
    return nil
  }

  private var syntax: String {
    if case .text(let text)? = body.statements[.template_syntax] { text } else { "" }
  }

  private func secrets(in text: String, message: Int?) -> [PromptFinding] {
    SecretFinder.secrets(in: text).map {
      .init(
        .secret, message: message, line: $0.line, "This looks like a secret: \($0.kind.label).",
        remedy: "Take it out, and have it replaced: whoever read this knows it.")
    }
  }

  /// In members that are no messages.
  private func secretsBeside(_ members: [JSONValue.Member]) -> [PromptFinding] {
    members.filter { !Self.messageMembers.contains($0.key) }.flatMap { secrets(under: $0.key, $0.value) }
  }

  private func secrets(under name: String, _ value: JSONValue) -> [PromptFinding] {
    switch value {
    case .object(let members): members.flatMap { secrets(under: $0.key, $0.value) }
    case .array(let items): items.flatMap { secrets(under: name, $0) }
    case .string(let text):
      if let kind = SecretFinder.kind(of: text, under: name) {
        [
          .init(
            .secret, "\(name) looks like a secret: \(kind.label).",
            remedy: "Take it out, and have it replaced: whoever read this knows it.")
        ]
      } else {
        secrets(in: text, message: nil)
      }
    default: []
    }
  }

  /// Names of other artifacts without a version, or with one that moves.
  private func unpinned(_ members: [JSONValue.Member]) -> [PromptFinding] {
    members.flatMap { named($0.key, $0.value) }.compactMap { role, name in
      let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
      let artifact = parts.first ?? name
      if parts.count == 2, !Self.movingLabels.contains(parts[1].lowercased()) { return nil }
      if pins.contains(where: { $0.name == artifact || name.hasPrefix($0.name + "/") }) { return nil }
      return .init(
        .unpinned, "The \(role) \(name) \(parts.count == 2 ? "moves" : "is named without a version").",
        remedy: "Name one version, as in \(artifact)@1.")
    }
  }

  private func named(_ key: String, _ value: JSONValue) -> [(role: String, name: String)] {
    switch value {
    case .object(let members):
      guard ["params", "retrieval", "model_binding", "steps"].contains(key) else { return [] }
      return members.flatMap { named($0.key, $0.value) }
    case .array(let items):
      return items.flatMap { item -> [(role: String, name: String)] in
        if case .object(let members) = item { return members.flatMap { named($0.key, $0.value) } }
        return named(key, item)
      }
    case .string(let name):
      return Self.roles[key].map { [($0, name)] } ?? []
    default: return []
    }
  }

  /// Where people read it they are told that a machine writes; what says that it is internal needs no words.
  private func disclosure(_ members: [JSONValue.Member]) -> [PromptFinding] {
    let said = members.first { $0.key == "disclosure" || $0.key == "disclosure_text" }?.value.text ?? ""
    let isInternal = members.contains { $0.key == "user_facing" && $0.value == .bool(false) }
    if !said.isEmpty || isInternal || pins.contains(where: { $0.role == "disclosure" }) { return [] }
    return [
      .init(
        .disclosure, "Nothing tells people that a machine writes (AI Act, Art. 50).",
        remedy: "Say it under disclosure, pin a template in that role, or say \"user_facing\": false.")
    ]
  }

  private func length(_ members: [JSONValue.Member]) -> [PromptFinding] {
    guard let context else { return [] }
    let written = Self.mostTokens(body.messages.reduce(0) { $0 + $1.content.utf8.count })
    let filled = body.variables.reduce(0) { total, variable in
      total + Self.mostTokens(variable.details.first { $0.name == "max_length" }.flatMap { Int($0.text) } ?? 0)
    }
    let params = members.first { $0.key == "params" }?.value
    let answer = params?["max_tokens"].flatMap { Int($0.shown) } ?? 0
    let needed = written + filled + answer
    guard needed > context else { return [] }
    return [
      .init(
        .length,
        "It may need \(needed) tokens (text \(written), variables \(filled), answer \(answer)), and its model takes \(context).",
        remedy: "Shorten it, lower max_length or max_tokens, or take a model with a larger context.")
    ]
  }

  private static let messageMembers: Set = ["messages", "template", "prompt", "text", "system"]
  private static let movingLabels: Set = ["latest", "newest", "production", "staging", "main", "head"]
  /// Members that name another artifact, and what they call it.
  private static let roles = [
    "model": "model", "models": "model", "model_id": "model", "includes": "snippet", "snippets": "snippet",
    "index": "index", "index_id": "index", "prompt_ref": "prompt", "uses": "artifact",
  ]
}

/// Whether a line of a message stands between marks that say: what is here is data.
private struct PromptFence {
  private var open: [Substring] = []

  var isOpen: Bool { !open.isEmpty }

  /// Whether the line is such a mark; then it has been taken into account.
  mutating func take(_ line: Substring) -> Bool {
    let mark = line.trimmingPrefix { $0 == " " }
    if mark.hasPrefix("```") || mark.hasPrefix("\"\"\"") {
      let kind = mark.prefix(3)
      if open.last == kind { open.removeLast() } else { open.append(kind) }
      return true
    }
    guard mark.hasPrefix("<"), let end = mark.firstIndex(of: ">") else { return false }
    let inside = mark[mark.index(after: mark.startIndex)..<end]
    let name = inside.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard !name.isEmpty, mark[mark.index(after: end)...].allSatisfy(\.isWhitespace) else { return false }
    if !inside.hasPrefix("/") {
      open.append(name)
    } else if let begun = open.lastIndex(of: name) {
      open.removeSubrange(begun...)
    }
    return true
  }
}
