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
  package var channel: Channel
  package init(snapshot: Int64, scope: String, digest: [UInt8], bytes: Int, signer: String, channel: Channel) {
    self.snapshot = snapshot
    self.scope = scope
    self.digest = digest
    self.bytes = bytes
    self.signer = signer
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(snapshot), .text(scope), .bytes(digest), .integer(bytes), .text(signer), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (pack: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}
