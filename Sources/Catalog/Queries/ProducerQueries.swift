package import Governance

/// Lets a program report; answers the number of the activity.
package struct AddProducer: Query {
  package static let sql = EmbeddedSQL.AddProducer
  package var name: String
  package var scopes: [String]
  /// SHA-256 of its token, 32 bytes.
  package var digest: [UInt8]
  package var team: String?
  package var reason: String
  package var channel: Channel
  package init(name: String, scopes: [String], digest: [UInt8], team: String?, reason: String, channel: Channel) {
    self.name = name
    self.scopes = scopes
    self.digest = digest
    self.team = team
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(name), .texts(scopes), .bytes(digest), .text(team), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Gives a producer a new token; the old one ends after `overlap` seconds. Answers the number of the activity.
package struct RotateProducer: Query {
  package static let sql = EmbeddedSQL.RotateProducer
  package var name: String
  package var digest: [UInt8]
  package var overlap: Int
  package var reason: String
  package var channel: Channel
  package init(name: String, digest: [UInt8], overlap: Int, reason: String, channel: Channel) {
    self.name = name
    self.digest = digest
    self.overlap = overlap
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(name), .bytes(digest), .integer(overlap), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Ends all tokens of a producer; answers the number of the activity.
package struct RevokeProducer: Query {
  package static let sql = EmbeddedSQL.RevokeProducer
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

/// Binds a producer to a certificate; those it was bound to count for `overlap` seconds more. Answers the number of the activity.
package struct BindProducer: Query {
  package static let sql = EmbeddedSQL.BindProducer
  package var name: String
  /// SHA-256 of its DER, 32 bytes.
  package var certificate: [UInt8]
  package var overlap: Int
  package var reason: String
  package var channel: Channel
  package init(name: String, certificate: [UInt8], overlap: Int, reason: String, channel: Channel) {
    self.name = name
    self.certificate = certificate
    self.overlap = overlap
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(name), .bytes(certificate), .integer(overlap), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Lets a producer's tokens count without a certificate; answers the number of the activity.
package struct UnbindProducer: Query {
  package static let sql = EmbeddedSQL.UnbindProducer
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

/// Whose token this is.
package struct ReadTokenHolder: Query {
  package static let sql = EmbeddedSQL.ReadTokenHolder
  /// SHA-256 of the token and, after it, of the certificate that came with it.
  package var digest: [UInt8]
  package var scope: String
  package init(digest: [UInt8], scope: String) {
    self.digest = digest
    self.scope = scope
  }
  package var parameters: [Parameter] { [.bytes(digest), .text(scope)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Where the data come from, the producer that reported last first.
package struct ListDataSources: Query {
  package static let sql = EmbeddedSQL.ListDataSources
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> DataSource {
    DataSource(
      producer: try row.next(), team: try row.next(), scopes: try row.next(), tokens: try row.next(),
      certificates: try row.next(),
      lastAt: try row.next(), lag: try row.next(), format: try row.next(), takenInHour: try row.next(),
      takenInDay: try row.next(), knownInDay: try row.next(), refusedInDay: try row.next(),
      quarantined: try row.next(), waitingTraces: try row.next(), lastRefusal: try row.next())
  }
}

/// Calls that services counted beside generations stored.
package struct ListCompleteness: Query {
  package static let sql = EmbeddedSQL.ListCompleteness
  package var days: Int
  package init(days: Int) { self.days = days }
  package var parameters: [Parameter] { [.integer(days)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Completeness {
    Completeness(
      producer: try row.next(), service: try row.next(), day: try row.next(), counted: try row.next(),
      stored: try row.next())
  }
}
