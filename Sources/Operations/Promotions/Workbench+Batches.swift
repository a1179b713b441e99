internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// A set of promotions as it stands now, to be signed as one. What changed since it was read last begins new revisions, as
  /// when each is read alone.
  package func batch(_ promotions: [Int64]) async throws(Problem) -> PromotionBatch {
    var rows: [Int64: PromotionRow] = [:]
    var means = SigningMeans.unneeded
    for id in Set(promotions).sorted() {
      let detail = try await promotion(id)
      rows[id] = detail.row
      // Where one needs a key, all are signed with it.
      if detail.means != .unneeded { means = detail.means }
    }
    let read = try await connection.rows(ReadBatch(promotions: promotions))
    var members: [PromotionBatch.Member] = []
    for one in read {
      guard var row = rows[one.promotion] else { continue }
      row.revision = one.revision
      members.append(PromotionBatch.Member(row: row, refusal: one.refusal))
    }
    guard let whole = read.first else {
      throw Problem(.fault, "catalog.answer", happened: "The catalog answered no text for the set.")
    }
    return PromotionBatch(members: members, body: whole.body, digest: whole.digest, means: means)
  }

  /// Signs a set as it was read, all of it or none: one text, one signature.
  ///
  /// - passphrase: opens the key, when it is locked.
  /// - Throws: `promotion.changed` when anything in it has changed since, `promotion.cannot-sign` naming those that cannot be.
  package func sign(_ batch: PromotionBatch, reason: String, passphrase: String? = nil, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let envelope = try await envelope(for: batch, passphrase: passphrase)
    let rows: [SignBatch.Row]
    do throws(Problem) {
      rows = try await connection.rows(
        SignBatch(batch: batch, reason: reason, channel: channel, envelope: envelope?.json))
    } catch {
      if error.code == "promotion.changed" {
        for member in batch.members { _ = try? await connection.one(RefreshDecision(promotion: member.row.id)) }
      }
      throw error
    }
    guard let first = rows.first else {
      throw Problem(.fault, "catalog.answer", happened: "The catalog answered nothing where a signature was expected.")
    }
    let key = envelope.map { " with \($0.keyID)" } ?? ""
    return try await recorded(
      first.activity,
      "\(rows.count) promotions were signed as one\(key): \(rows.count { $0.promoted }) pointers have moved.")
  }

  /// The signed statement of a set; nil when no key is needed and none is at hand.
  private func envelope(for batch: PromotionBatch, passphrase: String?) async throws(Problem) -> DSSEEnvelope? {
    guard let keyRing else { return nil }
    let trusted = try await trustedKeys()
    if batch.means == .unneeded || trusted.isEmpty { return nil }
    guard let person = try await officer().person else { return nil }
    guard ContentDigest(of: Array(batch.body.utf8)).hex == batch.digest else {
      throw Problem(.fault, "signature.text", happened: "The text is not the one its digest names.")
    }
    var decisions: [PromotionStatement] = []
    for member in batch.members {
      guard let read = try await connection.first(ReadDecision(promotion: member.row.id)) else { return nil }
      // What is signed is worked out here from what was read: the set's text holds the text of each.
      guard read.text.revision == member.row.revision, batch.body.contains(read.text.body) else {
        throw Problem(
          .conflict, "promotion.changed",
          happened: "What promotion \(member.row.id) rests on has changed since it was read.",
          remedy: "Read the set again.")
      }
      decisions.append(read.statement(of: member.row, signer: person))
    }
    let statement = BatchStatement(
      catalog: decisions.first?.catalog ?? "", signer: person, decisions: decisions, textDigest: batch.digest)
    return try await statement.signed(by: try await keyRing.signer(among: trusted, passphrase: passphrase))
  }
}

extension ReadDecision.Row {
  /// What a person states who signs this promotion as it was read.
  func statement(of row: PromotionRow, signer: String) -> PromotionStatement {
    PromotionStatement(
      catalog: catalog, promotion: row.id, revision: text.revision, version: "\(row.artifact)@\(row.label)",
      versionDigest: versionDigest, environment: row.environment, signer: signer, gateDigest: text.gateDigest,
      policyDigest: text.policyDigest, textDigest: text.digest)
  }
}
