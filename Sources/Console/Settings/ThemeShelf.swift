import Governance
import Foundation
package import Terminal

/// The themes that come along and the person's own, `themes/NAME.yaml` in their configuration folder.
package struct ThemeShelf: Sendable {
  /// Nil where the person has no folder.
  package let folder: String?

  package init(_ environment: [String: String] = [:]) {
    folder = PersonalFolder.configuration(environment).map { $0 + "/themes" }
  }

  /// Names of files in the person's folder, in order.
  package var ownNames: [String] {
    guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Every name once; a file of the person's own stands for the one that comes along under this name.
  package var names: [String] {
    let own = ownNames
    return ThemeIndex.names + own.filter { !ThemeIndex.names.contains($0) }
  }

  /// The file a name leads to; nil for themes that come along.
  package func file(of name: String) -> String? {
    guard let folder, ownNames.contains(name) else { return nil }
    return "\(folder)/\(name).yaml"
  }

  /// A theme by name, or by the path of a file that ends with `.yaml`.
  /// - Throws: `theme.unknown` with the nearest name, `theme.unreadable`, and what is wrong in the file.
  package func theme(_ name: String) throws(TerminalProblem) -> Theme {
    if name.hasSuffix(".yaml") { return try ThemeShelf.theme(at: name) }
    if let file = file(of: name) { return try ThemeShelf.theme(at: file) }
    guard ThemeIndex.names.contains(name) else {
      let place = folder.map { " Your own ones lie in \($0)." } ?? ""
      throw TerminalProblem(
        "theme.unknown", happened: "There is no theme '\(name)'.",
        because: "There are \(names.joined(separator: ", ")).\(place)",
        remedy: Nearest.word(to: name, among: names).map { "Did you mean '\($0)'?" } ?? "Choose one of these.")
    }
    return try ThemeIndex.theme(named: name)
  }

  private static func theme(at path: String) throws(TerminalProblem) -> Theme {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw TerminalProblem(
        "theme.unreadable", happened: "\(path) cannot be read.", remedy: "Check the name and who may read it.")
    }
    return try Theme(yaml: String(decoding: data, as: UTF8.self), from: path)
  }
}
