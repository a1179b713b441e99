import DaemonChaos
import TestTerminal

/// Three daemons and their Postgres, killed at random while eight senders send, with spools that get full:
/// `soak --daemon [--seconds N]`, half an hour unless told.
enum KilledDaemons {
  /// Says what came of it; answers how many faults there are.
  static func run(seconds: Int) async throws -> Int {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("daemons: seed \(seed), \(seconds) s, spools of 1 MiB")
    let outcome = try await DaemonChaos.run(
      program: BuiltProgram.path("countersign"), seconds: Double(seconds), daemons: 3, senders: 8, spoolMiB: 1,
      seed: seed)
    for fault in outcome.faults.prefix(20) { print("daemons: \(fault)") }
    print("daemons: \(outcome.summary)")
    return outcome.faults.count
  }
}
