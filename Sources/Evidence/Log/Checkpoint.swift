import Foundation
package import Governance

/// What a log says about itself in one moment: its name, how many leaves it has, and the root of their tree.
///
/// Source: C2SP tlog-checkpoint: three lines, and more that others may add.
package struct Checkpoint: Sendable, Equatable {
  package var origin: String
  package var size: Int
  package var root: TreeHash
  /// Further lines of the text, not understood here.
  package var extensions: [String]

  package init(origin: NoteName, size: Int, root: TreeHash, extensions: [String] = []) {
    self.origin = origin.text
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads the text of a note.
  ///
  /// - Throws: `log.checkpoint` when a line is not as it must be: no sign, leading zero or unusual base64 is taken.
  package init(text: String) throws(Problem) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard lines.count >= 4, lines.last == "", !lines.dropLast().contains("") else { throw .badCheckpoint }
    guard let size = Int(lines[1]), size >= 0, String(size) == lines[1],
      let bytes = Data(base64Encoded: lines[2]), bytes.base64EncodedString() == lines[2],
      let root = TreeHash(bytes: bytes)
    else { throw .badCheckpoint }
    origin = lines[0]
    self.size = size
    self.root = root
    extensions = Array(lines[3..<(lines.count - 1)])
  }

  /// What is signed.
  package var text: String {
    ([origin, String(size), Data(root.bytes).base64EncodedString()] + extensions).map { $0 + "\n" }.joined()
  }
}

extension Problem {
  fileprivate static var badCheckpoint: Problem {
    Problem(
      .badData, "log.checkpoint", happened: "This is no checkpoint of a log.",
      because: "Its lines must be a name, a number of leaves and a root of 32 bytes in base64.",
      remedy: "Name a file that `countersign log checkpoint` wrote.")
  }
}
