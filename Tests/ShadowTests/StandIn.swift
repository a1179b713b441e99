import Foundation
import Governance
import TestSupport

/// A local OpenAI-compatible service, gone with the last reference to it.
final class StandIn: Sendable {
  /// One answer it knows: what a model says to these messages.
  struct Answer: Encodable, Sendable {
    struct Message: Codable, Hashable, Sendable {
      var role: String
      var content: String
    }
    var model: String
    var messages: [Message]
    var text: String
    var tokens_in: Int
    var tokens_out: Int
  }

  /// A request as it arrived, and what was done about it.
  struct Entry: Decodable, Sendable {
    var key: String?
    var model: String
    var messages: [Answer.Message]
    /// `answer`, `again` (by its key, without a bill), `check`, `500`, `429`, `404`.
    var did: String
    var tokens_in: Int?
    var tokens_out: Int?
  }

  let url: String
  private let process: Process
  private let log: URL
  private let folder: URL

  /// - flags: `--faults`, `--forgetful`, `--slow`, `0.05`.
  init(_ answers: [Answer], _ flags: String...) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "countersign-stand-in-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    log = folder.appending(path: "log")
    let file = folder.appending(path: "answers")
    let lines = try answers.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "stand_in.py").path
    process.arguments = ["python3", script, file.path, log.path] + flags
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    url = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))/v1"
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Everything that arrived, in order.
  func entries() throws -> [Entry] {
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
  }

  /// Millionths it bills at 1 a million prompt tokens and 2 a million answer tokens.
  func bill() throws -> Int64 {
    try entries().filter { $0.did == "answer" }.reduce(0) {
      $0 + Int64($1.tokens_in ?? 0) + 2 * Int64($1.tokens_out ?? 0)
    }
  }
}
