import Catalog
import Exchange
import Foundation
import Governance
import Operations
import TestSupport
import TestTerminal
import Testing

@Suite("A run whose program is killed")
struct KilledRunTests {
  private func program(_ world: ReplayOffice, _ run: Int64) throws -> Process {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: BuiltProgram.path("countersign"))
    program.arguments = ["shadow", "run", "--resume", String(run), "--json", "--catalog", world.office.conninfo("bea")]
    program.standardOutput = FileHandle.nullDevice
    program.standardError = FileHandle.nullDevice
    try program.run()
    return program
  }

  /// Signals the program as soon as so many answers are stored. On a thread of its own: where every test waits, a task that
  /// only polls may not come to its turn before the run is over.
  private func signal(_ signal: Int32, _ program: Process, at answers: Int, in world: ReplayOffice) async throws {
    let process = program.processIdentifier
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      Thread.detachNewThread {
        done.resume(
          with: Result {
            while try world.count("shadow_reply") < answers { usleep(5_000) }
            kill(process, signal)
          })
      }
    }
  }

  @Test("with kill -9, again and again, ends like any other: each answer once, billed once", arguments: [true, false])
  func killed(isIdempotent: Bool) async throws {
    let world = try await ReplayOffice()
    let answers = try await world.small(60)
    let service =
      isIdempotent ? try StandIn(answers, "--slow", "0.05") : try StandIn(answers, "--slow", "0.05", "--forgetful")
    try await world.serve("triage", at: service.url, isIdempotent: isIdempotent)
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    for round in 1...3 {
      let running = try program(world, opened.run)
      try await signal(SIGKILL, running, at: round * 30, in: world)
      running.waitUntilExit()
    }
    #expect(try world.count("shadow_reply") < 180, "it was indeed killed in the middle")
    var ended: (verdict: ShadowVerdict, recorded: Recorded)?
    while ended == nil {
      do throws(Problem) {
        ended = try await world.bea.driveShadowRun(opened.run, service: ModelClient { _ in nil }, channel: .command)
      } catch {
        // The server takes a moment to see that the killed session is gone.
        guard error.code == "shadow.driven" else { throw error }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    let run = try await world.bea.shadowRun(opened.run)
    let billed = try service.entries().filter { $0.did == "answer" }
    #expect(Set(billed.map(\.key)).count == billed.count, "nothing was paid twice")
    #expect(try world.count("shadow_reply") == run.standing.answered)
    if isIdempotent {
      #expect(try run.standing.answered == 180 && run.standing.spent == service.bill())
    } else {
      // What was under way at each of three deaths, at most twelve at a time, is in doubt and was not sent again.
      #expect((1...36).contains(run.standing.inDoubt) && run.standing.answered + run.standing.inDoubt == 180)
    }
  }

  @Test("has one driver at a time")
  func oneDriver() async throws {
    let world = try await ReplayOffice()
    let service = try StandIn(try await world.small(40), "--slow", "0.05")
    try await world.serve("triage", at: service.url)
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    let running = try program(world, opened.run)
    // It holds what it holds while it stands still.
    try await signal(SIGSTOP, running, at: 5, in: world)
    let refused = await #expect(throws: Problem.self) {
      try await world.bea.driveShadowRun(opened.run, service: ModelClient { _ in nil }, channel: .command)
    }
    kill(running.processIdentifier, SIGCONT)
    #expect(refused?.code == "shadow.driven" && refused?.exitStatus == 75)
    running.waitUntilExit()
    #expect(try await world.bea.shadowRun(opened.run).row.state == .closed)
  }
}
