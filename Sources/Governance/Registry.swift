/// One line of the registry.
package struct ArtifactRow: Sendable, Equatable, Identifiable {
  package var id: String { name }
  package var kind: ArtifactKind
  package var name: String
  package var team: String
  package var owner: String?
  package var tier: Tier?
  package var purpose: String
  /// The newest version's label.
  package var latest: String?
  /// What production points to, by label.
  package var production: String?
  package var changed: Instant
  package var retired: Bool
  package init(
    kind: ArtifactKind, name: String, team: String, owner: String?, tier: Tier?, purpose: String, latest: String?,
    production: String?, changed: Instant, retired: Bool
  ) {
    self.kind = kind
    self.name = name
    self.team = team
    self.owner = owner
    self.tier = tier
    self.purpose = purpose
    self.latest = latest
    self.production = production
    self.changed = changed
    self.retired = retired
  }
}

/// An artifact with its history.
package struct ArtifactDetail: Sendable, Equatable {
  package var row: ArtifactRow
  /// Newest first.
  package var versions: [VersionRow]
  /// Newest first.
  package var pointerMoves: [PointerMove]
  package var evaluations: [Evaluation]
  /// Versions of other artifacts that pin one of this one's.
  package var usedBy: [Dependency]
  package init(
    row: ArtifactRow, versions: [VersionRow], pointerMoves: [PointerMove], evaluations: [Evaluation],
    usedBy: [Dependency]
  ) {
    self.row = row
    self.versions = versions
    self.pointerMoves = pointerMoves
    self.evaluations = evaluations
    self.usedBy = usedBy
  }
}

package struct VersionRow: Sendable, Equatable {
  package var artifact: String
  package var label: String
  /// 64 hexadecimal digits.
  package var digest: String
  package var author: String
  package var message: String
  package var parent: String?
  package var effectiveAt: Instant
  package var recordedAt: Instant
  /// Environments that point to it now.
  package var serving: [String]
  package init(
    artifact: String, label: String, digest: String, author: String, message: String, parent: String?,
    effectiveAt: Instant, recordedAt: Instant, serving: [String]
  ) {
    self.artifact = artifact
    self.label = label
    self.digest = digest
    self.author = author
    self.message = message
    self.parent = parent
    self.effectiveAt = effectiveAt
    self.recordedAt = recordedAt
    self.serving = serving
  }
}

/// A version with its body.
package struct VersionDetail: Sendable, Equatable {
  package var row: VersionRow
  package var kind: ArtifactKind
  /// Canonical JSON (RFC 8785).
  package var body: String
  package var dependsOn: [Dependency]
  package var evaluations: [Evaluation]
  /// The commits and tags that it names, of repositories that are followed.
  package var origins: [VersionOrigin]
  package init(
    row: VersionRow, kind: ArtifactKind, body: String, dependsOn: [Dependency], evaluations: [Evaluation],
    origins: [VersionOrigin] = []
  ) {
    self.row = row
    self.kind = kind
    self.body = body
    self.dependsOn = dependsOn
    self.evaluations = evaluations
    self.origins = origins
  }
}

/// One version using another: a chain its prompt, a prompt its index.
package struct Dependency: Sendable, Equatable {
  package var artifact: String
  package var label: String
  package var kind: ArtifactKind
  /// `prompt`, `model`, `index`, `snippet`, `base`.
  package var role: String
  package init(artifact: String, label: String, kind: ArtifactKind, role: String) {
    self.artifact = artifact
    self.label = label
    self.kind = kind
    self.role = role
  }
}

/// An environment began to serve a version.
package struct PointerMove: Sendable, Equatable {
  package var environment: String
  package var colour: String
  package var label: String
  package var weight: Int
  package var by: String
  package var reason: String
  package var effectiveAt: Instant
  package var recordedAt: Instant
  package init(
    environment: String, colour: String, label: String, weight: Int, by: String, reason: String,
    effectiveAt: Instant, recordedAt: Instant
  ) {
    self.environment = environment
    self.colour = colour
    self.label = label
    self.weight = weight
    self.by = by
    self.reason = reason
    self.effectiveAt = effectiveAt
    self.recordedAt = recordedAt
  }
}

/// A measured figure about a version, with who supplied it.
package struct Evaluation: Sendable, Equatable {
  package var label: String
  package var suite: String
  package var metric: String
  package var value: Double
  /// What the metric should reach, with its direction: at least, or at most.
  package var limit: Double?
  package var atLeast: Bool
  package var n: Int?
  package var suppliedBy: String
  package var at: Instant
  /// Where it was measured step by step and its source told so.
  package var course: FigureCourse?
  package var met: Bool? { limit.map { atLeast ? value >= $0 : value <= $0 } }
  package init(
    label: String, suite: String, metric: String, value: Double, limit: Double?, atLeast: Bool, n: Int?,
    suppliedBy: String, at: Instant, course: FigureCourse? = nil
  ) {
    self.label = label
    self.suite = suite
    self.metric = metric
    self.value = value
    self.limit = limit
    self.atLeast = atLeast
    self.n = n
    self.suppliedBy = suppliedBy
    self.at = at
    self.course = course
  }
}

/// What a figure was over the steps of the run that measured it.
package struct FigureCourse: Sendable, Hashable {
  package var steps: Int
  package var lowest: Double
  package var highest: Double
  package init(steps: Int, lowest: Double, highest: Double) {
    self.steps = steps
    self.lowest = lowest
    self.highest = highest
  }
}

/// What someone hands in to be registered.
package struct Registration: Sendable, Equatable {
  package var artifact: String
  package var kind: ArtifactKind
  package var team: String
  package var owner: String?
  package var tier: Tier?
  package var purpose: String
  /// Nil takes the next number.
  package var label: String?
  /// Any JSON; it is made canonical before it is stored.
  package var body: String
  package var message: String
  package var parent: String?
  package var source: String?
  package var dependsOn: [(name: VersionName, role: String)]
  /// Registers a body although something in it looks like a secret.
  package var keepsSecrets = false
  package static func == (left: Registration, right: Registration) -> Bool {
    left.artifact == right.artifact && left.label == right.label && left.body == right.body
  }
  package init(
    artifact: String, kind: ArtifactKind, team: String, owner: String? = nil, tier: Tier? = nil, purpose: String = "",
    label: String? = nil, body: String, message: String, parent: String? = nil, source: String? = nil,
    dependsOn: [(name: VersionName, role: String)] = []
  ) {
    self.artifact = artifact
    self.kind = kind
    self.team = team
    self.owner = owner
    self.tier = tier
    self.purpose = purpose
    self.label = label
    self.body = body
    self.message = message
    self.parent = parent
    self.source = source
    self.dependsOn = dependsOn
  }
}
