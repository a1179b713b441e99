package import Governance

/// Something in a bundle that an engine would take in silence and that could let a gate through.
package struct PolicyFinding: Sendable, Equatable {
  /// The file's name.
  package var file: String
  /// From 1; 0 when the whole file is meant.
  package var line: Int
  /// A stable word, such as `unsafe-variable`.
  package var code: String
  /// One sentence.
  package var what: String

  package init(file: String, line: Int, code: String, what: String) {
    self.file = file
    self.line = line
    self.code = code
    self.what = what
  }

  /// The same as the reason why a gate is unmet; code `policy.` and the finding's.
  package var problem: Problem {
    Problem(
      .unmet, "policy." + code, happened: "The policy bundle is refused before it is run.",
      because: "\(file), line \(line): \(what)", remedy: "Mend the policy bundle.")
  }
}
