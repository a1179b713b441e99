import Testing

@testable import Evidence

@Suite("Proofs from kept nodes")
struct TreePathTests {
  private let leaves = (0..<70).map { TreeHash.leaf([UInt8($0)]) }

  private func root(_ range: Range<Int>) -> TreeHash {
    TreePath.root(
      of: TreePath.subtrees(of: range).map { part in
        TreeFrontier(leaves: leaves[(part.index << part.level)..<((part.index + 1) << part.level)]).root
      })
  }

  @Test("of inclusion are those made of all leaves")
  func inclusion() {
    for size in 1...leaves.count {
      for index in 0..<size {
        let path = TreePath(inclusionOf: index, size: size)?.steps.map(root)
        #expect(path == TreeProofs.inclusion(of: index, in: leaves[..<size]), "\(index) of \(size)")
      }
    }
    #expect(TreePath(inclusionOf: 3, size: 3) == nil && TreePath(inclusionOf: -1, size: 3) == nil)
  }

  @Test("of consistency are those made of all leaves")
  func consistency() {
    for size in 0...leaves.count {
      for earlier in 0...size {
        let path = TreePath(consistencyFrom: earlier, size: size)?.steps.map(root)
        #expect(path == TreeProofs.consistency(from: earlier, in: leaves[..<size]), "\(earlier) of \(size)")
      }
    }
    #expect(TreePath(consistencyFrom: 4, size: 3) == nil)
  }

  @Test("know nodes as soon as they are whole")
  func nodes() {
    var frontier = TreeFrontier()
    for (place, leaf) in leaves.enumerated() {
      frontier.append(leaf) { node in
        let range = (node.index << node.level)..<((node.index + 1) << node.level)
        #expect(range.upperBound == place + 1)
        #expect(node.hash == TreeFrontier(leaves: leaves[range]).root)
      }
    }
  }

  @Test("stand in tiles whose names sort as C2SP tlog-tiles has them")
  func tiles() {
    #expect(HashTile.path(of: 0, hashes: 256) == "tile/0/000")
    #expect(HashTile.path(of: 5, hashes: 17) == "tile/0/005.p/17")
    #expect(HashTile.path(of: 1_234_067, hashes: 256) == "tile/0/x001/x234/067")
  }
}
