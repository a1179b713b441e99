/// Up to 256 leaf hashes that stand side by side, as outsiders keep them.
///
/// Source: C2SP tlog-tiles, level 0: a file `tile/0/<number>` of 32 bytes a hash; one that is not full yet says its width.
package struct HashTile: Sendable, Equatable {
  package static let width = 256

  /// Tiles are counted from 0: the first leaf of a tile has the index `number * 256`.
  package let number: Int
  package let hashes: [TreeHash]

  package init(number: Int, hashes: [TreeHash]) {
    self.number = number
    self.hashes = hashes
  }

  package var isFull: Bool { hashes.count == HashTile.width }

  /// `tile/0/x001/234`, and `tile/0/x001/234.p/17` while it has 17 hashes.
  package var path: String { HashTile.path(of: number, hashes: hashes.count) }

  package static func path(of number: Int, hashes: Int) -> String {
    var groups: [String] = []
    var rest = number
    repeat {
      let digits = String(rest % 1000)
      groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
      rest /= 1000
    } while rest > 0
    let words = groups.reversed().enumerated().map { $0.offset < groups.count - 1 ? "x" + $0.element : $0.element }
    return "tile/0/" + words.joined(separator: "/") + (hashes < width ? ".p/\(hashes)" : "")
  }

  package var bytes: [UInt8] { hashes.flatMap(\.bytes) }
}

/// A checkpoint on its way out, with the tiles that are new to who takes it.
package struct CheckpointParcel: Sendable {
  package let note: SignedNote
  package let checkpoint: Checkpoint
  package let tiles: [HashTile]

  package init(note: SignedNote, checkpoint: Checkpoint, tiles: [HashTile]) {
    self.note = note
    self.checkpoint = checkpoint
    self.tiles = tiles
  }
}
