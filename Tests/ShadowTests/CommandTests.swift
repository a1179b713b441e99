import Foundation
import Governance
import TestSupport
import TestTerminal
import Testing

@Suite("The shadow command", .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
struct CommandTests {
  /// Exit status and standard output of the program, as a person.
  private func run(_ office: Office, _ login: String, _ arguments: String...) throws -> (status: Int32, output: Data) {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: BuiltProgram.path("countersign"))
    program.arguments = arguments + ["--json", "--catalog", office.conninfo(login)]
    let output = Pipe()
    program.standardOutput = output
    program.standardError = FileHandle.nullDevice
    try program.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    program.waitUntilExit()
    return (program.terminationStatus, data)
  }

  @Test("imports, shows and checks again; its exit status is the verdict")
  func whole() async throws {
    let world = try await ReplayOffice()
    for label in RealVersions.labels { try await world.register("mistral-orpo", label) }
    let file = try SharedData.path("generations/mtbench_mistral_orpo.jsonl.gz")
    let best = try run(
      world.office, "bea", "shadow", "import", file, "--artifact", "mistral-orpo", "--reason", "published", "--seed",
      "7")
    #expect(best.status == 0)
    let document = try #require(try JSONSerialization.jsonObject(with: best.output) as? [String: Any])
    #expect(document["verdict"] as? String == "pass" && document["candidate"] as? String == "mistral-orpo-trl")
    let items = try #require(document["items"] as? [[String: Any]])
    // Three baselines, in the judge's rating, refusals and length.
    #expect(items.count == 9 && document["about"] as? Int == 9 && document["next"] is NSNull)
    #expect(items.allSatisfy { $0["n"] as? Int == 160 })

    let worst = try run(
      world.office, "bea", "shadow", "import", file, "--artifact", "mistral-orpo", "--candidate", "mistral-orpo",
      "--metric", "mt_bench_single:higher:0.5", "--reason", "published")
    #expect(worst.status == 1, "regressed")
    #expect(try run(world.office, "lea", "shadow", "show", "1", "--check").status == 0)
    #expect(try run(world.office, "lea", "shadow", "show", "9").status == 66)
    #expect(
      try run(world.office, "bea", "shadow", "run", "mistral-orpo", "--reason", "now").status == 66, "no endpoint")
    #expect(try run(world.office, "bea", "shadow", "run", "--reason", "now").status == 64)
    let endpoint = try run(
      world.office, "bea", "shadow", "endpoint", "mistral-orpo", "--url", "https://models.example/v1", "--ceiling",
      "green", "--reason", "mine")
    #expect(endpoint.status == 77, "a lead sets it")
    let list = try run(world.office, "bea", "shadow", "list")
    let runs = try #require(try JSONSerialization.jsonObject(with: list.output) as? [String: Any])
    #expect((runs["items"] as? [[String: Any]])?.compactMap { $0["verdict"] as? String } == ["regressed", "pass"])
  }
}
