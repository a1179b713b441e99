package import Governance

/// The name of a log or of a key in a signed note: what stands before the signature and on the first line of a checkpoint.
///
/// Source: C2SP signed-note: not empty, no Unicode spaces, no plus sign.
package struct NoteName: Sendable, Hashable {
  package let text: String

  /// - Throws: `log.name` when it cannot be the name of a key.
  package init(_ text: String) throws(Problem) {
    guard NoteName.isName(text) else {
      throw Problem(
        .usage, "log.name", happened: "A log's name has no spaces, controls or plus signs, and at most 200 bytes.",
        remedy: "Name it like an address without a scheme: audit.example.com/governance.")
    }
    self.text = text
  }

  static func isName(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.properties.generalCategory != .control
      }
  }
}
