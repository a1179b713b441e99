internal import Catalog
package import Governance

extension Workbench {
  /// Functions, views, guards and grants that are not what this release's migrations make. On another major version of
  /// PostgreSQL than the release was recorded on functions alone are compared: it writes the others in its own words.
  package func rulesUnlikeRelease() async throws(Problem) -> [RuleChange] {
    let major = try await connection.serverVersion() / 10_000
    let isComparable = major == ReleasedRules.major
    func compared(_ rule: CatalogRule) -> Bool { isComparable || rule.kind == "function" }
    func key(_ rule: CatalogRule) -> String { "\(rule.kind) \(rule.name)" }
    let now = Dictionary(
      try await connection.rows(ListRules()).filter(compared).map { (key($0), $0) },
      uniquingKeysWith: { first, _ in first })
    let released = Dictionary(
      ReleasedRules.rules.filter(compared).map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    return Set(now.keys).union(released.keys).sorted().compactMap { name in
      switch (now[name], released[name]) {
      case (let here?, let there?):
        here.digest.hasPrefix(there.digest)
          ? nil : RuleChange(kind: here.kind, name: here.name, what: "changed", isExplained: false)
      case (let here?, nil): RuleChange(kind: here.kind, name: here.name, what: "added", isExplained: false)
      case (nil, let there?): RuleChange(kind: there.kind, name: there.name, what: "removed", isExplained: false)
      case (nil, nil): nil
      }
    }
  }
}
