import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not come: neither its head nor its end may be dripped for ever.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let head: TimeAmount
  private let body: TimeAmount
  private var alarm: Scheduled<Void>?

  /// - Parameters:
  ///   - head: from the connection's beginning, or the end of the request before, to the end of a request's head.
  ///   - body: from there to its end.
  init(head: TimeAmount, body: TimeAmount) {
    self.head = head
    self.body = body
  }

  func handlerAdded(context: ChannelHandlerContext) { set(head, context) }
  func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: set(body, context)
    case .body: break
    case .end: set(head, context)
    }
    context.fireChannelRead(data)
  }

  private func set(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    alarm?.cancel()
    let channel = context.channel
    alarm = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
