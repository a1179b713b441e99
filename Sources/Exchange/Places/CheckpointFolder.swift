internal import Evidence
internal import Foundation
internal import Glibc
internal import Governance

/// A folder of checkpoints: `checkpoint` is the newest, `checkpoints/` has all of them, `tile/` the hashes of the leaves.
struct CheckpointFolder {
  let path: String

  /// Writes tiles, then the checkpoint that commits to them, each whole or not at all.
  func take(_ parcel: CheckpointParcel) throws(Problem) {
    let folder = URL(fileURLWithPath: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw .untaken("There is no folder \(path).", "A place is never made, so that a wrong name is seen.")
    }
    // Whoever wiped it must not be left with a part that looks like all.
    if let lost = (0..<(parcel.tiles.first?.number ?? 0)).first(where: { !holds($0) }) {
      throw .incompletePlace("Hashes from leaf \(lost * HashTile.width) on are not in \(path) any more.")
    }
    do {
      for tile in parcel.tiles {
        let file = folder.appendingPathComponent(tile.path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(tile.bytes).write(to: file, options: .atomic)
        // What it held while it was not full is in the full one.
        if tile.isFull { try? FileManager.default.removeItem(at: folder.appendingPathComponent(tile.path + ".p")) }
      }
      let note = Data(parcel.note.written.utf8)
      let kept = folder.appendingPathComponent("checkpoints")
      try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
      try note.write(to: kept.appendingPathComponent(name(of: parcel.checkpoint)), options: .atomic)
      try note.write(to: folder.appendingPathComponent("checkpoint"), options: .atomic)
    } catch {
      throw .untaken("\(path) could not be written.", (error as NSError).localizedDescription)
    }
  }

  /// Whether a full tile is there, by its length.
  private func holds(_ tile: Int) -> Bool {
    var facts = stat()
    let file = path + "/" + HashTile.path(of: tile, hashes: HashTile.width)
    return stat(file, &facts) == 0 && facts.st_size == HashTile.width * TreeHash.length
  }

  /// Sorted by name they are sorted by size.
  private func name(of checkpoint: Checkpoint) -> String {
    let digits = String(checkpoint.size)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
}
