package import Governance

/// The facts a gate decides a promotion on: what the registry says of one version at one moment.
///
/// Ages are whole seconds at `now`, so that a decision is a function of this document, the bundle and nothing else.
package struct PromotionCandidate: Sendable, Equatable {
  package var artifact: String
  package var kind: ArtifactKind
  /// Nil when none is set.
  package var tier: Tier?
  /// Nil when nobody is named.
  package var owner: String?
  package var retired: Bool
  package var version: String
  /// Of the version's body: 64 hexadecimal digits.
  package var digest: String
  package var author: String
  package var environment: String
  package var pins: [Pin]
  /// The newest figure of every suite and metric.
  package var evaluations: [Evaluation]
  /// False when there were more figures than were read: then nothing can be said of them.
  package var evaluationsComplete: Bool
  /// What shadow-evals say; nil: nobody knows.
  package var shadow: ShadowFact?
  /// The server's clock when the facts were read.
  package var now: Instant

  /// A version that the candidate uses.
  package struct Pin: Sendable, Equatable {
    package var dependency: Dependency
    /// Whether its artifact is retired; nil when that could not be learned.
    package var retired: Bool?
    package init(_ dependency: Dependency, retired: Bool?) {
      self.dependency = dependency
      self.retired = retired
    }
  }

  package init(
    artifact: String, kind: ArtifactKind, tier: Tier?, owner: String?, retired: Bool, version: String, digest: String,
    author: String, environment: String, pins: [Pin], evaluations: [Evaluation], evaluationsComplete: Bool = true,
    shadow: ShadowFact? = nil, now: Instant
  ) {
    self.artifact = artifact
    self.kind = kind
    self.tier = tier
    self.owner = owner
    self.retired = retired
    self.version = version
    self.digest = digest
    self.author = author
    self.environment = environment
    self.pins = pins
    self.evaluations = evaluations
    self.evaluationsComplete = evaluationsComplete
    self.shadow = shadow
    self.now = now
  }
}
