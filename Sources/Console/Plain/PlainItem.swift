import Governance

/// A review item in sentences.
enum PlainItem {
  static func heading(_ row: ReviewRow, now: Instant) -> String {
    let due = row.due < now ? "overdue by" : "due in"
    let span = TimeWords.span(row.due.seconds(since: now))
    let with = row.claimedBy.isEmpty ? "" : ", with \(row.claimedBy.joined(separator: ", "))"
    let reasons = row.reasons.map(\.termWords).joined(separator: ", ")
    return
      "Item \(row.id), \(row.tier.rawValue) tier, \(due) \(span)\(with): \(reasons.isEmpty ? "no reason was recorded" : reasons)"
  }

  static func parts(_ detail: ReviewDetail) -> [PlainReading.Part] {
    let generation = detail.generation
    var parts = [PlainReading.Part(title: "Why it is here", lines: why(detail))]
    guard generation.hasContent else {
      return parts + [PlainReading.Part(title: "The text of this generation was erased", lines: [])]
    }
    for turn in generation.turns where !turn.isResponse {
      parts.append(PlainReading.Part(title: "Before the answer, \(turn.role)", lines: lines(turn)))
    }
    let answer = generation.turns.filter(\.isResponse)
    parts.append(
      PlainReading.Part(
        title: "The answer under review", lines: answer.isEmpty ? ["It is empty."] : answer.flatMap(lines)))
    parts.append(PlainReading.Part(title: "What checkers said", lines: flags(generation)))
    if !generation.retrievals.isEmpty {
      parts.append(PlainReading.Part(title: "Rows of data it was given", lines: generation.retrievals.map(row)))
    }
    if !detail.verdicts.isEmpty {
      parts.append(
        PlainReading.Part(
          title: "Verdicts", lines: detail.verdicts.map { "\($0.decision.words), \($0.reviewer): \($0.reason)" }))
    }
    return parts
  }

  private static func why(_ detail: ReviewDetail) -> [String] {
    let generation = detail.generation
    var lines = detail.rule.isEmpty ? [] : [TierRule.words(for: detail.rule)]
    let known = generation.modelRegistered ? "" : ", not registered"
    lines.append("Model \(generation.model) \(NameWords.version(generation.modelVersion))\(known).")
    if let prompt = generation.prompt {
      let version = generation.promptVersion.map { " " + NameWords.version($0) } ?? ""
      lines.append("Prompt \(prompt)\(version)\(generation.promptRegistered ? "" : ", not registered").")
    }
    lines.append("\(detail.row.decided) of \(detail.row.needed) verdicts are given.")
    if let why = generation.whyMasked {
      lines.append("\(why) countersign review reveal \(detail.row.id) --reason WORDS shows it to you for an hour.")
    }
    return lines
  }

  private static func lines(_ turn: Turn) -> [String] {
    turn.parts.flatMap { part -> [String] in
      switch part {
      case .text(let text):
        text.replacing(#/█[█\s]*/#, with: "(covered) ").split(separator: "\n", omittingEmptySubsequences: true)
          .map(String.init)
      case .media(let kind, let type, let address, _): ["Not text: \(kind) \(type ?? ""), \(address), not fetched."]
      case .toolCall(let name, let arguments): ["Calls \(name) with \(arguments)"]
      case .toolResult(let text): ["Result: \(text)"]
      }
    }
  }

  private static func flags(_ generation: Generation) -> [String] {
    guard !generation.flags.isEmpty else { return ["No checker said anything."] }
    let answer = generation.turns.filter(\.isResponse).flatMap(\.parts).compactMap { part -> String? in
      if case .text(let text) = part { return text }
      return nil
    }.joined()
    return generation.flags.flatMap { flag -> [String] in
      let score = flag.score.map { " " + NumberWords.score($0) } ?? ""
      let verdict = flag.verdict.map { $0.rawValue.termWords } ?? "no verdict"
      let head = "\(verdict): \(flag.category.termWords)\(score), by \(flag.source), in the \(flag.side)"
      guard flag.side == "output" else { return [head] }
      return [head] + flag.spans.compactMap { quoted($0, in: answer) }
    }
  }

  private static func quoted(_ span: Flag.Span, in text: String) -> String? {
    let scalars = text.unicodeScalars
    guard span.start >= 0, span.start < span.end,
      let from = scalars.index(scalars.startIndex, offsetBy: span.start, limitedBy: scalars.endIndex),
      let to = scalars.index(from, offsetBy: min(span.end - span.start, 300), limitedBy: scalars.endIndex)
    else { return nil }
    return "  it points at: \(String(scalars[from..<to]))"
  }

  private static func row(_ row: Retrieval) -> String {
    let data = row.dataClass.map(\.rawValue) ?? "not classed"
    return "\(row.rank): \(row.dataset ?? "dataset unknown") row \(row.rowKey), from \(row.index), data class \(data)"
  }
}
