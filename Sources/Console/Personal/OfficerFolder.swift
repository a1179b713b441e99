import Foundation

/// A folder with one small file an officer, readable by them alone.
struct OfficerFolder: Sendable {
  /// Made when the first file is written.
  let path: String

  /// What was kept for an officer; nil where nothing was, or what is there cannot be read.
  func read<Value: Decodable>(_ type: Value.Type, of officer: String) -> Value? {
    guard let data = FileManager.default.contents(atPath: file(officer)) else { return nil }
    return try? JSONDecoder().decode(type, from: data)
  }

  /// Keeps something in place of what was kept before; false when it cannot be written.
  func write<Value: Encodable>(_ value: Value, of officer: String) -> Bool {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let next = file(officer) + ".new"
    guard let data = try? encoder.encode(value),
      manager.createFile(atPath: next, contents: data, attributes: [.posixPermissions: 0o600])
    else { return false }
    return rename(next, file(officer)) == 0
  }

  private func file(_ officer: String) -> String { "\(path)/\(PlainFileName.of(officer)).json" }
}
