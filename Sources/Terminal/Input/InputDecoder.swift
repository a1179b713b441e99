/// Bytes from the terminal in, events out.
///
/// Whatever begins with ESC is taken as a whole or not at all: letters of a sequence nobody knows never come out as
/// keys, since keys sign and block. A lone ESC is decided by the caller's clock: while `isWaiting`, call `timeOut()`
/// once the bytes have been quiet for the delay.
package struct InputDecoder: Sendable {
  private enum State: Equatable {
    case ground
    case escape
    /// ESC [ and more, up to a final byte.
    case sequence
    /// ESC O and one more byte.
    case single
    /// ESC [ M of the oldest mouse protocol and three more bytes.
    case oldMouse
    /// OSC, DCS, APC, PM, SOS, up to ST, BEL or another control.
    case string
    /// ESC within such a string: ST if `\` follows.
    case stringEscape
    case paste
  }

  /// Longest sequence kept to be understood; longer ones are still swallowed to their end.
  static let longestKept = 256
  /// Longest paste kept, in bytes; the rest is dropped.
  static let longestPaste = 1 << 20

  private let sequences: KeySequences
  private var state = State.ground
  private var kept: [UInt8] = []
  /// The bytes of a character that is not complete yet.
  private var text: [UInt8] = []
  private var pasted: [UInt8] = []
  /// How much of the end of a paste has been seen.
  private var pasteEnd = 0
  /// A lone ESC has just been decided; what comes now in one piece may be the rest of an arrow key.
  private var escapeDecided = false

  package init(_ sequences: KeySequences = KeySequences()) { self.sequences = sequences }

  /// Whether the meaning of what came so far depends on whether more comes soon.
  package var isWaiting: Bool { state == .escape || state == .stringEscape || !text.isEmpty }

  package mutating func feed(_ bytes: some Collection<UInt8>) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    joinSplitEscape(bytes)
    // A paste whose end was lost must not take the keyboard with it.
    if state == .paste, bytes.count == 1, bytes.first == 0x03 {
      endPaste(&events)
      return events
    }
    for byte in bytes { take(byte, &events) }
    return events
  }

  /// Decides what has been waiting: a lone ESC is the Esc key, or the end of a string that nobody finished; half a character is
  /// dropped.
  package mutating func timeOut() -> [TerminalEvent] {
    text.removeAll()
    if state == .stringEscape { end() }
    guard state == .escape else { return [] }
    end()
    escapeDecided = true
    return [.key(.escape)]
  }

  /// An arrow key torn apart by a slow line: ESC was decided too early, and `[A` arrives in one piece.
  private mutating func joinSplitEscape(_ bytes: some Collection<UInt8>) {
    guard escapeDecided, let first = bytes.first else { return }
    escapeDecided = false
    guard bytes.count > 1, first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else { return }
    begin()
  }

  private mutating func take(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    switch state {
    case .ground: takeGround(byte, &events)
    case .escape: takeEscape(byte, &events)
    case .sequence: takeSequence(byte, &events)
    case .single: takeSingle(byte, &events)
    case .oldMouse: takeOldMouse(byte, &events)
    case .string: takeString(byte)
    case .stringEscape:
      begin()
      if byte == UInt8(ascii: "\\") { end() } else { takeEscape(byte, &events) }
    case .paste: takePaste(byte, &events)
    }
  }

  private mutating func begin() {
    text.removeAll(keepingCapacity: true)
    kept = [0x1B]
    state = .escape
  }

  private mutating func end() {
    kept.removeAll(keepingCapacity: true)
    state = .ground
  }

  private mutating func takeGround(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if !text.isEmpty, byte & 0xC0 != 0x80 { text.removeAll(keepingCapacity: true) }
    switch byte {
    case 0x1B: begin()
    case 0x20: events.append(.key(.space))
    case 0x21...0x7E: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
    case 0x80...: takeUTF8(byte, &events)
    default: if let key = InputDecoder.controlKey(byte) { events.append(.key(key)) }
    }
  }

  /// The key of a control byte as a terminal in raw mode sends it.
  static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  /// Gathers a character across reads. Ill-formed bytes are dropped.
  private mutating func takeUTF8(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    text.append(byte)
    let needed =
      switch text[0] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    if text.count < needed { return }
    let whole = String(validating: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
    guard let scalar = whole?.unicodeScalars.first, scalar.value >= 0xA0 else { return }
    events.append(.key(.character(Character(scalar))))
  }

  private mutating func takeEscape(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if byte == 0x1B {
      events.append(.key(.escape))
      return begin()
    }
    kept.append(byte)
    switch byte {
    case UInt8(ascii: "["): state = .sequence
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      kept.removeAll(keepingCapacity: true)
      state = .string
    case 0x80...:
      // Alt with a letter beyond ASCII: its other bytes alone are ill-formed and dropped.
      end()
    default:
      if let key = sequences.keys[kept] {
        events.append(.key(key))
      } else if sequences.beginnings.contains(kept) {
        state = .sequence
        return
      } else if byte > 0x20, byte < 0x7F {
        events.append(.key(.alt(Character(Unicode.Scalar(byte)))))
      }
      end()
    }
  }

  private mutating func takeSequence(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if byte == 0x1B { return begin() }
    if byte == 0x18 || byte == 0x1A { return end() }
    if byte < 0x20 || byte >= 0x7F { return }
    if kept.count < InputDecoder.longestKept { kept.append(byte) }
    let isFinal = byte >= 0x40
    if sequences.beginnings.contains(kept) {
      guard isFinal, let key = sequences.keys[kept] else { return }
      events.append(.key(key))
      return end()
    }
    if let key = sequences.keys[kept] {
      events.append(.key(key))
      return end()
    }
    guard isFinal else { return }
    if kept.count == 3, byte == UInt8(ascii: "M") {
      state = .oldMouse
      return
    }
    let whole = kept
    end()
    interpret(whole, &events)
  }

  private mutating func takeSingle(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if byte == 0x1B { return begin() }
    if byte == 0x18 || byte == 0x1A { return end() }
    if byte < 0x20 || byte >= 0x7F { return }
    if kept.count < InputDecoder.longestKept { kept.append(byte) }
    // Some terminals put a modifier between, as in ESC O 5 A.
    if byte < 0x40 { return }
    if let key = sequences.keys[kept] { events.append(.key(key)) }
    end()
  }

  private mutating func takeOldMouse(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if byte == 0x1B { return begin() }
    kept.append(byte)
    guard kept.count == 6 else { return }
    let code = Int(kept[3]) - 32
    let (column, row) = (Int(kept[4]) - 32, Int(kept[5]) - 32)
    end()
    let released = code & 3 == 3 && code & 0x60 == 0
    if let mouse = Mouse(code: code, column: column, row: row, released: released) { events.append(.mouse(mouse)) }
  }

  private mutating func takeString(_ byte: UInt8) {
    if byte == 0x1B {
      state = .stringEscape
    } else if byte < 0x20 {
      end()
    }
  }

  private static let pasteEndMark = Array("\u{1B}[201~".utf8)

  private mutating func takePaste(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    if byte == InputDecoder.pasteEndMark[pasteEnd] {
      pasteEnd += 1
      if pasteEnd == InputDecoder.pasteEndMark.count { endPaste(&events) }
      return
    }
    let held = InputDecoder.pasteEndMark.prefix(pasteEnd)
    pasteEnd = byte == 0x1B ? 1 : 0
    guard pasted.count + held.count < InputDecoder.longestPaste else { return }
    pasted += held
    if pasteEnd == 0 { pasted.append(byte) }
  }

  private mutating func endPaste(_ events: inout [TerminalEvent]) {
    let text = String(decoding: pasted, as: UTF8.self)
    pasted = []
    end()
    events.append(.paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")))
  }

  /// Understands a complete ESC [ … sequence that is no key; drops it when it is nothing we know.
  private mutating func interpret(_ sequence: [UInt8], _ events: inout [TerminalEvent]) {
    let body = sequence.dropFirst(2)
    guard let final = body.last else { return }
    let parameters = body.dropLast()
    switch final {
    case UInt8(ascii: "~") where parameters.elementsEqual("200".utf8):
      pasted = []
      pasteEnd = 0
      state = .paste
    case UInt8(ascii: "I") where parameters.isEmpty: events.append(.focus(true))
    case UInt8(ascii: "O") where parameters.isEmpty: events.append(.focus(false))
    case UInt8(ascii: "M") where parameters.first == UInt8(ascii: "<"),
      UInt8(ascii: "m") where parameters.first == UInt8(ascii: "<"):
      let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";")).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      guard numbers.count == 3, let code = numbers[0], let column = numbers[1], let row = numbers[2] else { return }
      let released = final == UInt8(ascii: "m")
      if let mouse = Mouse(code: code, column: column, row: row, released: released) { events.append(.mouse(mouse)) }
    case UInt8(ascii: "c"), UInt8(ascii: "y"), UInt8(ascii: "R"), UInt8(ascii: "n"):
      events.append(.reply(String(decoding: sequence.dropFirst(), as: UTF8.self)))
    default:
      break
    }
  }
}

extension Mouse {
  /// From a report of the terminal: the low bits tell the button, 32 a motion, 64 the wheel; columns and rows from 1.
  fileprivate init?(code: Int, column: Int, row: Int, released: Bool) {
    guard code >= 0, column > 0, row > 0, column < 1 << 16, row < 1 << 16 else { return nil }
    let position = Position(row: row - 1, column: column - 1)
    let button = code & 3
    if code & 64 != 0 {
      guard button < 2, !released else { return nil }
      self.init(button == 0 ? .wheelUp : .wheelDown, button: 0, at: position)
    } else if released {
      self.init(.release, button: button == 3 ? 0 : button + 1, at: position)
    } else if code & 32 != 0 {
      self.init(.drag, button: button == 3 ? 0 : button + 1, at: position)
    } else {
      self.init(.press, button: button + 1, at: position)
    }
  }
}
