import Testing

@testable import Evidence

/// The tree of eight leaves that implementations of RFC 6962 have been compared by since 2013.
private enum KnownTree {
  static let leaves: [TreeHash] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
  ].map { TreeHash.leaf($0) }

  /// By size, from none to eight.
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  struct Inclusion: Sendable {
    var index: Int
    var size: Int
    var path: [String]
  }

  struct Consistency: Sendable {
    var from: Int
    var to: Int
    var path: [String]
  }

  static let inclusions = [
    Inclusion(index: 0, size: 1, path: []),
    Inclusion(
      index: 0, size: 8,
      path: [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]),
    Inclusion(
      index: 5, size: 8,
      path: [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]),
    Inclusion(
      index: 2, size: 3, path: ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    Inclusion(
      index: 1, size: 5,
      path: [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]),
  ]

  static let consistencies = [
    Consistency(from: 1, to: 1, path: []),
    Consistency(
      from: 1, to: 8,
      path: [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]),
    Consistency(
      from: 6, to: 8,
      path: [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]),
    Consistency(
      from: 2, to: 5,
      path: [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]),
  ]
}

@Suite("The tree known since RFC 6962")
struct TreeVectorTests {
  @Test("has the known roots, however many leaves")
  func roots() {
    for size in 0...8 {
      #expect(TreeFrontier(leaves: KnownTree.leaves.prefix(size)).root.hex == KnownTree.roots[size], "\(size) leaves")
    }
  }

  @Test("gives the known inclusion proofs, and takes them", arguments: KnownTree.inclusions)
  private func inclusion(vector: KnownTree.Inclusion) throws {
    let path = try #require(TreeProofs.inclusion(of: vector.index, in: KnownTree.leaves.prefix(vector.size)))
    #expect(path.map(\.hex) == vector.path)
    let root = try #require(TreeHash(hex: KnownTree.roots[vector.size]))
    #expect(
      TreeVerification.includes(
        KnownTree.leaves[vector.index], at: vector.index, size: vector.size, path: path, root: root))
  }

  @Test("gives the known consistency proofs, and takes them", arguments: KnownTree.consistencies)
  private func consistency(vector: KnownTree.Consistency) throws {
    let path = try #require(TreeProofs.consistency(from: vector.from, in: KnownTree.leaves.prefix(vector.to)))
    #expect(path.map(\.hex) == vector.path)
    #expect(
      TreeVerification.isConsistent(
        earlierSize: vector.from, earlierRoot: try #require(TreeHash(hex: KnownTree.roots[vector.from])),
        size: vector.to, root: try #require(TreeHash(hex: KnownTree.roots[vector.to])), path: path))
  }
}
