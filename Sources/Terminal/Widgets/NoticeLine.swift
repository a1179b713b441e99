/// What the line at the bottom says for a while: an answer, a refusal, a failure.
package struct Notice: Sendable, Equatable {
  package enum Kind: Sendable, Equatable { case said, refused, failed }

  package var text: String
  package var kind: Kind

  package init(_ text: String, _ kind: Kind = .said) {
    self.text = text
    self.kind = kind
  }
}

extension Frame {
  /// Draws a notice over one row; refusals and failures begin with `!` and `✗`, so that they show without colour.
  package mutating func notice(_ notice: Notice, row: Int, column: Int = 0, columns: Int? = nil) {
    let room = columns ?? size.columns - column
    let (sign, role): (String, Role) =
      switch notice.kind {
      case .said: ("", .notice)
      case .refused: ("! ", .warning)
      case .failed: ("✗ ", .failed)
      }
    writeFitted(" " + sign + notice.text, row: row, column: column, columns: room, as: role)
  }

  /// Draws what can be done now: keys and words, as many as fit; refused ones are left out, quiet ones too.
  package mutating func footer(_ lines: [HelpLine], row: Int, column: Int = 0, columns: Int? = nil) {
    let room = columns ?? size.columns - column
    fill(Area(row: row, column: column, rows: 1, columns: room), as: .footer)
    var at = column + 1
    for line in lines where line.refused == nil && !line.isQuiet {
      let key = line.keys.prefix { $0 != " " }
      let width = Terminal.columns(of: Substring(key)) + 1 + Terminal.columns(of: line.words)
      guard at + width < column + room else { continue }
      at += write(String(key), row: row, column: at, as: .footerKey) + 1
      at += write(line.words, row: row, column: at, as: .footer) + 3
    }
  }
}
