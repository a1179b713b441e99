import Foundation

/// Real input that lies beside the repository, or where `COUNTERSIGN_SHARED_DATA` says.
enum SharedData {
  static let folder: URL? = {
    let manager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] {
      return manager.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
    }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "../shared/data").standardizedFileURL
      if manager.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static let absence = "the shared data is absent: set COUNTERSIGN_SHARED_DATA to its folder"

  static func path(_ name: String) -> String { folder?.appending(path: name).path ?? name }
}
