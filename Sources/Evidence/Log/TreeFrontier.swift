/// The right edge of a growing tree: enough to append leaves and to know the root, in at most 64 hashes.
///
/// It holds the roots of the perfect subtrees the leaves fall into, the largest first; their sizes are the bits of `size`.
package struct TreeFrontier: Sendable, Equatable {
  /// Leaves so far.
  package private(set) var size: Int
  package private(set) var subtrees: [TreeHash]

  /// A tree without leaves.
  package init() {
    size = 0
    subtrees = []
  }

  /// A frontier that was kept; nil when so many subtrees do not make a tree of this size.
  package init?(size: Int, subtrees: [TreeHash]) {
    guard size >= 0, size.nonzeroBitCount == subtrees.count else { return nil }
    self.size = size
    self.subtrees = subtrees
  }

  /// The frontier of these leaves.
  package init(leaves: some Sequence<TreeHash>) {
    self.init()
    for leaf in leaves { append(leaf) }
  }

  package mutating func append(_ leaf: TreeHash) { append(leaf) { _ in } }

  /// Appends a leaf, and tells of the perfect subtrees that it makes whole, the smallest first.
  package mutating func append(_ leaf: TreeHash, whole: (TreeNode) -> Void) {
    var subtree = leaf
    for level in 0..<size.trailingOnes {
      subtree = TreeHash.node(subtrees.removeLast(), subtree)
      whole(TreeNode(level: level + 1, index: size >> (level + 1), hash: subtree))
    }
    subtrees.append(subtree)
    size += 1
  }

  /// The tree head (RFC 9162, section 2.1.1).
  package var root: TreeHash {
    guard var root = subtrees.last else { return .ofNothing }
    for subtree in subtrees.dropLast().reversed() { root = TreeHash.node(subtree, root) }
    return root
  }
}

extension Int {
  fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}
