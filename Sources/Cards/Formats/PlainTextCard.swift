internal import Governance

extension CardFormat {
  /// Plain text, wrapped for a terminal of 80 columns. `PlainTextCard.lines(_:columns:)` takes another width.
  package static let plainText = CardFormat(
    "text", aliases: ["txt"], label: "Plain text", fileExtension: "txt", mediaType: "text/plain; charset=utf-8",
    fate: { _ in .prose },
    document: { PlainTextCard.lines($0, columns: 80).map { $0 + "\n" }.joined() })
}

/// A card as lines for people, without markup.
enum PlainTextCard {
  /// Lines of at most `columns` columns (at least 20), without line ends; no control or bidirectional character in
  /// them. A single word longer than a line is cut into lines.
  static func lines(_ facts: CardFacts, columns: Int = 80) -> [String] {
    let page = CardPage(facts)
    var out = PlainTextLines(columns: max(20, columns))
    out.wrap(page.title)
    out.rule("=")
    for section in page.sections {
      out.blank()
      if section.level == 2 {
        out.wrap(section.title.uppercased())
      } else {
        out.wrap(section.title)
        out.rule("-", columns: section.title.count)
      }
      for block in section.blocks { write(block, into: &out) }
    }
    out.blank()
    out.wrap("RECORDS")
    for (place, record) in page.records.enumerated() { out.wrap(record, first: "[\(place + 1)] ", rest: "    ") }
    return out.lines
  }

  private static func write(_ block: CardPage.Block, into out: inout PlainTextLines) {
    switch block {
    case .lines(let lines):
      for line in lines { write(line, into: &out) }
    case .table(let table):
      for (row, source) in zip(table.rows, table.sources) {
        let cells = zip(table.heads, row).filter { !$0.1.isEmpty }.map { "\($0.0.lowercased()) \($0.1)" }
        out.wrap("\(cells.joined(separator: ", ")) [\(source)]", first: "- ", rest: "  ")
      }
    case .prose(let text, let source): out.paragraphs("\(text) [\(source)]", indent: "  ")
    case .verbatim(let caption, let text, let source):
      out.wrap("\(caption) [\(source)]:")
      out.paragraphs(text, indent: "  | ")
    case .note(let text): out.wrap(text)
    case .missing(let what, let gap): out.wrap((what.isEmpty ? "" : "\(what): ") + missingText(gap))
    case .chart: break
    }
  }

  private static func write(_ line: CardPage.Line, into out: inout PlainTextLines) {
    let mark = (line.source.map { " [\($0)]" } ?? "") + (line.doubt.map { " (\($0))" } ?? "")
    switch line.value {
    case .text(let text): out.wrap("\(line.label): \(text)\(mark)", rest: "  ")
    case .missing(let gap): out.wrap("\(line.label): \(missingText(gap))", rest: "  ")
    case .list(let items):
      out.wrap("\(line.label):\(mark)", rest: "  ")
      for item in items { out.wrap(item, first: "  - ", rest: "    ") }
    case .pairs(let pairs):
      out.wrap("\(line.label):\(mark)", rest: "  ")
      for pair in pairs { out.wrap("\(pair.name): \(pair.text)", first: "  - ", rest: "    ") }
    }
  }
}

/// How every format words a gap.
func missingText(_ gap: CardGap?) -> String {
  guard let gap else { return "not recorded" }
  let due = gap.due.map { ", due \($0.day)" } ?? ""
  return gap.why == .missing
    ? "not recorded (owed by \(gap.owedBy)\(due))" : "\(gap.words) (owed by \(gap.owedBy)\(due))"
}
