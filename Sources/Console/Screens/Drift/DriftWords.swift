import Drift
import Governance
import Operations
import Terminal

/// Figures of a board as the screen writes them.
enum DriftWords {
  static func value(_ value: Double?, _ unit: Measure.Unit) -> String {
    guard let value else { return "–" }
    switch unit {
    case .calls: return value < 10 ? NumberWords.decimal(value, places: 1) : LineageWords.short(Int(value.rounded()))
    case .share:
      let percent = value * 100
      return NumberWords.decimal(percent, places: percent < 1 && percent > 0 ? 2 : 1) + " %"
    case .tokens: return NumberWords.decimal(value, places: value < 10 ? 1 : 0)
    case .milliseconds:
      return value < 1000
        ? NumberWords.decimal(value, places: 0) + " ms" : NumberWords.decimal(value / 1000, places: 2) + " s"
    case .money(let currency): return NumberWords.score(value / 1_000_000, places: 4) + " " + currency
    case .score: return NumberWords.score(value, places: 3)
    case .discrepancy: return "MMD² " + NumberWords.score(value, places: 3)
    }
  }

  /// A value beside a line, in few columns.
  static func edge(_ edge: Double, _ unit: Measure.Unit) -> String {
    switch unit {
    case .money: NumberWords.score(edge / 1_000_000, places: 4)
    case .share: NumberWords.decimal(edge * 100, places: edge < 0.02 && edge > 0 ? 1 : 0) + " %"
    case .calls: LineageWords.short(Int(edge.rounded()))
    case .score, .discrepancy: NumberWords.score(edge, places: 2)
    case .tokens, .milliseconds: value(edge, unit)
    }
  }

  /// How far the window is from the reference.
  static func change(of measure: Measure) -> String {
    guard let old = measure.reference.value, let new = measure.window.value else { return "" }
    let difference = new - old
    let sign = difference < 0 ? "−" : "+"
    switch measure.unit {
    case .share: return sign + NumberWords.decimal(difference.magnitude * 100, places: 1) + " pt"
    case .score, .discrepancy: return sign + NumberWords.score(difference.magnitude, places: 3)
    case .calls, .tokens, .milliseconds, .money:
      guard old > 0 else { return "" }
      return sign + NumberWords.decimal(difference.magnitude / old * 100, places: 0) + " %"
    }
  }

  /// A mark and a word; what stands against it in its role.
  static func verdict(of measure: Measure) -> Piece {
    switch measure.verdict {
    case .steady: Piece("✓ steady", .ok)
    case .moved: Piece("✗ moved", .warning)
    case .beyondLimit: Piece(measure.limit?.atLeast == true ? "✗ under limit" : "✗ over limit", .failed)
    case .tooFew: Piece("– too few", .dim)
    case .notCompared: Piece("–", .dim)
    }
  }

  static func psi(_ measure: Measure) -> String {
    measure.stability.map { "PSI " + NumberWords.score($0.index) } ?? ""
  }

  /// What was compared, how, and how sure it is: for the view of one figure.
  static func reasons(of measure: Measure, in board: DriftBoard) -> [String] {
    var lines: [String] = []
    if let limit = measure.limit {
      lines.append(
        "limit \(limit.atLeast ? "≥" : "≤") \(value(limit.value, measure.unit)), from the evaluation \(limit.suite) of the version in production"
      )
    }
    if measure.unit == .share {
      for (name, stand) in [("reference", measure.reference), ("window", measure.window)] {
        guard let share = stand.value, stand.n > 0 else { continue }
        let (low, high) = ShareInterval.wilson(Int((share * Double(stand.n)).rounded()), of: stand.n)
        lines.append("\(name) \(value(low, .share)) to \(value(high, .share)) (95 %, Wilson)")
      }
    }
    let tested = board.measures.count { $0.pValue != nil }
    if let stability = measure.stability {
      lines.append(
        "PSI \(NumberWords.score(stability.index, places: 3)) over \(stability.binning.count) bins at the reference's deciles; from \(NumberWords.score(StabilityTest.notable)) on it counts"
      )
    }
    if !measure.basis.isEmpty { lines.append(measure.basis) }
    if let p = measure.pValue {
      lines.append(
        "chance alone: p \(probability(p)), corrected for the \(tested) figures that are compared; ≤ .05 counts as moved"
      )
    }
    switch measure.verdict {
    case .tooFew:
      let least = measure.isComparedByDistribution ? StabilityTest.fewest : DriftBoard.fewest
      lines.append("not compared: fewer than \(least) on a side")
    case .notCompared(let why) where !why.isEmpty: lines.append("not compared: \(why)")
    case .notCompared where measure.isComparedByDistribution: lines.append("its values are being read")
    default: break
    }
    return lines
  }

  static func probability(_ p: Double) -> String {
    p < 0.0001 ? "under .0001" : NumberWords.score(p, places: p < 0.01 ? 4 : 2)
  }

  /// `17 Oct – 13 Nov`, the second day included.
  static func days(_ period: Period) -> String {
    let last = period.until.advanced(bySeconds: -1)
    let (from, to) = (day(period.since), day(last))
    return from == to ? from : "\(from) – \(to)"
  }

  static func day(_ moment: Instant) -> String {
    String(TimeWords.stamp(moment).dropLast(6)).trimmingPrefix(" ").description
  }
}

/// A reference window as it is typed: `2026-10-01..2026-10-28`, both days included; nothing for the usual one.
enum ReferenceWords {
  static func text(_ period: Period) -> String {
    "\(period.since.day)..\(period.until.advanced(bySeconds: -1).day)"
  }

  /// Nil where it cannot be read.
  static func parse(_ text: String) -> (first: Instant, last: Instant)? {
    guard let dots = text.firstRange(of: ".."), let first = day(text[..<dots.lowerBound]),
      let last = day(text[dots.upperBound...])
    else { return nil }
    return (first, last)
  }

  private static func day(_ text: Substring) -> Instant? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (2000...2200).contains(year),
      (1...12).contains(month), (1...Instant.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    return Instant(year: year, month: month, day: day)
  }

  static func fault(in text: String, for frame: DriftFrame) -> LineFault? {
    if text.isEmpty { return nil }
    guard let days = parse(text) else {
      return LineFault(at: 0, words: "two days, such as \(ReferenceWords.text(frame.reference))")
    }
    return frame.against(first: days.first, last: days.last) == nil
      ? LineFault(at: 0, words: "it has to lie before the window, which begins \(frame.window.since.day)") : nil
  }
}
