/// What one scalar becomes on the screen.
enum Placed: Equatable {
  /// A glyph of one or two columns; `doubtful` where newer terminals may draw it narrower.
  case glyph(UInt32, columns: Int, doubtful: Bool)
  /// Joins the glyph before it, no column of its own.
  case joins(UInt32, doubtful: Bool)
  /// A one-column stand-in, drawn as a mark.
  case standIn(UInt32)
  /// Named in full by `MarkText.named`, drawn as a mark; every scalar of the name has one column.
  case named(UInt32)
  /// A tab where it is layout: so many blanks.
  case blanks(Int)
  /// A variation selector that only chooses a picture.
  case dropped
}

/// Decides scalar after scalar how a text is placed. Feed it every scalar of a text in order.
struct Placing {
  /// More marks than this on one base are shown as marks of their own.
  static let marksOnABase = 4

  private let marks: Marks
  private var previous = ScalarClass(bits: 0)
  /// Marks that may still join the glyph before; 0 when nothing is there to join.
  private var room = 0
  private var inSyllable = false
  private var afterDigit = false
  /// A picture may be followed by joiners and modifiers, which then take one cell each.
  private var afterPicture = false

  init(_ marks: Marks) { self.marks = marks }

  /// The same as `place` for printable ASCII, which is always placed, without looking it up.
  mutating func pass(ascii scalar: UInt32) {
    let isPicture = 0x30...0x39 ~= scalar || scalar == 0x23 || scalar == 0x2A
    previous = ScalarClass(bits: isPicture ? 9 : 1)
    room = Placing.marksOnABase
    inSyllable = false
    afterPicture = isPicture
    afterDigit = isPicture
  }

  mutating func place(_ scalar: UInt32) -> Placed {
    let this = ScalarClass(of: scalar)
    defer { previous = this }
    switch this.kind {
    case .narrow, .wide, .jamoLead:
      room = Placing.marksOnABase
      inSyllable = this.kind == .jamoLead
      afterPicture = this.isPicture
      afterDigit = this.isPicture && scalar < 0x80
      return .glyph(scalar, columns: this.kind == .narrow ? 1 : 2, doubtful: this.isDoubtful)
    case .combining where room > 0, .jamoTail where room > 0 && inSyllable:
      room -= 1
      afterPicture = false
      return .joins(scalar, doubtful: this.isDoubtful)
    case .regional:
      reset()
      return .standIn(0x41 + scalar - 0x1F1E6)
    case .marked, .combining, .jamoTail:
      return mark(scalar)
    }
  }

  private mutating func mark(_ scalar: UInt32) -> Placed {
    if scalar == 0x09, marks == .named {
      reset()
      return .blanks(4)
    }
    if scalar == 0xFE0E || scalar == 0xFE0F, previous.isPicture, room == Placing.marksOnABase {
      return .dropped
    }
    let joint =
      switch scalar {
      case 0x20E3: afterDigit
      case 0x200D, 0x1F3FB...0x1F3FF: afterPicture && !afterDigit
      default: false
      }
    let wasPicture = afterPicture
    reset()
    if joint {
      afterPicture = wasPicture && scalar != 0x200D
      return .standIn(MarkText.joint)
    }
    return marks == .single ? .standIn(MarkText.single) : .named(scalar)
  }

  private mutating func reset() {
    room = 0
    inSyllable = false
    afterDigit = false
    afterPicture = false
  }
}
