import Crypto
internal import CryptoExtras
import Foundation
package import Governance
internal import SwiftASN1

/// A person's Ed25519 private key.
///
/// Its text is PEM of PKCS #8 (RFC 5958, 8410): plain, or encrypted by PBES2 (RFC 8018) with PBKDF2-HMAC-SHA256 and
/// AES-256-CBC, so that `openssl pkey` opens it too.
package struct PersonalKey: DecisionSigner {
  private let seed: [UInt8]
  package let key: VerifyingKey

  private init(_ key: Curve25519.Signing.PrivateKey) throws(Problem) {
    seed = Array(key.rawRepresentation)
    self.key = try VerifyingKey(bytes: Array(key.publicKey.rawRepresentation))
  }

  /// A new key, from the system's random numbers.
  package init() throws(Problem) { try self.init(Curve25519.Signing.PrivateKey()) }

  /// Reads PEM; `passphrase` is needed where it is encrypted.
  ///
  /// - Throws: `key.passphrase` when it is missing or wrong, `key.file` when no key of ours stands there.
  package init(pem: String, passphrase: String?) throws(Problem) {
    guard let document = try? PEMDocument(pemString: pem) else { throw .noKeyFile }
    var bytes = document.derBytes
    if document.discriminator == PersonalKey.encrypted {
      guard let passphrase, !passphrase.isEmpty else { throw .keyLocked("It is locked by a passphrase.") }
      bytes = try PasswordBox(der: bytes).opened(with: passphrase)
    }
    guard let key = try? Curve25519.Signing.PrivateKey(derRepresentation: bytes) else {
      throw document.discriminator == PersonalKey.encrypted ? .keyLocked("The passphrase is another.") : .noKeyFile
    }
    try self.init(key)
  }

  /// Whether a text is a key behind a passphrase; nil when it is no key.
  package static func isLocked(pem: String) -> Bool? {
    guard let document = try? PEMDocument(pemString: pem) else { return nil }
    return document.discriminator == encrypted ? true : document.discriminator == "PRIVATE KEY" ? false : nil
  }

  /// The key as PEM; behind a passphrase when one is given.
  ///
  /// - rounds: of PBKDF2; OWASP's figure for HMAC-SHA256 (Password Storage Cheat Sheet, 2023) unless told.
  package func pem(passphrase: String?, rounds: Int = 600_000) throws(Problem) -> String {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .noKeyFile }
    guard let passphrase, !passphrase.isEmpty else { return key.pemRepresentation + "\n" }
    let box = try PasswordBox.closed(Array(key.derRepresentation), with: passphrase, rounds)
    return PEMDocument(type: PersonalKey.encrypted, derBytes: try box.der()).pemString + "\n"
  }

  package func signature(over bytes: [UInt8]) throws(Problem) -> [UInt8] {
    do {
      return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: Data(bytes)))
    } catch {
      throw Problem(.fault, "key.signing", happened: "The key did not sign.")
    }
  }

  private static let encrypted = "ENCRYPTED PRIVATE KEY"
}

extension Problem {
  static var noKeyFile: Problem {
    Problem(
      .badData, "key.file", happened: "This file holds no Ed25519 key that can be read.",
      because: "PEM of PKCS #8 is expected, plain or encrypted with PBKDF2 and AES-256-CBC.",
      remedy: "Make one with `countersign key new`, or put an OpenSSH key into ssh-agent.")
  }

  static func keyLocked(_ because: String) -> Problem {
    Problem(
      .notPermitted, "key.passphrase", happened: "The key could not be opened.", because: because,
      remedy: "Type its passphrase, or hand it over by --passphrase-fd.")
  }
}
