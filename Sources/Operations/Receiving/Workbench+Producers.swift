internal import Catalog
package import Governance

extension Workbench {
  /// Where the data come from, the producer that reported last first.
  package func dataSources() async throws(Problem) -> [DataSource] { try await connection.rows(ListDataSources()) }

  /// What waits in the spools of daemons, as each told last.
  package func spools() async throws(Problem) -> [SpoolStanding] { try await connection.rows(ListSpools()) }

  /// Reports of flags that wait for their events, by producer.
  package func waitingFlags() async throws(Problem) -> [WaitingFlags] { try await connection.rows(ListWaitingFlags()) }

  /// Tells what waits in the spool of this daemon.
  package func tellSpool(_ spool: String, requests: Int, bytes: Int, since: Instant?, isFull: Bool)
    async throws(Problem)
  {
    _ = try await connection.rows(
      TellSpool(spool: spool, requests: requests, bytes: bytes, since: since, isFull: isFull))
  }

  /// Calls that services counted of themselves beside generations stored, newest day first.
  package func completeness(days: Int = 14) async throws(Problem) -> [Completeness] {
    try await connection.rows(ListCompleteness(days: days))
  }

  /// Lets a program report; answers its token, which is shown this once.
  package func addProducer(
    _ name: String, scopes: [DeliveryScope], team: String?, reason: String, channel: Channel
  ) async throws(Problem) -> (token: ProducerToken, recorded: Recorded) {
    try mayWrite()
    let token = ProducerToken()
    let activity = try await connection.one(
      AddProducer(
        name: name, scopes: scopes.map(\.rawValue), digest: token.digest, team: team, reason: reason, channel: channel))
    return (token, try await recorded(activity, "\(name) may report."))
  }

  /// Gives a producer a new token; the old one holds for `overlap` seconds more.
  package func rotateProducer(
    _ name: String, overlap: Int, reason: String, channel: Channel
  ) async throws(Problem) -> (token: ProducerToken, recorded: Recorded) {
    try mayWrite()
    let token = ProducerToken()
    let activity = try await connection.one(
      RotateProducer(name: name, digest: token.digest, overlap: overlap, reason: reason, channel: channel))
    return (token, try await recorded(activity, "\(name) has a new token."))
  }

  /// Binds a producer to a certificate: from now on its tokens count only on connections that show it, or for `overlap`
  /// seconds one it was bound to before.
  ///
  /// - Parameter certificate: SHA-256 of its DER, 32 bytes.
  package func bindProducer(
    _ name: String, to certificate: [UInt8], overlap: Int, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      BindProducer(name: name, certificate: certificate, overlap: overlap, reason: reason, channel: channel))
    return try await recorded(activity, "\(name)'s tokens count only with this certificate.")
  }

  /// Lets a producer's tokens count without a certificate.
  package func unbindProducer(_ name: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(UnbindProducer(name: name, reason: reason, channel: channel))
    return try await recorded(activity, "\(name)'s tokens count without a certificate.")
  }

  /// Ends all tokens of a producer.
  package func revokeProducer(_ name: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RevokeProducer(name: name, reason: reason, channel: channel))
    return try await recorded(activity, "\(name) may no longer report.")
  }
}
