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
