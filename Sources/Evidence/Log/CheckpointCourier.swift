package import Governance

/// Brings checkpoints to a place that the catalog's administrators do not rule.
package protocol CheckpointCourier: Sendable {
  /// Hands a parcel over; once this returns the place has it.
  ///
  /// - Throws: `place.untaken`, with what stood in the way; `place.incomplete` when tiles that it took before are gone.
  func hand(_ parcel: CheckpointParcel, to place: LogPlace) async throws(Problem)
}

extension Problem {
  /// A place that lost what it took before: it wants all tiles again.
  package static func incompletePlace(_ happened: String) -> Problem {
    Problem(
      .unmet, "place.incomplete", happened: happened, because: "It was wiped, or another folder stands there now.",
      remedy: "It is filled again; ask who keeps it what became of the checkpoints it had.")
  }
}
