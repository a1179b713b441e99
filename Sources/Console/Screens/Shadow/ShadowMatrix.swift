import Foundation
import Governance
import Terminal

/// A run as a matrix: a row a version, a column a metric, the candidate above the versions it is compared with.
struct ShadowMatrix {
  let detail: ShadowRunDetail
  /// Whose pairs Enter opens.
  var chosen: ShadowCell?
  /// Runs of its artifact that have a verdict, newest first.
  var history: [ShadowRunRow] = []

  func draw(into frame: inout Frame, area: Area) {
    frame.rule(row: area.row, from: 0, to: area.columns)
    var row = area.row + 1
    func write(_ left: [Piece], _ right: [Piece] = []) {
      guard row < area.endRow else { return }
      frame.write(left, right: right, row: row, column: 1, columns: area.columns - 2)
      row += 1
    }
    let metrics = shown(in: area.columns)
    write(
      [Piece(Cutting.fit("version", Self.nameWidth), .dim)]
        + metrics.map { Piece(Cutting.fit($0.name, Self.cellWidth), .dim) },
      [Piece("verdict", .dim)])
    for arm in detail.arms where arm.role != .judge {
      let name = arm.label + (arm.serving.contains("production") ? " prod" : arm.role == .candidate ? " (cand.)" : "")
      let verdict = ShadowWords.verdict(
        arm.role == .candidate ? "–" : detail.verdict(against: arm.arm)?.rawValue ?? "–")
      write(
        [Piece(Cutting.fit(name, Self.nameWidth))] + metrics.map { cell(arm, $0) }, [Piece(verdict.words, verdict.role)]
      )
    }
    row += 1
    for line in notes { write(line) }
  }

  private static let nameWidth = 24
  private static let cellWidth = 26

  /// As many metrics as there is room for, judged ones first, the chosen one among them.
  private func shown(in columns: Int) -> [ShadowMetric] {
    let room = max(1, (columns - Self.nameWidth - 14) / Self.cellWidth)
    let place = detail.metrics.firstIndex { $0.name == chosen?.metric } ?? 0
    return Array(detail.metrics.dropFirst(max(0, place - room + 1)).prefix(room))
  }

  private func cell(_ arm: ShadowArm, _ metric: ShadowMetric) -> Piece {
    let rows = detail.comparisons.filter { $0.metric == metric.name && $0.slice.isEmpty }
    if arm.role == .candidate {
      return Piece(Cutting.fit(ShadowWords.value(rows.first?.candidate, metric), Self.cellWidth))
    }
    guard let row = rows.first(where: { $0.arm == arm.arm }) else {
      return Piece(Cutting.fit("–", Self.cellWidth), .dim)
    }
    let isSure = (row.adjusted ?? row.pValue ?? 1) <= 0.05
    let mark = chosen == ShadowCell(arm: arm.arm, metric: metric.name) ? "▸" : ""
    let words =
      "\(mark)\(ShadowWords.value(row.baseline, metric))  Δ \(ShadowWords.change(row.difference, metric)) \(isSure ? "*" : "n.s.")"
    let role: Role = row.verdict == .regressed ? .failed : row.verdict == .undecided ? .warning : .text
    return Piece(Cutting.fit(words, Self.cellWidth), role)
  }

