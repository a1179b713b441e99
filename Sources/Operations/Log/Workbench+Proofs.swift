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
    let leaves = try await leafHashes(first: checkpoint.size)
    guard let metadata = leaf.metadata, TreeHash.leaf(Array(metadata.utf8)) == leaf.hash,
      let path = TreeProofs.inclusion(of: leaf.index, in: leaves[...]),
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
    let leaves = try await leafHashes(first: later.size)
    guard leaves.count == later.size, let path = TreeProofs.consistency(from: earlier.size, in: leaves[...]) else {
      throw Problem(
        .unmet, "log.shorter",
        happened: "The log has \(leaves.count) leaves, and a checkpoint commits to \(later.size).",
        remedy: "Run `countersign log verify --from` that checkpoint.")
    }
    let holds = TreeVerification.isConsistent(
      earlierSize: earlier.size, earlierRoot: earlier.root, size: later.size, root: later.root, path: path)
    return LogConsistency(path: path, holds: holds)
  }
}

/// What a row of the log is called: `verdict:12`.
private enum LeafName {
  static let kinds = ["generation", "verdict", "approval", "activity", "version", "pointer", "evaluation"]

  static func parts(of name: String) -> (kind: String, subject: String) {
    guard let colon = name.firstIndex(of: ":") else { return ("generation", name.lowercased()) }
    let kind = String(name[..<colon])
    let subject = String(name[name.index(after: colon)...])
    return (kind, kind == "generation" ? subject.lowercased() : subject)
  }
}
