package import Evidence
package import Governance

/// Records rules and members that are others than before; answers whether some were.
package struct NoteRules: Query {
  package static let sql = EmbeddedSQL.NoteRules
  package var fence: Int64
  package init(fence: Int64) { self.fence = fence }
  package var parameters: [Parameter] { [.integer(fence)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Bool { try row.next() }
}

/// What a checkpoint commits to besides the leaves; no row before the first sealing.
package struct ReadRuleDigests: Query {
  package static let sql = EmbeddedSQL.ReadRuleDigests
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> RuleDigests {
    RuleDigests(rules: try row.treeHash(), written: try row.treeHash(), members: try row.treeHash())
  }
}

/// Rules, or members, that are not as a checkpoint says.
package struct ListRulesSince: Query {
  package static let sql = EmbeddedSQL.ListRulesSince
  package var part: String
  package var digest: TreeHash
  package var marks: TreeHash?
  package init(part: String, digest: TreeHash, marks: TreeHash?) {
    self.part = part
    self.digest = digest
    self.marks = marks
  }
  package var parameters: [Parameter] {
    [.text(part), .bytes(digest.bytes), marks.map { .bytes($0.bytes) } ?? .text(nil)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RuleChange {
    RuleChange(kind: try row.next(), name: try row.next(), what: try row.next(), isExplained: try row.next())
  }
}

/// The rules that this release's migrations make, as they were recorded when it was built.
package enum ReleasedRules {
  /// The major version of PostgreSQL they were recorded on: others write views, constraints and guards in other words.
  package static let major = text.first.flatMap { line in
    line.split(separator: " ").drop { $0 != "PostgreSQL" }.dropFirst().first.flatMap { Int($0.dropLast()) }
  }
  /// Digests have 32 digits here.
  package static let rules: [CatalogRule] = text.dropFirst().compactMap { line in
    let parts = line.split(separator: " ", maxSplits: 3)
    return parts.count == 4 && parts[1].count == 32
      ? CatalogRule(kind: String(parts[2]), name: String(parts[3]), digest: String(parts[1])) : nil
  }
  private static let text = EmbeddedSQL.ReleasedRules.split(separator: "\n")
}

/// The catalog's rules as they are: kind, name, and a digest of all that each says, in hexadecimal.
package struct ListRules: Query {
  package static let sql = EmbeddedSQL.ListRules
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> CatalogRule {
    CatalogRule(kind: try row.next(), name: try row.next(), digest: try row.next())
  }
}
