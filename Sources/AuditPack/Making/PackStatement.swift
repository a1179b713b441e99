package import Evidence
package import Governance

/// What a pack is about: a frozen quarter, whole or cut to one system.
package struct PackStatement: Sendable {
  package var catalog: String
  package var snapshot: Int64
  package var quarter: String
  package var starts: Instant
  package var ends: Instant
  package var zone: String
  /// The snapshot it puts right.
  package var corrects: Int64?
  package var askedBy: String
  package var frozenBy: String
  package var frozenAt: Instant
  /// Of the whole snapshot.
  package var facts: Int
  /// The artifact whose system the pack is cut to; empty for all.
  package var scope: String
  /// The highest class of data of which excerpts are told.
  package var clearance: DataClass

  /// Reads what the two persons' freezing left in the log: nothing of a statement comes from anywhere else.
  ///
  /// - Throws: `pack.freezing` when it lacks something.
  package init(frozen detail: String, scope: String, clearance: DataClass) throws(Problem) {
    guard let words = try? JSONValue(Array(detail.utf8), policy: .generation),
      let catalog = words["catalog"]?.text, let snapshot = words.whole("snapshot"),
      let quarter = words["quarter"]?.text, let starts = words.instant("starts"), let ends = words.instant("ends"),
      let zone = words["zone"]?.text, let asked = words["asked_by"]?.text, let frozen = words["frozen_by"]?.text,
      let at = words.instant("frozen_at"), let facts = words.whole("facts")
    else {
      throw Problem(
        .badData, "pack.freezing", happened: "What the log says of the freezing cannot be read.",
        remedy: "Run `countersign log verify`.")
    }
    self.catalog = catalog
    self.snapshot = snapshot
    self.quarter = quarter
    self.starts = starts
    self.ends = ends
    self.zone = zone
    corrects = words.whole("corrects")
    askedBy = asked
    frozenBy = frozen
    frozenAt = at
    self.facts = Int(facts)
    self.scope = scope
    self.clearance = clearance
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("catalog", .string(catalog)), .init("snapshot", .number(String(snapshot))),
      .init("quarter", .string(quarter)), .init("starts", .string(starts.rfc3339)),
      .init("ends", .string(ends.rfc3339)), .init("zone", .string(zone)), .init("asked_by", .string(askedBy)),
      .init("frozen_by", .string(frozenBy)), .init("frozen_at", .string(frozenAt.rfc3339)),
      .init("facts", .number(String(facts))), .init("scope", .string(scope)),
      .init("clearance", .string(clearance.rawValue)),
    ]
    if let corrects { members.append(.init("corrects", .number(String(corrects)))) }
    return .object(members)
  }
}

/// What the log says of a freezing.
package struct PackFreezing: Sendable {
  /// The name of its leaf, such as `activity:1812`.
  package var leaf: String
  /// The words whose digest the leaf holds.
  package var detail: String
  package init(leaf: String, detail: String) {
    self.leaf = leaf
    self.detail = detail
  }

  /// The digest of all facts' digests, in hexadecimal.
  package var digest: String? { (try? JSONValue(Array(detail.utf8), policy: .generation))?["digest"]?.text }
}

/// A leaf of the log with its way to the checkpoint.
package struct PackLeaf: Sendable {
  package var name: String
  package var index: Int
  /// What was hashed.
  package var text: String
  package var path: [TreeHash]
  package init(name: String, index: Int, text: String, path: [TreeHash]) {
    self.name = name
    self.index = index
    self.text = text
    self.path = path
  }
}

extension JSONValue {
  fileprivate func whole(_ key: String) -> Int64? {
    guard case .number(let text)? = self[key] else { return nil }
    return Int64(text)
  }

  fileprivate func instant(_ key: String) -> Instant? { self[key]?.text.flatMap { Instant.reading(of: $0)?.instant } }
}
