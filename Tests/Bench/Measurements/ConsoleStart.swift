import Catalog
import Foundation
import Glibc
import Terminal
import TestTerminal

/// From exec to the first whole screen of the office, beside the shortest question psql can be started with.
struct ConsoleStart: Measurement {
  let name = "start"
  let about = "exec to the settled first screen, beside `psql -c 'select 1'` to its end"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    try await cluster.officer("vera", person: "p9", in: database)
    let conninfo = cluster.settings.conninfo(user: "vera", database: database)
    var first: [Double] = []
    var settled: [Double] = []
    var peer: [Double] = []
    var memory = 0.0
    for _ in 0..<place.runs {
      let console = try TimedProgram(
        BuiltProgram.path("countersign"), ["--catalog", conninfo], environment: ["XDG_STATE_HOME": cluster.folder],
        size: Size(rows: 40, columns: 120))
      let times = await console.settled()
      guard await console.terminal.text().contains("high") else {
        throw ConsoleNotSeen(screen: await console.terminal.text())
      }
      first.append(times.first)
      settled.append(times.last)
      memory = await console.memory
      await console.terminal.shutDown()
      let began = Stopwatch()
      try cluster.psql(database, ["-c", "select 1"])
      peer.append(began.seconds * 1000)
    }
    report(Figure(what: "first byte", ours: first.median, peer: peer.median, unit: .milliseconds))
    report(
      Figure(what: "settled office", ours: settled.median, peer: peer.median, unit: .milliseconds, goal: .atMost(4)))
    report(Figure(what: "resident memory", ours: memory, unit: .mebibytes))
  }
}

struct ConsoleNotSeen: Error { var screen: String }
