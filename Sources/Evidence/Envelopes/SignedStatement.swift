package import Governance

/// What a person signs: an in-toto statement.
///
/// Source: in-toto attestation framework, Statement v1.
package protocol SignedStatement: Sendable {
  var json: JSONValue { get }
}

/// What every statement has alike.
enum SignedStatementForm {
  static let type = "https://in-toto.io/Statement/v1"
  static func sha256(_ digest: String) -> JSONValue { ["sha256": .string(digest)] }
}

extension SignedStatement {
  package static var payloadType: String { "application/vnd.in-toto+json" }

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
    let encoding = DSSEEnvelope.encoded(payload, as: Self.payloadType)
    let envelope = DSSEEnvelope(
      payloadType: Self.payloadType, payload: payload, keyID: signer.key.fingerprint,
      signature: try await signer.signature(over: encoding))
    guard envelope.isSigned(by: signer.key) else {
      throw Problem(
        .fault, "key.signing", happened: "The signature that came back is not the key's.",
        remedy: "Look at the agent or the file that holds the key.")
    }
    return envelope
  }
}
