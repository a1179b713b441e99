import CNcurses
import Glibc

/// The terminal as ncurses draws on it. One a process; confined to the thread that opened it.
final class CursesScreen {
  let found: ScreenFound
  private(set) var size: Size
  private let folding: Folding
  private let withoutColor: Bool
  private var shown: Frame?
  private var shownCursor: Position?
  /// The terminal said that it knows synchronized updates (mode 2026).
  private var isSynchronized = false

  /// - Throws: `terminal.none`, `terminal.unknown`, `terminal.dumb`, `terminal.closed`.
  init(tty: Int32, options: ScreenOptions) throws(TerminalProblem) {
    let log = open(options.log ?? "/dev/null", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    var opened = cn_found()
    let result = cn_open(options.term, tty, log, options.mouse ? 1 : 0, &opened)
    if log >= 0 { _ = Glibc.close(log) }
    switch Int(result) {
    case Int(CN_OPENED.rawValue): break
    case Int(CN_NOT_A_TERMINAL.rawValue): throw .notATerminal
    case Int(CN_UNKNOWN_TERMINAL.rawValue): throw .unknown(options.term)
    case Int(CN_CANNOT_PLACE.rawValue): throw .cannotPlace(options.term)
    default: throw .cannotOpen
    }
    let hasUTF8 = opened.utf8 != 0
    folding =
      options.asciiOnly
      ? .ascii : !hasUTF8 ? .asciiWithBoxes : options.term.hasPrefix("linux") ? .console : .nothing
    withoutColor = options.withoutColor || opened.colors < 8
    let palette = withoutColor ? .none : Palette(colors: Int(opened.colors), direct: opened.direct_color != 0)
    size = CursesScreen.terminalSize()
    var notices: [String] = []
    if opened.substituted != 0 {
      notices.append("The terminal type '\(options.term)' is not known on this machine; drawing as for xterm-256color.")
    }
    found = ScreenFound(
      size: size, glyphs: folding == .nothing ? .unicode : .ascii, palette: palette, notices: notices)
    use(options.theme)
    _ = write("\u{1B}[?2026$p")
  }

  private static func terminalSize() -> Size {
    var (rows, columns): (Int32, Int32) = (0, 0)
    cn_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// The keys of this terminal's entry beside those every terminal sends.
  static func keySequences() -> KeySequences {
    var sequences = KeySequences()
    for (name, key) in KeySequences.capabilities {
      guard let value = cn_capability(name) else { continue }
      sequences.add(Array(UnsafeBufferPointer(start: value, count: strlen(value))).map(UInt8.init(bitPattern:)), key)
    }
    return sequences
  }

  func use(_ theme: Theme) {
    let theme = found.palette == .none ? ThemeIndex.monochrome : theme
    for role in Role.allCases {
      let drawn = theme.drawn(role, on: found.palette)
      cn_style(
        UInt32(role.rawValue), Int32(drawn.foreground), Int32(drawn.background), UInt32(drawn.attributes.rawValue))
    }
    repaint()
  }

  /// Draws a frame, clipped to the screen, and places the cursor.
  /// - Returns: false when the terminal is gone.
  func show(_ frame: Frame, cursor: Position?) -> Bool {
    var whole = frame
    if frame.size != size {
      whole = Frame(size)
      whole.paste(frame, at: Position(row: 0, column: 0))
    }
    let before = shown.flatMap { $0.size == size && $0.clusters == whole.clusters ? $0 : nil }
    for row in 0..<size.rows {
      let range = row * size.columns..<(row + 1) * size.columns
      if let before, before.cells[range] == whole.cells[range] { continue }
      put(row: row, of: whole, range)
    }
    shown = whole
    if let cursor { cn_cursor(Int32(cursor.row), Int32(cursor.column)) } else { cn_cursor(-1, 0) }
    return cn_show(isSynchronized ? 1 : 0) == 0
  }

  private func put(row: Int, of frame: Frame, _ range: Range<Int>) {
    if folding == .nothing {
      frame.cells[range].withUnsafeBufferPointer { put(row, $0, frame.clusters) }
    } else {
      let folded = folding.fold(ArraySlice(frame.cells[range])) { frame.cluster(of: $0).base }
      folded.withUnsafeBufferPointer { put(row, $0, frame.clusters) }
    }
  }

  private func put(_ row: Int, _ cells: UnsafeBufferPointer<Cell>, _ clusters: ContiguousArray<Cluster>) {
    clusters.withUnsafeBufferPointer { clusters in
      guard let cellsBase = cells.baseAddress else { return }
      let rawCells = UnsafeRawPointer(cellsBase).assumingMemoryBound(to: cn_cell.self)
      let rawClusters = clusters.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: cn_cluster.self) }
      cn_row(Int32(row), rawCells, Int32(cells.count), rawClusters, Int32(clusters.count))
    }
  }

  /// The terminal changed its size: asks for it and forgets what is shown.
  func resize() {
    size = CursesScreen.terminalSize()
    cn_resize(Int32(size.rows), Int32(size.columns))
    shown = nil
  }

  func repaint() {
    cn_repaint()
    shown = nil
  }

  /// Hands the terminal back until the program is continued.
  func suspend(wholeGroup: Bool) {
    cn_suspend(wholeGroup ? 1 : 0)
    resize()
  }

  /// Hands the terminal to another program, until `comeBack`.
  func leave() { cn_leave() }

  func comeBack() {
    cn_come_back()
    resize()
  }

  func setMouse(_ on: Bool) { cn_set_mouse(on ? 1 : 0) }

  /// Takes note of an answer of the terminal: `[?2026;1$y` and `…;2$y` mean it knows synchronized updates.
  func note(reply: String) {
    if reply == "[?2026;1$y" || reply == "[?2026;2$y" { isSynchronized = true }
  }

  /// Bytes of our own beside the drawing, such as a question or a copy to the clipboard; false when the terminal is gone.
  func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { cn_write($0.baseAddress, $0.count) } == 0
  }

  func close() {
    cn_close()
    shown = nil
  }
}
