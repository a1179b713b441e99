import Crypto

/// The SHA-256 of bytes that come piece by piece.
package struct RunningDigest: Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func update(_ bytes: some Sequence<UInt8>) { hash.update(data: Array(bytes)) }

  /// 64 hexadecimal digits in lower case, of all that has come so far.
  package var hex: String { Hexadecimal.text(of: hash.finalize().withUnsafeBytes { Array($0) }) }
}
