import Evidence
import Foundation
import Governance
import Operations
import Synchronization

/// A run for people and for scripts.
enum ShadowText {
  static func tell(_ detail: ShadowRunDetail, _ output: Output, slices: Bool = false) async throws(Problem) {
    guard !output.json else { return try output.document(json(detail)) }
    for line in heading(detail) { output.line(Plain.visible(line)) }
    guard !detail.comparisons.isEmpty else { return }
    output.table(
      [
        "METRIC", "AGAINST", "CANDIDATE", "BASELINE", "DIFFERENCE", "95 % BOUNDS", "P", "N", "CAN SHOW", "MARGIN",
        "VERDICT",
      ],
      inOrder(detail).filter { slices || $0.slice.isEmpty || $0.slice.hasPrefix("gap:") }.map { row(detail, $0) })
    for arm in detail.arms where arm.role == .baseline {
      let serving = arm.serving.isEmpty ? "" : " (\(arm.serving.joined(separator: ", ")))"
      output.line(Plain.visible("against \(arm.label)\(serving): \(detail.verdict(against: arm.arm)?.rawValue ?? "–")"))
    }
    for agreement in detail.agreements { output.line(Plain.visible(words(agreement, detail))) }
    if let alarm = detail.alarm { output.line(Plain.visible("alarm \(alarm.id): \(alarm.words)")) }
    output.line("verdict: \(detail.row.verdict?.rawValue ?? "–")")
    if let pairs = detail.row.pairs, (30..<100).contains(pairs) {
      output.say("Fewer than 100 pairs: take bounds as indicative.")
    }
  }

  /// Ends with status 1 unless it passed.
  static func end(_ verdict: ShadowVerdict) throws(Problem) {
    switch verdict {
    case .pass: return
    case .regressed:
      throw Problem(
        .unmet, "shadow.regressed", happened: "The candidate is worse.",
        remedy: "Look at the pairs: countersign shadow pair.")
    case .undecided:
      throw Problem(
        .unmet, "shadow.undecided", happened: "So few pairs do not tell.",
        remedy: "Compare CAN SHOW with MARGIN, and ask for more prompts.")
    }
  }

  private static func heading(_ detail: ShadowRunDetail) -> [String] {
    let run = detail.row
    var lines = [
      "shadow run \(run.id)  \(run.artifact)@\(run.candidate)  \(run.origin.rawValue)  \(run.state.rawValue)  by \(run.runBy), \(run.recordedAt.rfc3339): \(run.reason)"
    ]
    if let drawn = run.drawn, let population = run.population, let withheld = run.withheld {
      lines.append(
        "\(drawn) of \(population) live prompts by seed \(run.seed); \(withheld) classed above what an endpoint may see"
      )
    } else {
      lines.append("recorded answers, seed \(run.seed)")
    }
    let standing = detail.standing
    if standing.tasks > 0 {
      lines.append(
        "\(standing.answered) of \(standing.tasks) answered, \(standing.open + standing.pending) to come, \(standing.missing) missing, \(standing.inDoubt) in doubt"
      )
      let doubt = standing.reserved > 0 ? ", at most \(Money.text(standing.reserved)) more in doubt" : ""
      lines.append("cost \(Money.text(standing.spent)) \(standing.currency ?? "")\(doubt)")
    }
    return lines
  }

  /// Baseline by baseline, what is judged first.
  private static func inOrder(_ detail: ShadowRunDetail) -> [ShadowComparison] {
    let place = Dictionary(uniqueKeysWithValues: detail.metrics.enumerated().map { ($1.name, $0) })
    return detail.comparisons.sorted {
      ($0.arm, place[$0.metric] ?? 0, $0.slice) < ($1.arm, place[$1.metric] ?? 0, $1.slice)
    }
  }

  private static func row(_ detail: ShadowRunDetail, _ item: ShadowComparison) -> [String] {
    let metric = detail.metrics.first { $0.name == item.metric }
    let isRatio = metric?.kind == .ratio
    let baseline = detail.arms.first { $0.arm == item.arm }?.label ?? String(item.arm)
    func change(_ value: Double?) -> String {
      guard let value else { return "–" }
      return isRatio ? String(format: "%+.1f %%", (exp(value) - 1) * 100) : String(format: "%+.4g", value)
    }
    let bounds = item.low.flatMap { low in item.high.map { "\(change(low)) … \(change($0))" } } ?? "–"
    let margin =
      metric?.margin.map { isRatio ? String(format: "%.0f %%", $0 * 100) : String(format: "%.4g", $0) } ?? "–"
    let canShow = item.detectable.map {
      isRatio ? String(format: "%.1f %%", (exp($0) - 1) * 100) : String(format: "%.3g", $0)
    }
    return [
      item.metric + (item.slice.isEmpty ? "" : " [\(item.slice)]"), baseline, number(item.candidate),
      number(item.baseline), change(item.difference), bounds,
      (item.adjusted ?? item.pValue).map { String(format: "%.3g", $0) } ?? "–", String(item.n), canShow ?? "–", margin,
      item.verdict.rawValue,
    ]
  }

  private static func words(_ agreement: JudgeAgreement, _ detail: ShadowRunDetail) -> String {
    let arm = detail.arms.first { $0.arm == agreement.arm }
    let judge = "judge \(arm?.metric ?? "") by \(arm?.artifact ?? "")@\(arm?.label ?? "")"
    guard let alpha = agreement.alpha else {
      return "\(judge): how far it agrees with people is not known (\(agreement.pairs) answers rated by both)"
    }
    let bounds = agreement.low.flatMap { low in agreement.high.map { String(format: " [%.2f, %.2f]", low, $0) } } ?? ""
    return
      "\(judge): agrees with people by alpha \(String(format: "%.2f", alpha))\(bounds) on \(agreement.pairs) answers"
  }

