/// One cell of a frame: 8 bytes, the same in memory as `cn_cell` in `CNcurses`.
struct Cell: Equatable, Sendable {
  /// A scalar, or 0x110000 and more: which cluster of the frame stands here.
  var glyph: UInt32
  /// The raw value of a `Role`.
  var style: UInt16
  var flags: UInt16

  /// The right half of the wide glyph in the cell before.
  static let continuation: UInt16 = 1
  /// This cell and the next are one glyph.
  static let wide: UInt16 = 2
  /// Terminals may draw it narrower than we count.
  static let doubtful: UInt16 = 4

  static let firstCluster: UInt32 = 0x110000

  init(_ glyph: UInt32, _ style: UInt16, _ flags: UInt16 = 0) {
    self.glyph = glyph
    self.style = style
    self.flags = flags
  }

  static func blank(_ style: UInt16) -> Cell { Cell(0x20, style) }

  var isContinuation: Bool { flags & Cell.continuation != 0 }
  var isWide: Bool { flags & Cell.wide != 0 }
}

/// A base and the marks on it, up to four; unused places are 0. 20 bytes, the same in memory as `cn_cluster`.
struct Cluster: Hashable, Sendable {
  var base: UInt32
  var marks: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)

  init(_ base: UInt32) { self.base = base }

  /// Adds a mark; false when there is no place left.
  mutating func append(_ mark: UInt32) -> Bool {
    if marks.0 == 0 {
      marks.0 = mark
    } else if marks.1 == 0 {
      marks.1 = mark
    } else if marks.2 == 0 {
      marks.2 = mark
    } else if marks.3 == 0 {
      marks.3 = mark
    } else {
      return false
    }
    return true
  }

  var scalars: [UInt32] { [base, marks.0, marks.1, marks.2, marks.3].filter { $0 != 0 } }

  static func == (left: Cluster, right: Cluster) -> Bool { left.base == right.base && left.marks == right.marks }

  func hash(into hasher: inout Hasher) {
    hasher.combine(base)
    hasher.combine(marks.0)
    hasher.combine(marks.1)
    hasher.combine(marks.2)
    hasher.combine(marks.3)
  }
}
