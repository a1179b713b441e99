import Catalog
import Operations
import TestSupport

/// 64 sessions that overtake each other beside the sealer of the log: `soak --log [--seconds N]`.
enum Sealing {
  /// Says what came of it; answers how many faults there are.
  static func run(seconds: Int) async throws -> Int {
    let office = try await Office.open()
    try office.superuser.run("select countersign_private.make_login($1)", office.login("sealer"))
    try office.superuser.run("grant countersign_sealer to \"\(office.login("sealer"))\"")
    let sealer = Workbench(office.settings("sealer"))
    let outcome = try await CommitRace(office, writers: 64).run(seconds: Double(seconds)) {
      try await sealer.sealLog().size
    }
    var faults = outcome.faults
    let report = try await sealer.verifyLog()
    if !report.isGood || report.size != outcome.leaves || report.waiting > 0 {
      faults.append("\(report.found) findings in \(report.size) leaves, \(report.waiting) rows without one")
    }
    if outcome.overtaken == 0 { faults.append("nobody overtook anybody: this proved nothing") }
    for fault in faults.prefix(20) { print("log: \(fault)") }
    print(
      """
      log: 64 writers for \(seconds) s, \(outcome.commits) commits and \(outcome.rollbacks) rollbacks, \
      \(outcome.overtaken) times overtaken; \(outcome.seals) seals, the slowest \(Int(outcome.longest * 1000)) ms, \
      \(outcome.leaves) leaves, \(faults.isEmpty ? "none sealed before it was visible, none left out" : "\(faults.count) faults")
      """)
    return faults.count
  }
}
