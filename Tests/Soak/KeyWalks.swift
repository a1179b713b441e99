import Foundation
import TestTerminal

/// Seed after seed, each in a process of its own, so that a fault of the emulator names its seed too. All of them sit at one demo,
/// as its people in turn, and see what the others do.
struct KeyWalks {
  let seeds: Range<Int>
  let seconds: Int
  /// How many seeds at once.
  let jobs: Int
  let home: String

  /// A demo that stays up, and how one seed's program reaches it.
  struct Demo {
    let folder: String
    let socket: String

    private static let people = [
      "ada.lindqvist", "jonas.weber", "noor.haddad", "henrik.sund", "tomas.reyes", "ruth.adeyemi", "olu.benson",
    ]

    /// A new folder for the settings and drafts of this seed's person.
    func home(of seed: Int) throws -> String {
      let path = "\(folder)/seed-\(seed)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      return path
    }

    func environment(of seed: Int) -> [String: String] {
      KeyWalks.environment(home: "\(folder)/seed-\(seed)").merging([
        "PGHOST": socket, "PGDATABASE": "countersign", "PGUSER": Self.people[seed % Self.people.count],
      ]) { $1 }
    }
  }

  /// What a program knows that runs there.
  private static func environment(home: String) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
      "TZ": "UTC", "COUNTERSIGN_HOME": home, "EDITOR": "true",
    ]
  }

  /// Says what came of each; answers how many failed.
  func run() async throws -> Int {
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(atPath: home) }
    let office = program("countersign", ["demo", "--headless", "--quiet"])
    let told = Pipe()
    office.standardOutput = told
    try office.run()
    defer {
      office.terminate()
      office.waitUntilExit()
    }
    // It says where it is once it can be reached, and ends without a word when it cannot.
    let words = String(decoding: told.fileHandleForReading.availableData, as: UTF8.self)
    guard let socket = words.firstMatch(of: #/host='([^']+)'/#).map({ String($0.1) }) else {
      print("keys: the demo cannot be opened")
      return 1
    }
    let failed = try await press(socket).sorted()
    print(failed.isEmpty ? "keys: \(seeds.count) seeds, all well" : "keys: failed seeds: \(failed)")
    return failed.count
  }

  /// The seeds that failed.
  private func press(_ socket: String) async throws -> [Int] {
    var failed: [Int] = []
    try await withThrowingTaskGroup(of: Int?.self) { group in
      for seed in seeds {
        if seed - seeds.lowerBound >= jobs, let lost = try await group.next() {
          failed += [lost].compactMap(\.self)
        }
        group.addTask {
          let status = try await program(
            "soak", ["--only", "\(seed)", "--seconds", "\(seconds)", "--home", home, "--socket", socket]
          ).status()
          print("keys: seed \(seed): \(status == 0 ? "well" : "failed with \(status)")")
          return status == 0 ? nil : seed
        }
      }
      for try await case let lost? in group { failed.append(lost) }
    }
    return failed
  }

  private func program(_ name: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path(name))
    process.arguments = arguments
    process.environment = Self.environment(home: home)
    return process
  }
}
