package import Governance

/// The days a board shows: the reference first, the window last, each whole days of UTC; the last day may not be over.
package struct DriftFrame: Sendable, Hashable {
  package static let usualReferenceDays = 28
  package static let usualWindowDays = 7
  private static let day: Int64 = 86_400

  package var reference: Period
  package var window: Period

  /// The last `windowDays` days against the `referenceDays` before them.
  package init(
    until now: Instant, windowDays: Int = DriftFrame.usualWindowDays,
    referenceDays: Int = DriftFrame.usualReferenceDays
  ) {
    let end = DriftFrame.midnight(of: now).advanced(bySeconds: DriftFrame.day)
    let start = end.advanced(bySeconds: -DriftFrame.day * Int64(max(1, windowDays)))
    window = Period(since: start, until: end)
    reference = Period(since: start.advanced(bySeconds: -DriftFrame.day * Int64(max(1, referenceDays))), until: start)
  }

  /// The same window against other days. Nil when they do not lie before it, or are more than 400.
  package func against(first: Instant, last: Instant) -> DriftFrame? {
    let since = DriftFrame.midnight(of: first)
    let until = DriftFrame.midnight(of: last).advanced(bySeconds: DriftFrame.day)
    guard since < until, until <= window.since, window.until.seconds(since: since) <= 400 * DriftFrame.day else {
      return nil
    }
    var frame = self
    frame.reference = Period(since: since, until: until)
    return frame
  }

  /// All of it, and what lies between the two.
  package var whole: Period { Period(since: reference.since, until: window.until) }

  /// The beginning of each day of `whole`.
  package var days: [Instant] {
    let count = whole.until.seconds(since: whole.since) / DriftFrame.day
    return (0..<max(0, count)).map { whole.since.advanced(bySeconds: $0 * DriftFrame.day) }
  }

  package func isReference(_ day: Instant) -> Bool { day >= reference.since && day < reference.until }
  package func isWindow(_ day: Instant) -> Bool { day >= window.since && day < window.until }

  package static func midnight(of moment: Instant) -> Instant {
    let at = moment.fields
    return Instant(year: at.year, month: at.month, day: at.day)
  }
}