  private static func number(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }

  /// Whether two reckonings say the same, but for the verdict, which is the catalog's.
  static func agree(_ recorded: [ShadowComparison], _ again: [ShadowComparison]) -> Bool {
    func near(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return abs(one - other) <= 1e-9 * max(1, abs(one))
    }
    guard recorded.count == again.count else { return false }
    return recorded.allSatisfy { row in
      again.contains { other in
        (row.arm, row.metric, row.slice, row.n) == (other.arm, other.metric, other.slice, other.n)
          && near(row.difference, other.difference) && near(row.low, other.low) && near(row.high, other.high)
          && near(row.adjusted, other.adjusted)
      }
    }
  }

  // MARK: JSON

  static func json(_ run: ShadowRunRow) -> JSONValue { .fields(members(run)) }

  private static func members(_ run: ShadowRunRow) -> [(String, JSONValue)] {
    [
      ("run", .integer(run.id)), ("artifact", .string(run.artifact)), ("candidate", .string(run.candidate)),
      ("origin", .string(run.origin.rawValue)), ("state", .string(run.state.rawValue)),
      ("verdict", .text(run.verdict?.rawValue)), ("pairs", .integer(run.pairs.map { Int64($0) })),
      ("seed", .string(String(run.seed))), ("drawn", .integer(run.drawn.map { Int64($0) })),
      ("population", .integer(run.population)), ("withheld", .integer(run.withheld)), ("run_by", .string(run.runBy)),
      ("reason", .string(run.reason)), ("recorded_at", .instant(run.recordedAt)),
    ]
  }

  static func json(_ detail: ShadowRunDetail) -> JSONValue {
    let standing = detail.standing
    return .fields(
      members(detail.row) + [
        (
          "arms",
          .array(
            detail.arms.map { arm in
              .fields([
                ("arm", .integer(arm.arm)), ("role", .string(arm.role.rawValue)),
                ("version", .string("\(arm.artifact)@\(arm.label)")), ("metric", .text(arm.metric)),
                ("serving", .texts(arm.serving)), ("ceiling", .text(arm.endpoint?.ceiling.rawValue)),
                (
                  "verdict",
                  arm.role == .baseline ? .text(detail.verdict(against: arm.arm)?.rawValue) : .null
                ),
              ])
            })
        ),
        (
          "metrics",
          .array(
            detail.metrics.map {
              .fields([
                ("metric", .string($0.name)), ("kind", .string($0.kind.rawValue)),
                ("better", .string($0.better.rawValue)), ("margin", .double($0.margin)),
              ])
            })
        ), ("items", .array(detail.comparisons.map(json))), ("next", .null),
        ("about", .integer(detail.comparisons.count)),
        (
          "agreements",
          .array(
            detail.agreements.map {
              .fields([
                ("arm", .integer($0.arm)), ("pairs", .integer($0.pairs)), ("alpha", .double($0.alpha)),
                ("low", .double($0.low)), ("high", .double($0.high)),
              ])
            })
        ), ("alarm", .integer(detail.alarm?.id)),
        (
          "requests",
          .fields([
            ("tasks", .integer(standing.tasks)), ("answered", .integer(standing.answered)),
            ("open", .integer(standing.open)), ("pending", .integer(standing.pending)),
            ("in_doubt", .integer(standing.inDoubt)), ("missing", .integer(standing.missing)),
          ])
        ),
        (
          "cost",
          .fields([
            ("spent", .string(Money.text(standing.spent))),
            ("in_doubt_at_most", .string(Money.text(standing.reserved))),
            ("limit", .text(standing.limit.map { Money.text($0) })), ("currency", .text(standing.currency)),
          ])
        ),
      ])
  }

  private static func json(_ item: ShadowComparison) -> JSONValue {
    .fields([
      ("arm", .integer(item.arm)), ("metric", .string(item.metric)), ("slice", .string(item.slice)),
      ("n", .integer(item.n)), ("candidate", .double(item.candidate)), ("baseline", .double(item.baseline)),
      ("difference", .double(item.difference)), ("low", .double(item.low)), ("high", .double(item.high)),
      ("confidence", .double(item.confidence)), ("method", .string(item.method)), ("wins", .integer(item.wins)),
      ("ties", .integer(item.ties)), ("losses", .integer(item.losses)), ("p_value", .double(item.pValue)),
      ("p_adjusted", .double(item.adjusted)), ("detectable", .double(item.detectable)),
      ("verdict", .string(item.verdict.rawValue)),
    ])
  }
}

/// One line on a terminal's standard error that is written over: answers, bill, rate, time left.
final class ShadowMeter: Sendable {
  private let output: Output
  private let began = ContinuousClock.now
  private let first = Mutex<Int?>(nil)

  init(output: Output) { self.output = output }

  var show: @Sendable (ShadowStanding) -> Void {
    { standing in
      guard self.output.showsProgress, !self.output.quiet else { return }
      let before = self.first.withLock { first in
        first = first ?? standing.answered
        return first ?? 0
      }
      let seconds = max(1, Double((ContinuousClock.now - self.began).components.seconds))
      let rate = Double(standing.answered - before) / seconds
      var text =
        "\(standing.answered) of \(standing.tasks) answers  \(Money.text(standing.spent)) \(standing.currency ?? "")"
      if rate > 0 {
        let left = Double(standing.tasks - standing.answered) / rate
        text += String(format: "  %.1f/s  %.0f s left", rate, left)
      }
      FileHandle.standardError.write(Data("\r\u{1B}[K\(Plain.visible(text))".utf8))
    }
  }

  /// Takes the line away again.
  func clear() {
    if output.showsProgress, !output.quiet { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
