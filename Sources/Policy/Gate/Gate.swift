import Evidence
import Governance

/// A gate: a bundle, and an engine to ask.
package struct Gate: Sendable {
  package let bundle: PolicyBundle
  package let engine: any PolicyEngine
  /// The first thing the vet found: then nothing is run.
  private let finding: PolicyFinding?

  package init(_ bundle: PolicyBundle, engine: any PolicyEngine) {
    self.bundle = bundle
    self.engine = engine
    self.finding = RegoVet.findings(in: bundle).first
  }

  /// Decides a promotion. Never throws: whatever goes wrong is an unmet verdict with its reason.
  package func decide(_ facts: GateFacts) async -> GateVerdict {
    var expected: ExpectedRequirements?
    do throws(Problem) {
      let list = try bundle.expected(environment: facts.environment, tier: facts.tier, kind: facts.kind)
      expected = list
      if let finding { throw finding.problem }
      let answer = try await engine.evaluate(bundle, entrypoint: PolicyBundle.promotion, input: facts.input)
      return GateRule.verdict(of: answer, expecting: list, of: bundle, waivers: facts.waivers)
    } catch {
      return GateRule.unmet(expected, because: error, policy: bundle.revision.text)
    }
  }
}
