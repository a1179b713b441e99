extension Frame {
  /// Writes text in one row and returns the columns used.
  ///
  /// Controls, bidi and whatever terminals disagree about become visible marks in the `.mark` role. Nothing is written
  /// right of `columns` columns (default: to the end of the row); a wide glyph that does not fit becomes a blank.
  @discardableResult
  package mutating func write(
    _ text: String, row: Int, column: Int = 0, columns: Int? = nil, as role: Role = .text, marks: Marks = .single
  ) -> Int {
    write(Substring(text), row: row, column: column, columns: columns, as: role, marks: marks)
  }

  /// The same for a part of a text.
  @discardableResult
  package mutating func write(
    _ text: Substring, row: Int, column: Int = 0, columns: Int? = nil, as role: Role = .text, marks: Marks = .single
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns else { return 0 }
    let room = min(size.columns, columns.map { $0 > size.columns ? size.columns : column + max(0, $0) } ?? size.columns)
    guard max(0, column) < room else { return 0 }
    if column >= 0, let used = writeAscii(text, row: row, column: column, end: room, style: role.rawValue) {
      return used
    }
    return writeScalars(text, row: row, column: column, end: room, style: role.rawValue, marks: marks)
  }

  /// Printable ASCII by bytes; nil, and nothing written, when there is anything else in the part that fits.
  private mutating func writeAscii(_ text: Substring, row: Int, column: Int, end: Int, style: UInt16) -> Int? {
    let line = row * size.columns
    return text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      let count = min(bytes.count, end - column)
      for index in 0..<count where bytes[index] &- 0x20 > 0x5E { return nil }
      // A combining mark may follow the last byte that fits: let the scalars decide.
      if count < bytes.count, bytes[count] >= 0x80 { return nil }
      cutWideGlyphs(from: column, to: column + count, in: row)
      cells.withUnsafeMutableBufferPointer { cells in
        for index in 0..<count { cells[line + column + index] = Cell(UInt32(bytes[index]), style) }
      }
      return count
    } ?? nil
  }

  private mutating func writeScalars(
    _ text: Substring, row: Int, column: Int, end: Int, style: UInt16, marks: Marks
  ) -> Int {
    var pen = Pen(row: row, column: column, end: end, base: nil)
    // What lies between the first and the last cell written is replaced, so only the edges can cut a wide glyph.
    let first = max(0, column)
    let line = row * size.columns
    if first > 0, cells[line + first].isContinuation { cells[line + first - 1] = .blank(cells[line + first - 1].style) }
    defer {
      if pen.column > first, pen.column < size.columns, cells[line + pen.column].isContinuation {
        cells[line + pen.column] = .blank(cells[line + pen.column].style)
      }
    }
    var placing = Placing(marks)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value &- 0x20 <= 0x5E {
        placing.pass(ascii: value)
        guard put(value, 1, style, 0, &pen) else { return pen.column - column }
        continue
      }
      switch placing.place(value) {
      case .glyph(let glyph, let columns, let doubtful):
        guard put(glyph, columns, style, doubtful ? Cell.doubtful : 0, &pen) else { return pen.column - column }
      case .joins(let mark, let doubtful):
        join(mark, doubtful, pen)
      case .standIn(let glyph):
        guard put(glyph, 1, Role.mark.rawValue, 0, &pen) else { return pen.column - column }
      case .named(let scalar):
        for glyph in MarkText.named(scalar).unicodeScalars {
          guard put(glyph.value, 1, Role.mark.rawValue, 0, &pen) else { return pen.column - column }
        }
      case .blanks(let count):
        for _ in 0..<count where !put(0x20, 1, style, 0, &pen) { return pen.column - column }
      case .dropped:
        break
      }
    }
    return pen.column - column
  }

  /// Where the next glyph goes, and the cell the last one stands in.
  private struct Pen {
    let row: Int
    var column: Int
    let end: Int
    var base: Int?
  }

  /// Puts a glyph and moves the pen; false when the row is full.
  private mutating func put(_ glyph: UInt32, _ columns: Int, _ style: UInt16, _ flags: UInt16, _ pen: inout Pen) -> Bool
  {
    guard pen.column + columns <= pen.end else {
      for column in max(0, pen.column)..<max(0, pen.column, pen.end) {
        cells[pen.row * size.columns + column] = .blank(style)
      }
      pen.column = max(pen.column, pen.end)
      return false
    }
    defer { pen.column += columns }
    pen.base = nil
    guard pen.column >= 0 else {
      // Only the right half of a wide glyph lies inside.
      if columns == 2, pen.column == -1 { cells[pen.row * size.columns] = .blank(style) }
      return true
    }
    let index = pen.row * size.columns + pen.column
    cells[index] = Cell(glyph, style, flags | (columns == 2 ? Cell.wide : 0))
    if columns == 2 { cells[index + 1] = Cell(0x20, style, Cell.continuation) }
    pen.base = index
    return true
  }

  /// Adds a mark to the glyph before the pen.
  private mutating func join(_ mark: UInt32, _ doubtful: Bool, _ pen: Pen) {
    guard let base = pen.base else { return }
    var cluster = cluster(of: cells[base].glyph)
    guard cluster.append(mark) else { return }
    cells[base].glyph = intern(cluster)
    if doubtful { cells[base].flags |= Cell.doubtful }
  }
}
