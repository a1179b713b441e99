import Governance
import Terminal

/// What the tabs of an item say.
enum ReviewDocuments {
  static func document(_ tab: ReviewItem.Tab, _ detail: ReviewDetail, folded: Set<Int>, columns: Int) -> Document {
    switch tab {
    case .response: response(detail, columns: columns)
    case .conversation: conversation(detail, folded: folded, columns: columns)
    case .context: context(detail.generation, columns: columns)
    case .flags: flags(detail.generation, columns: columns)
    case .history: history(detail, columns: columns)
    case .similar: similar(nil, columns: columns)
    }
  }

  /// Decided items whose answer is like this one's, each with how like and what was said of it.
  static func similar(_ rows: [SimilarReview]?, columns: Int) -> Document {
    var document = Document(columns: columns)
    guard let rows else {
      document.paragraph("Comparing with what was decided …", .dim)
      return document
    }
    if rows.isEmpty { document.paragraph("No decided item has an answer like this one.", .dim) }
    for row in rows {
      let (mark, role): (String, Role) =
        switch row.decision {
        case .accept: ("✓", .ok)
        case .mask: ("▒", .warning)
        case .block, .escalate: ("✗", .failed)
        }
      document.line(
        Piece(" " + Cutting.fit("\(Int((row.likeness * 100).rounded())) %", 5, right: true)),
        Piece("  \(mark) " + Cutting.fit(row.decision.words, 14), role), Piece("item \(row.item)", .link),
        right: [Piece(TimeWords.dated(row.at) + " ", .dim)])
      document.paragraph(row.reason, .dim, indent: 9)
    }
    return document
  }

  private static let erased = "The text of this generation was erased. What is known about it stands under History."

  static func response(_ detail: ReviewDetail, columns: Int) -> Document {
    var document = Document(columns: columns)
    let generation = detail.generation
    guard generation.hasContent else {
      document.paragraph(erased, .warning)
      return document
    }
    if let why = generation.whyMasked {
      document.paragraph("Masked. \(why) Revealing it is recorded with your reason first.", .warning)
    }
    let answers = generation.turns.filter(\.isResponse)
    if answers.isEmpty { document.paragraph("The answer is empty.", .dim) }
    let spans = generation.flags.filter { $0.side == "output" }.flatMap { flag in
      flag.spans.map { Document.Flagged(start: $0.start, end: $0.end, words: words(of: flag, span: $0)) }
    }
    var offset = 0
    for part in answers.flatMap(\.parts) {
      if case .text(let text) = part {
        let count = text.unicodeScalars.count
        let own = spans.filter { $0.start < offset + count && $0.end > offset }.map {
          Document.Flagged(start: $0.start - offset, end: min(count, $0.end - offset), words: $0.words)
        }
        document.numbered(text, flagged: own)
        offset += count
      } else {
        card(part, into: &document)
      }
    }
    return document
  }

  static func conversation(_ detail: ReviewDetail, folded: Set<Int>, columns: Int) -> Document {
    var document = Document(columns: columns)
    let generation = detail.generation
    guard generation.hasContent else {
      document.paragraph(erased, .warning)
      return document
    }
    for (place, turn) in generation.turns.enumerated() where !turn.isResponse {
      let isFolded = folded.contains(place)
      var inner = Document(columns: max(1, columns - 2))
      for part in turn.parts {
        if case .text(let text) = part { inner.paragraph(text) } else { card(part, into: &inner) }
      }
      document.section(
        Piece(isFolded ? "▸ " : "▾ ", .dim), Piece(turn.role, .title),
        right: [Piece(NumberWords.of(inner.lines.count, "line") + " ", .dim)], stop: .turn(place))
      if !isFolded {
        document.lines += inner.lines.map { line in
          var shifted = line
          shifted.left.insert(Piece("  "), at: 0)
          return shifted
        }
      }
    }
    if document.lines.isEmpty { document.paragraph("Nothing went in before the answer.", .dim) }
    return document
  }

