import Evidence
import Governance

/// A gate: a bundle, and an engine to ask.
package struct Gate: Sendable {
  package var bundle: PolicyBundle
  package var engine: any PolicyEngine

  package init(_ bundle: PolicyBundle, engine: any PolicyEngine) {
    self.bundle = bundle
    self.engine = engine
  }

  /// Decides a promotion. Never throws: whatever goes wrong is an unmet verdict with its reason.
  package func decide(_ candidate: PromotionCandidate) async -> GateVerdict {
    let revision = bundle.revision.text
    var expected: ExpectedRequirements?
    do throws(Problem) {
      let list = try bundle.expected(
        environment: candidate.environment, tier: candidate.tier, kind: candidate.kind)
      expected = list
      if let finding = RegoVet.findings(in: bundle).first { throw finding.problem }
      let answer = try await engine.evaluate(
        bundle, entrypoint: PolicyBundle.promotion, input: candidate.document)
      return GateRule.verdict(of: answer, expecting: list, of: bundle)
    } catch {
      return GateRule.unmet(expected, because: error, policy: revision)
    }
  }
}
