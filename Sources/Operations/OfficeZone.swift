internal import Foundation
package import Governance

/// The time zone the office counts its days in.
package struct OfficeZone: Sendable, Equatable {
  /// As in the tz database: `Europe/Lisbon`; `UTC` where this machine does not know the office's.
  package let name: String
  private let zone: TimeZone?

  package init(_ name: String) {
    zone = TimeZone(identifier: name)
    self.name = zone == nil ? "UTC" : name
  }

  package var isUTC: Bool { name == "UTC" || name == "Etc/UTC" }

  /// A moment whose fields, read as UTC, are what the office's clocks showed.
  package func local(_ moment: Instant) -> Instant { moment.advanced(bySeconds: Int64(offset(at: moment))) }

  /// `2026-10-01T00:00:00+02:00`; in UTC as everywhere else: `…Z`.
  package func rfc3339(_ moment: Instant) -> String {
    guard !isUTC else { return moment.rfc3339 }
    let minutes = offset(at: moment) / 60
    let ahead = minutes.magnitude
    func two(_ number: UInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return String(local(moment).rfc3339.dropLast()) + (minutes < 0 ? "-" : "+") + two(ahead / 60) + ":"
      + two(ahead % 60)
  }

  private func offset(at moment: Instant) -> Int {
    zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000)) ?? 0
  }
}
