package import Governance

/// The golden cases of a bundle, run on an engine.
package struct PolicyTrial: Sendable {
  /// A case that did not come out as it should.
  package struct Failure: Sendable, Equatable {
    package var name: String
    /// `expected owner.named, got nothing`.
    package var what: String
  }
  package var cases: Int
  package var failures: [Failure]
  /// The engine that answered, such as `embedded 1.5.2`; nil when none did.
  package var engine: String?

  /// - Throws: `policy.cases`.
  package static func run(_ bundle: PolicyBundle, on engine: any PolicyEngine) async throws(Problem) -> PolicyTrial {
    let gate = Gate(bundle, engine: engine)
    var trial = PolicyTrial(cases: 0, failures: [])
    for one in try bundle.goldenCases() {
      let verdict = await gate.decide(one.facts)
      trial.cases += 1
      trial.engine = verdict.engine ?? trial.engine
      let unmet = verdict.unmet.map(\.id).sorted()
      if !verdict.reasons.isEmpty {
        trial.failures.append(Failure(name: one.name, what: verdict.reasons.joined(separator: " ")))
      } else if unmet != one.unmet || verdict.allow != one.unmet.isEmpty {
        trial.failures.append(Failure(name: one.name, what: "expected \(words(one.unmet)), got \(words(unmet))"))
      }
    }
    return trial
  }

  private static func words(_ ids: [String]) -> String {
    ids.isEmpty ? "nothing unmet" : ids.joined(separator: ", ") + " unmet"
  }
}
