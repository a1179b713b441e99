/// The root of a perfect subtree: that of the leaves from `index * 2^level` on, `2^level` of them. A leaf has level 0.
package struct TreeNode: Sendable, Equatable {
  package var level: Int
  package var index: Int
  package var hash: TreeHash

  package init(level: Int, index: Int, hash: TreeHash) {
    self.level = level
    self.index = index
    self.hash = hash
  }
}