  /// What is not text stands as a card and is never fetched.
  private static func card(_ part: Turn.Part, into document: inout Document) {
    switch part {
    case .text(let text): document.paragraph(text)
    case .media(let kind, let type, let address, let digest):
      document.line(
        Piece("┌ \(kind)", .link), Piece(type.map { "  \($0)" } ?? "", .dim), Piece("  not text, not fetched", .dim))
      document.line(Piece("│ \(address)", .link))
      if let digest { document.line(Piece("│ \(digest)", .dim)) }
      document.line(Piece("└", .link))
    case .toolCall(let name, let arguments):
      document.line(Piece("→ \(name)", .link), Piece("  called with", .dim))
      document.paragraph(arguments, .dim, indent: 2)
    case .toolResult(let text):
      document.line(Piece("← result", .link))
      document.paragraph(text, .dim, indent: 2)
    }
  }

  private static func words(of flag: Flag, span: Flag.Span) -> String {
    let score = flag.score.map { " " + NumberWords.score($0) } ?? ""
    let label = span.label.isEmpty || span.label == flag.category ? "" : " \(span.label)"
    return "\(flag.category.termWords)\(score) \(flag.source)\(label)"
  }

  private static func context(_ generation: Generation, columns: Int) -> Document {
    var document = Document(columns: columns)
    guard !generation.retrievals.isEmpty else {
      document.paragraph("No rows of data were retrieved for this answer.", .dim)
      return document
    }
    let rows = generation.retrievals.sorted { $0.rank < $1.rank }
    let index = min(26, rows.map { Terminal.columns(of: indexName($0)) }.max() ?? 0)
    let dataset = min(30, rows.map { Terminal.columns(of: datasetName($0)) }.max() ?? 0)
    document.line(
      Piece(" #  score  \(Cutting.fit("index", index))  \(Cutting.fit("dataset", dataset))  row", .dim),
      right: [Piece("data class ", .dim)])
    for row in rows {
      let data = row.dataClass.map { Piece("\($0.letter) \($0.rawValue) ", $0.role) } ?? Piece("not classed ", .dim)
      document.line(
        Piece(Cutting.fit("\(row.rank)", 2, right: true)),
        Piece("  " + Cutting.fit(row.score.map { NumberWords.score($0) } ?? "–", 5, right: true)),
        Piece("  " + Cutting.fit(indexName(row), index)), Piece("  " + Cutting.fit(datasetName(row), dataset)),
        Piece("  " + row.rowKey, .link), right: [data])
    }
    return document
  }

  private static func indexName(_ row: Retrieval) -> String {
    row.index + (row.indexVersion.map { " " + NameWords.version($0) } ?? "")
  }

  private static func datasetName(_ row: Retrieval) -> String {
    let name = row.dataset.map { (row.namespace.map { $0 + "." } ?? "") + $0 } ?? "dataset unknown"
    return name + (row.datasetVersion.map { " " + NameWords.version($0) } ?? "")
  }

  private static let hidden = "Their figures are hidden until you have decided."

  private static func flags(_ generation: Generation, columns: Int) -> Document {
    var document = Document(columns: columns)
    document.section(Piece("What checkers said", .title))
    if generation.scoresHidden { document.paragraph(hidden, .dim, indent: 2) }
    if generation.flags.isEmpty { document.line(Piece("  No checker said anything.", .dim)) }
    for flag in generation.flags {
      let (verdict, role): (String, Role) =
        switch flag.verdict {
        case .flagged: ("! flagged", .warning)
        case .clear: ("✓ clear", .ok)
        case .error: ("✗ failed", .failed)
        case .not_run: ("– not run", .dim)
        case nil: ("– no verdict", .dim)
        }
      let spans = flag.spans.isEmpty ? "" : "  \(NumberWords.of(flag.spans.count, "place")) in the text"
      document.line(
        Piece("  " + Cutting.fit(verdict, 12), role),
        Piece(Cutting.fit(flag.score.map { NumberWords.score($0) } ?? "–", 5, right: true)),
        Piece("  " + flag.category.termWords), Piece("  \(flag.source) · \(flag.side)\(spans)", .dim))
    }
    document.blank()
    document.section(Piece("Scores", .title))
    if generation.scores.isEmpty { document.line(Piece("  No judge gave a score.", .dim)) }
    for score in generation.scores {
      let scale =
        score.lowest.flatMap { low in score.highest.map { "  of \(NumberWords.score(low))…\(NumberWords.score($0))" } }
        ?? ""
      let counts = score.standing == .counts
      let standing = counts ? "" : " · \(score.standing.words)"
      document.line(
        Piece("  " + Cutting.fit(score.name, 18), counts ? .text : .dim),
        Piece(
          Cutting.fit(
            score.value.map { NumberWords.score($0) } ?? (generation.scoresHidden ? "–" : "none"), 6, right: true),
          counts ? .text : .dim),
        Piece("\(scale)  \(score.judge ?? "")\(standing)", .dim))
    }
    return document
  }

