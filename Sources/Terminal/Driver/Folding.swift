/// Which glyphs a terminal can show; the rest is replaced by twins of the same width.
enum Folding: Equatable {
  case nothing
  /// The Linux console: 512 glyphs, single and double boxes, a few blocks.
  case console
  /// Boxes are left to the terminal's line-drawing set.
  case asciiWithBoxes
  case ascii

  /// The same row with twins for what cannot be shown.
  func fold(_ cells: ArraySlice<Cell>, base: (UInt32) -> UInt32) -> [Cell] {
    cells.map { cell in
      if cell.isContinuation { return Cell(0x20, cell.style) }
      if cell.glyph < 0x7F { return cell }
      let glyph = base(cell.glyph)
      if keeps(glyph) { return Cell(cell.glyph, cell.style, cell.flags) }
      return Cell(UInt32(Glyphs.asciiTwin(of: glyph)), cell.style)
    }
  }

  private func keeps(_ glyph: UInt32) -> Bool {
    switch self {
    case .nothing: true
    case .ascii: false
    case .asciiWithBoxes: 0x2500...0x253C ~= glyph
    case .console:
      glyph < 0x180 || 0x2500...0x256C ~= glyph && !(0x2504...0x250B ~= glyph)
        || [0x2580, 0x2584, 0x2588, 0x258C, 0x2590, 0x2591, 0x2592, 0x2593].contains(glyph)
    }
  }
}
