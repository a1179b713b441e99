import Foundation
package import Governance

/// A signed statement: bytes of a named type with a signature over both.
///
/// Source: DSSE v1.0.2 (secure-systems-lab/dsse): the signature is over the pre-authentication encoding, never the JSON.
package struct DSSEEnvelope: Sendable, Equatable {
  package let payloadType: String
  package let payload: [UInt8]
  /// What names the signer's key: a log's verifier key in its text form, a person's key by its fingerprint.
  package let keyID: String
  /// 64 bytes of Ed25519.
  package let signature: [UInt8]

  package init(payloadType: String, payload: [UInt8], keyID: String, signature: [UInt8]) {
    self.payloadType = payloadType
    self.payload = payload
    self.keyID = keyID
    self.signature = signature
  }

  /// Signs a payload of text.
  package init(signing payload: String, as payloadType: String, with key: NoteSigningKey) throws(Problem) {
    self.payloadType = payloadType
    self.payload = Array(payload.utf8)
    keyID = key.verifier.text
    signature = try key.signature(over: DSSEEnvelope.encoded(payload, as: payloadType))
  }

  /// Reads the JSON form with exactly one signature; nil for anything else.
  package init?(json: [UInt8]) {
    guard let value = try? JSONValue(json, policy: .artifact), let type = value["payloadType"]?.text,
      let payload = value["payload"]?.text.flatMap({ Data(base64Encoded: $0) }),
      case .array(let signatures)? = value["signatures"], signatures.count == 1,
      let keyID = signatures[0]["keyid"]?.text,
      let signature = signatures[0]["sig"]?.text.flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    payloadType = type
    self.payload = Array(payload)
    self.keyID = keyID
    self.signature = Array(signature)
  }

  /// What is signed: `DSSEv1`, then length and bytes of type and payload, a space between each.
  package var preAuthenticationEncoding: [UInt8] { DSSEEnvelope.encoded(payload, as: payloadType) }

  package static func encoded(_ payload: [UInt8], as type: String) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  private static func encoded(_ payload: String, as type: String) -> String {
    "DSSEv1 \(type.utf8.count) \(type) \(payload.utf8.count) \(payload)"
  }

  /// The envelope as canonical JSON.
  package var json: [UInt8] {
    let value = JSONValue.object([
      .init("payload", .string(Data(payload).base64EncodedString())), .init("payloadType", .string(payloadType)),
      .init(
        "signatures",
        .array([
          .object([.init("keyid", .string(keyID)), .init("sig", .string(Data(signature).base64EncodedString()))])
        ])),
    ])
    return (try? CanonicalJSON.bytes(of: value)) ?? []
  }

  /// Whether this key has signed it; the id in the envelope is only a hint and is not asked.
  package func isSigned(by key: NoteVerifierKey) -> Bool {
    key.accepts(signature, over: preAuthenticationEncoding)
  }
  package func isSigned(by key: VerifyingKey) -> Bool { key.accepts(signature, over: preAuthenticationEncoding) }
}
