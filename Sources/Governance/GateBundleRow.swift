/// A version of a policy, and one environment that it decides for.
package struct GateBundleRow: Sendable, Equatable, Identifiable {
  /// How it came to decide there.
  package struct Standing: Sendable, Equatable {
    package var environment: String
    package var since: Instant
    package var movedBy: String
    package var reason: String
    /// Keys of those who signed the promotion that put it there; nobody for a roll back.
    package var signers: [String]
    package init(environment: String, since: Instant, movedBy: String, reason: String, signers: [String]) {
      self.environment = environment
      self.since = since
      self.movedBy = movedBy
      self.reason = reason
      self.signers = signers
    }
  }
  package var version: Int64
  package var artifact: String
  package var label: String
  /// `sha256:` and 64 hexadecimal digits.
  package var revision: String
  package var author: String
  package var message: String
  package var recordedAt: Instant
  /// Nil where it decides nowhere.
  package var serving: Standing?
  package init(
    version: Int64, artifact: String, label: String, revision: String, author: String, message: String,
    recordedAt: Instant, serving: Standing?
  ) {
    self.version = version
    self.artifact = artifact
    self.label = label
    self.revision = revision
    self.author = author
    self.message = message
    self.recordedAt = recordedAt
    self.serving = serving
  }

  /// `office-gates@8`.
  package var name: String { "\(artifact)@\(label)" }
  package var id: String { "\(version) \(serving?.environment ?? "")" }
}
