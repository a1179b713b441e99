import Governance
import Operations
import Synchronization

/// What time it is on the catalog's server, asked every few seconds and reckoned on in between.
final class ServerClock: Sendable {
  private let told = Mutex<(server: Instant, here: ContinuousClock.Instant)?>(nil)

  func now(_ desk: Workbench) async throws(Problem) -> Instant {
    let here = ContinuousClock.now
    if let told = told.withLock({ $0 }), told.here.duration(to: here) < .seconds(5) {
      return told.server.advanced(bySeconds: Int64(told.here.duration(to: here).seconds))
    }
    let server = try await desk.nowOnServer()
    told.withLock { $0 = (server, here) }
    return server
  }
}