  /// What two reviewers said, beside each other, for who decides between them.
  private static func sideBySide(_ one: Verdict, _ other: Verdict, into document: inout Document) {
    let half = (document.columns - 3) / 2
    let sides = [one, other].map { verdict in
      var side = Document(columns: half)
      side.paragraph("\(verdict.decision.words) · \(verdict.reviewer)", .title)
      side.paragraph(verdict.reason)
      return side.lines.map { $0.left.map(\.text).joined() }
    }
    for place in 0..<max(sides[0].count, sides[1].count) {
      let words = sides.map { place < $0.count ? $0[place] : "" }
      let role: Role = place == 0 ? .title : .text
      document.line(
        Piece(" " + Cutting.fit(words[0], half), role, marks: .named), Piece("│ ", .dim),
        Piece(Cutting.fit(words[1], half), role, marks: .named))
    }
  }

  private static func history(_ detail: ReviewDetail, columns: Int) -> Document {
    var document = Document(columns: columns)
    let (row, generation) = (detail.row, detail.generation)
    document.section(Piece("Verdicts", .title), right: [Piece("\(row.decided) of \(row.needed) given ", .dim)])
    if detail.verdicts.isEmpty {
      document.line(Piece(row.decided == 0 ? "  None yet." : "  Hidden until you have decided.", .dim))
    }
    let standing = detail.verdicts.filter { $0.ended == nil }
    if row.state == .disagreed, standing.count > 1, columns >= 40 {
      sideBySide(standing[0], standing[1], into: &document)
    }
    for verdict in row.state == .disagreed && columns >= 40 ? Array(standing.dropFirst(2)) : detail.verdicts {
      document.line(
        Piece("  " + Cutting.fit(verdict.decision.words, 14), verdict.ended == nil ? .text : .dim),
        Piece(verdict.reviewer), Piece(verdict.ended.map { "  \($0.rawValue)" } ?? "", .warning),
        right: [Piece(TimeWords.dated(verdict.at) + " ", .dim)])
      document.paragraph(verdict.reason, .dim, indent: 4)
    }
    if !detail.comments.isEmpty {
      document.blank()
      document.section(Piece("Comments", .title))
      for comment in detail.comments {
        let asked = comment.mentions.isEmpty ? "" : " asks \(comment.mentions.joined(separator: ", "))"
        let waits = comment.waitingFor.isEmpty ? "" : "waiting for \(comment.waitingFor.joined(separator: ", ")) "
        document.line(
          Piece("  \(comment.person)\(asked)"), Piece("  \(waits)", .warning),
          right: [Piece(TimeWords.dated(comment.at) + " ", .dim)])
        document.paragraph(comment.words, .text, indent: 4)
      }
    }
    document.blank()
    document.section(Piece("Why it is here", .title))
    document.paragraph(detail.rule.isEmpty ? "No rule was recorded." : TierRule.words(for: detail.rule), indent: 2)
    document.blank()
    document.section(Piece("Where it came from", .title))
    let model = "\(generation.model) \(NameWords.version(generation.modelVersion))"
    document.field("  model", model + (generation.modelRegistered ? "" : " (not registered)"))
    if let prompt = generation.prompt {
      let version = generation.promptVersion.map { " " + NameWords.version($0) } ?? ""
      document.field("  prompt", prompt + version + (generation.promptRegistered ? "" : " (not registered)"))
    }
    document.field("  service", generation.service ?? "not told")
    document.field("  producer", "\(generation.producer), its id \(generation.eventID)")
    if let conversation = generation.conversation { document.field("  conversation", conversation) }
    document.field("  language", generation.language ?? "not told")
    document.field("  happened", TimeWords.dated(generation.at))
    document.field("  recorded", TimeWords.dated(generation.recordedAt))
    let tokens = [generation.tokensIn.map { "\($0) in" }, generation.tokensOut.map { "\($0) out" }].compactMap { $0 }
    if !tokens.isEmpty { document.field("  tokens", tokens.joined(separator: ", ")) }
    if !generation.marks.isEmpty {
      document.field(
        "  odd about it", generation.marks.map(\.termWords).joined(separator: ", "), .warning)
    }
    document.field("  generation", generation.id)
    return document
  }
}
