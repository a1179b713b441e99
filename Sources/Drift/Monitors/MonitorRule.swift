/// What a monitor looks at and when it calls. The text of each case is what the catalog keeps.
package enum MonitorStatistic: String, Sendable, CaseIterable {
  /// Difference of shares, window less reference.
  case share
  /// Difference of means in deviations of the reference, window less reference.
  case mean
  case psi, ks, js, wasserstein
  /// Maximum mean discrepancy of vectors, window to reference.
  case mmd
  /// Burn rate of an objective.
  case burn
  /// What was spent of a cap.
  case cap

  /// Of marks, of values, or of neither.
  package var isOfValues: Bool { [.mean, .psi, .ks, .js, .wasserstein].contains(self) }
  package var isTested: Bool { self == .share || self == .mmd || isOfValues }
}

package struct MonitorRule: Sendable, Equatable {
  package var statistic: MonitorStatistic
  package var direction: Direction
  /// The least calls, or values, in reference and window.
  package var minimal: Int
  /// From these on the size of a change matters; in the statistic's unit.
  package var warning: Double
  package var alarm: Double
  /// Of shares: a difference up to it is no change.
  package var tolerance: Double
  /// The chance of a false alarm in the life of this rule, 0…1.
  package var level: Double
  /// Days that are compared with the reference.
  package var window: Int
  /// Where ties with a border fall.
  package var seed: UInt64

  package init(
    statistic: MonitorStatistic, direction: Direction = .either, minimal: Int = 30, warning: Double, alarm: Double,
    tolerance: Double = 0, level: Double = 0.05, window: Int = 1, seed: UInt64 = 0
  ) {
    self.statistic = statistic
    self.direction = direction
    self.minimal = minimal
    self.warning = warning
    self.alarm = alarm
    self.tolerance = tolerance
    self.level = level
    self.window = window
    self.seed = seed
  }
}

/// A day of what is watched.
package struct MonitorDay: Sendable, Equatable {
  /// Marks of calls; of a statistic of values only `trials` counts.
  package var count: ShareEvidence.Count
  package var values: LogHistogram
  package init(count: ShareEvidence.Count = .init(0, of: 0), values: LogHistogram = LogHistogram()) {
    self.count = count
    self.values = values
  }
}

/// What a monitor saw on a day.
package struct MonitorReading: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    case noData = "no_data"
    case tooFew = "too_few"
    case quiet, warning, alarm
  }

  /// Of the statistic; nil where it cannot be formed.
  package var value: Double?
  /// Calls or values on either side.
  package var reference: Int
  package var current: Int
  /// ln e; nil where nothing is tested.
  package var logEvidence: Double?
  package var verdict: Verdict
  /// What more is to be said.
  package var words: String

  package init(
    value: Double? = nil, reference: Int = 0, current: Int = 0, logEvidence: Double? = nil, verdict: Verdict,
    words: String = ""
  ) {
    self.value = value
    self.reference = reference
    self.current = current
    self.logEvidence = logEvidence
    self.verdict = verdict
    self.words = words
  }
}
