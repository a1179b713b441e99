import Catalog
package import Evidence
import Foundation
package import Governance

/// How far the log is sealed.
package struct LogHead: Sendable {
  /// Leaves.
  package var size: Int
  package var root: TreeHash
  /// How many of them were sealed just now.
  package var added: Int
}

extension Workbench {
  /// Gives every row that became visible its place in the log, hashes it and writes the new root; in batches, each whole
  /// or not at all.
  ///
  /// - Parameter patience: for how many seconds another sealer may go on first.
  /// - Throws: `log.led` while another sealer leads; `log.lease-lost` when another took over in between.
  package func sealLog(patience: Double = 0) async throws(Problem) -> LogHead {
    try mayWrite()
    let holder = UUID().uuidString
    var added = 0
    var fence = try await lead(as: holder, patience: patience)
    do throws(Problem) {
      // By which rules it is sealed belongs into the seal.
      _ = try await connection.one(NoteRules(fence: fence))
      while true {
        let batch = try await sealBatch(fence)
        added += batch
        guard batch == Workbench.leavesInBatch else { break }
        fence = try await lead(as: holder)
      }
    } catch {
      _ = try? await connection.rows(LeaveLog(fence: fence))
      throw error
    }
    _ = try await connection.rows(LeaveLog(fence: fence))
    guard let seal = try await connection.first(LastSeal()), let frontier = seal.frontier else {
      return LogHead(size: 0, root: .ofNothing, added: 0)
    }
    return LogHead(size: frontier.size, root: seal.root, added: added)
  }

  /// How far the log is sealed, and what waits.
  package func logStanding() async throws(Problem) -> LogStanding { try await connection.one(ReadLogStanding()) }

  private static let leavesInBatch = 5000

  private func lead(as holder: String, patience: Double = 0) async throws(Problem) -> Int64 {
    let end = ContinuousClock.now.advanced(by: .seconds(patience))
    while true {
      // Null, and no row at all, say the same.
      if let fence = try await connection.first(LeadLog(holder: holder)) ?? nil { return fence }
      guard ContinuousClock.now < end, !Task.isCancelled else {
        throw Problem(
          .conflict, "log.led", happened: "Another sealer leads the log.",
          remedy: "Let it finish; its lease runs out after two minutes.")
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Seals one batch; answers how many leaves it had.
  private func sealBatch(_ fence: Int64) async throws(Problem) -> Int {
    try await connection.transaction { connection throws(Problem) in
      _ = try connection.rows(BeginSealing())
      let taken = try connection.rows(TakeLeaves(fence: fence, limit: Workbench.leavesInBatch))
      guard let first = taken.first else { return 0 }
      var frontier = try connection.rightEdge()
      // A leaf whose row was removed before it was hashed keeps its place, empty; verification names it.
      let hashes = taken.map { TreeHash.leaf(Array(($0.metadata ?? "").utf8)) }
      var whole: [Int: [TreeNode]] = [:]
      for hash in hashes {
        frontier.append(hash) { node in
          if node.level.isMultiple(of: 8), node.level <= 32 { whole[node.level, default: []].append(node) }
        }
      }
      _ = try connection.one(SealLeaves(fence: fence, first: first.index, hashes: hashes, frontier: frontier))
      for nodes in whole.values { _ = try connection.rows(KeepNodes(fence: fence, nodes: nodes)) }
      return taken.count
    }
  }
}

extension Connection {
  fileprivate func rightEdge() throws(Problem) -> TreeFrontier {
    guard let seal = try first(LastSeal()) else { return TreeFrontier() }
    guard let frontier = seal.frontier, frontier.root == seal.root else {
      throw Problem(
        .fault, "log.seal-broken", happened: "The newest seal of the log does not fit itself.",
        because: "Its subtrees do not lead to its root.", remedy: "Run `countersign log verify`.")
    }
    return frontier
  }
}
