package import Governance

/// The activity that froze a snapshot, with the words its leaf commits to.
package struct ReadFreezing: Query {
  package static let sql = EmbeddedSQL.ReadFreezing
  package var snapshot: Int64
  package init(snapshot: Int64) { self.snapshot = snapshot }
  package var parameters: [Parameter] { [.integer(snapshot)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (activity: Int64, detail: String) {
    (try row.next(), try row.next())
  }
}

/// Sealed leaves by their names.
package struct FindLeaves: Query {
  package static let sql = EmbeddedSQL.FindLeaves
  package var names: [String]
  package init(names: [String]) { self.names = names }
  package var parameters: [Parameter] { [.texts(names)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    index: Int, name: String, hash: [UInt8], text: String?
  ) {
    (try row.next(), try row.next(), try row.next() ?? [], try row.next())
  }
}

/// Notes of the checkpoints that were kept, in order of their size.
package struct ListCheckpoints: Query {
  package static let sql = EmbeddedSQL.ListCheckpoints
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Records that a pack goes out.
package struct IssuePack: Query {
  package static let sql = EmbeddedSQL.IssuePack
  package var snapshot: Int64
  package var scope: String
  package var digest: [UInt8]
  package var bytes: Int
  package var signer: String
  package var clearance: DataClass
  package var recipient: String?
  package var excerpts: Int
  package var channel: Channel
  package init(
    snapshot: Int64, scope: String, digest: [UInt8], bytes: Int, signer: String, clearance: DataClass,
    recipient: String?, excerpts: Int, channel: Channel
  ) {
    self.snapshot = snapshot
    self.scope = scope
    self.digest = digest
    self.bytes = bytes
    self.signer = signer
    self.clearance = clearance
    self.recipient = recipient
    self.excerpts = excerpts
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(snapshot), .text(scope), .bytes(digest), .integer(bytes), .text(signer), .text(clearance.rawValue),
      .text(recipient), .integer(excerpts), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (pack: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Excerpts of a frozen snapshot, as somebody of a clearance may read them.
package struct ReadFrozenExcerpts: Query {
  package static let sql = EmbeddedSQL.ReadFrozenExcerpts
  package var snapshot: Int64
  package var clearance: DataClass
  package init(snapshot: Int64, clearance: DataClass) {
    self.snapshot = snapshot
    self.clearance = clearance
  }
  package var parameters: [Parameter] { [.integer(snapshot), .text(clearance.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FrozenExcerpt {
    FrozenExcerpt(generation: try row.next(), state: try row.word(), salt: try row.next() ?? [], words: try row.next())
  }
}

/// Packs of a quarter that were handed out, newest first.
package struct ListPacks: Query {
  package static let sql = EmbeddedSQL.ListPacks
  package var quarter: String
  package init(quarter: String) { self.quarter = quarter }
  package var parameters: [Parameter] { [.text(quarter)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PackRow {
    PackRow(
      id: try row.next(), snapshot: try row.next(), scope: try row.next(), digest: try row.next(),
      bytes: try row.next(), signer: try row.next(), issuedBy: try row.next(), at: try row.next(),
      clearance: try row.next(), recipient: try row.next())
  }
}

/// Keys the office signs checkpoints and packs with, oldest first, each later one with the note that vouches for it.
package struct ListOfficeKeys: Query {
  package static let sql = EmbeddedSQL.ListOfficeKeys
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (key: String, endorsement: String?) {
    (try row.next(), try row.next())
  }
}

/// Adds a key to the history of the office's keys.
package struct KeepOfficeKey: Query {
  package static let sql = EmbeddedSQL.KeepOfficeKey
  package var key: String
  package var endorsement: String?
  package var reason: String
  package var channel: Channel
  package init(key: String, endorsement: String?, reason: String, channel: Channel) {
    self.key = key
    self.endorsement = endorsement
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(key), .text(endorsement), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
