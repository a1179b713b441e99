import Governance

/// Working time of the insurer, Monday to Friday 07:30 to 17:00 UTC, seen from `now`.
struct OfficeCalendar: Sendable {
  let now: Instant
  private static let opens = 450
  private static let closes = 1020

  /// So many minutes after opening on the day `days` before today; on a weekend, on the Friday before.
  func morning(daysAgo days: Int, minutes: Int = 0) -> Instant {
    var midnight = startOfDay(now).advanced(bySeconds: Int64(-days) * 86_400)
    while isWeekend(midnight) { midnight = midnight.advanced(bySeconds: -86_400) }
    return midnight.advanced(bySeconds: Int64(Self.opens + minutes) * 60)
  }

  /// The moment itself when the office is open, or soon after it next opens; in the last nine hours people work
  /// whenever it is.
  func working(_ moment: Instant, _ chance: inout SplitMix64) -> Instant {
    var midnight = startOfDay(moment)
    let minute = Int(moment.seconds(since: midnight) / 60)
    if !isWeekend(moment), minute >= Self.opens, minute < Self.closes { return moment }
    if minute >= Self.closes || isWeekend(moment) { midnight = midnight.advanced(bySeconds: 86_400) }
    while isWeekend(midnight) { midnight = midnight.advanced(bySeconds: 86_400) }
    let opening = midnight.advanced(bySeconds: Int64(Self.opens) * 60 + Int64(chance.below(6000)))
    return opening < now.advanced(bySeconds: -9 * 3600) ? opening : moment
  }

  func startOfDay(_ moment: Instant) -> Instant {
    let at = moment.fields
    return Instant(year: at.year, month: at.month, day: at.day)
  }

  func isWeekend(_ moment: Instant) -> Bool {
    let weekday = moment.fields.weekday
    return weekday == 0 || weekday == 6
  }
}
