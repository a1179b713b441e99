internal import Catalog
internal import Evidence
package import Governance

/// In which order the lines of a history come from one another.
package enum HistoryOrder: String, Sendable, CaseIterable {
  /// As they stand in the file.
  case file
  /// By the numbers in their labels, `Dan_6_2` before `Dan_10_0`; labels without one come first, as they stand.
  case version
}

/// The numbers of a label, as versions are compared: `Dan_6_2` has 6 and 2, `v1.0.10` has 1, 0 and 10.
package struct LabelNumbers: Comparable, Sendable {
  private let numbers: [String]

  package init(_ label: String) {
    numbers = label.split { !("0"..."9").contains($0) }.map { digits in
      let significant = digits.drop { $0 == "0" }
      return significant.isEmpty ? "0" : String(significant)
    }
  }

  package static func < (one: LabelNumbers, other: LabelNumbers) -> Bool {
    // Of any length: the longer number is the greater one.
    one.numbers.lexicographicallyPrecedes(other.numbers) { ($0.count, $0) < ($1.count, $1) }
  }
}

extension Workbench {
  /// Registers a history, a version a line; each comes from the one before. A line that is there already is found again, so
  /// that a history which grew can be handed in whole.
  ///
  /// - registration: of all of them; its body, label and parent are taken from the lines.
  /// - only: takes the lines of this `name`.
  /// - order: which of them is the oldest.
  /// - Throws: `history.line` naming the first line that is no version; then, as when any is refused, nothing is registered.
  package func registerHistory(
    _ lines: [UInt8], as registration: Registration, only: String?, order: HistoryOrder = .file, channel: Channel
  ) async throws(Problem) -> [(version: VersionName, isNew: Bool)] {
    var steps: [Registration] = []
    for (value, members) in try jsonLines(lines) {
      if let only, value["name"]?.text != only { continue }
      var next = registration
      next.label = ["version_label", "version", "name"].lazy.compactMap { value[$0]?.word }.first
      if let words = value["message"]?.text { next.message = words }
      // What names the line is no part of what it says.
      let said = members.filter { !["version_label", "version", "message"].contains($0.key) }
      next.body = try PromptImport.text(of: .object(said))
      steps.append(next)
    }
    if order == .version {
      let numbers = steps.map { LabelNumbers($0.label ?? "") }
      steps = steps.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { steps[$0] }
    }
    return try await registerAll(steps, channel: channel)
  }

  /// Registers versions of any artifacts, one a line: `artifact`, `body`, and if it likes `label`, `message`, `parent` and
  /// `source`. A version without a parent comes from the line before it of its artifact, else from the newest there is.
  ///
  /// - registration: of all of them, but for what the lines say.
  /// - Throws: `import.line` naming the first line that is no version; then, as when any is refused, nothing is registered.
  package func registerLines(_ lines: [UInt8], as registration: Registration, channel: Channel)
    async throws(Problem) -> [(version: VersionName, isNew: Bool)]
  {
    var steps: [Registration] = []
    for (place, line) in try jsonLines(lines).enumerated() {
      guard let artifact = line.value["artifact"]?.text, let body = line.value["body"] else {
        throw Problem(
          .badData, "import.line", happened: "Version \(place + 1) of the file names no artifact, or has no body.",
          remedy: #"Write each like {"artifact":"greeting","label":"3","message":"why","body":{…}}."#)
      }
      var next = registration
      next.artifact = artifact
      next.label = line.value["label"]?.word
      next.parent = line.value["parent"]?.word
      if let words = line.value["message"]?.text { next.message = words }
      if let words = line.value["source"]?.text { next.source = words }
      next.body = try PromptImport.text(of: body)
      steps.append(next)
    }
    return try await registerAll(steps, channel: channel)
  }

  /// In one transaction, so many to a call that neither side holds much more than one call's bodies.
  private func registerAll(_ steps: [Registration], channel: Channel) async throws(Problem) -> [(
    version: VersionName, isNew: Bool
  )] {
    try mayWrite()
    var calls: [RegisterVersions] = []
    var size = 0
    // A call's pins count its places.
    func ended() {
      guard let last = calls.indices.last else { return }
      calls[last].pins = PinList.json(each: calls[last].registrations.map(\.dependsOn))
    }
    for step in steps {
      try step.mustHoldNoSecret()
      let body = try CanonicalJSON.body(of: Array(step.body.utf8))
      if let last = calls.last, last.bodies.count < 500, size + body.count < 8_000_000 {
        calls[calls.count - 1].registrations.append(step)
        calls[calls.count - 1].bodies.append(body)
        size += body.count
      } else {
        ended()
        calls.append(RegisterVersions(registrations: [step], bodies: [body], pins: "[]", channel: channel))
        size = body.count
      }
    }
    ended()
    let whole = calls
    return try await connection.transaction { connection throws(Problem) in
      var made: [(version: VersionName, isNew: Bool)] = []
      for var call in whole {
        // What one call after another registers is still one history.
        if let before = made.last?.version, call.registrations[0].parent == nil,
          before.artifact == call.registrations[0].artifact, case .label(let label) = before.selector
        {
          call.registrations[0].parent = label
        }
        let answers = try connection.rows(call)
        for (step, answer) in zip(call.registrations, answers) {
          made.append((VersionName(artifact: step.artifact, selector: .label(answer.label)), answer.isNew))
        }
      }
      return made
    }
  }

  private func jsonLines(_ lines: [UInt8]) throws(Problem) -> [(value: JSONValue, members: [JSONValue.Member])] {
    var read: [(value: JSONValue, members: [JSONValue.Member])] = []
    for (place, line) in lines.split(separator: 10, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      guard let value = try? JSONValue(Array(line)), case .object(let members) = value else {
        throw Problem(
          .badData, "history.line", happened: "Line \(place + 1) is no JSON object.",
          remedy: "Write one version a line.")
      }
      read.append((value, members))
    }
    return read
  }
}

extension JSONValue {
  /// A text, or a number as it is written.
  fileprivate var word: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}
