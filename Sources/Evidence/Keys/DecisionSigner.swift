package import Governance

/// Whatever signs with one Ed25519 key: a file that was opened, an agent that holds the key for its owner.
package protocol DecisionSigner: Sendable {
  var key: VerifyingKey { get }
  /// 64 bytes over these.
  func signature(over bytes: [UInt8]) async throws(Problem) -> [UInt8]
}

/// The keys at a person's desk.
package protocol KeyRing: Sendable {
  /// How one of the keys that the catalog trusts could sign here.
  func means(among trusted: [VerifyingKey]) async -> SigningMeans
  /// The key of this desk that the catalog trusts, ready to sign.
  ///
  /// - Throws: `key.none`, `key.passphrase`, and what its file or agent says.
  func signer(among trusted: [VerifyingKey], passphrase: String?) async throws(Problem) -> any DecisionSigner
}
