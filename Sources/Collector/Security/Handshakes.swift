import Logging
import NIOCore
import NIOSSL
import Synchronization

/// Connections that were turned away before anything was asked: counted, and told of at most once a second.
final class Handshakes: Sendable {
  private struct Untold {
    var count = 0
    var last = ContinuousClock.now - .seconds(1)
  }
  private let untold = Mutex(Untold())
  private let tally: Tally
  private let logger: Logger

  init(tally: Tally, logger: Logger) {
    self.tally = tally
    self.logger = logger
  }

  func refused(_ caller: String, because: String) {
    tally.turnedAway()
    let count = untold.withLock { untold -> Int? in
      untold.count += 1
      guard untold.last + .seconds(1) <= .now else { return nil }
      defer { untold = Untold(count: 0, last: .now) }
      return untold.count
    }
    guard let count else { return }
    logger.notice(
      "turned away",
      metadata: [
        "caller": .string(caller), "because": .string(because), "connections": .stringConvertible(count),
      ])
  }
}

/// Stands behind TLS and hears how handshakes fail.
final class HandshakeWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let handshakes: Handshakes

  init(handshakes: Handshakes) { self.handshakes = handshakes }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case NIOSSLError.handshakeFailed(let why)? = error as? NIOSSLError {
      handshakes.refused(context.remoteAddress?.ipAddress ?? "unknown", because: "\(why)")
    }
    context.fireErrorCaught(error)
  }
}
