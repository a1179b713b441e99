/// What the lists with a choice are ordered by; each can be turned round.
package enum ReviewOrder: String, Sendable, CaseIterable {
  case due
  /// The newest first.
  case arrived
}

package enum ArtifactOrder: String, Sendable, CaseIterable {
  case name
  /// What changed last comes first.
  case changed
}

package enum IncidentOrder: String, Sendable, CaseIterable {
  /// The newest first.
  case opened
  case due
}
