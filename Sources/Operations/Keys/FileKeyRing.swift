package import Evidence
import Foundation
package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// A desk with one key, in a file that only its owner may read; its public half lies beside it as `.pub`.
package struct FileKeyRing: KeyRing {
  package let path: String

  package init(path: String) { self.path = path }

  package func means(among trusted: [VerifyingKey]) async -> SigningMeans {
    do throws(Problem) {
      let key = try FileKeyRing.verifyingKey(at: path + ".pub")
      guard trusted.contains(key) else {
        return .missing(because: "The key in \(path) is not trusted for you: \(key.fingerprint).")
      }
      let isLocked = PersonalKey.isLocked(pem: try FileKeyRing.text(at: path)) ?? true
      return isLocked
        ? .locked(fingerprint: key.fingerprint, from: path) : .ready(fingerprint: key.fingerprint, from: path)
    } catch {
      return .missing(because: error.summary)
    }
  }

  package func signer(among trusted: [VerifyingKey], passphrase: String?) async throws(Problem) -> any DecisionSigner {
    let key = try FileKeyRing.key(at: path, passphrase: passphrase)
    guard trusted.contains(key.key) else {
      throw Problem(
        .notPermitted, "key.none", happened: "The key in \(path) is not trusted for you.",
        because: "It is \(key.key.fingerprint).", remedy: "Add it, and ask a lead or an administrator to trust it.")
    }
    return key
  }

  /// Makes a key and writes both halves; never over another.
  ///
  /// - Throws: `file.exists`, `file.unwritable`.
  package static func make(at path: String, name: String, passphrase: String?, rounds: Int = 600_000) throws(Problem)
    -> PersonalKey
  {
    let key = try PersonalKey()
    try KeyFile.write(try key.pem(passphrase: passphrase, rounds: rounds), to: path, mode: 0o600)
    try KeyFile.write(key.key.sshLine(name: name) + "\n", to: path + ".pub", mode: 0o644)
    return key
  }

  /// - Throws: `key.open` when others may read it.
  package static func key(at path: String, passphrase: String?) throws(Problem) -> PersonalKey {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw .unreadableFile(path) }
    guard facts.st_mode & 0o077 == 0 else {
      throw Problem(
        .notPermitted, "key.open", happened: "\(path) can be read by others.",
        because: "Whoever can read a key can sign with it.", remedy: "Revoke this key, and make a new one.")
    }
    return try PersonalKey(pem: try text(at: path), passphrase: passphrase)
  }

  package static func isLocked(at path: String) throws(Problem) -> Bool {
    guard let isLocked = PersonalKey.isLocked(pem: try text(at: path)) else { throw .noKeyThere(path) }
    return isLocked
  }

  package static func verifyingKey(at path: String) throws(Problem) -> VerifyingKey {
    try VerifyingKey(sshLine: try text(at: path))
  }

  private static func text(at path: String) throws(Problem) -> String {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 100_000,
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadableFile(path) }
    return text
  }
}

extension Problem {
  fileprivate static func noKeyThere(_ path: String) -> Problem {
    Problem(
      .badData, "key.file", happened: "\(path) holds no Ed25519 key that can be read.",
      remedy: "Make one with `countersign key new`, or put an OpenSSH key into ssh-agent.")
  }
}
