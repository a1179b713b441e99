internal import Governance

/// What a person states who signs a promotion: an in-toto statement about one version.
///
/// Source: in-toto attestation framework, Statement v1. The predicate is ours.
package struct PromotionStatement: SignedStatement, Equatable {
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
    [
      "_type": .string(SignedStatementForm.type), "predicateType": .string(PromotionStatement.predicateType),
      "subject": [subject], "predicate": predicate,
    ]
  }

  package var subject: JSONValue {
    ["name": .string(version), "digest": SignedStatementForm.sha256(versionDigest)]
  }

  package var predicate: JSONValue {
    [
      "catalog": .string(catalog), "promotion": .number(String(promotion)), "revision": .number(String(revision)),
      "environment": .string(environment), "decision": "approve", "signer": .string(signer),
      "gate": ["decision": "allow", "digest": SignedStatementForm.sha256(gateDigest)],
      "policy": SignedStatementForm.sha256(policyDigest), "decision_text": SignedStatementForm.sha256(textDigest),
    ]
  }
}
