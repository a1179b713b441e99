import Catalog
import Foundation
import Glibc
import Terminal
import TestSupport
import TestTerminal

/// What the console costs while nobody touches it: alone, and while 200 events a second come in and two of them are flagged.
struct ConsoleIdle: Measurement {
  let name = "idle"
  let about = "the console's share of a core while nobody touches it"
  private let seconds = 20.0

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("idle")
    try await Crowd(artifacts: 40, openPromotions: 6, generations: 20_000).fill(
      Connection(cluster.connection(to: "idle")))
    try await cluster.officer("vera", person: "p9", in: "idle")
    try await Crowd.collector("gate", by: Connection(cluster.connection(to: "idle")))
    for (screen, key) in [("office", Key.character("1")), ("review", .character("2"))] {
      let console = try TimedProgram(
        BuiltProgram.path("countersign"),
        ["--catalog", cluster.settings.conninfo(user: "vera", database: "idle")],
        environment: ["XDG_STATE_HOME": cluster.folder], size: Size(rows: 40, columns: 120))
      _ = try await console.settled()
      _ = await console.presses(key, restMilliseconds: 500)
      let alone = try await share(of: console, meanwhile: nil)
      let busy = try await share(of: console, meanwhile: Connection(cluster.connection(as: "gate", to: "idle")))
      report(Figure(what: "\(screen), nothing happens", ours: alone, unit: .percent))
      report(
        Figure(
          what: "\(screen), 200 events a second", ours: busy, peer: 0.5, unit: .percent, goal: .atMost(1),
          note: "of a core, beside the limit"))
      await console.terminal.shutDown()
    }
  }

  /// Processor time over wall time, in percent.
  private func share(of console: TimedProgram, meanwhile collector: Connection?) async throws -> Double {
    let process = await console.terminal.child
    let began = Stopwatch()
    let before = Self.processorSeconds(of: process)
    var batch = 0
    while began.seconds < seconds {
      batch += 1
      if let collector {
        let receipt = try await collector.one(OpenReceipt(producer: "crowd", format: "generations", origin: "idle"))
        try await collector.script(Crowd.inbox(50, named: "idle \(process) \(batch)"))
        _ = try await collector.one(TakeInbox(receipt: receipt))
      }
      let pause = Double(batch) * 0.25 - began.seconds
      for _ in 0..<max(1, Int(pause * 100)) {
        await console.terminal.pump(10)
      }
    }
    return (Self.processorSeconds(of: process) - before) / began.seconds * 100
  }

  private static func processorSeconds(of process: pid_t) -> Double {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let fields = text.drop { $0 != ")" }.split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return .nan }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
