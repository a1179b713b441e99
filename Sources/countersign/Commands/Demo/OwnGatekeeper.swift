import Catalog
import Exchange
import Foundation
import Governance
import Operations

/// The gatekeeper of a catalog of one's own: decides its gates while the console, or whoever keeps it up, is there.
enum OwnGatekeeper {
  /// Runs beside `body`, and ends with it.
  static func beside(
    _ settings: ConnectionSettings, _ body: () async throws(Problem) -> Void
  ) async throws(Problem) {
    var mine = settings
    mine.applicationName = "countersign gatekeeper"
    let keeper = Gatekeeper(
      Workbench(mine), engine: PolicyEngines.chosen(ProcessInfo.processInfo.environment),
      holder: "own/\(UUID().uuidString.prefix(8))")
    let work = Task.detached {
      while !Task.isCancelled {
        // Whatever goes wrong leaves a gate undecided, which is unmet, and is tried again.
        let found = (try? await keeper.round()) ?? nil
        if found == nil { try? await Task.sleep(for: .milliseconds(700)) }
      }
    }
    defer { work.cancel() }
    try await body()
  }
}
