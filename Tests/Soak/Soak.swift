import Foundation
import Terminal
import TestTerminal

/// Random keys on the real program over a real catalog, seed after seed: `soak [--seeds N] [--first N] [--seconds N]`;
/// before that a queue that fifty officers empty, or that alone with `--drain`, and 64 writers beside the sealer of the log,
/// or those alone with `--log`.
///
/// Each seed runs in a process of its own, so that a fault of the emulator names its seed too. A seed fails when the
/// program ends by itself, answers nothing for ten seconds, leaves the terminal changed, commands it by anything but
/// the closed list, or records a decision whose form was not on the screen.
@main
struct Soak {
  static func main() async {
    var settings = Settings(CommandLine.arguments.dropFirst())
    do {
      if let seed = settings.only {
        try await Walk(seed: seed, settings: settings).run()
        return
      }
      if !settings.logsOnly, try await Drain.run() > 0 { exit(1) }
      if settings.drainsOnly { return }
      if try await Sealing.run(seconds: settings.seconds) > 0 { exit(1) }
      if settings.logsOnly { return }
      settings.home = "/tmp/countersign-soak-\(getpid())"
      exit(try settings.runAll() == 0 ? 0 : 1)
    } catch {
      FileHandle.standardError.write(Data("soak: \(error)\n".utf8))
      exit(1)
    }
  }
}

/// How much is walked, and where.
struct Settings {
  var seeds = 50
  var first = 1
  var seconds = 60
  /// The queue, and no keys.
  var drainsOnly = false
  /// Writers and the sealer of the log, and no keys.
  var logsOnly = false
  /// One seed, in this process.
  var only: Int?
  /// The folder of the demo's Postgres.
  var home = ""

  init(_ arguments: some Collection<String>) {
    var rest = Array(arguments)
    while let name = rest.first {
      rest.removeFirst()
      if name == "--drain" {
        drainsOnly = true
        continue
      }
      if name == "--log" {
        logsOnly = true
        continue
      }
      let value = rest.isEmpty ? "" : rest.removeFirst()
      switch name {
      case "--seeds": seeds = Int(value) ?? seeds
      case "--first": first = Int(value) ?? first
      case "--seconds": seconds = Int(value) ?? seconds
      case "--only": only = Int(value)
      case "--home": home = value
      default: FileHandle.standardError.write(Data("soak: \(name) is not known\n".utf8))
      }
    }
  }

  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
      "TZ": "UTC", "COUNTERSIGN_HOME": home, "EDITOR": "true",
    ]
  }

  /// Runs every seed in a child of its own; returns how many failed.
  func runAll() throws -> Int {
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer {
      _ = try? run(BuiltProgram.path("countersign"), ["demo", "--stop", "--quiet"])
      try? FileManager.default.removeItem(atPath: home)
    }
    var failed: [Int] = []
    for seed in first..<first + seeds {
      let status = try run(
        BuiltProgram.path("soak"), ["--only", "\(seed)", "--seconds", "\(seconds)", "--home", home])
      if status != 0 { failed.append(seed) }
      print("seed \(seed): \(status == 0 ? "well" : "failed with \(status)")")
    }
    print(failed.isEmpty ? "\(seeds) seeds, all well" : "failed seeds: \(failed)")
    return failed.count
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
