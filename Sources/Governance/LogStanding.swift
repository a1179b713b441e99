/// How far the log is sealed, and what waits.
package struct LogStanding: Sendable, Equatable {
  /// When the server said so.
  package var at: Instant
  /// Leaves that are sealed.
  package var size: Int
  package var sealedAt: Instant?
  /// Rows that wait for their seal; 10,001 stands for more than 10,000.
  package var waiting: Int
  /// When the oldest of them was recorded.
  package var oldest: Instant?
  package var checkpointSize: Int?
  package var checkpointAt: Instant?

  package init(
    at: Instant, size: Int, sealedAt: Instant?, waiting: Int, oldest: Instant?, checkpointSize: Int?,
    checkpointAt: Instant?
  ) {
    self.at = at
    self.size = size
    self.sealedAt = sealedAt
    self.waiting = waiting
    self.oldest = oldest
    self.checkpointSize = checkpointSize
    self.checkpointAt = checkpointAt
  }

  /// Seconds for which the oldest row has waited; 0 when none waits.
  package var lag: Int64 { oldest.map { max(0, at.seconds(since: $0)) } ?? 0 }

  /// Nobody has sealed for two minutes what was there to be sealed.
  package var isLate: Bool { waiting > 0 && lag > 120 }
}

/// Where checkpoints go, out of the reach of who rules the catalog.
package struct LogPlace: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable { case folder, git, webhook }
  package var name: String
  package var kind: Kind
  package var address: String
  /// Seconds between one checkpoint and the next.
  package var every: Int64
  package var takenAt: Instant?
  /// How many leaves the last checkpoint had that it took.
  package var takenSize: Int?
  /// Checkpoints it should have taken since.
  package var missed: Int
  /// What stood in the way at the last try; empty when nothing did.
  package var trouble: String
  package var triedAt: Instant?

  package init(
    name: String, kind: Kind, address: String, every: Int64, takenAt: Instant? = nil, takenSize: Int? = nil,
    missed: Int = 0, trouble: String = "", triedAt: Instant? = nil
  ) {
    self.name = name
    self.kind = kind
    self.address = address
    self.every = every
    self.takenAt = takenAt
    self.takenSize = takenSize
    self.missed = missed
    self.trouble = trouble
    self.triedAt = triedAt
  }

  /// Two in a row were missed.
  package var isAlarming: Bool { missed >= 2 }
}
