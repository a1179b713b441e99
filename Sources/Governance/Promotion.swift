/// One line of the promotions list.
package struct PromotionRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var artifact: String
  package var kind: ArtifactKind
  package var label: String
  package var environment: String
  package var state: PromotionState
  package var requestedBy: String
  package var requestedAt: Instant
  package var signed: Int
  package var needed: Int
  package var met: Int
  package var requirements: Int
  package var tier: Tier?
  package var revision: Int64
  package init(
    id: Int64, artifact: String, kind: ArtifactKind, label: String, environment: String, state: PromotionState,
    requestedBy: String, requestedAt: Instant, signed: Int, needed: Int, met: Int, requirements: Int, tier: Tier?,
    revision: Int64
  ) {
    self.id = id
    self.artifact = artifact
    self.kind = kind
    self.label = label
    self.environment = environment
    self.state = state
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.signed = signed
    self.needed = needed
    self.met = met
    self.requirements = requirements
    self.tier = tier
    self.revision = revision
  }
}

package enum PromotionState: String, Sendable, CaseIterable {
  case open, promoted, rejected, withdrawn, expired
}

/// Something that must be met before a promotion goes through.
package struct Requirement: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable { case met, unmet, waived, not_applicable }
  package var id: String
  package var title: String
  package var state: State
  package var value: String
  package var limit: String
  package var evidence: String
  package var remedy: String
  /// What it is there for, such as `accountability`; empty when nobody said.
  package var principle: String
  package init(
    id: String, title: String, state: State, value: String, limit: String, evidence: String, remedy: String,
    principle: String = ""
  ) {
    self.id = id
    self.title = title
    self.state = state
    self.value = value
    self.limit = limit
    self.evidence = evidence
    self.remedy = remedy
    self.principle = principle
  }
}

package struct Signature: Sendable, Equatable {
  package var person: String
  /// True for a signature, false for a rejection.
  package var approves: Bool
  package var reason: String
  package var channel: String
  package var at: Instant
  package init(person: String, approves: Bool, reason: String, channel: String, at: Instant) {
    self.person = person
    self.approves = approves
    self.reason = reason
    self.channel = channel
    self.at = at
  }
}

/// Everything a signer reads.
package struct PromotionDetail: Sendable, Equatable {
  package var row: PromotionRow
  package var reason: String
  package var requirements: [Requirement]
  package var signatures: [Signature]
  /// The version asked for.
  package var candidate: VersionDetail
  /// What the environment serves now, nil when nothing.
  package var current: VersionDetail?
  /// Chains, endpoints and systems that use this artifact.
  package var reaches: [Dependency]
  /// Generations of the current version in the last seven days.
  package var callsPerWeek: Count
  /// Why this person cannot sign, nil when they can.
  package var refusal: String?
  /// What it covers; nil when that was not asked.
  package var rollout: Rollout?
  /// What the environment serves now, by colour.
  package var shares: [ServingShare]
  /// Who can still sign; nil when that was not asked.
  package var quorum: QuorumStanding?
  /// What has changed since somebody signed: their signatures are void.
  package var changes: [InputChange]
  /// The whole request as the one text that is signed; nil where none was kept.
  package var text: DecisionText?
  /// How this person can sign at this desk.
  package var means: SigningMeans
  package init(
    row: PromotionRow, reason: String, requirements: [Requirement], signatures: [Signature], candidate: VersionDetail,
    current: VersionDetail?, reaches: [Dependency], callsPerWeek: Count, refusal: String?, rollout: Rollout? = nil,
    shares: [ServingShare] = [], quorum: QuorumStanding? = nil, changes: [InputChange] = [], text: DecisionText? = nil,
    means: SigningMeans = .unneeded
  ) {
    self.text = text
    self.means = means
    self.row = row
    self.reason = reason
    self.requirements = requirements
    self.signatures = signatures
    self.candidate = candidate
    self.current = current
    self.reaches = reaches
    self.callsPerWeek = callsPerWeek
    self.refusal = refusal
    self.rollout = rollout
    self.shares = shares
    self.quorum = quorum
    self.changes = changes
  }
}
