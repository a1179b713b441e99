import SeededNumbers
import Testing

@testable import Evidence

@Suite("A tree of any size")
struct TreePropertyTests {
  private static let leaves = (0..<600).map { TreeHash.leaf(Array("leaf \($0)".utf8)) }

  private static func root(_ size: Int) -> TreeHash { TreeFrontier(leaves: leaves.prefix(size)).root }

  /// The definition of RFC 9162, section 2.1.1, word by word.
  private static func defined(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    guard leaves.count > 1 else { return leaves.first ?? .ofNothing }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return TreeHash.node(defined(leaves.prefix(half)), defined(leaves.dropFirst(half)))
  }

  @Test("has the root its definition gives, appended one by one")
  func roots() {
    var frontier = TreeFrontier()
    for size in 0...130 {
      #expect(frontier.root == Self.defined(Self.leaves.prefix(size)), "\(size)")
      #expect(TreeFrontier(size: size, subtrees: frontier.subtrees) == frontier)
      frontier.append(Self.leaves[size])
    }
    #expect(TreeFrontier(size: 3, subtrees: [Self.leaves[0]]) == nil)
  }

  @Test("proves each of its leaves, and nothing else")
  func inclusion() throws {
    var random = SplitMix(seed: 9162)
    for _ in 1...300 {
      let size = Int.random(in: 1...600, using: &random)
      let index = Int.random(in: 0..<size, using: &random)
      let path = try #require(TreeProofs.inclusion(of: index, in: Self.leaves.prefix(size)))
      let root = Self.root(size)
      let leaf = Self.leaves[index]
      func holds(
        _ leaf: TreeHash, _ index: Int, _ size: Int, _ path: [TreeHash], _ root: TreeHash
      ) -> Bool { TreeVerification.includes(leaf, at: index, size: size, path: path, root: root) }

      #expect(holds(leaf, index, size, path, root), "\(index) of \(size)")
      #expect(!holds(TreeHash.leaf([1]), index, size, path, root))
      #expect(!holds(leaf, index, size, path, TreeHash.leaf([1])))
      #expect(!holds(leaf, index, size, path + [root], root))
      #expect(!holds(leaf, -1, size, path, root) && !holds(leaf, size, size, path, root))
      if size > 1 {
        #expect(!holds(leaf, (index + 1) % size, size, path, root))
        #expect(!holds(leaf, index, size, Array(path.dropLast()), root))
        var altered = path
        altered[Int.random(in: 0..<path.count, using: &random)] = .ofNothing
        #expect(!holds(leaf, index, size, altered, root))
      }
    }
    #expect(TreeProofs.inclusion(of: 3, in: Self.leaves.prefix(3)) == nil)
    #expect(TreeProofs.inclusion(of: 0, in: []) == nil)
  }

  @Test("proves every earlier state of itself, and no other")
  func consistency() throws {
    var random = SplitMix(seed: 6962)
    for _ in 1...300 {
      let size = Int.random(in: 1...600, using: &random)
      let earlier = Int.random(in: 0...size, using: &random)
      let path = try #require(TreeProofs.consistency(from: earlier, in: Self.leaves.prefix(size)))
      func holds(_ earlierRoot: TreeHash, _ root: TreeHash, _ path: [TreeHash]) -> Bool {
        TreeVerification.isConsistent(
          earlierSize: earlier, earlierRoot: earlierRoot, size: size, root: root, path: path)
      }
      #expect(holds(Self.root(earlier), Self.root(size), path), "\(earlier) of \(size)")
      #expect(!holds(TreeHash.leaf([1]), Self.root(size), path))
      #expect(!holds(Self.root(earlier), Self.root(size), path + [.ofNothing]))
      if earlier > 0 {
        // The same earlier state, and one leaf of it rewritten since.
        var rewritten = Array(Self.leaves.prefix(size))
        rewritten[Int.random(in: 0..<earlier, using: &random)] = TreeHash.leaf([1])
        let newRoot = TreeFrontier(leaves: rewritten).root
        let forged = try #require(TreeProofs.consistency(from: earlier, in: rewritten[...]))
        #expect(!holds(Self.root(earlier), newRoot, path))
        #expect(!holds(Self.root(earlier), newRoot, forged))
      }
    }
    #expect(TreeProofs.consistency(from: 4, in: Self.leaves.prefix(3)) == nil)
  }
}
