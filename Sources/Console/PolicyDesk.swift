package import Governance
package import Operations
package import Policy

/// What the console asks about policies and what they decided.
package protocol PolicyDesk: Sendable {
  /// Versions of policies with where they decide, newest first.
  func gateBundles(at place: PagePlace, limit: Int) async throws(Problem) -> Page<GateBundleRow>
  func gatekeepers() async throws(Problem) -> [GatekeeperRow]
  /// What a version asks for; without one, what the first environment that serves a policy asks for, nil when none does.
  func outline(of version: VersionName?) async throws(Problem) -> PolicyReading?
  func decisions(_ filter: DecisionFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    StoredDecision
  >
  func decision(_ id: String) async throws(Problem) -> DecisionDetail
  /// Takes a stored decision once more.
  func replay(_ id: String) async throws(Problem) -> DecisionReplay
  /// Begins to run a bundle over the past.
  ///
  /// - Parameter source: a folder, ARTIFACT@VERSION, or nothing for the bundle that comes with the program.
  func rehearse(_ source: String, since: Instant) async throws(Problem) -> any PolicyRehearsal
}

/// A bundle by its name.
package struct PolicyReading: Sendable, Equatable {
  package var name: String
  package var outline: PolicyOutline
  package init(name: String, outline: PolicyOutline) {
    self.name = name
    self.outline = outline
  }
}

/// What came of taking a decision again.
package struct DecisionReplay: Sendable, Equatable {
  package var decision: String
  /// Nothing when it is the same.
  package var differences: [String]
  /// `embedded 1.5.2`; nil when no engine answered.
  package var engine: String?
  package init(decision: String, differences: [String], engine: String?) {
    self.decision = decision
    self.differences = differences
    self.engine = engine
  }
}

/// A what-if on its way.
package protocol PolicyRehearsal: Sendable {
  /// How many decisions there are.
  var total: Count { get }
  /// Sees that it goes on, and how far it is; comes back at once, whatever the rules do.
  func look() async throws(Problem) -> (answer: WhatIf, isOver: Bool)
  func cancel()
}

extension WorkbenchDesk {
  func gateBundles(at place: PagePlace, limit: Int) async throws(Problem) -> Page<GateBundleRow> {
    try await workbench.gateBundles(at: place, limit: limit)
  }

  func gatekeepers() async throws(Problem) -> [GatekeeperRow] { try await workbench.gatekeepers() }

  func outline(of version: VersionName?) async throws(Problem) -> PolicyReading? {
    let wanted: VersionName
    if let version {
      wanted = version
    } else if let first = try await workbench.gatePolicies().first {
      wanted = VersionName(artifact: first.artifact, selector: .label(first.label))
    } else {
      return nil
    }
    return PolicyReading(name: wanted.text, outline: PolicyOutline(try await workbench.bundle(wanted)))
  }

  func decisions(_ filter: DecisionFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    StoredDecision
  > {
    try await workbench.decisions(filter, at: place, limit: limit)
  }

  func decision(_ id: String) async throws(Problem) -> DecisionDetail { try await workbench.storedDecision(id) }

  func replay(_ id: String) async throws(Problem) -> DecisionReplay {
    let replayed = try await workbench.replay(id, engine: engine)
    let why = replayed.again.answer == nil ? replayed.again.reasons : []
    return DecisionReplay(
      decision: replayed.decision.id, differences: why + replayed.differences, engine: replayed.again.engine)
  }

  func rehearse(_ source: String, since: Instant) async throws(Problem) -> any PolicyRehearsal {
    let bundle = try await workbench.bundle(at: source)
    return WorkbenchRehearsal(
      rehearsal: try await workbench.rehearsal(of: bundle, engine: engine, since: since), workbench: workbench)
  }
}

private struct WorkbenchRehearsal: PolicyRehearsal {
  let rehearsal: Rehearsal
  let workbench: Workbench
  var total: Count { rehearsal.total }

  func look() async throws(Problem) -> (answer: WhatIf, isOver: Bool) {
    try await rehearsal.advance(at: workbench)
    return try await rehearsal.standing()
  }

  func cancel() { Task { await rehearsal.cancel() } }
}
