/// A person's key, as the catalog knows it.
package struct KeyRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable { case waiting, trusted, revoked }
  /// Whether its owner has shown that they hold the private half.
  package enum Proof: String, Sendable {
    case none
    case shown
    /// A proof is kept that is not this key's signature over what its owner should state.
    case broken = "false"
  }
  package var id: String { fingerprint }
  /// `SHA256:` and 43 characters, as OpenSSH prints it.
  package var fingerprint: String
  /// 64 hexadecimal digits.
  package var publicKey: String
  package var person: String
  package var name: String
  package var state: State
  /// Nil unless it is trusted.
  package var trustedUntil: Instant?
  /// Who added, trusted or revoked it last, when and why.
  package var changedBy: String
  package var reason: String
  package var changedAt: Instant
  package var proof = Proof.none
  package init(
    fingerprint: String, publicKey: String, person: String, name: String, state: State, trustedUntil: Instant?,
    changedBy: String, reason: String, changedAt: Instant, proof: Proof = .none
  ) {
    self.fingerprint = fingerprint
    self.publicKey = publicKey
    self.person = person
    self.name = name
    self.state = state
    self.trustedUntil = trustedUntil
    self.changedBy = changedBy
    self.reason = reason
    self.changedAt = changedAt
    self.proof = proof
  }
}

/// How a person can sign at a desk.
package enum SigningMeans: Sendable, Equatable {
  /// With no key: nothing asks for one.
  case unneeded
  /// Not at all, for want of a key.
  case missing(because: String)
  /// With this key, from a file or an agent.
  case ready(fingerprint: String, from: String)
  /// With the key in this file, once its passphrase is typed.
  case locked(fingerprint: String, from: String)
}

/// The text a signer reads and signs: a whole request, at one revision.
package struct DecisionText: Sendable, Equatable {
  package var revision: Int64
  package var body: String
  /// SHA-256 of the body, 64 hexadecimal digits; so are the others.
  package var digest: String
  package var gateDigest: String
  package var policyDigest: String
  package init(revision: Int64, body: String, digest: String, gateDigest: String, policyDigest: String) {
    self.revision = revision
    self.body = body
    self.digest = digest
    self.gateDigest = gateDigest
    self.policyDigest = policyDigest
  }
}
