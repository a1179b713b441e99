extension CardFormat {
  /// A model card as the Hugging Face hub reads it: YAML front matter with `model-index`, then Markdown.
  package static let huggingFace = CardFormat(
    "markdown", aliases: ["hf", "md", "huggingface"], label: "Hugging Face Markdown", fileExtension: "md",
    mediaType: "text/markdown; charset=utf-8",
    fate: { HuggingFaceFrontMatter.keys.contains($0) ? .kept : .prose },
    document: { facts in
      "---\n\(HuggingFaceFrontMatter.yaml(facts).document)---\n\n\(HuggingFaceBody.markdown(CardPage(facts)))"
    })
}

/// The part below the front matter.
enum HuggingFaceBody {
  static func markdown(_ page: CardPage) -> String {
    var blocks = ["# \(markdownInline(page.title))"]
    for section in page.sections {
      blocks.append("\(String(repeating: "#", count: section.level)) \(markdownInline(section.title))")
      blocks += section.blocks.map(block).filter { !$0.isEmpty }
    }
    blocks.append("## Records")
    // Two fixed words: where footnotes are unknown, `[^1]: word` alone would define a link to that word.
    blocks.append(
      page.records.enumerated().map { "[^\($0 + 1)]: Read from \(markdownInline($1))" }.joined(separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func block(_ block: CardPage.Block) -> String {
    switch block {
    case .lines(let lines): return lines.map(line).joined(separator: "\n")
    case .table(let table): return self.table(table)
    case .prose(let text, let source):
      let shown = markdownParagraph(text)
      return shown.isEmpty ? "_not recorded_" : shown + note(source)
    case .verbatim(let caption, let text, let source):
      return "\(markdownInline(caption))\(note(source)):\n\n\(markdownFence(text))"
    case .note(let text): return markdownInline(text)
    case .missing(let what, let gap): return (what.isEmpty ? "" : "**\(what):** ") + missing(gap)
    case .chart: return ""
    }
  }

  private static func line(_ line: CardPage.Line) -> String {
    let label = "- **\(markdownInline(line.label)):**"
    let mark = (line.source.map(note) ?? "") + (line.doubt.map { " _(\(markdownInline($0)))_" } ?? "")
    switch line.value {
    case .text(let text): return "\(label) \(markdownInline(text).trimmingBlanks())\(mark)"
    case .missing(let gap): return "\(label) \(missing(gap))"
    case .list(let items):
      return (["\(label)\(mark)"] + items.map { "  - \(item($0))" }).joined(separator: "\n")
    case .pairs(let pairs):
      return (["\(label)\(mark)"] + pairs.map { "  - \(item($0.name)): \(markdownInline($0.text).trimmingBlanks())" })
        .joined(separator: "\n")
    }
  }

  /// A list item begins a line of its own: `- - x` would be a list in a list.
  private static func item(_ text: String) -> String { guardedStart(markdownInline(text).trimmingBlanks()) }

  private static func table(_ table: CardPage.Table) -> String {
    var rows = [table.heads, table.heads.map { _ in "---" }]
    for (row, source) in zip(table.rows, table.sources) {
      var cells = row.map { markdownInline($0).trimmingBlanks() }
      cells[0] += note(source)
      rows.append(cells)
    }
    return rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  private static func missing(_ gap: CardGap?) -> String { "_\(markdownInline(missingText(gap)))_" }

  private static func note(_ source: Int) -> String { "[^\(source)]" }
}
