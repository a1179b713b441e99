package import Evidence
import Foundation
package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// The files of a log's keys: the secret one for its owner alone, and beside it `.pub` for everybody.
package enum KeyFile {
  /// Makes a key of this name and writes both files; never over another.
  ///
  /// - Throws: `file.exists`, `file.unwritable`.
  package static func make(name: NoteName, at path: String) throws(Problem) -> NoteVerifierKey {
    let key = NoteSigningKey(name: name)
    try write(key.text + "\n", to: path, mode: 0o600)
    try write(key.verifier.text + "\n", to: path + ".pub", mode: 0o644)
    return key.verifier
  }

  /// - Throws: `log.key-open` when others than its owner may read it.
  package static func signingKey(at path: String) throws(Problem) -> NoteSigningKey {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw .unreadableFile(path) }
    guard facts.st_mode & 0o077 == 0 else {
      throw Problem(
        .notPermitted, "log.key-open", happened: "\(path) can be read by others.",
        because: "Whoever can read a signing key can sign for the log.", remedy: "Make a new key: this one is known.")
    }
    return try NoteSigningKey(text: text(at: path))
  }

  package static func verifierKey(at path: String) throws(Problem) -> NoteVerifierKey {
    try NoteVerifierKey(text: text(at: path))
  }

  /// A checkpoint from a file; signed by `key`, when one is given.
  ///
  /// - Throws: `log.not-signed` when it is not.
  package static func checkpoint(at path: String, signedBy key: NoteVerifierKey?) throws(Problem) -> Checkpoint {
    let note = try SignedNote(reading: text(at: path))
    if let key, !note.isSigned(by: key) {
      throw Problem(
        .unmet, "log.not-signed", happened: "\(path) is not signed by \(key.name.text).",
        remedy: "Ask where it comes from.")
    }
    return try Checkpoint(text: note.text)
  }

  /// What was kept outside: a checkpoint's file, or a folder to which checkpoints were handed (a clone of such a
  /// repository too), with the hashes of all leaves that lie there.
  ///
  /// - Throws: `log.not-signed`; `log.tiles` when the hashes in the folder do not lead to its checkpoint.
  package static func record(at path: String, signedBy key: NoteVerifierKey?) throws(Problem) -> OutsideRecord {
    let folder = URL(fileURLWithPath: path)
    let file = folder.appendingPathComponent("checkpoint").path
    guard FileManager.default.fileExists(atPath: file) else {
      return OutsideRecord(checkpoints: [try checkpoint(at: path, signedBy: key)])
    }
    let checkpoint = try checkpoint(at: file, signedBy: key)
    var leaves: [TreeHash] = []
    for number in 0..<((checkpoint.size + HashTile.width - 1) / HashTile.width) {
      let count = min(HashTile.width, checkpoint.size - number * HashTile.width)
      // A tile that has been filled since is as good.
      let names = [HashTile.width, count].map { HashTile.path(of: number, hashes: $0) }
      let tile = names.lazy.map { folder.appendingPathComponent($0).path }.first {
        FileManager.default.fileExists(atPath: $0)
      }
      guard let tile else { break }
      leaves += try Self.leaves(at: tile).prefix(count)
    }
    guard leaves.count == checkpoint.size, TreeFrontier(leaves: leaves).root == checkpoint.root else {
      throw Problem(
        .badData, "log.tiles", happened: "The hashes in \(path) do not lead to its checkpoint.",
        because: "\(leaves.count) of \(checkpoint.size) are there.",
        remedy: "Name the file \(file) itself to do without them, and ask who keeps the folder.")
    }
    return OutsideRecord(checkpoints: [checkpoint], leaves: leaves)
  }

  /// A file of leaf hashes, 32 bytes each.
  package static func leaves(at path: String) throws(Problem) -> [TreeHash] {
    let bytes = try bytes(at: path)
    guard bytes.count.isMultiple(of: TreeHash.length) else {
      throw Problem(
        .badData, "log.leaves-file", happened: "\(path) is no file of leaf hashes.",
        remedy: "Name one that `countersign log checkpoint --leaves` wrote.")
    }
    return stride(from: 0, to: bytes.count, by: TreeHash.length).compactMap { start in
      TreeHash(bytes: bytes[start..<(start + TreeHash.length)])
    }
  }

  private static func text(at path: String) throws(Problem) -> String {
    let bytes = try bytes(at: path)
    guard bytes.count <= 1_000_000, let text = String(bytes: bytes, encoding: .utf8) else {
      throw .unreadableFile(path)
    }
    return text
  }

  private static func bytes(at path: String) throws(Problem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadableFile(path) }
    return Array(data)
  }

  /// Writes a new file; never over another.
  static func write(_ text: String, to path: String, mode: mode_t) throws(Problem) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else {
      if errno == EEXIST {
        throw Problem(.cannotWrite, "file.exists", happened: "\(path) is there already.", remedy: "Name another file.")
      }
      throw .unwritableFile(path)
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw .unwritableFile(path)
    }
  }
}

extension Problem {
  static func unreadableFile(_ path: String) -> Problem {
    Problem(
      .notFound, "file.unreadable", happened: "\(path) cannot be read.", remedy: "Check the name and who may read it.")
  }

  fileprivate static func unwritableFile(_ path: String) -> Problem {
    Problem(
      .cannotWrite, "file.unwritable", happened: "\(path) cannot be written.", remedy: "Name a place you may write to.")
  }
}
