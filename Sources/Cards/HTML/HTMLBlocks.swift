internal import Governance

/// The blocks of a card's page as HTML.
enum HTMLBlocks {
  static func html(_ block: CardPage.Block) -> String {
    switch block {
    case .lines(let lines): return self.lines(lines)
    case .table(let table): return self.table(table)
    case .prose(let text, let source):
      return "<p class=\"said\" dir=\"auto\">\(htmlText(text))\(note(source))</p>"
    case .verbatim(let caption, let text, let source):
      return
        "<p class=\"caption\">\(htmlText(caption, oneLine: true))\(note(source))</p>\n<pre dir=\"auto\">\(htmlText(text))</pre>"
    case .note(let text): return "<p>\(htmlText(text))</p>"
    case .missing(let what, let gap):
      return "<p class=\"missing\">\(what.isEmpty ? "" : htmlText(what) + ": ")\(htmlText(missingText(gap)))</p>"
    case .chart(let chart): return chart.figure
    }
  }

  static func note(_ source: Int) -> String { "<sup><a href=\"#r\(source)\">\(source)</a></sup>" }

  /// A time as people write it; any other text as it is.
  static func readable(_ text: String) -> String {
    guard text.utf8.count >= 20, text.utf8.count <= 27, text.hasSuffix("Z"), let at = Instant.reading(of: text)?.instant
    else {
      return text
    }
    return "\(at.day) \(at.clock) UTC"
  }

  /// The mark of a list stands behind its label: behind the list it would look like one more item.
  private static func isMany(_ value: CardPage.Line.Value) -> Bool {
    switch value {
    case .list, .pairs: true
    case .text, .missing: false
    }
  }

  private static func lines(_ lines: [CardPage.Line]) -> String {
    let rows = lines.map { line in
      "<dt>\(htmlText(line.label, oneLine: true))\(isMany(line.value) ? line.source.map(note) ?? "" : "")</dt><dd>\(value(line))</dd>"
    }
    return "<dl class=\"lines\">\n\(rows.joined(separator: "\n"))\n</dl>"
  }

  private static func value(_ line: CardPage.Line) -> String {
    let mark = line.source.map(note) ?? ""
    let doubt = line.doubt.map { " <span class=\"stale\">(\(htmlText($0)))</span>" } ?? ""
    switch line.value {
    case .text(let text): return "<bdi>\(htmlText(readable(text.trimmingBlanks())))</bdi>\(mark)\(doubt)"
    case .missing(let gap): return "<span class=\"missing\">\(htmlText(missingText(gap)))</span>"
    case .list(let items):
      let shown = items.map { "<li><bdi>\(htmlText($0))</bdi></li>" }.joined()
      return "<ul>\(shown)</ul>\(doubt)"
    case .pairs(let pairs):
      let shown = pairs.map { "<li>\(htmlIsolated($0.name)): <bdi>\(htmlText($0.text))</bdi></li>" }.joined()
      return "<ul>\(shown)</ul>\(doubt)"
    }
  }

  private static func table(_ table: CardPage.Table) -> String {
    let heads = zip(table.heads, table.isNumber).map { "<th\($1 ? " class=\"n\"" : "")>\(htmlText($0))</th>" }
    let rows = zip(table.rows, table.sources).map { row, source in
      let cells = zip(row, table.isNumber).enumerated().map { place, cell in
        "<td\(cell.1 ? " class=\"n\"" : "")>\(htmlIsolated(readable(cell.0)))\(place == 0 ? note(source) : "")</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <table><thead><tr>\(heads.joined())</tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      """
  }
}
