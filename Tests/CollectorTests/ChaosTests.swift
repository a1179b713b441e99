import DaemonChaos
import Foundation
import TestTerminal
import Testing

@Suite("Daemons and a server that are killed")
struct ChaosTests {
  @Test("lose nothing that they acknowledged, and keep nothing twice", .timeLimit(.minutes(5)))
  func chaos() async throws {
    let outcome = try await DaemonChaos.run(
      program: BuiltProgram.path("countersign"), seconds: 40, spoolMiB: 16, seed: UInt64.random(in: 0...UInt64.max))
    print("chaos: \(outcome.summary)")
    #expect(outcome.faults.isEmpty, "\(outcome.faults.joined(separator: "; "))")
    #expect(outcome.events > 100 && outcome.daemonKills > 3 && outcome.committed > 0, "\(outcome.summary)")
  }
}
