import Crypto

/// A hash of the Merkle tree: 32 bytes of SHA-256, with a byte before what is hashed that tells leaves from nodes.
///
/// Source: RFC 9162, section 2.1.1.
package struct TreeHash: Sendable, Hashable {
  /// The 32 bytes in the order of memory. Not one vector: with its alignment of 32, async calls of Swift 6.3 wrote past
  /// their frames.
  private struct Words: Sendable, Hashable { var a, b, c, d: UInt64 }
  private var words: Words

  private init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
  }

  /// Takes exactly 32 bytes; nil for any other number.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == TreeHash.length else { return nil }
    words = Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
  }

  /// Takes 64 hexadecimal digits in lower case; nil for anything else.
  package init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(of: Array(hex.utf8)[...]) else { return nil }
    self.init(bytes: bytes)
  }

  package static let length = 32

  /// What a leaf's content becomes: SHA-256(0x00, content).
  package static func leaf(_ content: [UInt8]) -> TreeHash {
    var hash = SHA256()
    prefixed(0, &hash)
    content.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return TreeHash(hash.finalize())
  }

  /// What two subtrees become: SHA-256(0x01, left, right).
  package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    var hash = SHA256()
    prefixed(1, &hash)
    withUnsafeBytes(of: left.words) { hash.update(bufferPointer: $0) }
    withUnsafeBytes(of: right.words) { hash.update(bufferPointer: $0) }
    return TreeHash(hash.finalize())
  }

  /// The root of a tree without leaves: SHA-256 of nothing.
  package static let ofNothing = TreeHash(SHA256().finalize())

  package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// 64 hexadecimal digits in lower case.
  package var hex: String { Hexadecimal.text(of: bytes) }

  private static func prefixed(_ byte: UInt8, _ hash: inout SHA256) {
    withUnsafeBytes(of: byte) { hash.update(bufferPointer: $0) }
  }
}