  private var notes: [[Piece]] {
    var lines: [[Piece]] = []
    if let alarm = detail.alarm {
      lines.append([
        Piece("✗ alarm \(alarm.id): \(alarm.environment) serves it. R rolls back, X closes the alarm.", .failed)
      ])
    }
    let judged = Set(detail.metrics.filter { $0.margin != nil }.map(\.name))
    for row in detail.comparisons where row.slice.isEmpty && row.verdict == .undecided && judged.contains(row.metric) {
      guard let metric = detail.metrics.first(where: { $0.name == row.metric }) else { continue }
      let against = detail.arms.first { $0.arm == row.arm }?.label ?? ""
      let least = ShadowWords.change(row.detectable, metric).replacing("+", with: "")
      lines.append([
        Piece(
          "\(row.metric) against \(against): \(row.n) pairs show changes from \(least); the margin is \(ShadowWords.margin(metric))",
          .warning)
      ])
    }
    for row in detail.comparisons where row.slice.hasPrefix("gap:") {
      guard let metric = detail.metrics.first(where: { $0.name == row.metric }) else { continue }
      let against = detail.arms.first { $0.arm == row.arm }?.label ?? ""
      let verdict = ShadowWords.verdict(row.verdict.rawValue)
      lines.append([
        Piece(
          "gap by \(row.slice.dropFirst(4)) in \(row.metric): \(ShadowWords.value(row.candidate, metric)), \(against) \(ShadowWords.value(row.baseline, metric))  "
        ),
        Piece(verdict.words, verdict.role),
      ])
    }
    for agreement in detail.agreements {
      let arm = detail.arms.first { $0.arm == agreement.arm }
      let judge = "\(arm?.metric ?? "") by \(arm?.artifact ?? "") \(arm?.label ?? "")"
      lines.append([
        agreement.alpha.map {
          Piece(
            "\(judge): agrees with people by alpha \(String(format: "%.2f", $0)) on \(agreement.pairs) answers",
            $0 < 0.667 ? .warning : .dim)
        } ?? Piece("\(judge): nobody knows yet how far it agrees with people", .warning)
      ])
    }
    if history.count > 1 {
      lines.append(
        [Piece("verdicts, newest first  ", .dim)]
          + history.prefix(8).map {
            let verdict = ShadowWords.verdict($0.verdict?.rawValue ?? "")
            return Piece("\($0.candidate) \(verdict.words)  ", verdict.role)
          })
    }
    if let plan = detail.plan {
      let last = plan.lastNight.map { ", last on \($0)" } ?? ""
      let fault = plan.lastFault.flatMap { $0.isEmpty ? nil : $0 }
      lines.append(
        [Piece("every night at \(plan.begins) beside \(plan.versions) versions\(last)", .dim)]
          + (fault.map { [Piece(": \($0)", .warning)] } ?? []))
    }
    let standing = detail.standing
    if standing.tasks > 0 {
      let more = standing.inDoubt > 0 ? ", \(standing.inDoubt) in doubt" : ""
      lines.append([
        Piece(
          "\(standing.answered) of \(standing.tasks) answers\(more)   cost so far \(ShadowWords.money(standing.spent)) \(standing.currency ?? "")",
          .dim)
      ])
    }
    if let drawn = detail.row.drawn, let population = detail.row.population, let withheld = detail.row.withheld {
      lines.append([
        Piece("\(drawn) of \(population) live prompts, \(withheld) withheld by class; seed \(detail.row.seed)", .dim)
      ])
    }
    if let pairs = detail.row.pairs, (30..<100).contains(pairs) {
      lines.append([Piece("Fewer than 100 pairs: take it as indicative.", .warning)])
    }
    return lines
  }
}

/// Figures of a shadow-eval in words.
enum ShadowWords {
  static func verdict(_ word: String) -> (words: String, role: Role) {
    switch word {
    case "pass": ("✓ pass", .ok)
    case "regressed": ("✗ regressed", .failed)
    case "undecided": ("? undecided", .warning)
    default: (word, .dim)
    }
  }

  static func value(_ value: Double?, _ metric: ShadowMetric) -> String {
    guard let value else { return "–" }
    return metric.kind == .share ? String(format: "%.1f %%", value * 100) : String(format: "%.4g", value)
  }

  /// Of a share in points, of a ratio in per cent.
  static func change(_ value: Double?, _ metric: ShadowMetric) -> String {
    guard let value else { return "–" }
    switch metric.kind {
    case .share: return String(format: "%+.1f pt", value * 100)
    case .ratio: return String(format: "%+.1f %%", (exp(value) - 1) * 100)
    case .score: return String(format: "%+.3g", value)
    }
  }

  static func margin(_ metric: ShadowMetric) -> String {
    guard let margin = metric.margin else { return "none" }
    switch metric.kind {
    case .share: return String(format: "%.1f pt", margin * 100)
    case .ratio: return String(format: "%.0f %%", margin * 100)
    case .score: return String(format: "%.3g", margin)
    }
  }

  /// Millionths, to four places.
  static func money(_ micros: Int64) -> String { String(format: "%.4f", Double(micros) / 1_000_000) }
}
