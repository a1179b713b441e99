internal import Foundation
internal import Governance

/// The files of a pack by path, whether packed or unpacked.
enum PackFiles {
  /// - Throws: `pack.missing` when there is nothing, `pack.archive` when it is no pack.
  static func read(_ path: String) throws(Problem) -> [String: [UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem(.notFound, "pack.missing", happened: "There is no pack at \(path).", remedy: "Check the name.")
    }
    guard isFolder.boolValue else {
      guard let data = FileManager.default.contents(atPath: path) else { throw unreadable(path) }
      return try TarReader.files(in: Array(data))
    }
    guard let names = FileManager.default.enumerator(atPath: path) else { throw unreadable(path) }
    var files: [String: [UInt8]] = [:]
    while let name = names.nextObject() as? String {
      let kind = names.fileAttributes?[.type] as? FileAttributeType
      guard kind != .typeSymbolicLink else { throw .badArchive("\(name) leads elsewhere.") }
      guard kind != .typeDirectory else { continue }
      guard let data = FileManager.default.contents(atPath: path + "/" + name) else { throw unreadable(name) }
      files[name] = Array(data)
    }
    return files
  }

  private static func unreadable(_ path: String) -> Problem {
    Problem(.notFound, "pack.unreadable", happened: "\(path) cannot be read.", remedy: "Check who may read it.")
  }
}
