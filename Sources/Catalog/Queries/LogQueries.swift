package import Evidence
package import Governance

/// Takes or renews the lease of the log for two minutes; nil while another holds it.
package struct LeadLog: Query {
  package static let sql = EmbeddedSQL.LeadLog
  package var holder: String
  package init(holder: String) { self.holder = holder }
  package var parameters: [Parameter] { [.text(holder)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}

/// Gives the lease of the log back.
package struct LeaveLog: Query {
  package static let sql = EmbeddedSQL.LeaveLog
  package var fence: Int64
  package init(fence: Int64) { self.fence = fence }
  package var parameters: [Parameter] { [.integer(fence)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// One snapshot for a transaction: the first statement in it.
package struct BeginSealing: Query {
  package static let sql = EmbeddedSQL.BeginSealing
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// A leaf that has its place and no hash yet.
package struct TakenLeaf: Sendable {
  package var index: Int
  /// The bytes that are hashed; nil when the row was removed in between.
  package var metadata: String?
}

/// Gives places to what became visible since the last time; the next leaves to be hashed, in order.
package struct TakeLeaves: Query {
  package static let sql = EmbeddedSQL.TakeLeaves
  package var fence: Int64
  package var limit: Int
  package init(fence: Int64, limit: Int) {
    self.fence = fence
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(fence), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> TakenLeaf {
    TakenLeaf(index: try row.next(), metadata: try row.next())
  }
}

/// Writes the hashes of leaves and the root of all up to them; answers how many are sealed now.
package struct SealLeaves: Query {
  package static let sql = EmbeddedSQL.SealLeaves
  package var fence: Int64
  package var first: Int
  package var hashes: [TreeHash]
  package var frontier: TreeFrontier
  package init(fence: Int64, first: Int, hashes: [TreeHash], frontier: TreeFrontier) {
    self.fence = fence
    self.first = first
    self.hashes = hashes
    self.frontier = frontier
  }
  package var parameters: [Parameter] {
    [
      .integer(fence), .integer(first), .bytes(hashes.flatMap(\.bytes)), .bytes(frontier.root.bytes),
      .bytes(frontier.subtrees.flatMap(\.bytes)),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}

/// Keeps roots of perfect subtrees: one run of a level.
package struct KeepNodes: Query {
  package static let sql = EmbeddedSQL.KeepNodes
  package var fence: Int64
  package var nodes: [TreeNode]
  /// - nodes: of one level, without a gap.
  package init(fence: Int64, nodes: [TreeNode]) {
    self.fence = fence
    self.nodes = nodes
  }
  package var parameters: [Parameter] {
    [
      .integer(fence), .integer(nodes.first?.level ?? 0), .integer(nodes.first?.index ?? 0),
      .bytes(nodes.flatMap(\.hash.bytes)),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Keeps a signed checkpoint of a seal; answers its number.
package struct KeepCheckpoint: Query {
  package static let sql = EmbeddedSQL.KeepCheckpoint
  package var size: Int
  package var root: TreeHash
  package var note: String
  package init(size: Int, root: TreeHash, note: String) {
    self.size = size
    self.root = root
    self.note = note
  }
  package var parameters: [Parameter] { [.integer(size), .bytes(root.bytes), .text(note)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
