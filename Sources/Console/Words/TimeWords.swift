import Governance

/// Times as an officer says them: `12 min`, `3 h 10`, `1 d 02`.
enum TimeWords {
  /// A length of time without its direction; negative lengths are taken as positive.
  static func span(_ seconds: Int64) -> String {
    let length = seconds.magnitude
    if length < 60 { return "\(length) s" }
    if length < 3600 { return "\(length / 60) min" }
    if length < 86_400 { return "\(length / 3600) h \(two(length / 60 % 60))" }
    return "\(length / 86_400) d \(two(length / 3600 % 24))"
  }

  /// What is left until `due`: `38 min`, or `−12 min` when it is past.
  static func left(until due: Instant, now: Instant) -> String {
    let seconds = due.seconds(since: now)
    return seconds < 0 ? "−" + span(seconds) : span(seconds)
  }

  /// In a sentence: `in 38 min`, or `−12 min`.
  static func due(_ due: Instant, now: Instant) -> String {
    due < now ? left(until: due, now: now) : "in " + left(until: due, now: now)
  }

  /// `2 h 05 ago`; the day itself from a week on.
  static func ago(_ moment: Instant, now: Instant) -> String {
    let seconds = now.seconds(since: moment)
    if seconds < 5 { return "just now" }
    return seconds < 7 * 86_400 ? span(seconds) + " ago" : moment.day
  }

  /// What is left of a lease, by the second: `14:21`.
  static func countdown(until end: Instant, now: Instant) -> String {
    let seconds = max(0, end.seconds(since: now))
    return "\(seconds / 60):\(two(UInt64(seconds % 60)))"
  }

  /// `Q4 2026`.
  static func quarter(_ moment: Instant) -> String {
    let at = moment.fields
    return "Q\((at.month + 2) / 3) \(at.year)"
  }

  /// `Sat 21 Nov 17:24 UTC`.
  static func clock(_ moment: Instant) -> String {
    let at = moment.fields
    let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][at.weekday]
    return "\(day) \(at.day) \(month(at.month)) \(moment.clock) UTC"
  }

  /// `21 Nov 2026 17:24 UTC`, for what is kept or quoted: it can be of any year.
  static func dated(_ moment: Instant) -> String { date(moment) + " UTC" }

  /// `21 Nov 2026 17:24`.
  static func date(_ moment: Instant) -> String {
    let at = moment.fields
    return "\(at.day) \(month(at.month)) \(at.year) \(moment.clock)"
  }

  /// `21 Nov 17:24`, for columns.
  static func stamp(_ moment: Instant) -> String {
    let at = moment.fields
    return "\(at.day < 10 ? " " : "")\(at.day) \(month(at.month)) \(moment.clock)"
  }

  /// The same; `21 Nov  2025` for another year than the one it is seen in.
  static func stamp(_ moment: Instant, now: Instant) -> String {
    let (at, year) = (moment.fields, now.fields.year)
    guard at.year != year else { return stamp(moment) }
    return "\(at.day < 10 ? " " : "")\(at.day) \(month(at.month))  \(at.year)"
  }

  private static func month(_ number: Int) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return names.indices.contains(number - 1) ? names[number - 1] : "?"
  }

  private static func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
