/// A moment in UTC, counted in microseconds since 1970, as PostgreSQL keeps it. Proleptic Gregorian calendar.
package struct Instant: Sendable, Hashable, Comparable {
  package var microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

  /// Seconds from `other` until this moment; negative when this one is earlier.
  package func seconds(since other: Instant) -> Int64 { (microseconds - other.microseconds) / 1_000_000 }

  package func advanced(bySeconds seconds: Int64) -> Instant {
    Instant(microseconds: microseconds &+ seconds &* 1_000_000)
  }
}

extension Instant {
  /// The date and time of day in UTC.
  package struct Fields: Sendable, Equatable {
    package var year: Int, month: Int, day: Int
    package var hour: Int, minute: Int, second: Int, microsecond: Int
    /// 0 for Sunday … 6 for Saturday.
    package var weekday: Int
  }

  package var fields: Fields {
    let (days, rest) = microseconds.floored(by: 86_400_000_000)
    let (year, month, day) = Instant.civil(daysSince1970: Int(days))
    let second = Int(rest / 1_000_000)
    return Fields(
      year: year, month: month, day: day, hour: second / 3600, minute: second / 60 % 60, second: second % 60,
      microsecond: Int(rest % 1_000_000), weekday: ((Int(days) + 4) % 7 + 7) % 7)
  }

  package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0) {
    let days = Instant.daysSince1970(year: year, month: month, day: day)
    let seconds = Int64(days) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    self.init(microseconds: seconds * 1_000_000 + Int64(microsecond))
  }

  /// Days of the proleptic Gregorian calendar; source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days of a month, 1…12.
  package static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  /// Quotient and remainder rounded towards −∞, so the remainder is never negative.
  fileprivate func floored(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
