/// How a Unicode scalar may stand on a terminal: what every terminal agrees on is placed, the rest is marked.
struct ScalarClass: Equatable {
  enum Kind: UInt8 {
    /// Never placed: controls, bidi, joiners, fillers, private use, unassigned in Unicode 14, widths in dispute.
    case marked
    case narrow
    case wide
    /// No column of its own; joins the cell before it.
    case combining
    /// Opens a Hangul syllable, two columns.
    case jamoLead
    /// Vowel or final consonant, joins a `jamoLead`.
    case jamoTail
    /// Half of a flag; shown as its letter.
    case regional
  }

  let bits: UInt8

  var kind: Kind { Kind(rawValue: bits & 7) ?? .marked }
  /// A variation selector after it only chooses between two pictures.
  var isPicture: Bool { bits & 8 != 0 }
  /// Newer terminals may shape it narrower than the sum of its parts.
  var isDoubtful: Bool { bits & 16 != 0 }

  init(bits: UInt8) { self.bits = bits }

  init(of scalar: UInt32) { bits = ScalarClassTable.shared[scalar] }
}

/// The runs of `ScalarClassRuns` spread over blocks of 256, so that a look-up is two loads.
struct ScalarClassTable: Sendable {
  static let shared = ScalarClassTable(ScalarClassRuns.starts)

  private let blockOf: [UInt16]
  private let classes: [UInt8]

  init(_ starts: [UInt32]) {
    var blockOf = [UInt16](repeating: 0, count: 0x110000 >> 8)
    var classes: [UInt8] = []
    var uniform: [UInt8: UInt16] = [:]
    var run = 0
    var open = [UInt8](repeating: 0, count: 256)
    for block in 0..<blockOf.count {
      let first = UInt32(block) << 8
      while run + 1 < starts.count, starts[run + 1] >> 8 <= first { run += 1 }
      if run + 1 == starts.count || starts[run + 1] >> 8 > first + 255 {
        let bits = UInt8(truncatingIfNeeded: starts[run])
        if let known = uniform[bits] {
          blockOf[block] = known
          continue
        }
        uniform[bits] = UInt16(classes.count >> 8)
        for index in 0..<256 { open[index] = bits }
      } else {
        var current = run
        for index in 0..<256 {
          while current + 1 < starts.count, starts[current + 1] >> 8 <= first + UInt32(index) { current += 1 }
          open[index] = UInt8(truncatingIfNeeded: starts[current])
        }
      }
      blockOf[block] = UInt16(classes.count >> 8)
      classes.append(contentsOf: open)
    }
    self.blockOf = blockOf
    self.classes = classes
  }

  /// Scalars above U+10FFFF, which cannot be, count as marked.
  subscript(scalar: UInt32) -> UInt8 {
    guard scalar < 0x110000 else { return 0 }
    return classes[Int(blockOf[Int(scalar >> 8)]) << 8 | Int(scalar & 255)]
  }
}

/// Whether a scalar may stand on the screen as it is, alone or on a base.
package func isPlaceable(_ scalar: Unicode.Scalar) -> Bool {
  switch ScalarClass(of: scalar.value).kind {
  case .marked, .regional: false
  case .narrow, .wide, .combining, .jamoLead, .jamoTail: true
  }
}
