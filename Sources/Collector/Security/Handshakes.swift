import Logging
import NIOCore
import NIOSSL
import Synchronization

/// Connections that were turned away before anything was asked: counted at once, told of by and by, all of a kind together.
final class Handshakes: Sendable {
  private struct Untold {
    var count = 0
    /// The last one's address.
    var caller = ""
  }
  private let untold = Mutex<[String: Untold]>([:])
  private let tally: Tally
  private let logger: Logger

  init(tally: Tally, logger: Logger) {
    self.tally = tally
    self.logger = logger
  }

  func refused(_ caller: String, because: String) {
    tally.turnedAway()
    untold.withLock { untold in
      untold[because, default: Untold()].count += 1
      untold[because]?.caller = caller
    }
  }

  /// Tells of those that nothing was said of yet.
  func tell() {
    let now = untold.withLock { untold in
      defer { untold = [:] }
      return untold
    }
    for (because, one) in now.sorted(by: { $0.key < $1.key }) {
      logger.notice(
        "turned away",
        metadata: [
          "because": .string(because), "connections": .stringConvertible(one.count), "last": .string(one.caller),
        ])
    }
  }
}

/// Stands behind TLS and hears how handshakes fail.
final class HandshakeWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let handshakes: Handshakes

  init(handshakes: Handshakes) { self.handshakes = handshakes }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case NIOSSLError.handshakeFailed(let why)? = error as? NIOSSLError {
      handshakes.refused(context.remoteAddress?.ipAddress ?? "unknown", because: Self.words("\(why)"))
    }
    context.fireErrorCaught(error)
  }

  /// BoringSSL names its reasons in capitals, among places of its sources.
  private static func words(_ why: String) -> String {
    let reasons = [
      ("PEER_DID_NOT_RETURN_A_CERTIFICATE", "no certificate was shown"),
      ("CERTIFICATE_VERIFY_FAILED", "the certificate is not one of --tls-callers, or does not hold now"),
      ("HTTP_REQUEST", "plain HTTP was spoken"), ("WRONG_VERSION_NUMBER", "no TLS was spoken"),
      ("UNSUPPORTED_PROTOCOL", "an older TLS was spoken than 1.2"), ("NO_SHARED_CIPHER", "no cipher in common"),
      ("UNKNOWN_CA", "the caller does not know who signed our certificate"),
      ("CERTIFICATE_UNKNOWN", "the caller does not take our certificate"),
    ]
    return reasons.first { why.contains($0.0) }?.1 ?? "the handshake failed"
  }
}
