import Drift
import Foundation
import MonitorTrials
import SeededNumbers

/// Distances of two windows beside SciPy's and an Evidently report, and how soon a monitor sees what.
struct DriftDistances: Measurement {
  let name = "drift"
  let about = "PSI, KS, JS and Wasserstein of two windows of 10⁶ values beside SciPy and Evidently; power of monitors"

  private static let python = ".build/drift/bin/python"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let n = min(1_000_000, place.generations)
    var numbers = SplitMix(seed: 7)
    func values(_ middle: Double) -> [Double] {
      (0..<n).map { _ in
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &numbers))).squareRoot()
        return exp(middle + radius * cos(2 * .pi * Double.random(in: 0..<1, using: &numbers)))
      }
    }
    let (old, new) = (values(3), values(3.05))
    let peers = try Self.peers(n)
    func seconds(_ methods: [String]) throws -> Double {
      let statistics = try methods.map { try DriftStatistic.named($0) }
      return try (0..<3).map { _ in
        let began = Stopwatch()
        // From the values as they came, sorting included, as the peers do.
        let pair = SamplePair.numeric(reference: NumericSample(old), current: NumericSample(new))
        for statistic in statistics where statistic.score(pair).value == nil { throw CocoaError(.featureUnsupported) }
        return began.seconds
      }.min() ?? .nan
    }
    for method in ["ks", "wasserstein", "js"] {
      report(
        Figure(
          what: "\(method) of 2 × \(n) values", ours: try seconds([method]) * 1000,
          peer: peers[method].map { $0 * 1000 }, unit: .milliseconds, goal: .atMost(1),
          note: peers[method] == nil ? "no SciPy: run make e2e-drift first" : "SciPy"))
    }
    let all = try seconds(["psi", "ks", "js", "wasserstein_normed"])
    report(
      Figure(
        what: "all four", ours: 1 / all, peer: peers["evidently"].map { 1 / $0 }, unit: .perSecond, goal: .atLeast(10),
        note: peers["evidently"] == nil ? "no Evidently: run make e2e-drift first" : "an Evidently report"))

    let streams = n < 1_000_000 ? 40 : 400
    for (kind, words) in [(MonitorTrial.Kind.share(0.1), "share of 10 %"), (.lengths, "lengths"), (.scores, "scores")] {
      for shift in [0, 0.1, 0.2, 0.5] {
        let found = await MonitorTrial(kind, shift: shift).alarms(streams: streams)
        let day = found.day.map { ", the middle one on day \($0)" } ?? ""
        report(
          Figure(
            what: "\(words), shifted \(shift) sd: called in 90 days", ours: found.share * 100, unit: .percent,
            goal: shift == 0 ? .atMost(5) : nil, note: "50 calls a day, \(streams) streams\(day)"))
      }
    }
  }

  /// Seconds by name; nothing where the peers are not installed.
  private static func peers(_ n: Int) throws -> [String: Double] {
    guard access(python, X_OK) == 0 else { return [:] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["Tests/Peers/drift/bench.py", String(n)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (try? JSONDecoder().decode([String: Double].self, from: text)) ?? [:]
  }
}
