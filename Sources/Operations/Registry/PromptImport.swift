internal import Evidence
package import Governance
internal import Ingest

/// Files of prompts, as other tools write them, on their way into the registry.
package enum PromptImport {
  /// What `--format` takes.
  package static var formats: [String] { PromptFormat.allCases.map(\.rawValue) }

  /// The body of a version from a file; what is no prompt is read as JSON alone.
  package static func read(
    _ bytes: [UInt8], named file: String, kind: ArtifactKind, format: String?, config: [UInt8]?
  ) throws(Problem) -> (body: String, about: String?) {
    var chosen: PromptFormat?
    if let format {
      guard let known = PromptFormat(rawValue: format) else {
        throw Problem(
          .usage, "prompt.format", happened: "There is no format called \(format.prefix(40)).",
          remedy: "Choose one of \(formats.joined(separator: ", ")).")
      }
      chosen = known
    }
    guard kind == .prompt, chosen != .json else {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Problem(.badData, "file.utf8", happened: "\(file) is not UTF-8.", remedy: "Save it as UTF-8.")
      }
      return (text, nil)
    }
    let prompt = try PromptFile(bytes, named: file, format: chosen, config: config)
    return (try text(of: prompt.body), prompt.about)
  }

  static func text(of body: JSONValue) throws(Problem) -> String {
    do {
      return String(decoding: try CanonicalJSON.bytes(of: body), as: UTF8.self)
    } catch {
      throw Problem(.badData, "json.refused", happened: "The body is refused.", because: error.reason)
    }
  }
}

extension Workbench {
  /// Registers a history, a version a line and the oldest first; each comes from the one before. A line that is there
  /// already is found again, so that a history which grew can be handed in whole.
  ///
  /// - registration: of all of them; its body, label and parent are taken from the lines.
  /// - only: takes the lines of this `name`.
  /// - Throws: `history.line` naming the first line that is no version; those before it are registered.
  package func registerHistory(
    _ lines: [UInt8], as registration: Registration, only: String?, channel: Channel
  ) async throws(Problem) -> [(version: VersionName, isNew: Bool)] {
    var made: [(version: VersionName, isNew: Bool)] = []
    for (place, line) in lines.split(separator: 10, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      guard let value = try? JSONValue(Array(line)), case .object(let members) = value else {
        throw Problem(
          .badData, "history.line", happened: "Line \(place + 1) is no JSON object.",
          remedy: "Write one version a line.")
      }
      if let only, value["name"]?.text != only { continue }
      var next = registration
      let label = ["version_label", "version", "name"].lazy.compactMap { key -> String? in
        switch value[key] {
        case .string(let text)?, .number(let text)?: text
        default: nil
        }
      }.first
      next.label = label
      next.parent = made.last.map { String($0.version.text.dropFirst(registration.artifact.count + 1)) }
      if let words = value["message"]?.text { next.message = words }
      // What names the line is no part of what it says.
      let said = members.filter { !["version_label", "version", "message"].contains($0.key) }
      next.body = try PromptImport.text(of: .object(said))
      let answer = try await register(next, channel: channel)
      made.append((answer.version, answer.isNew))
    }
    return made
  }
}
