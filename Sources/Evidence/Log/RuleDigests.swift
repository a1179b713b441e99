/// What a checkpoint says about the rules of its catalog, in lines below the root.
///
/// Each is a word and `sha256:` with 64 hexadecimal digits: `rules` (functions, views, guards and grants as they stood),
/// `rules-written` (which writing of them it was: what is replaced and put back is written anew) and `members` (who was in
/// the roles).
package struct RuleDigests: Sendable, Equatable {
  package var rules: TreeHash
  package var written: TreeHash
  package var members: TreeHash

  package init(rules: TreeHash, written: TreeHash, members: TreeHash) {
    self.rules = rules
    self.written = written
    self.members = members
  }

  /// Nil when the lines do not say all three.
  package init?(lines: [String]) {
    func digest(_ word: String) -> TreeHash? {
      let start = word + " sha256:"
      return lines.first { $0.hasPrefix(start) }.flatMap { TreeHash(hex: String($0.dropFirst(start.count))) }
    }
    guard let rules = digest("rules"), let written = digest("rules-written"), let members = digest("members") else {
      return nil
    }
    self.init(rules: rules, written: written, members: members)
  }

  package var lines: [String] {
    ["rules sha256:\(rules.hex)", "rules-written sha256:\(written.hex)", "members sha256:\(members.hex)"]
  }
}
