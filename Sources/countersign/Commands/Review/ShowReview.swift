import ArgumentParser
import Governance
import Operations

/// `review show`
struct ShowReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Read an item. The reading is recorded.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let detail = try await desk.openReview(item, channel: .command)
      guard !output.json else { return try output.document(.review(detail)) }
      for line in ReviewText.lines(detail) { output.line(Plain.visible(line)) }
    }
  }
}

/// A review item as plain lines.
enum ReviewText {
  static func lines(_ detail: ReviewDetail) -> [String] {
    let generation = detail.generation
    var lines = [
      "item \(detail.row.id)  tier \(detail.row.tier.rawValue)  due \(detail.row.due.rfc3339)  \(detail.row.state.rawValue)",
      "generation \(generation.id)  \(generation.at.rfc3339)  \(detail.row.model)"
        + (generation.modelRegistered ? "" : " (unregistered)"),
      "why: \(TierRule.words(for: detail.rule)) \(detail.row.reasons.joined(separator: ", "))",
    ]
    if !generation.marks.isEmpty { lines.append("marks: \(generation.marks.joined(separator: ", "))") }
    for turn in generation.turns {
      lines.append("")
      lines.append(turn.isResponse ? "\(turn.role) (under review)" : turn.role)
      lines += turn.parts.flatMap(part).map { "  " + $0 }
    }
    if !generation.hasContent { lines += ["", "The text was erased."] }
    if let why = generation.whyMasked { lines += ["", "masked: \(why) (countersign review reveal)"] }
    lines.append("")
    if generation.scoresHidden { lines.append("figures of checkers and judges are hidden until you have decided") }
    lines += generation.flags.map { flag in
      let verdict = flag.verdict.map { " \($0.rawValue)" } ?? ""
      let score = flag.score.map { " \($0)" } ?? ""
      return "flag \(flag.category)\(verdict)\(score)  \(flag.source), \(flag.side)"
    }
    lines += generation.scores.map { score in
      let value = score.value.map { " \($0)" } ?? ""
      let judge = score.judge.map { "  \($0)" } ?? ""
      let at = score.at.map { "  \($0.rfc3339)" } ?? ""
      let standing = score.standing == .counts ? "" : " (\(score.standing.words))"
      return "score \(score.name)\(value)\(judge)\(at)\(standing)"
    }
    lines += generation.retrievals.map { row in
      "context \(row.rank)  \(row.index) \(row.indexVersion ?? "")  \(row.dataset ?? "") row \(row.rowKey)  \(row.dataClass?.rawValue ?? "class unknown")"
    }
    lines += detail.verdicts.map { verdict in
      let ended = verdict.ended.map { " (\($0.rawValue))" } ?? ""
      return "verdict \(verdict.decision.words)\(ended) by \(verdict.reviewer): \(verdict.reason)"
    }
    return lines
  }

  private static func part(_ part: Turn.Part) -> [String] {
    switch part {
    case .text(let text): text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .media(let kind, let type, let address, _): ["[\(kind) \(type ?? "") \(address), not fetched]"]
    case .toolCall(let name, let arguments): ["[calls \(name) \(arguments)]"]
    case .toolResult(let text): ["[result \(text)]"]
    }
  }
}
