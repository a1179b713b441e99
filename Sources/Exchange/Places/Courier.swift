package import Evidence
package import Governance

/// Brings checkpoints to folders, git repositories and webhooks.
package struct Courier: CheckpointCourier {
  package init() {}

  package func hand(_ parcel: CheckpointParcel, to place: LogPlace) async throws(Problem) {
    switch place.kind {
    case .folder: try CheckpointFolder(path: place.address).take(parcel)
    case .git: try GitPlace(address: place.address).take(parcel)
    case .webhook: try await WebhookPlace(url: place.address).take(parcel)
    }
  }
}

extension Problem {
  static func untaken(_ happened: String, _ because: String) -> Problem {
    Problem(
      .unreachable, "place.untaken", happened: happened, because: because,
      remedy: "Look at the place; the next checkpoint is tried in its time.")
  }
}
