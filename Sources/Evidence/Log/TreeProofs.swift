/// Proofs about a tree whose leaf hashes are at hand (RFC 9162, sections 2.1.3.1 and 2.1.4.1). Takes time in proportion
/// to the leaves.
package enum TreeProofs {
  /// The path from a leaf to the root of the tree of these leaves, the lowest hash first; nil when there is no such leaf.
  package static func inclusion(of index: Int, in leaves: ArraySlice<TreeHash>) -> [TreeHash]? {
    guard index >= 0, index < leaves.count else { return nil }
    var path: [TreeHash] = []
    var tree = leaves
    var place = index
    while tree.count > 1 {
      let (left, right) = halves(of: tree)
      if place < left.count {
        path.append(TreeFrontier(leaves: right).root)
        tree = left
      } else {
        path.append(TreeFrontier(leaves: left).root)
        place -= left.count
        tree = right
      }
    }
    return path.reversed()
  }

  /// That the first `size` of these leaves are an earlier state of the whole; empty for the whole and for nothing. Nil
  /// when there are not so many.
  package static func consistency(from size: Int, in leaves: ArraySlice<TreeHash>) -> [TreeHash]? {
    guard size >= 0, size <= leaves.count else { return nil }
    guard size > 0, size < leaves.count else { return [] }
    var path: [TreeHash] = []
    var tree = leaves
    var earlier = size
    var isWholeSoFar = true
    while earlier < tree.count {
      let (left, right) = halves(of: tree)
      if earlier <= left.count {
        path.append(TreeFrontier(leaves: right).root)
        tree = left
      } else {
        path.append(TreeFrontier(leaves: left).root)
        earlier -= left.count
        isWholeSoFar = false
        tree = right
      }
    }
    // The verifier knows the earlier root itself, but not a subtree inside of it.
    if !isWholeSoFar { path.append(TreeFrontier(leaves: tree).root) }
    return path.reversed()
  }

  /// The left half is the largest perfect tree that is smaller than the whole.
  private static func halves(of tree: ArraySlice<TreeHash>) -> (ArraySlice<TreeHash>, ArraySlice<TreeHash>) {
    let left = 1 << (Int.bitWidth - 1 - (tree.count - 1).leadingZeroBitCount)
    return (tree.prefix(left), tree.dropFirst(left))
  }
}
