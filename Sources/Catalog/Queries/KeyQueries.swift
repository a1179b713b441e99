package import Governance

/// Makes a key known as one's own; answers its fingerprint and the number of the activity.
package struct AddKey: Query {
  package static let sql = EmbeddedSQL.AddKey
  package var publicKey: [UInt8]
  package var name: String
  package var channel: Channel
  package init(publicKey: [UInt8], name: String, channel: Channel) {
    self.publicKey = publicKey
    self.name = name
    self.channel = channel
  }
  package var parameters: [Parameter] { [.bytes(publicKey), .text(name), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (fingerprint: String, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Shows that one holds a key of one's own; answers the number of the activity.
package struct ProveKey: Query {
  package static let sql = EmbeddedSQL.ProveKey
  package var fingerprint: String
  /// DSSE as JSON.
  package var envelope: [UInt8]
  package var channel: Channel
  package init(fingerprint: String, envelope: [UInt8], channel: Channel) {
    self.fingerprint = fingerprint
    self.envelope = envelope
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(fingerprint), .bytes(envelope), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Trusts another person's key; answers the number of the activity.
package struct TrustKey: Query {
  package static let sql = EmbeddedSQL.TrustKey
  package var fingerprint: String
  package var reason: String
  package var until: Instant?
  package var channel: Channel
  package init(fingerprint: String, reason: String, until: Instant?, channel: Channel) {
    self.fingerprint = fingerprint
    self.reason = reason
    self.until = until
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(fingerprint), .text(reason), .instant(until), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Revokes a key; answers the number of the activity.
package struct RevokeKey: Query {
  package static let sql = EmbeddedSQL.RevokeKey
  package var fingerprint: String
  package var reason: String
  package var channel: Channel
  package init(fingerprint: String, reason: String, channel: Channel) {
    self.fingerprint = fingerprint
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(fingerprint), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says whether promotions into an environment need keys; answers whether they do now, and the number of the activity.
package struct NeedKeys: Query {
  package static let sql = EmbeddedSQL.NeedKeys
  package var environment: String
  package var needed: Bool
  package var reason: String
  package var channel: Channel
  package init(environment: String, needed: Bool, reason: String, channel: Channel) {
    self.environment = environment
    self.needed = needed
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(environment), .bool(needed), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (needsKey: Bool, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Keys by fingerprint, each with the proof that it is held, as it is stored, and the catalog's name.
package struct PageKeys: Query {
  package static let sql = EmbeddedSQL.PageKeys
  package var person: String?
  package var states: [KeyRow.State]
  package var after: String?
  package var limit: Int
  /// The only one asked for.
  package var fingerprint: String?
  package init(person: String?, states: [KeyRow.State], after: String?, limit: Int, fingerprint: String? = nil) {
    self.person = person
    self.states = states
    self.after = after
    self.limit = limit
    self.fingerprint = fingerprint
  }
  package var parameters: [Parameter] {
    [.text(person), .texts(states.map(\.rawValue)), .text(after), .integer(limit), .text(fingerprint)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (key: KeyRow, proof: String?, catalog: String) {
    let key = KeyRow(
      fingerprint: try row.next(), publicKey: try row.next(), person: try row.next(), name: try row.next(),
      state: try row.word(), trustedUntil: try row.next(), changedBy: try row.next(), reason: try row.next(),
      changedAt: try row.next())
    return (key, try row.next(), try row.next())
  }
}

/// The public keys this person can sign with now, 64 hexadecimal digits each.
package struct ListMyKeys: Query {
  package static let sql = EmbeddedSQL.ListMyKeys
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
