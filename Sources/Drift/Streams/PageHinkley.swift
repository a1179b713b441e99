/// The test of Page and Hinkley for a change of a mean, on both sides. A value to be kept with its monitor.
///
/// Each point adds its distance from the running mean, less a tolerance, to a fading sum; alarm when the sum is
/// further than `limit` from its least (or greatest). `limit` is in units of the data: 20 to 50 standard deviations.
/// After an alarm it begins anew. Source: Hinkley (1971), doi:10.1093/biomet/58.3.509.
package struct PageHinkley: Sendable, Equatable {
  package let tolerance: Double
  package let limit: Double
  package let fading: Double
  package let firstPoint: Int
  private var count = 0
  private var mean = 0.0
  private var up = 0.0
  private var least = Double.infinity
  private var down = 0.0
  private var greatest = -Double.infinity

  package init(limit: Double, tolerance: Double = 0.005, fading: Double = 0.9999, firstPoint: Int = 30) {
    self.limit = limit
    self.tolerance = tolerance
    self.fading = fading
    self.firstPoint = firstPoint
  }

  /// Takes the next point in the order of event time; true when this one alarms. NaN changes nothing.
  package mutating func alarms(at value: Double) -> Bool {
    if value.isNaN { return false }
    count += 1
    mean += (value - mean) / Double(count)
    up = fading * up + (value - mean - tolerance)
    down = fading * down + (value - mean + tolerance)
    least = min(least, up)
    greatest = max(greatest, down)
    guard count >= firstPoint, up - least > limit || greatest - down > limit else { return false }
    self = PageHinkley(limit: limit, tolerance: tolerance, fading: fading, firstPoint: firstPoint)
    return true
  }
}
