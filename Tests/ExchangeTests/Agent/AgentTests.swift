import Evidence
import Exchange
import Foundation
import Glibc
import Governance
import Testing

/// The true ssh-agent of this machine, with a key made by ssh-keygen.
@Suite(
  "Keys that ssh-agent holds", .enabled(if: RunningAgent.isHere, "OpenSSH is not installed"), .timeLimit(.minutes(1)))
struct AgentTests {
  @Test("signs with the key the catalog trusts, and any holder of the public key can check it")
  func signs() async throws {
    let agent = try RunningAgent()
    defer { agent.stop() }
    let key = try agent.addKey()
    let ring = AgentKeyRing(socket: agent.socket)
    #expect(try await ring.keys() == [key])
    #expect(await ring.means(among: [key]) == .ready(fingerprint: key.fingerprint, from: "ssh-agent"))
    let signer = try await ring.signer(among: [key], passphrase: nil)
    let bytes = Array("DSSEv1 4 text 2 ok".utf8)
    #expect(key.accepts(try await signer.signature(over: bytes), over: bytes))
  }

  @Test("a key that nobody trusts, or another than the one chosen, does not sign")
  func others() async throws {
    let agent = try RunningAgent()
    defer { agent.stop() }
    let (one, two) = (try agent.addKey(), try agent.addKey())
    let other = try PersonalKey().key
    guard case .missing(let because) = await AgentKeyRing(socket: agent.socket).means(among: [other]) else {
      Issue.record("It found a key.")
      return
    }
    #expect(because.contains(one.fingerprint))
    let chosen = AgentKeyRing(socket: agent.socket, chosen: two.fingerprint)
    #expect(try await chosen.signer(among: [one, two], passphrase: nil).key == two)
    #expect(await AgentKeyRing(socket: agent.socket, chosen: two.fingerprint).means(among: [one]) != .unneeded)
    await #expect(throws: Problem.self) { try await chosen.signer(among: [one], passphrase: nil) }
  }

  @Test("an agent that is locked or gone is said so")
  func gone() async throws {
    let agent = try RunningAgent()
    let key = try agent.addKey()
    agent.stop()
    do {
      _ = try await AgentKeyRing(socket: agent.socket).signer(among: [key], passphrase: nil)
      Issue.record("It signed.")
    } catch {
      #expect(error.code == "key.agent")
    }
    await #expect(throws: Problem.self) {
      try await AgentKeyRing(socket: String(repeating: "x", count: 300)).keys()
    }
  }
}

/// An ssh-agent of this test's own.
private final class RunningAgent: Sendable {
  static let isHere = ["ssh-agent", "ssh-keygen", "ssh-add"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

  let socket: String
  private let folder: URL
  private let process: Process

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    socket = folder.appending(path: "s").path
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-agent")
    process.arguments = ["-D", "-a", socket]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
  }

  func addKey() throws -> VerifyingKey {
    let file = folder.appending(path: "k\(UUID().uuidString)").path
    try run("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a test", "-f", file)
    try run("/usr/bin/ssh-add", "-q", file)
    return try VerifyingKey(sshLine: try String(contentsOfFile: file + ".pub", encoding: .utf8))
  }

  func stop() {
    // It was started with the signals blocked that this process blocks.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func run(_ program: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["SSH_AUTH_SOCK": socket, "HOME": folder.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
