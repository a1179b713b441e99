import Governance
import Operations

/// Times as the office's clocks show them, and in UTC beside that.
extension OfficeZone {
  /// `28 Mar 01:30`.
  func stamp(_ moment: Instant) -> String { TimeWords.stamp(local(moment)) }

  /// `00:30`, or `27 Mar 23:30` when it is another day there; nothing when the office's zone is UTC.
  func besides(_ moment: Instant) -> String {
    if isUTC { return "" }
    return local(moment).day == moment.day ? moment.clock : TimeWords.stamp(moment).trimmingPrefix(" ").description
  }

  /// `28 Mar 2026 01:30 (00:30 UTC)`.
  func both(_ moment: Instant) -> String {
    isUTC ? TimeWords.dated(moment) : "\(TimeWords.date(local(moment))) (\(besides(moment)) UTC)"
  }
}
