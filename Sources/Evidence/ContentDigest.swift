import Crypto
package import Governance

/// The SHA-256 of some bytes: what content is identified by. 32 bytes; its text is `sha256:` and 64 hexadecimal digits.
package struct ContentDigest: Sendable, Hashable {
  /// Always 32 bytes.
  package let bytes: [UInt8]

  /// Digests `content` as it is: nothing is made canonical on the way.
  package init(of content: [UInt8]) {
    var hash = SHA256()
    content.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes = hash.finalize().withUnsafeBytes { Array($0) }
  }

  /// Reads `sha256:` and 64 hexadecimal digits in lower case.
  ///
  /// - Throws: `digest.text` for anything else.
  package init(text: String) throws(Problem) {
    let digits = Array(text.utf8)
    guard digits.count == 71, digits.starts(with: "sha256:".utf8), let bytes = Hexadecimal.bytes(of: digits[7...])
    else {
      throw Problem(
        .badData, "digest.text", happened: "A digest is written as sha256: and 64 hexadecimal digits in lower case.",
        remedy: "Copy it from where it was printed.")
    }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits in lower case.
  package var hex: String { Hexadecimal.text(of: bytes) }

  /// `sha256:1f3a9c02…`, 71 characters.
  package var text: String { "sha256:" + hex }
}
