import Foundation
package import Governance

/// A text with signatures below it, by C2SP signed-note: the text, an empty line, and a line for every signature.
package struct SignedNote: Sendable, Equatable {
  package struct Signature: Sendable, Equatable {
    package var name: String
    /// 4 bytes that tell keys of one name apart.
    package var keyHash: [UInt8]
    package var bytes: [UInt8]
  }

  /// Ends with a line feed, which is signed too.
  package let text: String
  package let signatures: [Signature]

  /// Signs a text that ends with a line feed.
  package init(signing text: String, with key: NoteSigningKey) throws(Problem) {
    self.text = text
    signatures = [
      Signature(name: key.verifier.name.text, keyHash: key.verifier.hash, bytes: try key.signature(over: text))
    ]
  }

  /// Reads a note; signatures of algorithms that are not known here are kept and not judged.
  ///
  /// - Throws: `log.note` when it is none.
  package init(reading note: String) throws(Problem) {
    // By scalars: CR LF is one character, and must not pass for a line feed.
    let lines = note.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard note.utf8.count <= 1_000_000, lines.last == "", let gap = lines.dropLast().lastIndex(of: ""), gap > 0,
      gap < lines.count - 2, !note.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" })
    else { throw .badNote("Text, an empty line and signatures are expected.") }
    text = lines[..<gap].map { $0 + "\n" }.joined()
    var found: [Signature] = []
    for line in lines[(gap + 1)..<(lines.count - 1)] {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3, words[0] == "—", NoteName.isName(String(words[1])),
        let bytes = Data(base64Encoded: String(words[2])), bytes.count > 4
      else { throw .badNote("A line below the text is no signature.") }
      found.append(
        Signature(name: String(words[1]), keyHash: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4))))
    }
    signatures = found
  }

  /// The note as it is stored and handed on.
  package var written: String {
    text + "\n"
      + signatures.map { "— \($0.name) \(Data($0.keyHash + $0.bytes).base64EncodedString())\n" }.joined()
  }

  /// Whether this key has signed it.
  package func isSigned(by key: NoteVerifierKey) -> Bool {
    signatures.contains { signature in
      signature.name == key.name.text && signature.keyHash == key.hash && key.accepts(signature.bytes, over: text)
    }
  }
}

extension Problem {
  fileprivate static func badNote(_ because: String) -> Problem {
    Problem(
      .badData, "log.note", happened: "This is no signed checkpoint.", because: because,
      remedy: "Name a file that `countersign log checkpoint` wrote.")
  }
}
