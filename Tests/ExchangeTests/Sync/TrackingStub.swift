import Evidence
import Foundation

/// A tracking server of MLflow in a process of its own; see `mlflow_stub.py`.
final class TrackingStub: Sendable {
  let url: String
  private let process: Process
  private let folder: URL

  /// - capture: a folder of recorded calls.
  init(capture: String? = nil, _ state: JSONValue = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mlflow-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(try CanonicalJSON.bytes(of: state, policy: .generation)).write(to: folder.appending(path: "state.json"))
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "mlflow_stub.py").path
    process.arguments = [
      "python3", script, capture ?? "-", folder.appending(path: "state.json").path, folder.appending(path: "log").path,
    ]
    let output = Pipe()
    process.standardOutput = output
    // A test run is not over while somebody holds its error output.
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    url = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
  }

  /// Shows something else from here on.
  func show(_ state: JSONValue) throws {
    try Data(try CanonicalJSON.bytes(of: state, policy: .generation)).write(
      to: folder.appending(path: "state.json"), options: .atomic)
  }

  /// The requests to this path since the last call.
  func requests(_ path: String) -> [String] {
    let log = try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
    return (log ?? "").split(separator: "\n").map(String.init).filter { $0.contains(path) }
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }
}
