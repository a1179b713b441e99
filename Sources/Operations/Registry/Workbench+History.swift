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
  /// - Throws: `history.line` naming the first line that is no version; then nothing is registered.
  package func registerHistory(
    _ lines: [UInt8], as registration: Registration, only: String?, order: HistoryOrder = .file, channel: Channel
  ) async throws(Problem) -> [(version: VersionName, isNew: Bool)] {
    var steps: [Registration] = []
    for (place, line) in lines.split(separator: 10, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      guard let value = try? JSONValue(Array(line)), case .object(let members) = value else {
        throw Problem(
          .badData, "history.line", happened: "Line \(place + 1) is no JSON object.",
          remedy: "Write one version a line.")
      }
      if let only, value["name"]?.text != only { continue }
      var next = registration
      next.label =
        ["version_label", "version", "name"].lazy.compactMap { key -> String? in
          switch value[key] {
          case .string(let text)?, .number(let text)?: text
          default: nil
          }
        }.first
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
    for step in steps { try step.mustHoldNoSecret() }
    var made: [(version: VersionName, isNew: Bool)] = []
    for var next in steps {
      next.parent = made.last.map { String($0.version.text.dropFirst(registration.artifact.count + 1)) }
      let answer = try await register(next, channel: channel)
      made.append((answer.version, answer.isNew))
    }
    return made
  }
}
