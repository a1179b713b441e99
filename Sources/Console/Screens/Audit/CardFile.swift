import Foundation
import Governance

/// A card, or another paper of the office, on its way to a file.
struct CardFile: Sendable {
  let path: String
  let bytes: [UInt8]
  private let press: PaperPress?

  static let existsCode = "export.exists"

  /// The file of a filled-in form; the format's ending is added where the name has none of its own.
  init?(_ answer: FormAnswer, of papers: [CardPaper]) {
    guard let paper = papers.first(where: { $0.format == answer["format"] }) else { return nil }
    var path = answer["file"].trimmingCharacters(in: .whitespaces)
    if path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] { path = home + path.dropFirst() }
    if !path.hasSuffix("." + paper.fileExtension) { path += "." + paper.fileExtension }
    self.path = path
    bytes = paper.bytes
    press = paper.press
  }

  /// Writes the file and returns its full path; an existing one is left alone unless it may be replaced.
  func write(replacing: Bool) throws(Problem) -> String {
    let url = URL(fileURLWithPath: path)
    if !replacing, FileManager.default.fileExists(atPath: url.path) {
      throw Problem(
        .cannotWrite, CardFile.existsCode, happened: "There is a file at \(url.path) already.",
        remedy: "Choose another name, or replace it.")
    }
    let contents = try press?(bytes) ?? bytes
    do {
      try Data(contents).write(to: url, options: replacing ? [.atomic] : [.withoutOverwriting])
    } catch {
      throw Problem(
        .cannotWrite, "export.write", happened: "The file could not be written to \(url.path).",
        because: error.localizedDescription, remedy: "Choose a folder you may write to.")
    }
    return url.path
  }

  var replaceForm: FormSpec {
    FormSpec(
      id: "replace-\(path)", title: "replace the file?",
      sentence: "There is a file at \(path) already. Enter replaces it, Esc keeps it.",
      fields: [], verb: "replace it", isRecorded: false)
  }
}
