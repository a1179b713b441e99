import Foundation
import Governance
import Terminal

/// The screen as it stands, on its way to two files: an SVG and the same as text.
struct ScreenFile: Sendable {
  private let path: String
  private let picture: String
  private let text: String

  /// - folder: where the files go; their names tell screen and moment.
  init(_ frame: Frame, _ theme: Theme, screen: ScreenName, title: String, at moment: Instant, in folder: String) {
    let stamp = String(moment.rfc3339.prefix(19)).replacing(":", with: "").replacing("-", with: "") + "Z"
    path = folder + "/countersign-\(screen.rawValue)-\(stamp)"
    picture = VectorImage.document(of: frame, theme: theme, title: title)
    text = frame.text() + "\n"
  }

  /// Writes both files, readable by the officer alone, and returns their path without the ending.
  ///
  /// An existing file is never replaced: a number is added to the name.
  func write() throws(Problem) -> String {
    var free = URL(fileURLWithPath: path).path
    for number in 2..<1000 where exists(free) { free = URL(fileURLWithPath: path).path + "-\(number)" }
    for (ending, content) in [("svg", picture), ("txt", text)] {
      guard
        !FileManager.default.fileExists(atPath: "\(free).\(ending)"),
        FileManager.default.createFile(
          atPath: "\(free).\(ending)", contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
      else {
        throw Problem(
          .cannotWrite, "picture.write", happened: "The screen could not be written to \(free).\(ending).",
          remedy: "Start countersign in a folder you may write to.")
      }
    }
    return free
  }

  private func exists(_ path: String) -> Bool {
    ["svg", "txt"].contains { FileManager.default.fileExists(atPath: "\(path).\($0)") }
  }
}
