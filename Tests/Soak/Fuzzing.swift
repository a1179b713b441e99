import Decoders
import Foundation

/// Every decoder of strangers' bytes under libFuzzer: `soak --fuzz [--decoder NAME…] [--seconds N] [--jobs N]`, ten minutes each
/// unless told.
///
/// The rooms are built once more in a folder of their own, so that they tell the fuzzer where they have been. What it finds on its
/// way stays there for the next run; what ends a decoder is kept in `crashes`, and said.
struct Fuzzing {
  let seconds: Int
  /// How many decoders at once.
  let jobs: Int
  private let decoders: [Decoder]
  private let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/.build/fuzz")

  /// - names: of decoders; all of them when there are none.
  init(seconds: Int, jobs: Int, only names: [String]) {
    self.seconds = seconds
    self.jobs = jobs
    decoders = names.isEmpty ? DecoderIndex.all : DecoderIndex.all.filter { names.contains($0.name) }
  }

  /// Says what came of each; answers how many ended before their time.
  func run() async throws -> Int {
    let build = Process()
    build.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    build.arguments = ["COUNTERSIGN_FUZZ=1", "swift", "build", "--scratch-path", folder.path, "--product", "fuzz"]
    guard try await build.status() == 0 else {
      print("fuzz: it cannot be built")
      return 1
    }
    var failed = 0
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for (place, decoder) in decoders.enumerated() {
        if place >= jobs, try await group.next() == false { failed += 1 }
        group.addTask { try await run(decoder) }
      }
      for try await isWell in group where !isWell { failed += 1 }
    }
    print("fuzz: \(decoders.count) decoders for \(seconds) s each, \(failed == 0 ? "all well" : "\(failed) failed")")
    return failed
  }

  /// Whether the decoder lived.
  private func run(_ decoder: Decoder) async throws -> Bool {
    let corpus = try place("corpus/\(decoder.name)")
    let crashes = try place("crashes/\(decoder.name)")
    for (number, seed) in decoder.seeds.enumerated() {
      try Data(seed).write(to: corpus.appendingPathComponent("seed-\(number)"))
    }
    let words = try place("words").appendingPathComponent(decoder.name)
    // libFuzzer refuses an empty file.
    try Data(("#\n" + decoder.words.map { "\"\($0)\"\n" }.joined()).utf8).write(to: words)
    let log = try place("logs").appendingPathComponent(decoder.name)
    FileManager.default.createFile(atPath: log.path, contents: nil)
    let before = try names(in: crashes)
    let process = Process()
    process.executableURL = folder.appendingPathComponent("debug/fuzz")
    process.arguments = [
      "-max_total_time=\(seconds)", "-timeout=20", "-rss_limit_mb=2048", "-max_len=16384", "-print_final_stats=1",
      "-dict=\(words.path)", "-artifact_prefix=\(crashes.path)/", corpus.path,
    ]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "COUNTERSIGN_DECODER": decoder.name, "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }
    let output = try FileHandle(forWritingTo: log)
    (process.standardOutput, process.standardError) = (output, output)
    let status = try await process.status()
    let told = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    let inputs = told.firstMatch(of: #/number_of_executed_units:\s*(\d+)/#).map { "\($0.1)" } ?? "?"
    guard status != 0 else {
      print("fuzz: \(decoder.name): \(inputs) inputs, well")
      return true
    }
    print("fuzz: \(decoder.name): ended with \(status) after \(inputs) inputs, see \(log.path)")
    for name in try names(in: crashes).subtracting(before).sorted() {
      let bytes = try Data(contentsOf: crashes.appendingPathComponent(name))
      print("  \(crashes.path)/\(name)\n  " + bytes.prefix(512).map { Self.hex($0) }.joined())
    }
    return false
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  private func place(_ path: String) throws -> URL {
    let place = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return place
  }

  private func names(in folder: URL) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }
}
