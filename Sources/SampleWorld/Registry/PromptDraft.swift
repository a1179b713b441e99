import Governance

/// A prompt's text as it grows from version to version: each release is the one before with a few small edits.
struct PromptDraft: Sendable {
  /// Lines of the system message.
  var system: [String]
  var user: String
  var variables: [Variable]
  var temperature: Double
  var maxTokens: Int
  /// As bound in `params`: `gpt-x/2026-08`.
  var model: String
  var answers: String = "text"
  private(set) var releases: [Release] = []

  struct Variable: Sendable {
    var name: String
    var dataClass: String
    var untrusted: Bool
    init(_ name: String, _ dataClass: String, untrusted: Bool = false) {
      self.name = name
      self.dataClass = dataClass
      self.untrusted = untrusted
    }
  }

  init(
    system: [String], user: String, variables: [Variable], temperature: Double, maxTokens: Int, model: String
  ) {
    self.system = system
    self.user = user
    self.variables = variables
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.model = model
  }

  /// Closes a version: what was edited since the last one becomes its body.
  mutating func release(
    _ label: String, daysAgo: Int, by author: String, _ why: String, fate: Release.Fate = .production,
    requester: String? = nil, uses: [(name: String, role: String)] = [], measures: [Measure] = []
  ) {
    releases.append(
      Release(
        label: label, daysAgo: daysAgo, by: author, why: why, body: body, uses: uses, measures: measures, fate: fate,
        requester: requester, system: system.joined(separator: "\n")))
  }

  /// Puts other words in place of a line's beginning words; a line that is not there is added at the end.
  mutating func change(_ start: String, _ line: String) {
    if let place = system.firstIndex(where: { $0.hasPrefix(start) }) {
      system[place] = line
    } else {
      system.append(line)
    }
  }

  mutating func add(_ line: String, after start: String? = nil) {
    let place = start.flatMap { start in system.firstIndex { $0.hasPrefix(start) } }
    system.insert(line, at: place.map { $0 + 1 } ?? system.count)
  }

  mutating func drop(_ start: String) { system.removeAll { $0.hasPrefix(start) } }

  private var body: JSONText {
    [
      "kind": "chat", "template_syntax": "mustache",
      "messages": [
        ["role": "system", "content": .text(system.joined(separator: "\n"))], ["role": "user", "content": .text(user)],
      ],
      "variables": .list(
        variables.map {
          [
            "name": .text($0.name), "type": "string", "required": true,
            "data_classification": .text($0.dataClass), "untrusted": .truth($0.untrusted),
          ]
        }),
      "response_format": .text(answers),
      "params": ["model": .text(model), "temperature": .number(temperature), "max_tokens": .whole(maxTokens)],
    ]
  }
}
