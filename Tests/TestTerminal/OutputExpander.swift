/// Stands between the program and libvterm 0.1.4.
///
/// - `CSI n b` (repeat) is written out: the library loops or corrupts memory when nothing was printed before.
/// - `CSI ? 2026 $ p` is answered with "known, off": the library says it does not know synchronized updates.
/// - `CSI ? 2026 l` ends a frame.
struct OutputExpander {
  struct Taken {
    var bytes: [UInt8] = []
    var answers: [UInt8] = []
    /// A frame ends with these bytes.
    var endsFrame = false
  }

  private enum State { case ground, escape, sequence }

  /// Between `CSI ? 2026 h` and `l`: the screen is not whole.
  private(set) var isWithinFrame = false

  private var state = State.ground
  private var sequence: [UInt8] = []
  private var glyph: [UInt8] = []

  /// Takes bytes from the beginning, up to the end of a frame where there is one.
  mutating func expand(_ bytes: inout ArraySlice<UInt8>) -> Taken {
    var taken = Taken()
    while !taken.endsFrame, let byte = bytes.popFirst() {
      switch state {
      case .ground:
        if byte == 0x1B {
          state = .escape
        } else {
          note(byte)
          taken.bytes.append(byte)
        }
      case .escape:
        if byte == UInt8(ascii: "[") {
          state = .sequence
          sequence = []
        } else {
          state = .ground
          taken.bytes += [0x1B, byte]
        }
      case .sequence:
        sequence.append(byte)
        if byte >= 0x40 {
          state = .ground
          finish(&taken)
        }
      }
    }
    return taken
  }

  private mutating func note(_ byte: UInt8) {
    if byte < 0x20 || byte == 0x7F { return }
    if byte & 0xC0 == 0x80 { glyph.append(byte) } else { glyph = [byte] }
  }

  private mutating func finish(_ taken: inout Taken) {
    let text = String(decoding: sequence, as: UTF8.self)
    if text.hasSuffix("b"), let count = Int(text.dropLast()) {
      for _ in 0..<min(count, 1000) { taken.bytes += glyph }
    } else if text == "?2026$p" {
      taken.answers += Array("\u{1B}[?2026;2$y".utf8)
    } else if text.hasPrefix("?2026") {
      isWithinFrame = text.hasSuffix("h")
      if text.hasSuffix("l") { taken.endsFrame = true }
    } else {
      taken.bytes += [0x1B, UInt8(ascii: "[")] + sequence
    }
  }
}
