import Evidence
package import Governance
import NIOSSL

/// What the catalog knows of a certificate: SHA-256 of its DER, as `openssl x509 -fingerprint -sha256` prints it.
package enum CertificateDigest {
  /// Of the first certificate in a PEM file: the holder's own, where others lead to its root.
  ///
  /// - Throws: `certificate.file`.
  package static func ofFile(_ path: String) throws(Problem) -> [UInt8] {
    do {
      guard let own = try NIOSSLCertificate.fromPEMFile(path).first else { throw NIOSSLError.failedToLoadCertificate }
      return try of(own)
    } catch {
      throw Problem(
        .badData, "certificate.file", happened: "\(path) holds no certificate that can be read.",
        remedy: "Give the caller's certificate as PEM, without its key.")
    }
  }

  static func of(_ certificate: NIOSSLCertificate) throws -> [UInt8] {
    ContentDigest(of: try certificate.toDERBytes()).bytes
  }
}
