import Foundation
import Glibc

/// What `make bench` runs: every measurement of the index, or those that are named. Figures are printed and never
/// judged: a busy machine must not fail a build.
@main
struct Bench {
  static func main() async throws {
    var place = BenchPlace()
    var chosen: [String] = []
    var arguments = Array(CommandLine.arguments.dropFirst())
    while !arguments.isEmpty {
      let word = arguments.removeFirst()
      switch word {
      case "--generations": place.generations = arguments.isEmpty ? 0 : Int(arguments.removeFirst()) ?? 0
      case "--runs": place.runs = arguments.isEmpty ? 0 : Int(arguments.removeFirst()) ?? 0
      default: chosen.append(word)
      }
    }
    let known = MeasurementIndex.all.map { $0.name }
    guard place.generations >= 10_000, place.runs >= 1, chosen.allSatisfy(known.contains) else {
      print("usage: bench [--generations N] [--runs N] [\(known.joined(separator: "|"))] …   (N ≥ 10000, 1)")
      exit(64)
    }
    print(BenchPlace.machine)
    let cluster = try BenchCluster()
    print("PostgreSQL \(try cluster.version), without fsync, on a Unix socket; \(cluster.folder)")
    do {
      for measurement in MeasurementIndex.all where chosen.isEmpty || chosen.contains(measurement.name) {
        print("\n\(measurement.name): \(measurement.about)")
        fflush(nil)
        let began = Stopwatch()
        try await measurement.run(FigureTable.print, in: place, on: cluster)
        print("  (\(Int(began.seconds)) s)")
      }
    } catch {
      cluster.remove()
      throw error
    }
    cluster.remove()
  }
}
