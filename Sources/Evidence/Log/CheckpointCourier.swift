package import Governance

/// Brings checkpoints to a place that the catalog's administrators do not rule.
package protocol CheckpointCourier: Sendable {
  /// Hands a parcel over; once this returns the place has it.
  ///
  /// - Throws: `place.untaken`, with what stood in the way.
  func hand(_ parcel: CheckpointParcel, to place: LogPlace) async throws(Problem)
}
