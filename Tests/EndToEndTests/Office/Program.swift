import Foundation
import Glibc

/// The program without a terminal: how it ended and what it wrote.
enum Program {
  struct Ended: Sendable {
    var status: Int32
    var output: Data
    var messages: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard output as one JSON document.
    var json: JSONReading { JSONReading(output) }

    /// The error of `--json` on standard error.
    var error: JSONReading { JSONReading(Data(messages.utf8))["error"] }
  }

  static func run(
    _ arguments: [String], environment: [String: String], input: String? = nil, seconds: Double = 120
  ) async throws -> Ended {
    try await RunningProgram(arguments, environment: environment, input: input).ended(seconds: seconds)
  }
}

extension CatalogCopy {
  /// Runs a subcommand on this catalog as a person.
  func run(_ login: String, _ arguments: String..., input: String? = nil) async throws -> Program.Ended {
    try await run(login, arguments, input: input)
  }

  func run(_ login: String, _ arguments: [String], input: String? = nil) async throws -> Program.Ended {
    let home = try await SampleOffice.shared.opened().home
    return try await Program.run(
      arguments + ["--catalog", conninfo(login)], environment: home.desk(of: login), input: input)
  }
}

/// The program while it runs. What it writes goes to files, so that it never waits for a reader.
final class RunningProgram: Sendable {
  struct TooLong: Error, CustomStringConvertible {
    var description: String
  }

  let process: pid_t
  private let arguments: [String]
  private let folder: URL
  private let ending: Task<Int32, any Error>
  /// Kept until its end has been told.
  private let running: Process

  init(_ arguments: [String], environment: [String: String], input: String? = nil) throws {
    folder = try TestHome.desk()
    for name in ["in", "out", "err"] {
      try Data((name == "in" ? input ?? "" : "").utf8).write(to: folder.appending(path: name))
    }
    let program = Process()
    program.executableURL = URL(fileURLWithPath: SampleOffice.program)
    program.arguments = arguments
    program.environment = environment
    program.currentDirectoryURL = folder
    program.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "in"))
    program.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out"))
    program.standardError = try FileHandle(forWritingTo: folder.appending(path: "err"))
    let (ends, end) = AsyncStream.makeStream(of: Int32.self)
    program.terminationHandler = { ended in
      end.yield(ended.terminationReason == .exit ? ended.terminationStatus : 128 + ended.terminationStatus)
      end.finish()
    }
    try program.run()
    process = program.processIdentifier
    running = program
    self.arguments = arguments
    ending = Task {
      for await status in ends { return status }
      throw CancellationError()
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var messages: String {
    String(decoding: (try? Data(contentsOf: folder.appending(path: "err"))) ?? Data(), as: UTF8.self)
  }

  /// The first line it writes.
  func firstLine(seconds: Double) async throws -> String {
    for _ in 0..<Int(seconds * 50) {
      let text = String(decoding: (try? Data(contentsOf: folder.appending(path: "out"))) ?? Data(), as: UTF8.self)
      if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
      guard kill(process, 0) == 0 else { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw TooLong(description: "countersign \(arguments.joined(separator: " ")) printed no line: \(messages)")
  }

  /// Waits for its end.
  func ended(seconds: Double) async throws -> Program.Ended {
    let late = Task {
      try await Task.sleep(for: .seconds(seconds))
      kill(process, SIGKILL)
    }
    let status = try await ending.value
    late.cancel()
    let output = try Data(contentsOf: folder.appending(path: "out"))
    return Program.Ended(status: status, output: output, messages: messages)
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// For the end of the test run: no task runs any more.
  func endNow() {
    kill(process, SIGTERM)
    for _ in 0..<250 where kill(process, 0) == 0 {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) != 0 { return }
      usleep(20_000)
    }
  }
}
