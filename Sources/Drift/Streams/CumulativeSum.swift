/// Two-sided CUSUM: finds a lasting shift of a mean in a stream of points. A value to be kept with its monitor.
///
/// S⁺ = max(0, S⁺ + x − μ − k) and S⁻ likewise downwards; either above h alarms. k is half the shift to find (half a
/// standard deviation is usual); h = 5 σ gives a false alarm about every 465 points, 8 σ hardly ever.
/// Source: Page (1954), doi:10.1093/biomet/41.1-2.100.
package struct CumulativeSum: Sendable, Equatable {
  package let target: Double
  package let slack: Double
  package let limit: Double
  package private(set) var above = 0.0
  package private(set) var below = 0.0

  package init(target: Double, slack: Double, limit: Double) {
    self.target = target
    self.slack = slack
    self.limit = limit
  }

  /// Takes the next point in the order of event time; true when this one alarms. NaN changes nothing.
  package mutating func alarms(at value: Double) -> Bool {
    if value.isNaN { return false }
    above = max(0, above + value - target - slack)
    below = max(0, below + target - value - slack)
    return above > limit || below > limit
  }
}
