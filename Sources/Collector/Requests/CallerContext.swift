import Evidence
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
  /// made sure that the caller holds its key.
  var certificate: [UInt8]? {
    get async {
      // Fails where the connection speaks no TLS.
      guard let shown = try? await channel.nioSSL_peerCertificate().get() else { return nil }
      return try? CertificateDigest.of(shown)
    }
  }
}
