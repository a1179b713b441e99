import Foundation
import Glibc

/// How much is measured, and on what.
struct BenchPlace: Sendable {
  /// How many generations a large catalog has.
  var generations = 1_000_000
  /// How often a short measurement is repeated; its median counts.
  var runs = 15

  /// The machine in a line: what else runs on it decides as much as its cores.
  static var machine: String {
    var load = [0.0]
    getloadavg(&load, 1)
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
    return
      "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(Int(memory.rounded())) GiB, load \(String(format: "%.1f", load[0])) when it began"
  }
}

/// Time since it was made, of the clock that is never set.
struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  var seconds: Double {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

extension [Double] {
  var mean: Double { isEmpty ? .nan : reduce(0, +) / Double(count) }

  /// The value that one in twenty exceeds.
  var ninetyFifth: Double { isEmpty ? .nan : sorted()[Swift.min(count - 1, count * 95 / 100)] }

  /// The value that one in a hundred exceeds.
  var ninetyNinth: Double { isEmpty ? .nan : sorted()[Swift.min(count - 1, count * 99 / 100)] }

  /// NaN when there is none.
  var median: Double {
    guard !isEmpty else { return .nan }
    let ordered = sorted()
    return count % 2 == 1 ? ordered[count / 2] : (ordered[count / 2 - 1] + ordered[count / 2]) / 2
  }
}
