import Governance
import Logging
import ServiceLifecycle

/// Work that goes on until the daemon is told to stop: a round at a time, with a pause after a round that found nothing.
struct Rounds: Service {
  let name: String
  let pause: Duration
  let logger: Logger
  /// Says whether there was something to do.
  let round: @Sendable () async throws(Problem) -> Bool

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      var found = false
      do throws(Problem) {
        found = try await round()
      } catch {
        logger.warning(
          "round failed",
          metadata: ["work": .string(name), "code": .string(error.code), "because": .string(error.summary)])
      }
      if !found { await Self.rest(pause) }
    }
  }

  /// Waits, at the longest until the daemon is told to stop.
  static func rest(_ pause: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
  }
}
