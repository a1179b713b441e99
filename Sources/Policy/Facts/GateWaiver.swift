package import Evidence
import Governance

/// A waiver that holds: a requirement that another person has let go for a while.
package struct GateWaiver: Sendable, Equatable {
  package var id: String
  package var requirement: String
  package var owner: String
  package var reason: String
  package var grantedBy: String
  /// `2026-12-01 00:00`, UTC.
  package var until: String

  /// Nil for what is none, or ended before `seconds` (since 1970).
  init?(_ value: JSONValue, at seconds: Int64) {
    guard let id = value["id"]?.text, let requirement = value["requirement"]?.text, let owner = value["owner"]?.text,
      let reason = value["reason"]?.text, let grantedBy = value["granted_by"]?.text, let until = value["until"]?.text,
      case .number(let text)? = value["until_seconds"], let end = Int64(text), end > seconds
    else { return nil }
    (self.id, self.requirement, self.owner) = (id, requirement, owner)
    (self.reason, self.grantedBy, self.until) = (reason, grantedBy, until)
  }

  /// What stands as the evidence of a requirement that it waives.
  var words: String { "waived until \(until) UTC, \(owner) answers for it: \(reason) (granted by \(grantedBy))" }

  /// As the decision log keeps it among its exceptions.
  package var document: JSONValue {
    [
      "id": .string(id), "requirement": .string(requirement), "owner": .string(owner), "reason": .string(reason),
      "granted_by": .string(grantedBy), "until": .string(until),
    ]
  }
}

extension GateFacts {
  /// Waivers of this version for this environment, the newest of a requirement last.
  package var waivers: [GateWaiver] {
    guard case .array(let all)? = document["waivers"] else { return [] }
    return all.compactMap { GateWaiver($0, at: now.microseconds / 1_000_000) }
  }
}

extension PolicyBundle {
  /// What nobody can waive: what the catalog never lets go, and what the bundle's data names.
  package var neverWaived: Set<String> {
    var ids: Set = ["incident.none", "stop.none", "artifact.current", "tier.set", "owner.named"]
    if case .array(let named)? = data["gate"]?["never_waived"] { ids.formUnion(named.compactMap(\.text)) }
    return ids
  }
}
