internal import AuditPack
internal import Catalog
internal import Evidence
internal import Foundation
package import Governance

/// A pack being made, step by step, so that whatever else is done meanwhile is served between two steps.
///
/// It rests on the first checkpoint by the key that covers the freezing, so that later ones change nothing. An export that was
/// interrupted leaves what it has read beside the file, and the next goes on from there.
package actor PackExport {
  /// Facts, or leaves, of one step.
  private static let page = 1000

  private let workbench: Workbench
  private let order: PackOrder
  private let channel: Channel
  private let freezing: (activity: Int64, detail: String)
  private let statement: PackStatement
  private let head: (checkpoint: Checkpoint, note: SignedNote, earlier: [Checkpoint])
  private let keys: [PackKey]
  private let maker: PackMaker
  private let cache: FactCache
  /// Artifacts whose facts are told; nil for all.
  private let wanted: Set<String>?
  private var next = 0
  private var isRead = false

  private var leaf: String { "activity:\(freezing.activity)" }

  /// - Throws: `right.missing`, `pack.not-frozen`, `pack.no-checkpoint`, `pack.no-system`, `pack.recipient`, `file.exists`.
  init(_ order: PackOrder, at workbench: Workbench, channel: Channel) async throws(Problem) {
    try workbench.mayWrite()
    if order.clearance > .green, order.recipient?.isEmpty ?? true {
      throw Problem(
        .usage, "pack.recipient", happened: "Who reads more than green data has a name.",
        remedy: "Say to whom the pack goes.")
    }
    let officer = try await workbench.officer()
    guard officer.roles.contains("auditor") else {
      throw Problem(
        .notPermitted, "right.missing", happened: "\(officer.name) may not hand out packs.",
        because: "Packs are handed out by an auditor.", remedy: "Ask one of them.")
    }
    let snapshot = try await workbench.frozenSnapshot(of: order.quarter)
    if !order.replacing, FileManager.default.fileExists(atPath: order.file.path) {
      throw Problem(
        .cannotWrite, "file.exists", happened: "\(order.file.path) is there already.",
        remedy: "Name another file, or pass --force.")
    }
    let freezing = try await workbench.connection.one(ReadFreezing(snapshot: snapshot))
    let statement = try PackStatement(
      frozen: freezing.detail, scope: order.system ?? "", clearance: order.clearance)
    let head = try await workbench.firstCheckpoint(covering: "activity:\(freezing.activity)", by: order.key.verifier)
    let keys = try await workbench.officeKeys(upTo: order.key.verifier)
    let wanted = try await workbench.parts(of: order.system, in: snapshot)
    let digest = PackFreezing(leaf: "", detail: freezing.detail).digest ?? ""
    maker = try PackMaker(statement, into: order.file)
    cache = try FactCache(beside: order.file, snapshot: snapshot, digest: digest)
    self.workbench = workbench
    self.order = order
    self.channel = channel
    self.freezing = freezing
    self.statement = statement
    self.head = head
    self.keys = keys
    self.wanted = wanted
  }

  /// Does the next piece.
  ///
  /// - Throws: `log.proof-fails` when the log is not what it was at the freezing, `pack.altered` when the facts are not.
  package func step() async throws(Problem) -> PackStep {
    do throws(Problem) {
      if !isRead {
        try await tell()
        return PackStep(done: min(next, statement.facts), total: statement.facts)
      }
      let issued = try await finish()
      return PackStep(done: statement.facts, total: statement.facts, issued: issued)
    } catch {
      // What was read is as good later; what is wrong with it would be wrong again.
      if error.kind != .cancelled, error.kind != .unreachable { cache.remove() }
      throw error
    }
  }

  /// Takes back what was begun, what was read too.
  package func abandon() { cache.remove() }

  private func tell() async throws(Problem) {
    if Task.isCancelled {
      throw Problem(
        .cancelled, "pack.cancelled", happened: "No pack was made; \(next) of \(statement.facts) facts were read.",
        remedy: "Run the same command again: it goes on from there.")
    }
    var facts = try cache.next(PackExport.page)
    if facts.isEmpty {
      facts = try await workbench.connection.rows(
        ReadFrozenFacts(snapshot: statement.snapshot, first: next, limit: PackExport.page))
      try cache.keep(facts)
    }
    for fact in facts {
      guard fact.ordinal == next else { throw .factsAreNotWhole(at: next) }
      next += 1
      try maker.list(fact.digest)
      // Keys are told in every pack: without them no signature could be checked.
      if wanted?.contains(fact.scope) ?? true || fact.kind == "key" { try maker.take(fact) }
    }
    isRead = facts.isEmpty
  }

  private func finish() async throws(Problem) -> IssuedPack {
    for excerpt in try await workbench.connection.rows(
      ReadFrozenExcerpts(snapshot: statement.snapshot, clearance: statement.clearance))
    {
      try maker.take(excerpt)
    }
    try await prove(maker.leaves + [(leaf, nil)])
    let made = try maker.finish(
      PackFreezing(leaf: leaf, detail: freezing.detail), checkpoint: head.note, keys: keys, signedBy: order.key)
    let fingerprint = order.key.verifier.fingerprint
    let issued: (pack: Int64, activity: Int64)
    do throws(Problem) {
      issued = try await workbench.connection.one(
        IssuePack(
          snapshot: statement.snapshot, scope: statement.scope, digest: made.digest, bytes: made.size,
          signer: fingerprint, clearance: statement.clearance, recipient: order.recipient,
          excerpts: maker.toldExcerpts, channel: channel))
    } catch {
      maker.discard()
      throw error
    }
    try maker.place(replacing: order.replacing)
    cache.remove()
    return IssuedPack(
      number: issued.pack, file: order.file.path, bytes: made.size,
      digest: "sha256:" + Hexadecimal.text(of: made.digest), facts: maker.taken, leaves: maker.leaves.count + 1,
      excerpts: maker.toldExcerpts, erased: maker.erased, fingerprint: fingerprint)
  }

  /// Leads every leaf to the checkpoint, and earlier checkpoints of the last ones to it.
  private func prove(_ names: [(name: String, hash: String?)]) async throws(Problem) {
    let hashes = try await workbench.leafHashes(first: head.checkpoint.size)
    let tree = TreeLevels(leaves: hashes)
    guard tree.root == head.checkpoint.root else { throw .logIsNotWhatItWas("Its root is not that of the checkpoint.") }
    for start in stride(from: 0, to: names.count, by: 500) {
      let part = names[start..<min(start + 500, names.count)]
      let found = try await workbench.connection.rows(FindLeaves(names: part.map(\.name)))
      let leaves = Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for (name, hash) in part {
        guard let leaf = leaves[name], let text = leaf.text, let path = tree.inclusion(of: leaf.index),
          TreeHash.leaf(Array(text.utf8)) == hashes[leaf.index],
          hash == nil || hash == hashes[leaf.index].hex
        else { throw .logIsNotWhatItWas("Leaf \(name) is not what was sealed or frozen.") }
        try maker.prove(PackLeaf(name: name, index: leaf.index, text: text, path: path))
      }
    }
    var proved: Set<Int> = [head.checkpoint.size]
    for checkpoint in head.earlier.suffix(200) where proved.insert(checkpoint.size).inserted {
      guard let path = TreeProofs.consistency(from: checkpoint.size, in: hashes[...]) else { continue }
      try maker.prove(from: checkpoint, path: path)
    }
  }
}

extension Problem {
  fileprivate static func logIsNotWhatItWas(_ because: String) -> Problem {
    Problem(
      .unmet, "log.proof-fails", happened: "The log is not what it was when the quarter was frozen.",
      because: because, remedy: "Run `countersign log verify` with a checkpoint from outside.")
  }

  fileprivate static func factsAreNotWhole(at number: Int) -> Problem {
    Problem(
      .unmet, "pack.altered", happened: "Fact \(number) of the snapshot is missing.",
      remedy: "Ask the catalog's owner who has changed it.")
  }
}
