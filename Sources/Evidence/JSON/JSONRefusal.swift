package import Governance

/// Why bytes are not JSON that is taken, and where. It holds no bytes of the text but printable ASCII.
package struct JSONRefusal: Error, Sendable, Equatable {
  /// Of the byte that was wrong, from 0.
  package var offset: Int
  /// A clause without a full stop: `a comma is missing`.
  package var reason: String

  package init(at offset: Int, _ reason: String) {
    self.offset = offset
    self.reason = reason
  }

  /// One sentence that counts bytes from 1, as editors do.
  package var sentence: String { "At byte \(offset + 1), \(reason)." }

  /// The same as a problem with code `json.refused`; `what` names the text, such as `The body`.
  package func problem(with what: String) -> Problem {
    Problem(
      .badData, "json.refused", happened: "\(what) is not JSON that can be taken.", because: sentence,
      remedy: "Correct it and hand it in again.")
  }

  /// How a byte is spoken of: the character when it is printable ASCII, else its value.
  static func name(of byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(Unicode.Scalar(byte))'" }
    return "byte 0x" + Hexadecimal.text(of: [byte]).uppercased()
  }
}
