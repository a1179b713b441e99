import Foundation
import Glibc
import TestTerminal
import Testing

@Suite("demo and local", .atADesk, .timeLimit(.minutes(5)))
struct OwnCatalogTests {
  @Test("demo --headless prints the connection, stays until SIGTERM, and then leaves no server")
  func headless() async throws {
    let opened = try await SampleOffice.shared.opened()
    #expect(opened.place.hasPrefix("host="))
    #expect(opened.firstKeeper.status == 0)
    #expect(opened.firstKeeper.after == "stopped")
  }

  @Test("a second console keeps the server alive when the first leaves, and the last one stops it")
  func two() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    #expect(try await home.status() == "stopped")
    let first = try Sitting(["demo", "--now", SampleOffice.now], environment: home.environment)
    try await first.sees("Review queues", seconds: 60)
    let second = try Sitting(
      ["demo", "--now", SampleOffice.now, "--as", "jonas.weber"], environment: home.environment)
    try await second.sees("jonas.weber", seconds: 60)
    #expect(try await first.leaves().contains("left with 0"))
    #expect(try await home.status() == "running")
    await second.type("3")
    try await second.sees("kyc-summary")
    #expect(try await second.leaves().contains("left with 0"))
    #expect(try await home.status() == "stopped")
    #expect(TestHome.serverProcess(in: "\(home.path)/demo") == nil)
  }

  @Test("--status, --stop and --reset say and do what they are called")
  func keeping() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    func demo(_ arguments: String...) async throws -> Program.Ended {
      try await Program.run(["demo"] + arguments, environment: home.environment)
    }
    let stopped = try await demo("--status", "--json")
    #expect(stopped.json.keys == ["home", "host", "major", "process", "since", "state", "used"])
    #expect(stopped.json["state"].text == "stopped")
    #expect(!stopped.json["used"].flag)

    let keeper = try await DemoKeeper.start(in: home)
    let running = try await demo("--status", "--json")
    #expect(running.json["state"].text == "running")
    #expect(running.json["used"].flag)
    #expect(running.json["host"].text.hasPrefix(home.path))

    let refused = try await demo("--reset", "--json")
    #expect(refused.status == 75)
    #expect(refused.error["code"].text == "postgres.in-use")
    #expect(try await home.status() == "running")

    #expect(try await demo("--stop").status == 0)
    #expect(try await home.status() == "stopped")
    #expect(try await keeper.end(SIGTERM) == 0)
    #expect(try await demo("--reset").status == 0)
    #expect(try await home.status() == "absent")
    #expect(try await demo("--reset").status == 0)
  }

  // In a cluster of its own: roles belong to all catalogs of one, and the logs of the others do not say who gave this right.
  @Test("a right that two have given lets a person do what it is for")
  func right() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    let keeper = try await DemoKeeper.start(in: home)
    func answer(_ login: String, _ arguments: String...) async throws -> JSONReading {
      let catalog = "\(keeper.place) dbname='countersign' user='\(login)'"
      let ended = try await Program.run(
        arguments + ["--json", "--catalog", catalog], environment: home.environment)
      #expect(ended.status == 0, "\(arguments): \(ended.messages)")
      return ended.json
    }
    let granted = try await answer(
      "henrik.sund", "catalog", "grant", "kim.sorel", "reviewer", "--reason", "Helps out in a storm.")
    #expect(granted["activity"].number > 0)
    let given = try await answer(
      "jonas.weber", "right", "give", "\(granted["request"].number)", "--reason", "The desk needs a hand.")
    #expect(given["activity"].number > 0)
    let claim = try await answer("kim.sorel", "review", "claim")
    #expect(claim["item"].number > 0)
    #expect(try await keeper.end(SIGTERM) == 0)
  }

  @Test("local is empty, and the person who opens it is its administrator")
  func local() async throws {
    let home = try await SampleOffice.shared.cluster()
    defer { home.remove() }
    let keeper = try RunningProgram(["local", "--headless", "--json"], environment: home.environment)
    let line = JSONReading(Data(try await keeper.firstLine(seconds: 90).utf8))
    #expect(line.keys == ["conninfo", "database", "host", "keys", "logins", "port"])
    let conninfo = line["conninfo"].text
    let check = try await Program.run(
      ["catalog", "check", "--json", "--catalog", conninfo], environment: home.environment)
    #expect(check.status == 0)
    #expect(check.json["ok"].flag)
    let artifacts = try await Program.run(
      ["registry", "list", "--json", "--catalog", conninfo], environment: home.environment)
    #expect(artifacts.json["items"].isArray)
    #expect(artifacts.json["items"].items.isEmpty)
    // No daemon runs beside it: its log is sealed all the same.
    var log = JSONReading(Data())
    for _ in 1...60 {
      let status = try await Program.run(
        ["log", "status", "--json", "--catalog", conninfo], environment: home.environment)
      log = status.json
      if log["unsealed"].number == 0, log["size"].number > 0 { break }
      try await Task.sleep(for: .milliseconds(250))
    }
    #expect(log["unsealed"].number == 0 && log["size"].number > 0, "\(log)")
    let console = try Sitting(["local"], environment: home.environment)
    try await console.sees("Review queues", seconds: 60)
    #expect(try await console.leaves().contains("left with 0"))
    keeper.signal(SIGTERM)
    #expect(try await keeper.ended(seconds: 30).status == 0)
    #expect(TestHome.serverProcess(in: "\(home.path)/local") == nil)
  }

  @Test("a COUNTERSIGN_HOME that is not a full path is refused")
  func relativeHome() async throws {
    let ended = try await Program.run(
      ["demo", "--status"], environment: ["COUNTERSIGN_HOME": "here", "PATH": "/usr/bin:/bin", "HOME": "/tmp"])
    #expect(ended.status == 64)
    #expect(ended.messages.contains("COUNTERSIGN_HOME"))
  }

  @Test("without a catalog named, demo and local are offered", arguments: [[], ["review", "list"]])
  func noCatalog(_ arguments: [String]) async throws {
    let ended = try await Program.run(
      arguments, environment: ["PATH": "/usr/bin:/bin", "HOME": "/tmp", "TERM": "xterm"])
    #expect(ended.status == 64)
    #expect(ended.messages.contains("`countersign demo`"))
    #expect(ended.messages.contains("`countersign local`"))
    #expect(ended.output.isEmpty)
  }
}
