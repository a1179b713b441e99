import Catalog
import Foundation
import Glibc
import Terminal
import TestTerminal

/// Keys in the review list, to the last byte they cause, beside `less` in the same terminal on as many lines; and what has
/// to be read from the catalog first, beside the bare question asked by psql.
struct ConsoleKeys: Measurement {
  let name = "keys"
  let about = "a key in the review list to the last byte it causes, beside `less` on a file of as many lines"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.queue(place)
    try await cluster.officer("vera", person: "p9", in: database)
    let conninfo = cluster.settings.conninfo(user: "vera", database: database)
    let size = Size(rows: 40, columns: 120)
    let items = place.generations
    let console = try TimedProgram(
      BuiltProgram.path("countersign"), ["--catalog", conninfo, "--calm"],
      environment: ["XDG_STATE_HOME": cluster.folder], size: size)
    _ = try await console.settled()
    _ = await console.presses(.character("2"), restMilliseconds: 500)
    let file = cluster.folder + "/lines.txt"
    try (1...items).map { "\($0)  high  artifact-00201@1  toxicity .90  open  due in 3 h  nobody" }
      .joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    let less = try TimedProgram("/usr/bin/env", ["less", file], size: size)
    _ = try await less.settled()
    // Pages ahead come before they are needed: only what is loaded is measured here.
    var down = Double.nan
    for (what, key, count) in [("Down", Key.down, place.runs * 8), ("Page Down", .pageDown, place.runs * 2)] {
      var ours: [(milliseconds: Double, bytes: Int)] = []
      var peer: [(milliseconds: Double, bytes: Int)] = []
      for _ in 0..<count {
        ours.append(await console.presses(key))
        peer.append(await less.presses(key))
      }
      if key == .down { down = ours.map(\.milliseconds).median }
      report(
        Figure(
          what: "\(what), \(items) items", ours: ours.map(\.milliseconds).median, peer: peer.map(\.milliseconds).median,
          unit: .milliseconds, goal: .atMost(3),
          note:
            "p99 \(FigureTable.number(ours.map(\.milliseconds).ninetyNinth)), of less \(FigureTable.number(peer.map(\.milliseconds).ninetyNinth))"
        ))
      let bytes = ours.map { Double($0.bytes) }
      report(
        Figure(
          what: "bytes a \(what)", ours: bytes.median, peer: peer.map { Double($0.bytes) }.median, unit: .bytes,
          note: "mean \(FigureTable.number(bytes.mean))\(key == .down ? ", median at most 400" : "")"))
    }
    try await measureReading(console, keyed: down, conninfo, report, place)
    try await measureStepping(console, report, place)
    report(
      Figure(
        what: "resident memory", ours: await console.memory, peer: 120, unit: .mebibytes, goal: .atMost(1),
        note: "beside the limit; less takes \(FigureTable.number(await less.memory))"))
    await console.terminal.shutDown()
    await less.terminal.shutDown()
  }

  /// Keys whose rows are not here yet, less what a key takes anyway.
  private func measureReading(
    _ console: TimedProgram, keyed down: Double, _ conninfo: String, _ report: @Sendable (Figure) -> Void,
    _ place: BenchPlace
  ) async throws {
    let last = try BareQuestion(order: "desc").milliseconds(conninfo)
    let first = try BareQuestion(order: "asc").milliseconds(conninfo)
    var ends: [Double] = []
    var homes: [Double] = []
    for _ in 0..<place.runs {
      ends.append(await console.presses(.end, restMilliseconds: 250).milliseconds)
      homes.append(await console.presses(.home, restMilliseconds: 250).milliseconds)
    }
    for (what, ours, peer) in [("End", ends, last), ("Home", homes, first)] {
      report(
        Figure(
          what: "\(what), a page not loaded, less a Down", ours: ours.median - down, peer: peer, unit: .milliseconds,
          goal: .atMost(3), note: "the bare question by psql; whole key p99 \(FigureTable.number(ours.ninetyNinth))"))
    }
    var filtered: [Double] = []
    for _ in 0..<max(3, place.runs / 10) {
      await console.terminal.type("/tier:high")
      filtered.append(await console.presses(.enter, restMilliseconds: 400).milliseconds)
      _ = await console.presses(.escape, restMilliseconds: 400)
    }
    let bare = try BareQuestion(order: "asc", condition: "and r.tier = 'high'").milliseconds(conninfo)
    report(
      Figure(
        what: "/tier:high and Enter, less a Down", ours: filtered.median - down, peer: bare, unit: .milliseconds,
        goal: .atMost(3),
        note:
          "the bare question by psql; the first \(FigureTable.number(filtered[0])), p99 \(FigureTable.number(filtered.ninetyNinth))"
      ))
  }

  /// `]` from item to item, each of which is read from the catalog, and the reading recorded.
  private func measureStepping(
    _ console: TimedProgram, _ report: @Sendable (Figure) -> Void, _ place: BenchPlace
  ) async throws {
    _ = await console.presses(.enter, restMilliseconds: 400)
    var steps: [Double] = []
    for _ in 0..<max(20, place.runs * 4) {
      steps.append(await console.presses(.character("]"), restMilliseconds: 60).milliseconds)
    }
    report(
      Figure(
        what: "] to the next item, opened and recorded", ours: steps.median, unit: .milliseconds,
        note: "p99 \(FigureTable.number(steps.ninetyNinth))"))
    _ = await console.presses(.escape)
  }
}

/// The list's question as a person would type it.
private struct BareQuestion {
  var order: String
  var condition = ""

  /// As psql tells it, the best of three: its first plan and its cold pages are not ours to measure.
  func milliseconds(_ conninfo: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BenchCluster.psqlPath)
    let sql = """
      select r.id, r.tier, r.queue, r.due, r.arrived_at, r.generation, r.model, r.reasons, r.state, r.claimed_by, r.decided, r.needed, r.revision
      from countersign.review_item r where r.state <> 'done' \(condition) order by r.due \(order), r.id \(order) limit 101
      """
    process.arguments =
      ["-X", "-P", "pager=off", "-d", conninfo, "-c", "\\timing on"]
      + Array(repeating: ["-c", sql], count: 3).flatMap { $0 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.matches(of: /Time: ([0-9.]+) ms/).compactMap { Double($0.1) }.min() ?? .nan
  }
}
