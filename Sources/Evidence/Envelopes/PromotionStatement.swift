package import Governance

/// What a person states who signs a promotion: an in-toto statement about one version.
///
/// Source: in-toto attestation framework, Statement v1. The predicate is ours.
package struct PromotionStatement: Sendable, Equatable {
  package static let payloadType = "application/vnd.in-toto+json"
  package static let predicateType = "urn:countersign:promotion-decision:v1"

  package var catalog: String
  package var promotion: Int64
  package var revision: Int64
  /// `kyc-summary@22`.
  package var version: String
  /// SHA-256 of the version's body, 64 hexadecimal digits; so are the others.
  package var versionDigest: String
  package var environment: String
  package var signer: String
  package var gateDigest: String
  package var policyDigest: String
  package var textDigest: String

  package init(
    catalog: String, promotion: Int64, revision: Int64, version: String, versionDigest: String, environment: String,
    signer: String, gateDigest: String, policyDigest: String, textDigest: String
  ) {
    self.catalog = catalog
    self.promotion = promotion
    self.revision = revision
    self.version = version
    self.versionDigest = versionDigest
    self.environment = environment
    self.signer = signer
    self.gateDigest = gateDigest
    self.policyDigest = policyDigest
    self.textDigest = textDigest
  }

  package var json: JSONValue {
    func sha256(_ digest: String) -> JSONValue { ["sha256": .string(digest)] }
    return [
      "_type": "https://in-toto.io/Statement/v1", "predicateType": .string(PromotionStatement.predicateType),
      "subject": [["name": .string(version), "digest": sha256(versionDigest)]],
      "predicate": [
        "catalog": .string(catalog), "promotion": .number(String(promotion)), "revision": .number(String(revision)),
        "environment": .string(environment), "decision": "approve", "signer": .string(signer),
        "gate": ["decision": "allow", "digest": sha256(gateDigest)], "policy": sha256(policyDigest),
        "decision_text": sha256(textDigest),
      ],
    ]
  }

  /// The statement as canonical JSON: what is signed.
  package var payload: [UInt8] {
    get throws(Problem) {
      do {
        return try CanonicalJSON.bytes(of: json, policy: .generation)
      } catch {
        throw Problem(
          .fault, "signature.statement", happened: "The statement cannot be written.", because: error.reason)
      }
    }
  }

  /// Signs it; what came back is checked before anybody else sees it.
  package func signed(by signer: any DecisionSigner) async throws(Problem) -> DSSEEnvelope {
    let payload = try payload
    let encoding = DSSEEnvelope.encoded(payload, as: PromotionStatement.payloadType)
    let envelope = DSSEEnvelope(
      payloadType: PromotionStatement.payloadType, payload: payload, keyID: signer.key.fingerprint,
      signature: try await signer.signature(over: encoding))
    guard envelope.isSigned(by: signer.key) else {
      throw Problem(
        .fault, "key.signing", happened: "The signature that came back is not the key's.",
        remedy: "Look at the agent or the file that holds the key.")
    }
    return envelope
  }
}
