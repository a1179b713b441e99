package import Evidence
package import Governance
internal import Policy

extension Requirement {
  /// As decisions are kept and answered: eight members, all of them text.
  package var document: JSONValue {
    [
      "id": .string(id), "title": .string(title), "state": .string(state.rawValue), "value": .string(value),
      "limit": .string(limit), "evidence": .string(evidence), "remedy": .string(remedy),
      "principle": .string(principle),
    ]
  }

  /// Reads what was kept; whatever cannot be read is left out by nobody: it makes the whole unreadable.
  ///
  /// - Throws: `gate.record` when the text is no list of requirements.
  package static func list(_ json: String) throws(Problem) -> [Requirement] {
    guard case .array(let rows)? = try? JSONValue(Array(json.utf8), policy: .generation) else { throw unreadable }
    let read = rows.compactMap { Requirement($0) }
    guard read.count == rows.count else { throw unreadable }
    return read
  }

  private static let unreadable = Problem(
    .fault, "gate.record", happened: "A stored decision cannot be read.",
    remedy: "Compare the versions of program and catalog: countersign catalog status.")
}

extension StoredDecision {
  /// Ids of what was unmet.
  package var unmet: [String] {
    ((try? Requirement.list(requirements)) ?? []).filter { $0.state == .unmet }.map(\.id)
  }
}

extension JSONValue {
  /// Canonical text.
  func gateText() throws(Problem) -> String {
    do throws(JSONRefusal) {
      return String(decoding: try CanonicalJSON.bytes(of: self, policy: .generation), as: UTF8.self)
    } catch {
      throw error.problem(with: "A decision of a gate")
    }
  }
}
