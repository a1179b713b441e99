package import Cards
internal import Evidence
package import Governance

extension Workbench {
  /// What is wrong with a registered prompt or chain, with what it pins known.
  ///
  /// - Parameter context: what its model takes, in tokens; without it the smallest that a pinned model says.
  package func lint(_ name: VersionName, context: Int?) async throws(Problem) -> [PromptFinding] {
    let version = try await version(name)
    var pins: [PromptLint.Pin] = []
    for pin in version.dependsOn {
      var tokens: Int?
      if pin.kind == .model {
        let body = try await self.version(VersionName(artifact: pin.artifact, selector: .label(pin.label))).body
        if case .number(let digits)? = (try? JSONValue(Array(body.utf8), policy: .generation))?["context_tokens"] {
          tokens = Int(digits)
        }
      }
      pins.append(.init(name: pin.artifact, role: pin.role, contextTokens: tokens))
    }
    return PromptLint(version.body, kind: version.kind, pins: pins, context: context).findings
  }
}
