/// Reads rows of comma-separated values (RFC 4180) that people or other programs wrote.
package enum CSVRows {
  /// The rows of a text, the first of them naming the columns. A byte-order mark is dropped, an empty line skipped.
  ///
  /// - Throws: `csv.ragged` when a row has another number of cells than the first, `csv.quote` when a quote does not close.
  package static func read(_ text: String) throws(Problem) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var (isQuoted, wasQuoted) = (false, false)
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
    func end(of row: inout [String], _ line: Int) throws(Problem) {
      defer { row = [] }
      if row == [""] { return }
      if let first = rows.first, first.count != row.count {
        throw Problem(
          .badData, "csv.ragged", happened: "Row \(line) has \(row.count) cells, and the first has \(first.count).",
          remedy: "Put cells with commas or line ends in double quotes.")
      }
      rows.append(row)
    }
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true):
        if scalars.first == "\"" { cell.append(scalars.removeFirst()) } else { isQuoted = false }
      case ("\"", false) where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case (",", false), ("\n", false):
        row.append(String(cell))
        (cell, wasQuoted) = (String.UnicodeScalarView(), false)
        if scalar == "\n" { try end(of: &row, rows.count + 1) }
      case ("\r", false) where scalars.first == "\n": break
      default: cell.append(scalar)
      }
    }
    guard !isQuoted else {
      throw Problem(
        .badData, "csv.quote", happened: "A quote is not closed.", remedy: "Write a quote in a cell twice.")
    }
    row.append(String(cell))
    try end(of: &row, rows.count + 1)
    return rows
  }
}

extension CSVText {
  /// A cell as it was before `cell` guarded it: an apostrophe before what would be a formula is ours.
  package static func unguarded(_ cell: String) -> String {
    guard cell.hasPrefix("'") else { return cell }
    let inner = String(cell.dropFirst())
    return CSVText.cell(inner).hasPrefix("'") || CSVText.cell(inner).hasPrefix("\"'") ? inner : cell
  }
}
