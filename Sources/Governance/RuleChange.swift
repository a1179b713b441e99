/// A rule, guard, grant or member that is not what it was.
package struct RuleChange: Sendable, Equatable {
  /// `function`, `view`, `trigger`, `member` …
  package var kind: String
  package var name: String
  /// `added`, `removed`, `changed`; `rewritten` when it was replaced and says the same again; `unkept` and `forged` when the
  /// catalog's list of then is gone, or is another.
  package var what: String
  /// A step of the schema, or the record of a grant, accounts for it.
  package var isExplained: Bool

  package init(kind: String, name: String, what: String, isExplained: Bool) {
    self.kind = kind
    self.name = name
    self.what = what
    self.isExplained = isExplained
  }

  package var sentence: String {
    switch what {
    case "added" where kind == "member": "\(name): nobody recorded that it was granted."
    case "removed" where kind == "member": "\(name): nobody recorded that it was taken back."
    case "added" where kind == "above": "\(name) stands above the rules, and did not."
    case "added": "The \(kind) \(name) was added."
    case "removed": "The \(kind) \(name) was removed."
    case "rewritten": "The \(kind) \(name) was replaced, and then put back."
    case "unkept": "What the \(name) were then is not in the catalog any more."
    case "forged": "The catalog's list of what the \(name) were then was altered."
    default: "The \(kind) \(name) was changed."
    }
  }
}

/// A rule as it stands: a digest of all that it says and of who may use it.
package struct CatalogRule: Sendable, Hashable {
  package var kind: String
  package var name: String
  /// SHA-256, in hexadecimal.
  package var digest: String

  package init(kind: String, name: String, digest: String) {
    self.kind = kind
    self.name = name
    self.digest = digest
  }
}
