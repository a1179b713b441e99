/// What a check of a pack found.
package struct PackReport: Sendable {
  package struct Finding: Sendable, Equatable {
    /// The file it is about.
    package var path: String
    package var what: String
  }

  /// Somebody from outside said whose key is to be believed.
  package var isAuthenticated: Bool
  /// Files, leaves, facts and signatures that were looked at.
  package internal(set) var checked = 0
  package internal(set) var findings: [Finding] = []
  /// What is not here and why, in sentences: excerpts that were erased since, or are above the recipient's clearance.
  package internal(set) var notes: [String] = []
  /// The fingerprint of the first key in the pack; believed only if it was asked for.
  package internal(set) var fingerprint: String?

  /// Nothing is wrong, and the key is the one that is trusted.
  package var isGood: Bool { findings.isEmpty && isAuthenticated }
}
