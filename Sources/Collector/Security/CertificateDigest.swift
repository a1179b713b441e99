import Evidence
import Foundation
package import Governance
import NIOSSL

/// What the catalog knows of a certificate: SHA-256 of its DER, as `openssl x509 -fingerprint -sha256` prints it.
package enum CertificateDigest {
  /// Of the one certificate in a PEM file: the caller's own.
  ///
  /// - Throws: `certificate.file`, `certificate.expired`.
  package static func ofFile(_ path: String) throws(Problem) -> [UInt8] {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Problem(
        .notFound, "certificate.file", happened: "\(path) cannot be read.",
        remedy: "Give the caller's certificate as PEM, without its key.")
    }
    let held: [NIOSSLCertificate]
    let digest: [UInt8]?
    do {
      held = try NIOSSLCertificate.fromPEMFile(path)
      digest = try held.first.map { try of($0) }
    } catch {
      throw Problem(
        .badData, "certificate.file", happened: "\(path) holds no certificate that can be read.",
        remedy: "Give the caller's certificate as PEM, without its key.")
    }
    guard let digest, held.count == 1 else {
      throw Problem(
        .badData, "certificate.file", happened: "\(path) holds \(held.count) certificates.",
        because: "Which of them is the caller's own cannot be told.",
        remedy: "Give the caller's own alone, without those that lead to its root.")
    }
    let now = time(nil)
    guard held[0].notValidBefore <= now, held[0].notValidAfter > now else {
      throw Problem(
        .badData, "certificate.expired",
        happened: "The certificate in \(path) \(held[0].notValidAfter > now ? "does not hold yet" : "has run out").",
        because: "No daemon would take it.", remedy: "Give one that holds.")
    }
    return digest
  }

  static func of(_ certificate: NIOSSLCertificate) throws -> [UInt8] {
    ContentDigest(of: try certificate.toDERBytes()).bytes
  }
}
