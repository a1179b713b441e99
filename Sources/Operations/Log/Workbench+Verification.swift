import Catalog
package import Evidence
package import Governance

/// What an outsider kept of the log.
package struct OutsideRecord: Sendable {
  package var checkpoints: [Checkpoint]
  /// Hashes of all leaves at some time, when they were kept too: with them a leaf is named even if whoever changed it
  /// has also rewritten every hash in the catalog.
  package var leaves: [TreeHash]

  /// Whose signature makes a checkpoint as good as one from outside, wherever it was kept: nobody in the catalog can forge
  /// it. Those of the catalog then tell more exactly from where on the log is another.
  package var signer: NoteVerifierKey?

  package init(checkpoints: [Checkpoint] = [], leaves: [TreeHash] = [], signer: NoteVerifierKey? = nil) {
    self.checkpoints = checkpoints.sorted { $0.size < $1.size }
    self.leaves = leaves
    self.signer = signer
  }
}

extension Workbench {
  /// Makes every leaf again from its row, and compares: with the hash in the log, the roots of all seals, and what an
  /// outsider kept. Then all rows that leaves bind by a digest: what came with each generation, and the records;
  /// and what follows from them: how long states held, what is served, what waits for review.
  ///
  /// - Throws: `log.leaves-file` when the outsider's hashes do not lead to one of the outsider's checkpoints.
  package func verifyLog(against outside: OutsideRecord = OutsideRecord()) async throws(Problem) -> LogReport {
    var witnesses = outside
    witnesses.checkpoints = (outside.checkpoints + (try await keptCheckpoints(of: outside))).sorted {
      $0.size < $1.size
    }
    var reading = LogReading(outside: witnesses)
    try reading.mustBelieveLeaves()
    var page = try await connection.rows(ReadLeaves(first: 0, limit: Workbench.leavesOnPage))
    while let last = page.last {
      // The server makes the next page while this one is hashed.
      let ahead = page.count == Workbench.leavesOnPage ? leavesAhead(from: last.index + 1) : nil
      try await readSeals(upTo: last.index + 1, into: &reading)
      for leaf in page { reading.take(leaf) }
      guard let ahead else { break }
      page = try await ahead.value.get()
    }
    try await readSeals(upTo: .max, into: &reading)
    reading.finish()
    for month in try await connection.rows(ListLogMonths()) {
      for altered in try await connection.rows(ListPartsAltered(month: month)) { reading.report.add(altered) }
      for missing in try await connection.rows(ListItemsMissing(month: month)) { reading.report.add(missing) }
    }
    for altered in try await connection.rows(ListRowsAltered()) { reading.report.add(altered) }
    for altered in try await connection.rows(ListEndsAltered()) { reading.report.add(altered) }
    for row in try await connection.rows(ListRowsWithoutLeaf()) {
      if row.overlooked {
        reading.report.add(.init(index: nil, name: row.name, what: "The row was slipped in behind the log."))
      } else {
        reading.report.waiting += 1
      }
    }
    for altered in try await connection.rows(ListErasuresAltered()) {
      reading.report.add(.init(index: nil, name: "erasure:\(altered.erasure)", what: altered.words))
    }
    reading.report.rules = try await rulesSince(outside.checkpoints)
    return reading.report
  }

  private static let leavesOnPage = 5000
  private static let sealsOnPage = 10_000

  /// A busy year has millions of seals: they are read as the leaves are that they seal.
  private func readSeals(upTo size: Int, into reading: inout LogReading) async throws(Problem) {
    while !reading.hasAllSeals, reading.lastSeal < size {
      let seals = try await connection.rows(ListSeals(after: reading.lastSeal, limit: Workbench.sealsOnPage))
      reading.expect(seals, isEnd: seals.count < Workbench.sealsOnPage)
    }
  }

