package import Governance

/// The text of a set of promotions, a row for each of them.
package struct ReadBatch: Query {
  package struct Row: Sendable {
    package var promotion: Int64
    package var revision: Int64
    /// Of the whole set, the same in every row.
    package var body: String
    /// SHA-256 of the body, 64 hexadecimal digits.
    package var digest: String
    /// Why this person cannot sign it; nil when they can.
    package var refusal: String?
  }
  package static let sql = EmbeddedSQL.ReadBatch
  package var promotions: [Int64]
  package init(promotions: [Int64]) { self.promotions = promotions }
  package var parameters: [Parameter] { [.texts(promotions.map(String.init))] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      promotion: try row.next(), revision: try row.next(), body: try row.next(), digest: try row.next(),
      refusal: try row.next())
  }
}

/// Signs a set of promotions as it was read, all of them or none.
package struct SignBatch: Query {
  package struct Row: Sendable {
    package var batch: Int64
    package var promotion: Int64
    package var signed: Int
    package var needed: Int
    package var promoted: Bool
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.SignBatch
  package var batch: PromotionBatch
  package var reason: String
  package var channel: Channel
  /// A DSSE envelope that states what is signed; nil to sign by login alone.
  package var envelope: [UInt8]?
  package init(batch: PromotionBatch, reason: String, channel: Channel, envelope: [UInt8]?) {
    self.batch = batch
    self.reason = reason
    self.channel = channel
    self.envelope = envelope
  }
  package var parameters: [Parameter] {
    [
      .texts(batch.members.map { String($0.row.id) }), .texts(batch.members.map { String($0.row.revision) }),
      .text(batch.digest), .text(reason), .text(channel.rawValue), envelope.map { .bytes($0) } ?? .text(nil),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      batch: try row.next(), promotion: try row.next(), signed: try row.next(), needed: try row.next(),
      promoted: try row.next(), activity: try row.next())
  }
}
