import Cards
import Foundation
import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// A document on the disk: whole or not at all, and never over another without being told to.
enum CardFile {
  /// A page of the office's own.
  static func template(_ path: String) throws(Problem) -> CardTemplate {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw Problem(
        .notFound, "file.unreadable", happened: "\(path) cannot be read as UTF-8.",
        remedy: "Check the name and who may read it.")
    }
    return try CardTemplate(text)
  }

  static func write(_ bytes: [UInt8], to path: String, over: Bool) throws(Problem) {
    if !over, access(path, F_OK) == 0 {
      throw Problem(
        .cannotWrite, "file.exists", happened: "\(path) is there already.",
        remedy: "Name another file, or pass --force.")
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem(
        .cannotWrite, "file.unwritable", happened: "\(path) cannot be written.",
        because: (error as NSError).localizedDescription, remedy: "Name a place you may write to.")
    }
  }
}
