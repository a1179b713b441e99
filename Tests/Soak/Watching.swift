import Drift
import Foundation
import MonitorTrials
import Operations
import SeededNumbers

/// The promise of monitors at full size, and a comparison of tables of ten million rows: `soak --drift`.
enum Watching {
  /// Says what came of it; answers how many faults there are.
  ///
  /// - Takes: how many streams of each kind, and the rows of a table.
  static func run(streams: Int, rows: Int) async throws -> Int {
    var faults = 0
    for (kind, words) in [
      (MonitorTrial.Kind.share(0.02), "share of 2 %"), (.share(0.3), "share of 30 %"), (.lengths, "lengths"),
      (.scores, "scores"),
    ] {
      let found = await MonitorTrial(kind).alarms(streams: streams).share
      // Twice the error of a share of so many.
      let error = 2 * (0.05 * 0.95 / Double(streams)).squareRoot()
      if found > 0.05 + error { faults += 1 }
      print(
        "drift: \(words), \(streams) quiet streams of 90 days: \(found * 100) % ever called, promised 5 % ± \((error * 1000).rounded() / 10)"
      )
    }
    let fleets = (1...max(1, streams / 25)).map { FleetTrial().run(seed: UInt64($0)) }
    func mean(_ part: (FleetTrial.Outcome) -> Double) -> Double {
      fleets.reduce(0) { $0 + part($1) } / Double(fleets.count) * 100
    }
    let (first, last) = (mean(\.shareAtFirst), mean(\.shareAtLast))
    if first > 5 || last > 5 { faults += 1 }
    print(
      "drift: \(fleets.count) fleets of 100 with 10 true changes: \(first) % of those called on the first day are false, \(last) % on the last, promised 5; \(mean(\.shareEver)) % of all ever called; \(fleets.reduce(0) { $0 + $1.found }) of \(fleets.count * 10) found"
    )
    return faults + (try wideTables(rows) ? 0 : 1)
  }

  /// Two tables, written and compared as a user does.
  private static func wideTables(_ rows: Int) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: "countersign-drift-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var numbers = SplitMix(seed: 5)
    for name in ["reference.csv", "current.csv"] {
      let path = folder.appending(path: name).path
      guard FileManager.default.createFile(atPath: path, contents: Data("x,word\n".utf8)),
        let file = FileHandle(forWritingAtPath: path)
      else { return false }
      try file.seekToEnd()
      var block = Data()
      for row in 0..<rows {
        block.append(contentsOf: "\(Int.random(in: 0..<1_000_000, using: &numbers)),w\(row % 7)\n".utf8)
        if block.count > 1 << 20 || row == rows - 1 {
          try file.write(contentsOf: block)
          block.removeAll(keepingCapacity: true)
        }
      }
      try file.close()
    }
    let began = Date()
    let comparison = try Comparison(
      reference: try TableFile.read(folder.appending(path: "reference.csv").path),
      current: try TableFile.read(folder.appending(path: "current.csv").path), columns: nil, methods: nil)
    let sizes = Set(comparison.items.map(\.nReference) + comparison.items.map(\.nCurrent))
    print(
      "drift: two tables of \(rows) rows compared in \(Int(Date().timeIntervalSince(began))) s, \(comparison.items.count) figures"
    )
    return sizes == [rows]
  }
}
