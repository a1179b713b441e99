import Evidence
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import NIOSSL

/// A request, and the connection it came on.
struct CallerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// SHA-256 of the DER of the certificate that the caller showed, 32 bytes; nil when it showed none. The handshake has
  /// made sure that the caller holds its key; a session that was taken up again stands for the handshake it began with, so
  /// that the certificate may have run out since.
  var certificate: [UInt8]? {
    get async throws {
      // Fails where the connection speaks no TLS.
      guard let shown = try? await channel.nioSSL_peerCertificate().get() else { return nil }
      guard shown.notValidAfter > time(nil) else {
        var problem = RequestProblem(
          .unauthorized, "certificate.expired", "The certificate of this connection has run out.")
        problem.remedy = "Connect anew with one that holds."
        throw problem
      }
      return try? CertificateDigest.of(shown)
    }
  }
}
