package import Drift
internal import Foundation
package import Governance

/// What fits a figure where nobody said otherwise.
package enum MonitorDefaults {
  /// The figure that vectors of answers make.
  package static let semantic = "semantic"

  /// Sizes from which a change is worth a warning and an alarm: conventions, in the statistic's unit.
  package static func thresholds(_ statistic: MonitorStatistic) -> (warning: Double, alarm: Double) {
    switch statistic {
    case .share: (0.005, 0.01)
    case .mean: (0.1, 0.2)
    case .psi: (0.1, 0.2)
    case .ks, .js: (0.08, 0.1)
    case .wasserstein: (0.1, 0.2)
    case .mmd: (0.01, 0.02)
    case .burn: (1, 14.4)
    case .cap: (0, 0)
    }
  }

  /// A mark has a share; a judge's score a mean; other values a distribution.
  package static func terms(of metric: String, _ watched: Watched) -> MonitorTerms {
    let isOutside = OutsideName(metric) != nil
    let isScore = metric.hasPrefix("score.") || isOutside && !isMark(metric)
    let statistic: MonitorStatistic =
      metric == semantic ? .mmd : isMark(metric) ? .share : isScore ? .mean : .psi
    let (warning, alarm) = thresholds(statistic)
    return MonitorTerms(
      watched: watched, environment: "production", metric: metric, statistic: statistic.rawValue,
      direction: isOutside
        ? Direction.either.rawValue
        : isScore
          ? Direction.fall.rawValue : isMark(metric) ? Direction.rise.rawValue : Direction.either.rawValue,
      warning: warning, alarm: alarm, windowDays: 7)
  }

  package static func isMark(_ metric: String) -> Bool {
    ["tier.high", "refusal", "blocked", "override"].contains(metric) || metric.hasPrefix("flag.")
      || metric.hasPrefix("language.") || OutsideName(metric)?.isShare == true
  }

  /// The four weeks before today.
  package static func reference(until now: Instant) -> Period {
    let today = DriftFrame.midnight(of: now)
    return Period(since: today.advanced(bySeconds: -28 * 86_400), until: today)
  }

  /// `2026-10-01..2026-10-28`, both included.
  package static func days(_ text: String) -> Period? {
    let ends = text.components(separatedBy: "..").map { Instant.reading(of: $0 + "T00:00:00Z")?.instant }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else { return nil }
    return Period(since: first, until: last.advanced(bySeconds: 86_400))
  }
}
