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
    var trouble = Trouble()
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      var found = false
      do throws(Problem) {
        found = try await round()
        if let words = trouble.ends(at: .now) {
          logger.notice("rounds go on", metadata: ["work": .string(name), "after": .string(words)])
        }
      } catch {
        if let failures = trouble.comes(error.kind == .unreachable ? "unreachable" : error.code, at: .now) {
          logger.warning(
            "round failed",
            metadata: [
              "work": .string(name), "code": .string(error.code), "because": .string(error.summary),
              "failures": .stringConvertible(failures),
            ])
        }
      }
      if !found { await Self.rest(pause) }
    }
  }

  /// Waits, at the longest until the daemon is told to stop.
  static func rest(_ pause: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
  }
}

/// What goes wrong round after round is told when it begins, each minute while it lasts, and when it has ended: an outage
/// must not fill the log that tells of it.
struct Trouble {
  private var kind: String?
  private var began = ContinuousClock.now
  private var told = ContinuousClock.now
  private var failures = 0

  private static let again = Duration.seconds(60)

  /// How many rounds have failed so, where that is to be told now.
  mutating func comes(_ kind: String, at now: ContinuousClock.Instant) -> Int? {
    if kind != self.kind { self = Trouble(kind: kind, began: now, told: now - Trouble.again) }
    failures += 1
    guard now - told >= Trouble.again else { return nil }
    told = now
    return failures
  }

  /// A round went well: how long the trouble lasted, where there was one.
  mutating func ends(at now: ContinuousClock.Instant) -> String? {
    guard kind != nil else { return nil }
    defer { self = Trouble() }
    return "\(failures) failures in \((now - began).components.seconds) s"
  }

  init() {}

  private init(kind: String, began: ContinuousClock.Instant, told: ContinuousClock.Instant) {
    (self.kind, self.began, self.told) = (kind, began, told)
  }
}
