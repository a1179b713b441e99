import Foundation

/// Real input that lies beside the repository, or where `COUNTERSIGN_SHARED_DATA` says.
enum SharedData {
  static let folder: URL? = {
    let fileManager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] {
      return fileManager.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
    }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("../shared/data").standardizedFileURL
      if fileManager.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static var isThere: Bool { folder != nil }
  static let absence = "the shared data is absent: set COUNTERSIGN_SHARED_DATA to its folder"

  static func contents(of path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return Array(try Data(contentsOf: folder.appendingPathComponent(path)))
  }
}
