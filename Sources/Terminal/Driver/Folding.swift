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
    var folded: [Cell] = []
    folded.reserveCapacity(cells.count)
    var owed: UInt8?
    for (place, cell) in zip(cells.indices, cells) {
      if let second = owed {
        owed = nil
        folded.append(Cell(UInt32(second), cell.style))
      } else if cell.isContinuation {
        folded.append(Cell(0x20, cell.style))
      } else if cell.glyph < 0x7F {
        folded.append(cell)
      } else {
        let glyph = base(cell.glyph)
        if keeps(glyph) {
          folded.append(cell)
        } else if let pair = Glyphs.asciiPair(of: glyph) {
          // Two signs take the place of one and the blank beside it; without one there is no honest twin.
          if place + 1 < cells.endIndex, cells[place + 1].glyph == 0x20, !cells[place + 1].isContinuation {
            folded.append(Cell(UInt32(pair.0), cell.style))
            owed = pair.1
          } else if let last = folded.last, place > cells.startIndex, cells[place - 1].glyph == 0x20, last.glyph == 0x20
          {
            folded[folded.count - 1] = Cell(UInt32(pair.0), cell.style)
            folded.append(Cell(UInt32(pair.1), cell.style))
          } else {
            folded.append(Cell(UInt32(UInt8(ascii: "?")), cell.style))
          }
        } else {
          folded.append(Cell(UInt32(Glyphs.asciiTwin(of: glyph)), cell.style))
        }
      }
    }
    return folded
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
