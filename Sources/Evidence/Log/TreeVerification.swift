/// What an outsider computes to believe a proof: nothing but the proof and tree heads is needed.
package enum TreeVerification {
  /// Whether a leaf with this hash stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2).
  package static func includes(
    _ leaf: TreeHash, at index: Int, size: Int, path: [TreeHash], root: TreeHash
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = TreeHash.node(sibling, hash)
        skipLeftEdges(&node, &last)
      } else {
        hash = TreeHash.node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the tree of `size` leaves with this root begins with the tree of `earlierSize` and `earlierRoot`
  /// (RFC 9162, 2.1.4.2). A tree without leaves begins every tree, by an empty proof.
  package static func isConsistent(
    earlierSize: Int, earlierRoot: TreeHash, size: Int, root: TreeHash, path: [TreeHash]
  ) -> Bool {
    guard earlierSize >= 0, earlierSize <= size else { return false }
    if earlierSize == size { return path.isEmpty && earlierRoot == root }
    if earlierSize == 0 { return path.isEmpty && earlierRoot == .ofNothing }
    // A perfect earlier tree is itself the first node of the path.
    let whole = earlierSize.nonzeroBitCount == 1 ? [earlierRoot] + path : path
    guard let first = whole.first else { return false }
    var node = earlierSize - 1
    var last = size - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var earlier = first
    var later = first
    for sibling in whole.dropFirst() {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        earlier = TreeHash.node(sibling, earlier)
        later = TreeHash.node(sibling, later)
        skipLeftEdges(&node, &last)
      } else {
        later = TreeHash.node(later, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && earlier == earlierRoot && later == root
  }

  /// At the right edge a node rises without a sibling until it is a right child.
  private static func skipLeftEdges(_ node: inout Int, _ last: inout Int) {
    while node & 1 == 0, node != 0 {
      node >>= 1
      last >>= 1
    }
  }
}
