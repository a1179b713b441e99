import Foundation
import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// A document on the disk: whole or not at all, and never over another without being told to.
enum CardFile {
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
