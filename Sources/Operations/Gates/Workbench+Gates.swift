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

  /// Decisions, newest first.
  package func decisions(of artifact: String?, for environment: String?, after cursor: String?, limit: Int)
    async throws(Problem) -> Page<StoredDecision>
  {
    var before: (at: Instant, id: String)?
    if let cursor {
      let parts = cursor.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2, let microseconds = Int64(parts[0]) else { throw .badCursor }
      before = (Instant(microseconds: microseconds), parts[1])
    }
    let rows = try await connection.rows(
      PageGateDecisions(artifact: artifact, environment: environment, before: before, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    return Page(
      shown, next: rows.count > limit ? shown.last.map { "\($0.at.microseconds)/\($0.id)" } : nil,
      isFirst: cursor == nil)
  }

  /// The bundle of a version.
  package func bundle(_ name: VersionName) async throws(Problem) -> PolicyBundle {
    let version = try await version(name)
    return try PolicyBundle(bodyText: version.body)
  }
}
