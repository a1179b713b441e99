internal import Catalog
package import Evidence
package import Governance

extension Workbench {
  /// Keys by fingerprint.
  package func keys(of person: String?, states: [KeyRow.State], after cursor: String?, limit: Int) async throws(Problem)
    -> Page<KeyRow>
  {
    let rows = try await connection.rows(PageKeys(person: person, states: states, after: cursor, limit: limit + 1))
      .map(Workbench.judged)
    let shown = Array(rows.prefix(limit))
    return Page(shown, next: rows.count > limit ? shown.last?.fingerprint : nil, isFirst: cursor == nil)
  }

  /// Makes a key known as one's own, and shows that one holds it. It signs nothing before another person trusts it.
  package func addKey(_ holder: any DecisionSigner, name: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let proof = try await possession(of: holder)
    let answer = try await connection.transaction { connection throws(Problem) in
      let added = try connection.one(AddKey(publicKey: holder.key.bytes, name: name, channel: channel))
      _ = try connection.one(ProveKey(fingerprint: added.fingerprint, envelope: proof, channel: channel))
      return added
    }
    return try await recorded(answer.activity, "\(answer.fingerprint) waits to be trusted by another person.")
  }

  /// Shows that one holds a key that was made known without a proof.
  package func proveKey(_ holder: any DecisionSigner, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      ProveKey(fingerprint: holder.key.fingerprint, envelope: try await possession(of: holder), channel: channel))
    return try await recorded(activity, "\(holder.key.fingerprint) is shown to be yours.")
  }

  private func possession(of holder: any DecisionSigner) async throws(Problem) -> [UInt8] {
    let officer = try await officer()
    guard let person = officer.person else {
      throw Problem(
        .notPermitted, "person.unknown", happened: "The login \(officer.login) belongs to no person of this catalog.",
        remedy: "Ask an administrator for `countersign catalog grant`.")
    }
    return try await KeyPossession(catalog: officer.catalog, person: person, key: holder.key).signed(by: holder).json
  }

  /// A key with what its stored proof is worth: the catalog cannot check a signature, so that every desk does.
  static func judged(_ found: (key: KeyRow, proof: String?, catalog: String)) -> KeyRow {
    var row = found.key
    row.proof =
      found.proof.map { proof in
        guard let key = try? VerifyingKey(hexadecimal: row.publicKey),
          let envelope = DSSEEnvelope(json: Array(proof.utf8)),
          KeyPossession(catalog: found.catalog, person: row.person, key: key).isShown(by: envelope)
        else { return .broken }
        return .shown
      } ?? .none
    return row
  }

  /// Trusts another person's key, for a year unless told.
  ///
  /// - Throws: `key.proof-false` when what is stored does not show that its owner holds it; the catalog says whether anything is.
  package func trustKey(_ fingerprint: String, until: Instant?, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let found = try await connection.first(
      PageKeys(person: nil, states: KeyRow.State.allCases, after: nil, limit: 1, fingerprint: fingerprint))
    if let row = found.map(Workbench.judged), row.proof == .broken {
      throw Problem(
        .notPermitted, "key.proof-false", happened: "The proof that \(row.person) holds this key is false.",
        because: "It is not this key's signature over what its owner states.",
        remedy: "Revoke it, and ask \(row.person) for a new key.")
    }
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
