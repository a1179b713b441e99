internal import Catalog
internal import Evidence
package import Governance
package import Policy

/// A stored decision, taken once more.
package struct ReplayedDecision: Sendable {
  package var decision: StoredDecision
  package var again: GateVerdict
  /// What is not as it was stored; nothing when it replays.
  package var differences: [String]
}

extension Workbench {
  /// The decision an id names, or the beginning of one.
  package func storedDecision(_ id: String) async throws(Problem) -> DecisionDetail {
    try await readDecision(id).detail
  }

  /// Has a stored decision taken again, by the bundle that took it, on what the engine was told then.
  ///
  /// - Throws: `decision.unknown`; `decision.no-policy` for one that no policy took.
  package func replay(_ id: String, engine: any PolicyEngine) async throws(Problem) -> ReplayedDecision {
    let read = try await readDecision(id)
    let row = read.detail
    guard let body = read.policyBody else {
      throw Problem(
        .unmet, "decision.no-policy", happened: "No policy took this decision.",
        because: row.decision.reasons.joined(separator: " "), remedy: "There is nothing to replay.")
    }
    let bytes = Array(row.input.utf8)
    var differences: [String] = []
    if ContentDigest(of: bytes).hex != row.inputDigest {
      differences.append("What the engine was told is not what its digest names.")
    }
    let bundle = try PolicyBundle(bodyText: body)
    if bundle.revision.text != row.decision.revision { differences.append("The bundle is not the one that is named.") }
    let value: JSONValue
    do throws(JSONRefusal) {
      value = try JSONValue(bytes, policy: .generation)
    } catch {
      throw error.problem(with: "What the engine was told")
    }
    let again = await Gate(bundle, engine: engine).decide(try GateFacts(input: value))
    if again.allow != row.decision.allow {
      differences.append(
        "It is \(again.allow ? "allowed" : "denied") now, and was \(again.allow ? "denied" : "allowed").")
    }
    for (was, now) in GateDifference.changed(try Requirement.list(row.decision.requirements), again.requirements) {
      differences.append(
        "\(was?.id ?? now?.id ?? "?") was \(was?.state.rawValue ?? "not asked"), is \(now?.state.rawValue ?? "not asked")."
      )
    }
    if let result = row.result, let document = again.answer?.document {
      let stored = try? CanonicalJSON.bytes(
        of: try JSONValue(Array(result.utf8), policy: .generation), policy: .generation)
      let fresh = try? CanonicalJSON.bytes(of: document, policy: .generation)
      if !GateDifference.sameSets(stored, fresh) { differences.append("The engine's document is another one.") }
    }
    return ReplayedDecision(decision: row.decision, again: again, differences: differences)
  }

  private func readDecision(_ id: String) async throws(Problem) -> ReadGateDecision.Row {
    let known = id.count >= 8 && id.allSatisfy { $0.isHexDigit || $0 == "-" }
    let rows = known ? try await connection.rows(ReadGateDecision(id: id)) : []
    guard let row = rows.first, rows.count == 1 else {
      throw Problem(
        .notFound, "decision.unknown",
        happened: rows.isEmpty ? "There is no such decision." : "Several decisions begin with this id.",
        remedy: "Look at `countersign policy log`, and name 8 digits or more.")
    }
    return row
  }
}

/// What differs between two answers of a gate.
enum GateDifference {
  /// Requirements whose state is another one, or that only one of the two names; in the order of the first.
  static func changed(_ before: [Requirement], _ after: [Requirement]) -> [(was: Requirement?, now: Requirement?)] {
    let now = Dictionary(after.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let was = Set(before.map(\.id))
    var changed: [(Requirement?, Requirement?)] = before.compactMap { one in
      now[one.id]?.state == one.state ? nil : (one, now[one.id])
    }
    changed += after.filter { !was.contains($0.id) }.map { (nil, $0) }
    return changed
  }

  /// Whether two documents are the same, once what engines print in no order is put into one.
  static func sameSets(_ one: [UInt8]?, _ other: [UInt8]?) -> Bool {
    guard let one, let other else { return false }
    return one == other || sorted(one) == sorted(other)
  }

  private static func sorted(_ bytes: [UInt8]) -> [UInt8]? {
    guard let value = try? JSONValue(bytes, policy: .generation) else { return nil }
    return try? CanonicalJSON.bytes(of: ordered(value), policy: .generation)
  }

  private static func ordered(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members): .object(members.map { .init($0.key, ordered($0.value)) })
    case .array(let elements):
      .array(
        elements.map {
          (key: (try? CanonicalJSON.bytes(of: ordered($0), policy: .generation)) ?? [], value: ordered($0))
        }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value))
    default: value
    }
  }
}
