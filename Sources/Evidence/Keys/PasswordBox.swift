import Crypto
internal import CryptoExtras
import Foundation
internal import Governance
internal import SwiftASN1

/// Bytes behind a passphrase: EncryptedPrivateKeyInfo of PKCS #8 with PBES2 (RFC 5958, RFC 8018 §6.2 and appendix A).
struct PasswordBox {
  private var salt: [UInt8]
  private var rounds: Int
  private var vector: [UInt8]
  private var sealed: [UInt8]

  /// More would let a crafted file hold up whoever opens it.
  private static let mostRounds = 5_000_000
  private static let scheme: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 5, 13]
  private static let derivation: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 5, 12]
  private static let hash: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 2, 9]
  private static let cipher: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 1, 42]

  static func closed(_ bytes: [UInt8], with passphrase: String, _ rounds: Int) throws(Problem) -> PasswordBox {
    var random = SystemRandomNumberGenerator()
    var box = PasswordBox(
      salt: (0..<16).map { _ in .random(in: 0...255, using: &random) }, rounds: rounds,
      vector: (0..<16).map { _ in .random(in: 0...255, using: &random) }, sealed: [])
    do {
      box.sealed = Array(
        try AES._CBC.encrypt(bytes, using: try box.key(of: passphrase), iv: try AES._CBC.IV(ivBytes: box.vector)))
    } catch {
      throw Problem(.fault, "key.lock", happened: "The key could not be locked by the passphrase.")
    }
    return box
  }

  func opened(with passphrase: String) throws(Problem) -> [UInt8] {
    do {
      return Array(
        try AES._CBC.decrypt(sealed, using: try key(of: passphrase), iv: try AES._CBC.IV(ivBytes: vector)))
    } catch {
      throw .keyLocked("The passphrase is another.")
    }
  }

  private func key(of passphrase: String) throws -> SymmetricKey {
    try KDF.Insecure.PBKDF2.deriveKey(
      from: Array(passphrase.utf8), salt: salt, using: .sha256, outputByteCount: 32, unsafeUncheckedRounds: rounds)
  }

  private init(salt: [UInt8], rounds: Int, vector: [UInt8], sealed: [UInt8]) {
    self.salt = salt
    self.rounds = rounds
    self.vector = vector
    self.sealed = sealed
  }

  /// - Throws: `key.file` for other schemes, and for so many rounds that it would not end.
  init(der: [UInt8]) throws(Problem) {
    do {
      self = try DER.sequence(try DER.parse(der), identifier: .sequence) { whole in
        let (salt, rounds, vector) = try DER.sequence(try whole.required(), identifier: .sequence) { algorithm in
          guard try ASN1ObjectIdentifier(derEncoded: &algorithm) == PasswordBox.scheme else { throw Problem.noKeyFile }
          return try DER.sequence(try algorithm.required(), identifier: .sequence) { try PasswordBox.parameters(&$0) }
        }
        let sealed = try ASN1OctetString(derEncoded: &whole)
        return PasswordBox(salt: salt, rounds: rounds, vector: vector, sealed: Array(sealed.bytes))
      }
    } catch {
      throw .noKeyFile
    }
  }

  private static func parameters(_ nodes: inout ASN1NodeCollection.Iterator) throws -> ([UInt8], Int, [UInt8]) {
    let (salt, rounds) = try DER.sequence(try nodes.required(), identifier: .sequence) { function in
      guard try ASN1ObjectIdentifier(derEncoded: &function) == derivation else { throw Problem.noKeyFile }
      return try DER.sequence(try function.required(), identifier: .sequence) { details in
        let salt = try ASN1OctetString(derEncoded: &details)
        let rounds = try Int(derEncoded: &details)
        try DER.sequence(try details.required(), identifier: .sequence) { digest in
          guard try ASN1ObjectIdentifier(derEncoded: &digest) == hash else { throw Problem.noKeyFile }
          _ = digest.next()
        }
        guard (1...mostRounds).contains(rounds) else { throw Problem.noKeyFile }
        return (Array(salt.bytes), rounds)
      }
    }
    let vector = try DER.sequence(try nodes.required(), identifier: .sequence) { encryption in
      guard try ASN1ObjectIdentifier(derEncoded: &encryption) == cipher else { throw Problem.noKeyFile }
      return try ASN1OctetString(derEncoded: &encryption)
    }
    return (salt, rounds, Array(vector.bytes))
  }

  func der() throws(Problem) -> [UInt8] {
    var serializer = DER.Serializer()
    do {
      try serializer.appendConstructedNode(identifier: .sequence) { whole in
        try whole.appendConstructedNode(identifier: .sequence) { algorithm in
          try algorithm.serialize(PasswordBox.scheme)
          try algorithm.appendConstructedNode(identifier: .sequence) { parts in
            try parts.appendConstructedNode(identifier: .sequence) { function in
              try function.serialize(PasswordBox.derivation)
              try function.appendConstructedNode(identifier: .sequence) { details in
                try details.serialize(ASN1OctetString(contentBytes: salt[...]))
                try details.serialize(rounds)
                try details.appendConstructedNode(identifier: .sequence) { digest in
                  try digest.serialize(PasswordBox.hash)
                  try digest.serialize(ASN1Null())
                }
              }
            }
            try parts.appendConstructedNode(identifier: .sequence) { encryption in
              try encryption.serialize(PasswordBox.cipher)
              try encryption.serialize(ASN1OctetString(contentBytes: vector[...]))
            }
          }
        }
        try whole.serialize(ASN1OctetString(contentBytes: sealed[...]))
      }
    } catch {
      throw Problem(.fault, "key.lock", happened: "The key could not be written.")
    }
    return serializer.serializedBytes
  }
}

extension ASN1NodeCollection.Iterator {
  fileprivate mutating func required() throws -> ASN1Node {
    guard let node = next() else { throw Problem.noKeyFile }
    return node
  }
}
