import CVTerm
package import Terminal

/// One cell as the terminal shows it.
package struct ScreenCell: Sendable, Equatable {
  /// A base and its marks; empty for the right half of a wide glyph, a blank where nothing was drawn.
  package var text: String
  package var columns: Int
  package var isBold, isReverse, isItalic, isUnderlined: Bool
  /// nil where it is the terminal's own.
  package var foreground: Color?
  package var background: Color?
}

/// libvterm's terminal.
final class Emulator {
  private let terminal: OpaquePointer?
  private let screen: OpaquePointer?
  private let state: OpaquePointer?
  let size: Size
  private(set) var isAlternate = false
  private var isCursorVisible = true

  init(_ size: Size) {
    self.size = size
    terminal = vterm_new(Int32(max(1, size.rows)), Int32(max(1, size.columns)))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    state = vterm_obtain_state(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  func take(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    noteModes(bytes)
    bytes.withUnsafeBytes { buffer in
      _ = vterm_input_write(terminal, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    vterm_screen_flush_damage(screen)
  }

  /// libvterm tells of these by callbacks only.
  private func noteModes(_ bytes: [UInt8]) {
    func last(_ mark: String) -> Int {
      let mark = Array(mark.utf8)
      guard bytes.count >= mark.count else { return -1 }
      for start in stride(from: bytes.count - mark.count, through: 0, by: -1)
      where bytes[start..<start + mark.count].elementsEqual(mark) { return start }
      return -1
    }
    let (on, off) = (last("\u{1B}[?1049h"), last("\u{1B}[?1049l"))
    if on != off { isAlternate = on > off }
    let (shown, hidden) = (last("\u{1B}[?25h"), last("\u{1B}[?25l"))
    if shown != hidden { isCursorVisible = shown > hidden }
  }

  /// What the terminal has to say to the program.
  func answers() -> [UInt8] {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = vterm_output_read(terminal, &bytes, bytes.count)
    return bytes[0..<count].map(UInt8.init(bitPattern:))
  }

  var cursor: (position: Position, isVisible: Bool) {
    var at = VTermPos()
    vterm_state_get_cursorpos(state, &at)
    return (Position(row: Int(at.row), column: Int(at.col)), isCursorVisible)
  }

  func text() -> String {
    var lines: [String] = []
    for row in 0..<size.rows {
      var line = ""
      for column in 0..<size.columns { line += cell(at: Position(row: row, column: column)).text }
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  func cell(at position: Position) -> ScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(position.row), col: Int32(position.column)), &cell)
    let scalars = [cell.chars.0, cell.chars.1, cell.chars.2, cell.chars.3, cell.chars.4, cell.chars.5]
    var text = ""
    if scalars[0] == 0 { text = " " }
    if scalars[0] != 0, scalars[0] != 0xFFFF_FFFF {
      for value in scalars.prefix(while: { $0 != 0 }) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
    }
    return ScreenCell(
      text: text, columns: scalars[0] == 0xFFFF_FFFF ? 0 : Int(cell.width), isBold: cell.attrs.bold != 0,
      isReverse: cell.attrs.reverse != 0, isItalic: cell.attrs.italic != 0, isUnderlined: cell.attrs.underline != 0,
      foreground: color(cell.fg, ownBit: 2), background: color(cell.bg, ownBit: 4))
  }

  private func color(_ color: VTermColor, ownBit: UInt8) -> Color? {
    if color.type & ownBit != 0 { return nil }
    if color.type & 1 != 0 { return Palette.color(Int(color.indexed.idx)) }
    return Color(color.rgb.red, color.rgb.green, color.rgb.blue)
  }

  func picture(_ theme: Theme) -> Picture {
    let own = theme[.text]
    var picture = Picture(
      size, ink: own.foreground ?? Color(0xD0, 0xD0, 0xD0), paper: own.background ?? Color(0x10, 0x10, 0x10))
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = cell(at: Position(row: row, column: column))
        guard cell.columns > 0 else { continue }
        var attributes: Attributes = []
        if cell.isBold { attributes.insert(.bold) }
        if cell.isItalic { attributes.insert(.italic) }
        if cell.isUnderlined { attributes.insert(.underline) }
        if cell.isReverse { attributes.insert(.reverse) }
        let style = Style(foreground: cell.foreground, background: cell.background, attributes: attributes)
        picture.put(cell.text, columns: cell.columns, style, at: Position(row: row, column: column))
      }
    }
    return picture
  }
}
