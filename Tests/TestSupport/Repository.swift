package import Foundation

/// The folder of this package, and real input that lies beside it.
package enum Repository {
  package static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// Real input, beside the repository or where `COUNTERSIGN_SHARED_DATA` says; nil when it is not there.
package enum SharedData {
  package static let folder: URL? = {
    let files = FileManager.default
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] {
      return files.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
    }
    var folder = Repository.folder
    while folder.path != "/" {
      let candidate = folder.appending(path: "../shared/data").standardizedFileURL
      if files.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  package static var isThere: Bool { folder != nil }
  package static let absence = "the shared data is absent: set COUNTERSIGN_SHARED_DATA to its folder"

  /// A file or folder of it, by its path below.
  package static func path(_ below: String) throws -> String {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return folder.appending(path: below).path
  }
}
