package import Evidence
package import Governance

/// The newest seal: the right edge of the tree as it was kept. Nil when the edge does not fit the size.
package struct LastSeal: Query {
  package static let sql = EmbeddedSQL.LastSeal
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (root: TreeHash, frontier: TreeFrontier?) {
    let size: Int = try row.next()
    let root = try row.treeHash()
    return (root, TreeFrontier(size: size, subtrees: try row.treeHashes()))
  }
}

/// Seals in order of their size.
package struct ListSeals: Query {
  package static let sql = EmbeddedSQL.ListSeals
  package var after: Int
  package var limit: Int
  package init(after: Int, limit: Int) {
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(after), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (size: Int, root: TreeHash) {
    (try row.next(), try row.treeHash())
  }
}

/// A sealed leaf, and what its row says now.
package struct LogLeaf: Sendable {
  package var index: Int
  package var kind: String
  package var subject: String
  package var hash: TreeHash
  /// The bytes of the leaf, made again from the row; nil when the row is gone.
  package var metadata: String?
  /// Whether a generation's content is what it commits to; nil when it was erased, or this is no generation.
  package var contentHolds: Bool?

  /// `generation:0197…`
  package var name: String { "\(kind):\(subject)" }

  init(from row: inout RowReader) throws(Problem) {
    index = try row.next()
    kind = try row.next()
    subject = try row.next()
    hash = try row.treeHash()
    metadata = try row.next()
    contentHolds = (try row.next() as String?).map { $0 == "t" }
  }
}

/// Sealed leaves from an index on.
package struct ReadLeaves: Query {
  package static let sql = EmbeddedSQL.ReadLeaves
  package var first: Int
  package var limit: Int
  package init(first: Int, limit: Int) {
    self.first = first
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(first), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LogLeaf { try LogLeaf(from: &row) }
}

/// The leaf of one row.
package struct FindLeaf: Query {
  package static let sql = EmbeddedSQL.FindLeaf
  package var kind: String
  package var subject: String
  package init(kind: String, subject: String) {
    self.kind = kind
    self.subject = subject
  }
  package var parameters: [Parameter] { [.text(kind), .text(subject)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> LogLeaf { try LogLeaf(from: &row) }
}

/// Hashes of sealed leaves from an index on; none at the end.
package struct ReadLeafHashes: Query {
  package static let sql = EmbeddedSQL.ReadLeafHashes
  package var first: Int
  package var limit: Int
  package init(first: Int, limit: Int) {
    self.first = first
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(first), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> [TreeHash] { try row.treeHashes() }
}

/// Hashes of nodes of the tree, for several runs of neighbours at once; a row a run, shorter where there are not so many.
package struct ReadTreeNodes: Query {
  package static let sql = EmbeddedSQL.ReadTreeNodes
  package var runs: [(level: Int, first: Int, count: Int)]
  package init(runs: [(level: Int, first: Int, count: Int)]) { self.runs = runs }
  package var parameters: [Parameter] {
    [
      .texts(runs.map { String($0.level) }), .texts(runs.map { String($0.first) }),
      .texts(runs.map { String($0.count) }),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> [TreeHash] { try row.treeHashes() }
}

/// Rows that belong into the log and have no leaf, 10,001 at most; overlooked ones first.
package struct ListRowsWithoutLeaf: Query {
  package static let sql = EmbeddedSQL.ListRowsWithoutLeaf
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (name: String, overlooked: Bool) {
    (name: "\(try row.next() as String):\(try row.next() as String)", overlooked: try row.next())
  }
}

/// Months that have generations, in order: `2026_03`.
package struct ListLogMonths: Query {
  package static let sql = EmbeddedSQL.ListLogMonths
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Something that a leaf binds and that is not what it was.
package struct AlteredRow: Sendable {
  /// The leaf's; nil when it has none yet, or nothing binds the row.
  package var index: Int?
  /// `generation:0197…`, `row:12`
  package var name: String
  package var words: String

  init(from row: inout RowReader) throws(Problem) {
    index = try row.next()
    name = "\(try row.next() as String):\(try row.next() as String)"
    words = try row.next()
  }
}

/// Generations of a month whose flags, scores or retrieved rows are not those that leaves bind; the first 101 of each.
package struct ListPartsAltered: Query {
  package static let sql = EmbeddedSQL.ListPartsAltered
  package var month: String
  package init(month: String) { self.month = month }
  package var parameters: [Parameter] { [.text(month)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> AlteredRow { try AlteredRow(from: &row) }
}

/// Records that are not what their leaves say, and those that no leaf binds; the first 101 of each table.
package struct ListRowsAltered: Query {
  package static let sql = EmbeddedSQL.ListRowsAltered
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> AlteredRow { try AlteredRow(from: &row) }
}

/// Generations of a month that must be reviewed and wait for nobody; the first 101.
package struct ListItemsMissing: Query {
  package static let sql = EmbeddedSQL.ListItemsMissing
  package var month: String
  package init(month: String) { self.month = month }
  package var parameters: [Parameter] { [.text(month)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> AlteredRow { try AlteredRow(from: &row) }
}

/// States and pointers that do not end where what followed them begins; the first 101 of each table.
package struct ListEndsAltered: Query {
  package static let sql = EmbeddedSQL.ListEndsAltered
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> AlteredRow { try AlteredRow(from: &row) }
}

/// The newest checkpoint that covers a leaf, or the newest of all: its note.
package struct LastCheckpoint: Query {
  package static let sql = EmbeddedSQL.LastCheckpoint
  package var covering: Int?
  package init(covering: Int?) { self.covering = covering }
  package var parameters: [Parameter] { [.integer(covering.map { Int64($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Checkpoints that the catalog kept, in the order of their making, 5,000 at most.
package struct ListKeptCheckpoints: Query {
  package static let sql = EmbeddedSQL.ListKeptCheckpoints
  package static let limit = 5000
  package var after: Int64
  package init(after: Int64) { self.after = after }
  package var parameters: [Parameter] { [.integer(after)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (id: Int64, note: String) {
    (try row.next(), try row.next())
  }
}

extension RowReader {
  mutating func treeHash() throws(Problem) -> TreeHash {
    guard let hash = TreeHash(bytes: try next() as [UInt8]? ?? []) else { throw .notTreeHashes }
    return hash
  }

  fileprivate mutating func treeHashes() throws(Problem) -> [TreeHash] {
    let bytes = try next() as [UInt8]? ?? []
    guard bytes.count.isMultiple(of: TreeHash.length) else { throw .notTreeHashes }
    return stride(from: 0, to: bytes.count, by: TreeHash.length).compactMap { start in
      TreeHash(bytes: bytes[start..<(start + TreeHash.length)])
    }
  }
}

extension Problem {
  fileprivate static var notTreeHashes: Problem {
    Problem(
      .fault, "catalog.answer", happened: "The catalog's answer is not what this program expects.",
      because: "A hash of the log does not have 32 bytes.", remedy: "Compare the versions: countersign catalog status.")
  }
}
