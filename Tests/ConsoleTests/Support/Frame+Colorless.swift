@testable import Terminal

extension Frame {
  /// Neighbouring cells of a row in one role, with their text.
  private var runs: [(role: Role, row: Int, text: String)] {
    var runs: [(role: Role, row: Int, text: String)] = []
    for row in 0..<size.rows {
      var last: Role?
      for column in 0..<size.columns {
        let cell = cells[row * size.columns + column]
        guard !cell.isContinuation else { continue }
        let role = Role(rawValue: cell.style) ?? .text
        if role != last { runs.append((role, row, "")) }
        last = role
        for value in cluster(of: cell.glyph).scalars {
          runs[runs.count - 1].text.unicodeScalars.append(Unicode.Scalar(value) ?? "?")
        }
      }
    }
    return runs
  }

  /// Places whose colour says something that neither a word, nor a mark, nor an attribute without colours says.
  var toldByColorAlone: [String] {
    runs.compactMap { run in
      let text = run.text.trimmingPrefix { $0 == " " }
      guard !text.isEmpty, !text.allSatisfy({ $0 == " " }) else { return nil }
      let isSaid =
        switch run.role {
        case .tierHigh: text.contains("▲") || text.contains("high")
        case .tierMedium: text.contains("■") || text.contains("medium")
        case .tierLow: text.contains("●") || text.contains("low")
        case .ok, .warning, .failed: text.contains { $0.isLetter || $0.isNumber || "✓✗!–↑⚖⏱→·▔^…".contains($0) }
        case .dataGreen: text.contains("G") || text.contains("green")
        case .dataYellow: text.contains("Y") || text.contains("yellow")
        case .dataRed: text.contains("R") || text.contains("red")
        // A line of a difference begins with its sign, and goes on after a word of its own role.
        case .added: self.text(ofRow: run.row).contains("+")
        case .removed: self.text(ofRow: run.row).contains("-")
        case .selected, .selectedUnfocused, .headerPast, .flagged, .match, .mark, .banner, .inputInvalid, .flash,
          .tabActive, .addedWord, .removedWord, .borderFocused:
          ThemeIndex.monochrome[run.role].attributes != ThemeIndex.monochrome[.text].attributes
        default: true
        }
      return isSaid ? nil : "row \(run.row): \(run.role) \"\(text)\""
    }
  }
}
