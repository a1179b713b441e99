/// Which subtrees the proofs of RFC 9162 are made of, without a look at any hash: for logs too long to be read whole.
///
/// A step of a proof is the root of a range of leaves. At the right edge it is no perfect subtree, but made of several.
package struct TreePath: Sendable, Equatable {
  /// Ranges of leaves, the lowest step first.
  package let steps: [Range<Int>]

  /// The way from a leaf to the root (section 2.1.3.1); nil when there is no such leaf.
  package init?(inclusionOf index: Int, size: Int) {
    guard index >= 0, index < size else { return nil }
    var steps: [Range<Int>] = []
    var tree = 0..<size
    while tree.count > 1 {
      let middle = TreePath.middle(of: tree)
      if index < middle {
        steps.append(middle..<tree.upperBound)
        tree = tree.lowerBound..<middle
      } else {
        steps.append(tree.lowerBound..<middle)
        tree = middle..<tree.upperBound
      }
    }
    self.steps = steps.reversed()
  }

  /// What shows that a tree of `earlier` leaves is the beginning of one of `size` (section 2.1.4.1); nil when it cannot be.
  package init?(consistencyFrom earlier: Int, size: Int) {
    guard earlier >= 0, earlier <= size else { return nil }
    guard earlier > 0, earlier < size else {
      steps = []
      return
    }
    var steps: [Range<Int>] = []
    var tree = 0..<size
    while earlier < tree.upperBound {
      let middle = TreePath.middle(of: tree)
      if earlier <= middle {
        steps.append(middle..<tree.upperBound)
        tree = tree.lowerBound..<middle
      } else {
        steps.append(tree.lowerBound..<middle)
        tree = middle..<tree.upperBound
      }
    }
    // The verifier knows the earlier root itself, but not a subtree inside of it.
    if tree.lowerBound > 0 { steps.append(tree) }
    self.steps = steps.reversed()
  }

  /// The perfect subtrees a range falls into, from left to right: their level and index.
  package static func subtrees(of range: Range<Int>) -> [(level: Int, index: Int)] {
    var parts: [(level: Int, index: Int)] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let fits = Int.bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
      let level = start == 0 ? fits : min(fits, start.trailingZeroBitCount)
      parts.append((level, start >> level))
      start += 1 << level
    }
    return parts
  }

  /// The root of a range whose perfect subtrees, from left to right, have these roots.
  package static func root(of subtrees: [TreeHash]) -> TreeHash {
    guard var root = subtrees.last else { return .ofNothing }
    for subtree in subtrees.dropLast().reversed() { root = TreeHash.node(subtree, root) }
    return root
  }

  /// Where a range is split: its left part is the largest perfect tree that is smaller than the whole.
  private static func middle(of range: Range<Int>) -> Int {
    range.lowerBound + (1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount))
  }
}
