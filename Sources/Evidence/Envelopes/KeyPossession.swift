internal import Governance

/// What the owner of a key states, signed with that key, before anybody trusts it: an in-toto statement about the key.
///
/// Source: in-toto attestation framework, Statement v1. The predicate is ours.
package struct KeyPossession: SignedStatement, Equatable {
  package static let predicateType = "urn:countersign:key-possession:v1"

  package var catalog: String
  package var person: String
  package var key: VerifyingKey

  package init(catalog: String, person: String, key: VerifyingKey) {
    self.catalog = catalog
    self.person = person
    self.key = key
  }

  package var json: JSONValue {
    [
      "_type": .string(SignedStatementForm.type), "predicateType": .string(KeyPossession.predicateType),
      "subject": [
        [
          "name": .string(key.fingerprint),
          "digest": SignedStatementForm.sha256(ContentDigest(of: key.bytes).hex),
        ]
      ],
      "predicate": [
        "catalog": .string(catalog), "person": .string(person),
        "statement": "I hold the private half of this key.",
      ],
    ]
  }

  /// Whether an envelope states this, and the key itself has signed it.
  package func isShown(by envelope: DSSEEnvelope) -> Bool {
    guard envelope.payloadType == KeyPossession.payloadType, envelope.keyID == key.fingerprint,
      envelope.isSigned(by: key), let value = try? JSONValue(envelope.payload, policy: .generation),
      let stated = try? CanonicalJSON.bytes(of: value, policy: .generation), let expected = try? payload
    else { return false }
    return stated == expected
  }
}
