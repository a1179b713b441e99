internal import Catalog
internal import Evidence
package import Governance
package import Policy

/// Decides the gates that the catalog asks about: the one who may write decisions down.
///
/// Any number may be awake; each question is leased to one. One that fails or is killed loses its lease, and another takes the
/// question: nothing is allowed meanwhile.
package actor Gatekeeper {
  /// What was decided just now.
  package struct Report: Sendable, Equatable {
    package var question: Int64
    package var decision: String
    package var version: String
    package var environment: String
    package var allow: Bool
  }

  private let desk: Workbench
  private let engine: any PolicyEngine
  private let holder: String
  /// The gate of the bundle that was used last: its vet costs more than a decision.
  private var kept: Gate?
  private var swept: ContinuousClock.Instant?

  /// - Parameter holder: a name no other process has.
  package init(_ desk: Workbench, engine: any PolicyEngine, holder: String) {
    self.desk = desk
    self.engine = engine
    self.holder = holder
  }

  /// Answers one question, if one waits. Every ten seconds it also looks for open promotions whose decision no longer fits.
  package func round() async throws(Problem) -> Report? {
    let clock = ContinuousClock()
    if swept.map({ clock.now - $0 > .seconds(10) }) ?? true {
      _ = try await desk.connection.one(AskForOpenPromotions())
      swept = clock.now
    }
    guard
      let question = try await desk.connection.first(
        TakeGateQuestion(holder: holder, engine: engine is UnavailableEngine ? "none" : "a policy engine"))
    else { return nil }
    let facts = try GateFacts(text: question.facts, at: question.at)
    let began = clock.now
    let verdict = await verdict(of: facts, by: question.policy)
    let took = clock.now - began
    let id = DecisionID.new(at: question.at)
    let record = RecordGateDecision(
      holder: holder, question: question.question, id: id, path: PolicyBundle.promotion, revision: verdict.policy,
      engine: verdict.answer?.engine ?? "none", engineVersion: verdict.answer?.engineVersion ?? "",
      input: try facts.inputBytes(), result: Self.bytes(of: verdict.answer?.document),
      requirements: try JSONValue.array(verdict.requirements.map(\.document)).gateText(), allow: verdict.allow,
      reasons: verdict.reasons, exceptions: try JSONValue.array(verdict.exceptions.map(\.document)).gateText(),
      metrics: try JSONValue.object([
        .init(
          "timer_server_handler_ns",
          .number(String(took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000)))
      ]).gateText())
    do throws(Problem) {
      _ = try await desk.connection.one(record)
    } catch  where ["decision.facts", "decision.time", "decision.bundle", "gate.lease-lost"].contains(error.code) {
      // What it was decided on has changed meanwhile: the lease runs out, and it is decided again.
      return nil
    }
    return Report(
      question: question.question, decision: id, version: "\(facts.artifact)@\(facts.version)",
      environment: facts.environment, allow: verdict.allow)
  }

  /// Answers until nothing waits; how many.
  package func answerAll() async throws(Problem) -> Int {
    var answered = 0
    while try await round() != nil { answered += 1 }
    return answered
  }

  private func verdict(of facts: GateFacts, by policy: ServedPolicy) async -> GateVerdict {
    let served: ServedBundle
    do throws(Problem) {
      served = try policy.read(environment: facts.environment)
    } catch {
      return GateRule.unmet(nil, because: error, policy: "")
    }
    if kept?.bundle.revision != served.bundle.revision { kept = Gate(served.bundle, engine: engine) }
    return await (kept ?? Gate(served.bundle, engine: engine)).decide(facts)
  }

  /// Nil for what nobody answered, and for what the catalog cannot keep.
  private static func bytes(of document: JSONValue?) -> [UInt8]? {
    document.flatMap { try? CanonicalJSON.bytes(of: $0, policy: .generation) }
  }
}
