import Foundation
import Glibc
import Terminal
import TestTerminal
import Testing

@Suite("When the catalog goes away", .atADesk, .timeLimit(.minutes(5)))
struct LostCatalogTests {
  @Test("kill -9 of the server: a banner counts down, all stays readable, and the console comes back by itself")
  func serverKilled() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    let sitting = try Sitting(["demo", "--now", SampleOffice.now], environment: home.environment)
    try await sitting.sees("Review queues", seconds: 60)
    await sitting.type("2")
    try await sitting.sees("violence")

    let server = try #require(TestHome.serverProcess(in: "\(home.path)/demo"))
    kill(server, SIGKILL)
    try await sitting.sees("No catalog since")
    let banner = try await sitting.sees("Trying again in")
    let stays = banner.contains("violence")
    #expect(stays, "what was shown is gone:\n\(banner)")
    let seconds = try #require(banner.firstMatch(of: /Trying again in (\d+) s/)?.1)
    try await sitting.terminal.wait("another number of seconds", seconds: 10) { screen in
      guard let now = screen.text().firstMatch(of: /Trying again in (\d+) s/)?.1 else { return false }
      return now != seconds
    }
    await sitting.press(.down)
    await sitting.type("?")
    try await sitting.sees("Keys")
    await sitting.press(.escape)
    try await sitting.seesNo("Keys")

    let keeper = try await DemoKeeper.start(in: home)
    try await sitting.seesNo("No catalog since", seconds: 60)
    await sitting.type("3")
    try await sitting.sees("kyc-summary")
    #expect(try await sitting.leaves().contains("left with 0, settings same"))
    #expect(try await keeper.end(SIGTERM) == 0)
  }

  @Test("q leaves also while there is no catalog")
  func leavesWithout() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    let sitting = try Sitting(["demo", "--now", SampleOffice.now], environment: home.environment)
    try await sitting.sees("Review queues", seconds: 60)
    kill(try #require(TestHome.serverProcess(in: "\(home.path)/demo")), SIGKILL)
    try await sitting.sees("No catalog since")
    #expect(try await sitting.leaves().contains("left with 0, settings same"))
    let left = TerminalModes.leftOn(in: await sitting.terminal.output)
    #expect(left == [])
  }
}
