import Evidence
import Governance

/// Times of events: RFC 3339 text, or nanoseconds since 1970 as a number or as decimal text.
struct EventTime {
  var instant: Instant
  var marks: [String] = []

  /// The first moment of the year 10000, which the id's 48 bits of milliseconds and RFC 3339 stop before.
  private static let end = Instant(year: 10_000, month: 1, day: 1)

  /// - Throws: for what is no time, and a time before 1970 or after 9999.
  init(_ node: Int, of document: JSONDocument, _ field: @autoclosure () -> String) throws(Refusal) {
    switch document.kind(of: node) {
    case .number:
      instant = Instant(microseconds: try document.integer(node, field()).flooredMicroseconds)
    case .string:
      let text = document.text(of: node)
      if let nanoseconds = Int64(text) {
        instant = Instant(microseconds: nanoseconds.flooredMicroseconds)
      } else if let reading = text.utf8.count <= 64 ? Instant.reading(of: text) : nil {
        instant = reading.instant
        if reading.assumedUTC { marks.append("assumed_utc") }
        if reading.wasLeapSecond { marks.append("leap_second") }
      } else {
        throw Refusal("field.time", "The field \(field()) is no time like 2026-11-21T17:24:00Z.")
      }
    case let other:
      throw .type(field(), "a time", found: other)
    }
    guard instant.microseconds >= 0, instant < EventTime.end else {
      throw Refusal("field.time_range", "The field \(field()) is before 1970 or after 9999.")
    }
  }
}

extension Int64 {
  fileprivate var flooredMicroseconds: Int64 { self >= 0 ? self / 1000 : (self - 999) / 1000 }
}
