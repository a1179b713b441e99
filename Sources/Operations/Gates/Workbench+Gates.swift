internal import Catalog
internal import Evidence
package import Governance
package import Policy

/// What the gatekeeper has answered.
package struct GateAnswer: Sendable {
  package var decision: String
  package var verdict: GateVerdict
}

extension Workbench {
  /// What a gate would be told of a version now, and the policy in force for that environment, or why there is none.
  package func gateFacts(_ name: VersionName, for environment: String) async throws(Problem) -> (
    facts: GateFacts, policy: Result<ServedBundle, Problem>
  ) {
    let row = try await connection.one(ReadGateFacts(name, environment: environment))
    let facts = try GateFacts(text: row.facts, at: row.at)
    do throws(Problem) {
      return (facts, .success(try row.policy.read(environment: environment)))
    } catch {
      return (facts, .failure(error))
    }
  }

  /// Asks the gatekeeper and waits for its answer; nil when none is awake, or it does not answer in time.
  package func askGate(_ name: VersionName, for environment: String, channel: Channel, within seconds: Double = 20)
    async throws(Problem) -> GateAnswer?
  {
    try mayWrite()
    guard
      let question = try await connection.one(AskGate(name, environment: environment, channel: channel))
    else { return nil }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while true {
      if let row = try await connection.first(ReadGateAnswer(question: question)) {
        return GateAnswer(
          decision: row.id,
          verdict: GateVerdict(
            allow: row.allow, requirements: try Requirement.list(row.requirements), reasons: row.reasons,
            policy: row.revision, answer: PolicyAnswer(.null, engine: row.engine, engineVersion: row.engineVersion)))
      }
      guard clock.now < end else { return nil }
      do {
        try await Task.sleep(for: .milliseconds(100))
      } catch {
        throw Problem(.cancelled, "gate.cancelled", happened: "Waiting for the gatekeeper was ended.")
      }
    }
  }

  /// The policies that environments serve.
  package func gatePolicies() async throws(Problem) -> [GatePolicyRow] {
    try await connection.rows(ListGatePolicies())
  }

  /// Gatekeepers seen within a day.
  package func gatekeepers() async throws(Problem) -> [GatekeeperRow] { try await connection.rows(ListGatekeepers()) }

  /// Versions of policies with where they decide, newest first.
  package func gateBundles(at place: PagePlace, limit: Int) async throws(Problem) -> Page<GateBundleRow> {
    try await page(PageGateBundles(), at: place, limit: limit)
  }

  /// Decisions, newest first.
  package func decisions(_ filter: DecisionFilter, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<StoredDecision>
  {
    try await page(
      PageGateDecisions(filter: filter.words, isReversed: filter.isReversed), at: place, limit: limit)
  }

  /// A bundle by a folder or ARTIFACT@VERSION; without either the one that comes with the program.
  package func bundle(at source: String?) async throws(Problem) -> PolicyBundle {
    guard let source, !source.isEmpty else { return try .shipped() }
    guard PolicyFolder.isVersion(source) else { return try PolicyFolder.bundle(at: source) }
    return try await bundle(try VersionName(source))
  }

  /// The bundle of a version.
  package func bundle(_ name: VersionName) async throws(Problem) -> PolicyBundle {
    let version = try await version(name)
    return try PolicyBundle(bodyText: version.body)
  }
}
