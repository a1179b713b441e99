internal import Catalog
package import Evidence
package import Governance

extension Workbench {
  /// Keys by fingerprint.
  package func keys(of person: String?, states: [KeyRow.State], after cursor: String?, limit: Int) async throws(Problem)
    -> Page<KeyRow>
  {
    let rows = try await connection.rows(PageKeys(person: person, states: states, after: cursor, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    return Page(shown, next: rows.count > limit ? shown.last?.fingerprint : nil, isFirst: cursor == nil)
  }

  /// Makes a key known as one's own. It signs nothing before another person trusts it.
  package func addKey(_ key: VerifyingKey, name: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let answer = try await connection.one(AddKey(publicKey: key.bytes, name: name, channel: channel))
    return try await recorded(answer.activity, "\(answer.fingerprint) waits to be trusted by another person.")
  }

  /// Trusts another person's key, for a year unless told.
  package func trustKey(_ fingerprint: String, until: Instant?, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      TrustKey(fingerprint: fingerprint, reason: reason, until: until, channel: channel))
    return try await recorded(activity, "\(fingerprint) is trusted.")
  }

  package func revokeKey(_ fingerprint: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RevokeKey(fingerprint: fingerprint, reason: reason, channel: channel))
    return try await recorded(activity, "\(fingerprint) was revoked.")
  }

  /// Says whether promotions into an environment need keys. More is one person's word, less is two persons'.
  package func needKeys(_ environment: String, _ needed: Bool, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let answer = try await connection.one(
      NeedKeys(environment: environment, needed: needed, reason: reason, channel: channel))
    let what =
      answer.needsKey == needed
      ? "\(environment) \(needed ? "needs" : "no longer needs") keys."
      : "That \(environment) needs no keys was asked for; another administrator confirms it with the same command."
    return try await recorded(answer.activity, what)
  }

  /// The keys this person can sign with now.
  func trustedKeys() async throws(Problem) -> [VerifyingKey] {
    var keys: [VerifyingKey] = []
    for digits in try await connection.rows(ListMyKeys()) { keys.append(try VerifyingKey(hexadecimal: digits)) }
    return keys
  }
}

extension VerifyingKey {
  /// Reads 64 hexadecimal digits, as the catalog writes them.
  init(hexadecimal digits: String) throws(Problem) {
    try self.init(bytes: try ContentDigest(text: "sha256:" + digits).bytes)
  }
}
