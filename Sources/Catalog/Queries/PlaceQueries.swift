package import Governance

/// How far the log is sealed, and what waits.
package struct ReadLogStanding: Query {
  package static let sql = EmbeddedSQL.ReadLogStanding
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> LogStanding {
    LogStanding(
      at: try row.next(), size: try row.next(), sealedAt: try row.next(), waiting: try row.next(),
      oldest: try row.next(), checkpointSize: try row.next(), checkpointAt: try row.next())
  }
}

/// Places that take checkpoints.
package struct ListLogPlaces: Query {
  package static let sql = EmbeddedSQL.ListLogPlaces
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> LogPlace {
    LogPlace(
      name: try row.next(), kind: try row.word(), address: try row.next(), every: try row.next(),
      takenAt: try row.next(), takenSize: try row.next(), missed: try row.next(), trouble: try row.next(),
      triedAt: try row.next())
  }
}

/// Adds a place; answers the number of the activity.
package struct AddLogPlace: Query {
  package static let sql = EmbeddedSQL.AddLogPlace
  package var place: LogPlace
  package var reason: String
  package var channel: Channel
  package init(place: LogPlace, reason: String, channel: Channel) {
    self.place = place
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(place.name), .text(place.kind.rawValue), .text(place.address), .integer(place.every), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Takes a place off the list; answers the number of the activity.
package struct RemoveLogPlace: Query {
  package static let sql = EmbeddedSQL.RemoveLogPlace
  package var name: String
  package var reason: String
  package var channel: Channel
  package init(name: String, reason: String, channel: Channel) {
    self.name = name
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(name), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Records what became of handing over a checkpoint.
package struct RecordDelivery: Query {
  package static let sql = EmbeddedSQL.RecordDelivery
  package var place: String
  package var checkpoint: Int64
  package var trouble: String
  package init(place: String, checkpoint: Int64, trouble: String) {
    self.place = place
    self.checkpoint = checkpoint
    self.trouble = trouble
  }
  package var parameters: [Parameter] { [.text(place), .integer(checkpoint), .text(trouble)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The newest checkpoint: its number, the note, when it was kept.
package struct NewestCheckpoint: Query {
  package static let sql = EmbeddedSQL.NewestCheckpoint
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, note: String, at: Instant) {
    (try row.next(), try row.next(), try row.next())
  }
}
