/// All nodes of a tree, level by level: many proofs at once, each in as many steps as the tree is high.
///
/// Holds twice as many hashes as there are leaves.
package struct TreeLevels: Sendable {
  /// Leaves first. A node without a sibling rises unchanged, as RFC 9162 (section 2.1.1) splits a tree.
  private let levels: [[TreeHash]]

  package init(leaves: [TreeHash]) {
    var levels = [leaves]
    while let last = levels.last, last.count > 1 {
      var next: [TreeHash] = []
      next.reserveCapacity((last.count + 1) / 2)
      for left in stride(from: 0, to: last.count, by: 2) {
        next.append(left + 1 < last.count ? TreeHash.node(last[left], last[left + 1]) : last[left])
      }
      levels.append(next)
    }
    self.levels = levels
  }

  package var root: TreeHash { levels.last?.first ?? .ofNothing }

  /// The path from a leaf to the root, the lowest hash first; nil when there is no such leaf.
  package func inclusion(of index: Int) -> [TreeHash]? {
    guard index >= 0, index < levels[0].count else { return nil }
    var path: [TreeHash] = []
    var place = index
    for level in levels.dropLast() {
      let sibling = place ^ 1
      if sibling < level.count { path.append(level[sibling]) }
      place >>= 1
    }
    return path
  }
}
