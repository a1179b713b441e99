import Foundation
import Governance
import Operations

/// Tells the catalog what waits in a spool: at once when something begins or ends to wait, else every few seconds while it
/// changes and every minute while it does not.
actor SpoolTeller {
  private let spool: Spool
  private let desk: Workbench
  private let name: String
  private var told: (standing: Spool.Standing, at: ContinuousClock.Instant)?

  init(spool: Spool, desk: Workbench) {
    self.spool = spool
    self.desk = desk
    name = String("\(ProcessInfo.processInfo.hostName):\(spool.folder)".prefix(500))
  }

  /// What cannot be told now is told the next time.
  func tell() async {
    let standing = spool.standing
    if let told {
      let pause: Duration =
        told.standing == standing
        ? .seconds(60) : (told.standing.records == 0) != (standing.records == 0) ? .zero : .seconds(2)
      if told.at + pause > .now { return }
    }
    guard !spool.isAway else { return }
    do throws(Problem) {
      try await desk.tellSpool(
        name, requests: standing.records, bytes: standing.bytes, since: standing.since, isFull: standing.isFull)
      told = (standing, .now)
    } catch {
      if error.kind == .unreachable { spool.noteAway() }
    }
  }
}
