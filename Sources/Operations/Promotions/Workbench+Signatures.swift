internal import Catalog
internal import Evidence
package import Governance

/// One signature of a promotion, checked.
package struct CheckedSignature: Sendable, Equatable {
  package var promotion: Int64
  package var person: String
  package var revision: Int64
  /// Nil for a signature by login alone.
  package var fingerprint: String?
  package var at: Instant
  /// What is wrong with it; nothing when it holds.
  package var faults: [String]
}

extension Workbench {
  /// Checks every signature of a promotion: that its key signed it, that the key was the signer's and trusted, and that it
  /// states the version, gate and text that are stored.
  package func verifySignatures(of promotion: Int64) async throws(Problem) -> [CheckedSignature] {
    guard try await connection.first(ReadPromotion(promotion: promotion)) != nil else {
      throw Problem(
        .notFound, "promotion.unknown", happened: "There is no promotion \(promotion).",
        remedy: "Look at `countersign promote list`.")
    }
    let rows = try await connection.rows(PageEnvelopes(promotion: promotion, after: nil, limit: 1000))
    var checked = rows.map { $0.checked() }
    for signature in try await connection.rows(ListSignatures(promotion: promotion)) where signature.approves {
      if !rows.contains(where: { $0.person == signature.person && $0.at == signature.at }) {
        checked.append(
          CheckedSignature(
            promotion: promotion, person: signature.person, revision: 0, fingerprint: nil, at: signature.at, faults: [])
        )
      }
    }
    return checked.sorted { $0.at < $1.at }
  }

  /// The envelopes of a promotion as they are stored, each with its signer, in the order they were signed.
  package func envelopes(of promotion: Int64) async throws(Problem) -> [(person: String, envelope: String)] {
    try await connection.rows(PageEnvelopes(promotion: promotion, after: nil, limit: 1000)).map {
      ($0.person, $0.envelope)
    }
  }

  /// What is wrong with signatures and stored bodies: what the database cannot check by itself.
  package func checkContent() async throws(Problem) -> [(what: String, found: Int64)] {
    var forged: Int64 = 0
    var seen: Int64?
    repeat {
      let rows = try await connection.rows(PageEnvelopes(promotion: nil, after: seen, limit: 500))
      forged += Int64(rows.count { !$0.checked().faults.isEmpty })
      seen = rows.last?.approval
    } while seen != nil
    var altered: Int64 = 0
    repeat {
      let rows = try await connection.rows(PageBodies(after: seen, limit: 500))
      for row in rows {
        let body = Array(row.body.utf8)
        if (try? CanonicalJSON.body(of: body)) != body || ContentDigest(of: body).hex != row.digest { altered += 1 }
      }
      seen = rows.last?.id
    } while seen != nil
    var unproved: Int64 = 0
    var cursor: String?
    repeat {
      let rows = try await connection.rows(
        PageKeys(person: nil, states: [.trusted], after: cursor, limit: 500))
      unproved += Int64(rows.count { Workbench.judged($0).proof != .shown })
      cursor = rows.last?.key.fingerprint
    } while cursor != nil
    return [
      ("signatures are their keys', and state what is stored", forged),
      ("keys that are trusted were shown to be held by their owners", unproved),
      ("bodies of versions are canonical JSON of the digest that names them", altered),
    ]
  }
}

extension PageEnvelopes.Row {
  fileprivate func checked() -> CheckedSignature {
    CheckedSignature(
      promotion: promotion, person: person, revision: revision, fingerprint: fingerprint, at: at, faults: faults)
  }

  private var faults: [String] {
    guard let envelope = DSSEEnvelope(json: Array(envelope.utf8)), let key = try? VerifyingKey(hexadecimal: publicKey)
    else { return ["The envelope or its key cannot be read."] }
    var faults: [String] = []
    if !envelope.isSigned(by: key) { faults.append("The key did not sign this.") }
    if key.fingerprint != fingerprint || envelope.keyID != fingerprint { faults.append("It names another key.") }
    if keyPerson != person { faults.append("The key is \(keyPerson)'s.") }
    // One that was trusted before a proof was asked for has this very signature to show for it.
    if let proof,
      DSSEEnvelope(json: Array(proof.utf8)).map({
        KeyPossession(catalog: catalog, person: keyPerson, key: key).isShown(by: $0)
      }) != true
    {
      faults.append("The proof that \(keyPerson) holds the key is false.")
    }
    if trustedBy == nil { faults.append("Nobody trusted the key then.") }
    if trustedBy == keyPerson { faults.append("The key was trusted by its own owner.") }
    let statement = PromotionStatement(
      catalog: catalog, promotion: promotion, revision: revision, version: "\(artifact)@\(label)",
      versionDigest: ContentDigest(of: Array(body.utf8)).hex, environment: environment, signer: person,
      gateDigest: text.gateDigest, policyDigest: text.policyDigest,
      textDigest: ContentDigest(of: Array(text.body.utf8)).hex)
    if envelope.payloadType != PromotionStatement.payloadType || !isStated(statement, by: envelope) {
      faults.append("It states another decision than the one that is stored.")
    }
    return faults
  }

  private func isStated(_ statement: PromotionStatement, by envelope: DSSEEnvelope) -> Bool {
    guard let value = try? JSONValue(envelope.payload, policy: .generation) else { return false }
    if let batchText {
      return batchText.contains(text.body)
        && BatchStatement.states(
          statement, textDigest: ContentDigest(of: Array(batchText.utf8)).hex, in: value)
    }
    let stated = try? CanonicalJSON.bytes(of: value, policy: .generation)
    return stated != nil && stated == (try? statement.payload)
  }
}
