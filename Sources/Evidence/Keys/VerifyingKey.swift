import Crypto
import Foundation
package import Governance

/// A person's Ed25519 public key, written and named as OpenSSH does.
package struct VerifyingKey: Sendable, Hashable {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// - Throws: `key.form` when 32 bytes do not stand there.
  package init(bytes: [UInt8]) throws(Problem) {
    guard bytes.count == 32 else { throw .noVerifyingKey }
    self.bytes = bytes
  }

  /// Reads a line such as `ssh-ed25519 AAAAC3Nz… ada@desk`, as it stands in a `.pub` file.
  ///
  /// - Throws: `key.form` for anything else, other algorithms among it.
  package init(sshLine: String) throws(Problem) {
    let words = sshLine.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0] == VerifyingKey.algorithm, let blob = Data(base64Encoded: String(words[1])) else {
      throw .noVerifyingKey
    }
    try self.init(sshBlob: Array(blob))
  }

  /// Reads SSH's wire form: the algorithm's name and the key, each behind its length.
  package init(sshBlob: [UInt8]) throws(Problem) {
    var reader = SSHReader(sshBlob)
    guard reader.string() == Array(VerifyingKey.algorithm.utf8), let key = reader.string(), reader.isAtEnd else {
      throw .noVerifyingKey
    }
    try self.init(bytes: key)
  }

  package static let algorithm = "ssh-ed25519"

  package var sshBlob: [UInt8] { SSHReader.written(Array(VerifyingKey.algorithm.utf8)) + SSHReader.written(bytes) }

  /// What a person compares over another channel, as `ssh-add -l` prints it: `SHA256:` and 43 characters.
  package var fingerprint: String {
    let digest = Data(ContentDigest(of: sshBlob).bytes).base64EncodedString()
    return "SHA256:" + digest.prefix { $0 != "=" }
  }

  /// The line of a `.pub` file.
  package func sshLine(name: String) -> String {
    "\(VerifyingKey.algorithm) \(Data(sshBlob).base64EncodedString()) \(name)"
  }

  /// Whether `signature` (64 bytes) is this key's over some bytes.
  package func accepts(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else { return false }
    return key.isValidSignature(Data(signature), for: Data(bytes))
  }
}

/// Strings behind their lengths, as SSH writes them (RFC 4251 §5).
package struct SSHReader: Sendable {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  package var isAtEnd: Bool { rest.isEmpty }

  package mutating func byte() -> UInt8? { rest.popFirst() }

  /// Four bytes, the greatest first.
  package mutating func number() -> UInt32? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Nil when fewer bytes are there than it says.
  package mutating func string() -> [UInt8]? {
    guard let length = number(), rest.count >= Int(length) else { return nil }
    defer { rest = rest.dropFirst(Int(length)) }
    return Array(rest.prefix(Int(length)))
  }

  package static func written(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  package static func written(_ string: [UInt8]) -> [UInt8] { written(UInt32(string.count)) + string }
}

extension Problem {
  fileprivate static var noVerifyingKey: Problem {
    Problem(
      .badData, "key.form", happened: "This is no Ed25519 public key.",
      remedy: "Name a .pub file of `countersign key new` or `ssh-keygen -t ed25519`.")
  }
}
