package import Catalog
package import Evidence
package import Governance

/// All that an outsider needs to believe that a leaf is in the log.
package struct LogProof: Sendable {
  package var leaf: LogLeaf
  /// The bytes that were hashed, as text.
  package var metadata: String
  /// Siblings on the way to the root, the lowest first.
  package var path: [TreeHash]
  package var checkpoint: Checkpoint
  package var note: SignedNote
}

/// What stands between two states of the log.
package struct LogConsistency: Sendable {
  package var path: [TreeHash]
  /// Whether the later state begins with the earlier one.
  package var holds: Bool
}

extension Workbench {
  /// The proof for a row, against the newest checkpoint that covers it.
  ///
  /// - Parameter name: `KIND:ID`; only a generation may go without its kind.
  /// - Throws: `log.no-leaf`, `log.no-checkpoint`; `log.proof-fails` when row, hash and checkpoint do not agree.
  package func proof(of name: String) async throws(Problem) -> LogProof {
    let (kind, subject) = LeafName.parts(of: name)
    guard let leaf = try await connection.first(FindLeaf(kind: kind, subject: subject)) else {
      throw Problem(
        .notFound, "log.no-leaf", happened: "The log has no sealed leaf of that name.",
        because: "Names are \(LeafName.kinds.joined(separator: ", ")), a colon and the id.",
        remedy: "Run `countersign log checkpoint`, if it is new.")
    }
    guard let written = try await connection.first(LastCheckpoint(covering: leaf.index)) else {
      throw Problem(
        .notFound, "log.no-checkpoint", happened: "No checkpoint covers leaf \(leaf.index) yet.",
        remedy: "Run `countersign log checkpoint`.")
    }
    let note = try SignedNote(reading: written)
    let checkpoint = try Checkpoint(text: note.text)
    guard let metadata = leaf.metadata, TreeHash.leaf(Array(metadata.utf8)) == leaf.hash,
      let way = TreePath(inclusionOf: leaf.index, size: checkpoint.size),
      let path = try await hashes(of: way),
      TreeVerification.includes(
        leaf.hash, at: leaf.index, size: checkpoint.size, path: path, root: checkpoint.root)
    else {
      throw Problem(
        .unmet, "log.proof-fails", happened: "Leaf \(leaf.index) cannot be proved: the log was altered.",
        remedy: "Run `countersign log verify` with a checkpoint from outside.")
    }
    return LogProof(leaf: leaf, metadata: metadata, path: path, checkpoint: checkpoint, note: note)
  }

  /// Whether one checkpoint's log goes on from the other's, with the proof. In either order.
  ///
  /// - Throws: `log.shorter` when the log no longer has as many leaves, `log.other` when they are of different logs.
  package func consistency(_ one: Checkpoint, _ other: Checkpoint) async throws(Problem) -> LogConsistency {
    let (earlier, later) = one.size <= other.size ? (one, other) : (other, one)
    guard earlier.origin == later.origin else {
      throw Problem(
        .usage, "log.other", happened: "The checkpoints are of different logs.", remedy: "Name two of the same.")
    }
    let sealed = try await logStanding().size
    guard sealed >= later.size, let way = TreePath(consistencyFrom: earlier.size, size: later.size),
      let path = try await hashes(of: way)
    else {
      throw Problem(
        .unmet, "log.shorter",
        happened: "The log has \(sealed) leaves, and a checkpoint commits to \(later.size).",
        remedy: "Run `countersign log verify --from` that checkpoint.")
    }
    let holds = TreeVerification.isConsistent(
      earlierSize: earlier.size, earlierRoot: earlier.root, size: later.size, root: later.root, path: path)
    return LogConsistency(path: path, holds: holds)
  }

  /// What stands at the steps of a proof; nil when the log has not so many leaves. Reads nodes that are kept and few
  /// leaves; all leaves only where an older program sealed and kept no nodes.
  func hashes(of way: TreePath) async throws(Problem) -> [TreeHash]? {
    let parts = way.steps.map { TreePath.subtrees(of: $0) }
    // Of every eighth level the nodes are kept; in between they are made of those.
    let runs = parts.flatMap { $0 }.map { part in
      let step = min(part.level, 32) / 8 * 8
      let width = 1 << (part.level - step)
      return (level: step, first: part.index * width, count: width)
    }
    guard !runs.isEmpty else { return way.steps.isEmpty ? [] : nil }
    var read = try await connection.rows(ReadTreeNodes(runs: runs))
    if zip(read, runs).contains(where: { $0.count != $1.count }) {
      let leaves = try await leafHashes(first: way.steps.map(\.upperBound).max() ?? 0)
      guard leaves.count >= way.steps.map(\.upperBound).max() ?? 0 else { return nil }
      read = parts.flatMap { $0 }.map { Array(leaves[($0.index << $0.level)..<(($0.index + 1) << $0.level)]) }
    }
    var roots = read.map { TreeFrontier(leaves: $0).root }[...]
    return parts.map { part in
      defer { roots = roots.dropFirst(part.count) }
      return TreePath.root(of: Array(roots.prefix(part.count)))
    }
  }
}

/// What a row of the log is called: `verdict:12`.
private enum LeafName {
  static let kinds = [
    "generation", "verdict", "approval", "activity", "version", "pointer", "evaluation", "rules", "waiver",
    "waiver_state", "stop", "stop_state", "confirmation", "delegation", "signing_key", "signing_key_state", "pack",
    "row",
  ]

  static func parts(of name: String) -> (kind: String, subject: String) {
    guard let colon = name.firstIndex(of: ":") else { return ("generation", name.lowercased()) }
    let kind = String(name[..<colon])
    let subject = String(name[name.index(after: colon)...])
    return (kind, kind == "generation" ? subject.lowercased() : subject)
  }
}
