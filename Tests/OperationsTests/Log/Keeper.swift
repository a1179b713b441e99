import Foundation

/// A web service of another's program that keeps what is posted to it; gone with the last reference to it.
final class Keeper: Sendable {
  let url: String
  private let process: Process
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "keeper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "keeper.py").path
    process.arguments = ["python3", script, folder.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    url = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))/checkpoints"
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Answers with this status from now on; nil: it accepts.
  func answer(_ status: Int?) throws {
    let file = folder.appending(path: "status")
    if let status {
      try Data("\(status)".utf8).write(to: file)
    } else {
      try FileManager.default.removeItem(at: file)
    }
  }

  /// What it accepted, the first first.
  func kept() -> [(text: String, type: String)] {
    var all: [(text: String, type: String)] = []
    while let text = try? String(contentsOf: folder.appending(path: "\(all.count + 1)"), encoding: .utf8) {
      let type = try? String(contentsOf: folder.appending(path: "\(all.count + 1).type"), encoding: .utf8)
      all.append((text, type ?? ""))
    }
    return all
  }
}
