import Governance

/// Writes moments as RFC 3339 in UTC with milliseconds, and remembers the day it wrote last.
struct Clock: Sendable {
  private var day = Int64.min
  private var date: [UInt8] = []

  mutating func write(_ microseconds: Int64, into bytes: inout [UInt8]) {
    let length: Int64 = 86_400_000_000
    let today = microseconds >= 0 ? microseconds / length : (microseconds - length + 1) / length
    if today != day {
      day = today
      date = Array(Instant(microseconds: microseconds).day.utf8)
    }
    bytes.append(contentsOf: date)
    let millisecond = Int((microseconds - today * length) / 1000)
    bytes.append(84)
    pair(millisecond / 3_600_000, &bytes)
    bytes.append(58)
    pair(millisecond / 60_000 % 60, &bytes)
    bytes.append(58)
    pair(millisecond / 1000 % 60, &bytes)
    bytes.append(46)
    bytes.append(48 + UInt8(millisecond / 100 % 10))
    pair(millisecond % 100, &bytes)
    bytes.append(90)
  }

  private func pair(_ value: Int, _ bytes: inout [UInt8]) {
    bytes.append(48 + UInt8(value / 10 % 10))
    bytes.append(48 + UInt8(value % 10))
  }
}