  private func leavesAhead(from first: Int) -> Task<Result<[LogLeaf], Problem>, Never> {
    Task {
      do throws(Problem) {
        return .success(try await connection.rows(ReadLeaves(first: first, limit: Workbench.leavesOnPage)))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Checkpoints in the catalog that an outsider's key has signed, of the log that the outsider knows and no longer than it.
  private func keptCheckpoints(of outside: OutsideRecord) async throws(Problem) -> [Checkpoint] {
    guard let signer = outside.signer, let known = outside.checkpoints.last else { return [] }
    var kept: [Checkpoint] = []
    var last: Int64 = 0
    while true {
      let page = try await connection.rows(ListKeptCheckpoints(after: last))
      for row in page {
        guard let note = try? SignedNote(reading: row.note), note.isSigned(by: signer),
          let checkpoint = try? Checkpoint(text: note.text), checkpoint.origin == known.origin,
          checkpoint.size < known.size
        else { continue }
        kept.append(checkpoint)
      }
      guard page.count == ListKeptCheckpoints.limit, let end = page.last else { return kept }
      last = end.id
    }
  }

  /// What has become of the rules since the checkpoints, and nobody's record accounts for; the earliest says most.
  private func rulesSince(_ checkpoints: [Checkpoint]) async throws(Problem) -> [RuleChange] {
    guard let then = checkpoints.lazy.compactMap({ RuleDigests(lines: $0.extensions) }).first else { return [] }
    let rules = try await connection.rows(ListRulesSince(part: "rules", digest: then.rules, marks: then.written))
    let members = try await connection.rows(ListRulesSince(part: "members", digest: then.members, marks: nil))
    return (rules + members).filter { !$0.isExplained }
  }
}

extension LogReport {
  fileprivate mutating func add(_ altered: AlteredRow) {
    add(Finding(index: altered.index, name: altered.name, what: altered.words))
  }
}

/// One pass over the leaves.
private struct LogReading {
  var report = LogReport()
  /// The index the next leaf must have.
  private(set) var next = 0
  private var frontier = TreeFrontier()
  /// Those that are still to come, after the first `sealsSeen`.
  private var seals: [(size: Int, root: TreeHash)] = []
  /// The largest seal that was read, by its size.
  private(set) var lastSeal = 0
  private(set) var hasAllSeals = false
  private let outside: OutsideRecord
  private var sealsSeen = 0
  private var checkpointsSeen = 0
  /// Up to here the log is as the outsider's checkpoints, or its own seals, say.
  private var agreedOutside = 0
  private var agreedInside = 0
  /// The last leaf of which it is known that its hash is another, or gone.
  private var lastOtherHash: Int?

  init(outside: OutsideRecord) {
    self.outside = outside
  }

  mutating func expect(_ more: [(size: Int, root: TreeHash)], isEnd: Bool) {
    seals.removeFirst(sealsSeen)
    sealsSeen = 0
    seals += more
    lastSeal = more.last?.size ?? lastSeal
    hasAllSeals = isEnd
  }

  func mustBelieveLeaves() throws(Problem) {
    guard !outside.leaves.isEmpty else { return }
    let isBelieved = outside.checkpoints.contains { checkpoint in
      checkpoint.size == outside.leaves.count && TreeFrontier(leaves: outside.leaves).root == checkpoint.root
    }
    guard isBelieved else {
      throw Problem(
        .badData, "log.leaves-file", happened: "The file of leaf hashes belongs to none of the checkpoints.",
        remedy: "Name the checkpoint that was written together with it.")
    }
  }

  mutating func take(_ leaf: LogLeaf) {
    while next < leaf.index, report.found < 100 { miss("It is missing from the log.") }
    if next < leaf.index { next = leaf.index }
    let outside = faultOutside(leaf)
    if outside != nil { lastOtherHash = leaf.index }
    if let what = LogReading.fault(of: leaf) ?? outside {
      report.add(.init(index: leaf.index, name: leaf.name, what: what))
    }
    next = leaf.index + 1
    frontier.append(leaf.hash)
    compareRoots()
  }

  mutating func finish() {
    report.size = frontier.size
    report.root = frontier.root
    let claimed = max(lastSeal, outside.checkpoints.last?.size ?? 0)
    if claimed > next {
      let who = claimed == lastSeal ? "A seal" : "The checkpoint"
      report.add(.init(index: next, what: "\(who) commits to \(claimed) leaves; from here on they are missing."))
    }
  }

  private mutating func miss(_ what: String) {
    report.add(.init(index: next, what: what))
    lastOtherHash = next
    next += 1
  }

  private static func fault(of leaf: LogLeaf) -> String? {
    guard let metadata = leaf.metadata else { return "Its row is gone." }
    guard TreeHash.leaf(Array(metadata.utf8)) == leaf.hash else { return "Its row is not what was sealed." }
    return leaf.contentHolds == false ? "Its content is not what it commits to." : nil
  }

  private func faultOutside(_ leaf: LogLeaf) -> String? {
    guard leaf.index < outside.leaves.count, outside.leaves[leaf.index] != leaf.hash else { return nil }
    return "Row and hash were both rewritten: the leaf that was given out is another."
  }

  private mutating func compareRoots() {
    while sealsSeen < seals.count, seals[sealsSeen].size <= frontier.size {
      let seal = seals[sealsSeen]
      sealsSeen += 1
      guard seal.size == frontier.size, seal.root == frontier.root else {
        addRange(agreedInside..<seal.size, "a seal of the catalog")
        continue
      }
      agreedInside = seal.size
    }
    while checkpointsSeen < outside.checkpoints.count, outside.checkpoints[checkpointsSeen].size <= frontier.size {
      let checkpoint = outside.checkpoints[checkpointsSeen]
      checkpointsSeen += 1
      guard checkpoint.size == 0 || checkpoint.size == frontier.size && checkpoint.root == frontier.root else {
        addRange(agreedOutside..<checkpoint.size, "the checkpoint from outside")
        continue
      }
      agreedOutside = checkpoint.size
    }
  }

  /// A root tells that a hash differs, not whose: that is said only where none of the range is known to be another. A row
  /// that is not what its hash says explains no root.
  private mutating func addRange(_ leaves: Range<Int>, _ witness: String) {
    guard lastOtherHash.map({ $0 < leaves.lowerBound }) ?? true else { return }
    report.add(
      .init(
        index: leaves.lowerBound,
        what:
          "One of the leaves from here to \(leaves.upperBound - 1) was rewritten with its hash: \(witness) has another root. "
          + "Which one only hashes tell that were kept outside: name a place's folder, or --leaves."))
  }
}
