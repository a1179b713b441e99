import Catalog
import Foundation
import Glibc
import Terminal
import TestTerminal

/// Keys in the review list, to the last byte they cause, beside `less` in the same terminal on as many lines.
struct ConsoleKeys: Measurement {
  let name = "keys"
  let about = "a key in the review list to the last byte it causes, beside `less` on a file of as many lines"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    try await cluster.officer("vera", person: "p9", in: database)
    let size = Size(rows: 40, columns: 120)
    let items = place.generations / 10
    let console = try TimedProgram(
      BuiltProgram.path("countersign"),
      ["--catalog", cluster.settings.conninfo(user: "vera", database: database), "--calm"],
      environment: ["XDG_STATE_HOME": cluster.folder], size: size)
    _ = await console.settled()
    _ = await console.presses(.character("2"), restMilliseconds: 500)
    let file = cluster.folder + "/lines.txt"
    try (1...items).map { "\($0)  high  artifact-00201@1  toxicity .90  open  due in 3 h  nobody" }
      .joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    let less = try TimedProgram("/usr/bin/env", ["less", file], size: size)
    _ = await less.settled()
    for (what, key) in [("Down", Key.down), ("Page Down", .pageDown)] {
      var ours: [(milliseconds: Double, bytes: Int)] = []
      var peer: [(milliseconds: Double, bytes: Int)] = []
      for _ in 0..<place.runs * 2 {
        ours.append(await console.presses(key))
        peer.append(await less.presses(key))
      }
      report(
        Figure(
          what: "\(what), \(items) items", ours: ours.map(\.milliseconds).median, peer: peer.map(\.milliseconds).median,
          unit: .milliseconds, goal: .atMost(3),
          note: "slowest \(FigureTable.number(ours.map(\.milliseconds).max() ?? 0))"))
      report(
        Figure(
          what: "bytes a \(what)", ours: ours.map { Double($0.bytes) }.median,
          peer: peer.map { Double($0.bytes) }.median,
          unit: .bytes))
    }
    report(Figure(what: "resident memory", ours: await console.memory, peer: await less.memory, unit: .mebibytes))
    await console.terminal.shutDown()
    await less.terminal.shutDown()
  }
}
