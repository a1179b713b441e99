import Foundation
import TestTerminal

/// One seed after the other, each in a process of its own, so that a fault of the emulator names its seed too.
struct KeyWalks {
  let seeds: Range<Int>
  let seconds: Int
  /// The folder of the demo's Postgres, which all of them share.
  let home: String

  /// What a program knows that runs there.
  static func environment(home: String) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
      "TZ": "UTC", "COUNTERSIGN_HOME": home, "EDITOR": "true",
    ]
  }

  /// Says what came of each; answers how many failed.
  func run() throws -> Int {
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer {
      _ = try? start("countersign", ["demo", "--stop", "--quiet"])
      try? FileManager.default.removeItem(atPath: home)
    }
    var failed: [Int] = []
    for seed in seeds {
      let status = try start("soak", ["--only", "\(seed)", "--seconds", "\(seconds)", "--home", home])
      if status != 0 { failed.append(seed) }
      print("seed \(seed): \(status == 0 ? "well" : "failed with \(status)")")
    }
    print(failed.isEmpty ? "\(seeds.count) seeds, all well" : "failed seeds: \(failed)")
    return failed.count
  }

  private func start(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path(program))
    process.arguments = arguments
    process.environment = Self.environment(home: home)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
