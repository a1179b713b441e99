import Dispatch
import Exchange
import Foundation
import Glibc
import Synchronization

/// What `make bench` runs: every measurement of the index, or those that are named. Figures are printed and never
/// judged: a busy machine must not fail a build.
@main
struct Bench {
  static func main() async throws {
    // The helper process of the policy engine, as the program itself has it.
    if CommandLine.arguments.dropFirst().first == "policy-worker", let library = CommandLine.arguments.last {
      exit(PolicyWorker.serve(library: library))
    }
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
    let isInterrupted = Flag()
    let interruptions = [SIGINT, SIGTERM, SIGHUP].map { number in
      Bench.whenSent(number) {
        isInterrupted.raise()
        cluster.remove()
      }
    }
    defer { interruptions.forEach { $0.cancel() } }
    do {
      for measurement in MeasurementIndex.all where chosen.isEmpty || chosen.contains(measurement.name) {
        print("\n\(measurement.name): \(measurement.about)")
        fflush(nil)
        let began = Stopwatch()
        try await measurement.run(FigureTable.print, in: place, on: cluster)
        print("  (\(Int(began.seconds)) s)")
      }
    } catch {
      // The server that was taken away is no error of a measurement; the program ends in a moment.
      while isInterrupted.isRaised { try await Task.sleep(for: .seconds(1)) }
      cluster.remove()
      print("\(error)")
      exit(1)
    }
    cluster.remove()
  }

  /// Cleans up before a signal ends the program: what lies in the cluster's folder is large.
  private static func whenSent(_ number: Int32, _ clean: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      clean()
      exit(128 + number)
    }
    source.resume()
    return source
  }
}

/// Raised once, from any thread.
private final class Flag: Sendable {
  private let raised = Mutex(false)
  var isRaised: Bool { raised.withLock { $0 } }
  func raise() { raised.withLock { $0 = true } }
}
