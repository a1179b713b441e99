/// Rows of comma-separated values by RFC 4180, in UTF-8, that no spreadsheet takes for formulas.
package enum CSVText {
  package static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// A cell in quotes where it needs them. One that begins as a formula would gets an apostrophe in front, numbers aside; a
  /// cell with an apostrophe there of its own gets another, so that the way back is one.
  package static func cell(_ text: String) -> String {
    let guarded = isFormula(text) ? "'" + text : text
    guard guarded.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return guarded }
    return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
  }

  private static func isFormula(_ text: String) -> Bool {
    // By scalars: CR LF is one character. Full-width forms are taken for formulas by some programs, too.
    let leading = text.unicodeScalars.drop { $0 == " " || $0 == "\u{A0}" || $0 == "\u{FEFF}" }
    guard let first = leading.first else { return false }
    guard "=+-@\t\r\n'|%＝＋－＠".unicodeScalars.contains(first) else { return false }
    return !(first == "-" && Double(text) != nil && text.utf8.allSatisfy { (43...57).contains($0) || $0 == 0x65 })
  }
}
