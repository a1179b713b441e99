import Crypto
import Foundation
package import Governance

/// Who may be believed: the name, key hash and Ed25519 public key of a signer of notes.
///
/// Its text is `NAME+HASH+KEY` as C2SP's signed-note writes verifier keys.
package struct NoteVerifierKey: Sendable, Equatable {
  package let name: NoteName
  /// 32 bytes.
  package let publicKey: [UInt8]
  /// The first four bytes of SHA-256(name, line feed, algorithm 1, key).
  package let hash: [UInt8]

  init(name: NoteName, publicKey: [UInt8]) {
    self.name = name
    self.publicKey = publicKey
    hash = Array(ContentDigest(of: Array(name.text.utf8) + [10, NoteKeyText.ed25519] + publicKey).bytes.prefix(4))
  }

  /// - Throws: `log.key` when the text is no Ed25519 verifier key, or its hash is another key's.
  package init(text: String) throws(Problem) {
    guard let parts = NoteKeyText.parts(of: text) else { throw .badNoteKey("No verifier key of Ed25519 stands there.") }
    let name = try NoteName(parts.name)
    self.init(name: name, publicKey: parts.key)
    guard hash == parts.hash else { throw .badNoteKey("Its hash is that of another name or key.") }
  }

  package var text: String { NoteKeyText.text(name: name, hash: hash, key: publicKey) }

  /// Whether `signature` (64 bytes) is this key's over the text.
  func accepts(_ signature: some Collection<UInt8>, over text: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(Data(signature), for: Data(text.utf8))
  }
}

/// The key that signs a log's checkpoints. Its text begins with `PRIVATE+KEY+`, as Go's `sumdb/note` writes it.
package struct NoteSigningKey: Sendable {
  private let seed: [UInt8]
  package let verifier: NoteVerifierKey

  private init(name: NoteName, key: Curve25519.Signing.PrivateKey) {
    seed = Array(key.rawRepresentation)
    verifier = NoteVerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// A new key, from the system's random numbers.
  package init(name: NoteName) { self.init(name: name, key: Curve25519.Signing.PrivateKey()) }

  /// - Throws: `log.key` when the text is no Ed25519 signing key, or its hash is another key's.
  package init(text: String) throws(Problem) {
    guard text.hasPrefix(NoteSigningKey.mark),
      let parts = NoteKeyText.parts(of: text.dropFirst(NoteSigningKey.mark.count)),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: parts.key)
    else { throw .badNoteKey("No signing key of Ed25519 stands there.") }
    self.init(name: try NoteName(parts.name), key: key)
    guard verifier.hash == parts.hash else { throw .badNoteKey("Its hash is that of another name or key.") }
  }

  /// The secret, for a file only its owner may read.
  package var text: String {
    NoteSigningKey.mark + NoteKeyText.text(name: verifier.name, hash: verifier.hash, key: seed)
  }

  /// 64 bytes over the text.
  ///
  /// - Throws: `log.signing` when the library refuses the key.
  func signature(over text: String) throws(Problem) -> [UInt8] {
    do {
      return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: Data(text.utf8)))
    } catch {
      throw Problem(.fault, "log.signing", happened: "The checkpoint could not be signed.")
    }
  }

  private static let mark = "PRIVATE+KEY+"
}

/// `NAME+HASH+BASE64`, where the decoded bytes begin with the algorithm.
private enum NoteKeyText {
  static let ed25519: UInt8 = 1

  static func text(name: NoteName, hash: [UInt8], key: [UInt8]) -> String {
    "\(name.text)+\(Hexadecimal.text(of: hash))+\(Data([ed25519] + key).base64EncodedString())"
  }

  static func parts(of text: some StringProtocol) -> (name: String, hash: [UInt8], key: [UInt8])? {
    let line = text.hasSuffix("\n") ? String(text.dropLast()) : String(text)
    // Base64 may hold plus signs of its own.
    let parts = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let hash = Hexadecimal.bytes(of: Array(parts[1].utf8)[...]), hash.count == 4,
      let key = Data(base64Encoded: String(parts[2])), key.count == 33, key.first == ed25519
    else { return nil }
    return (String(parts[0]), hash, Array(key.dropFirst()))
  }
}

extension Problem {
  fileprivate static func badNoteKey(_ because: String) -> Problem {
    Problem(
      .badData, "log.key", happened: "The key cannot be used.", because: because,
      remedy: "Name a file that `countersign log key new` wrote.")
  }
}
