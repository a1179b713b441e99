/// How many columns a text takes on the screen by our own rules, marks included.
package func columns(of text: String, marks: Marks = .single) -> Int {
  columns(of: Substring(text), marks: marks)
}

/// How many columns a text takes on the screen by our own rules, marks included.
package func columns(of text: Substring, marks: Marks = .single) -> Int {
  if let plain = plainAsciiCount(text) { return plain }
  var placing = Placing(marks)
  var total = 0
  for scalar in text.unicodeScalars { total += placing.place(scalar.value).columns }
  return total
}

/// The length of a text that is printable ASCII throughout.
private func plainAsciiCount(_ text: Substring) -> Int? {
  text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
    for byte in bytes where byte < 0x20 || byte > 0x7E { return nil }
    return bytes.count
  } ?? nil
}

extension Placed {
  var columns: Int {
    switch self {
    case .glyph(_, let columns, _): columns
    case .joins, .dropped: 0
    case .standIn: 1
    case .blanks(let count): count
    case .named(let scalar): MarkText.named(scalar).unicodeScalars.count
    }
  }
}

/// The column each scalar of a text begins at, and one more: where the text ends.
/// Its count is the number of scalars plus 1, so a span of scalars becomes a span of columns.
package func columnStarts(of text: Substring, marks: Marks = .single) -> [Int] {
  var placing = Placing(marks)
  var starts: [Int] = []
  var total = 0
  for scalar in text.unicodeScalars {
    let columns = placing.place(scalar.value).columns
    starts.append(columns == 0 && total > 0 ? starts.last ?? 0 : total)
    total += columns
  }
  starts.append(total)
  return starts
}
