/// The office's own risk tier. Marked ▲ ■ ● on every screen, and by its word.
package enum Tier: String, Sendable, CaseIterable, Comparable {
  case low, medium, high

  package static func < (left: Tier, right: Tier) -> Bool { left.rank < right.rank }
  private var rank: Int { self == .low ? 0 : self == .medium ? 1 : 2 }
}

/// How sensitive data is: letters G, Y, R on the screen.
package enum DataClass: String, Sendable, CaseIterable, Comparable {
  case green, yellow, red

  package static func < (left: DataClass, right: DataClass) -> Bool { left.rank < right.rank }
  private var rank: Int { self == .green ? 0 : self == .yellow ? 1 : 2 }
}

/// What kinds of thing the registry holds.
package enum ArtifactKind: String, Sendable, CaseIterable {
  case model, prompt, chain, embedding_index, dataset, policy, endpoint, vendor, template
  /// An AI system or use case for which forms are filed; it pins its parts.
  case system
}
