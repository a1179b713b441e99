internal import AuditPack
internal import Catalog
internal import Evidence
internal import Foundation
package import Governance

extension Workbench {
  /// Makes a pack of a frozen quarter, records that it goes out, and only then gives the file its name.
  ///
  /// It rests on the first checkpoint by the key that covers the freezing, so that later ones change nothing.
  ///
  /// - Throws: `pack.not-frozen`, `pack.no-checkpoint`, `pack.no-system`, `file.exists`; `log.proof-fails` when the log is not
  ///   what it was at the freezing.
  package func exportPack(_ order: PackOrder, channel: Channel, progress: @Sendable (Int, Int) -> Void)
    async throws(Problem)
    -> IssuedPack
  {
    try mayWrite()
    let snapshot = try await frozenSnapshot(of: order.quarter)
    if !order.replacing, FileManager.default.fileExists(atPath: order.file.path) {
      throw Problem(
        .cannotWrite, "file.exists", happened: "\(order.file.path) is there already.",
        remedy: "Name another file, or pass --force.")
    }
    let freezing = try await connection.one(ReadFreezing(snapshot: snapshot))
    let statement = try PackStatement(frozen: freezing.detail, scope: order.system ?? "")
    let leaf = "activity:\(freezing.activity)"
    let notes = try await checkpoints(signedBy: order.key.verifier)
    let (head, note, earlier) = try await firstCheckpoint(covering: leaf, among: notes)

    let maker = try PackMaker(statement, into: order.file)
    try await tell(statement, to: maker, progress)
    try await prove(maker.leaves + [(leaf, nil)], head, earlier, to: maker)
    let made = try maker.finish(
      PackFreezing(leaf: leaf, detail: freezing.detail), checkpoint: note, keys: [PackKey(order.key.verifier)],
      signedBy: order.key)
    let fingerprint = order.key.verifier.fingerprint
    let issued: (pack: Int64, activity: Int64)
    do throws(Problem) {
      issued = try await connection.one(
        IssuePack(
          snapshot: statement.snapshot, scope: statement.scope, digest: made.digest, bytes: made.size,
          signer: fingerprint, channel: channel))
    } catch {
      maker.discard()
      throw error
    }
    try maker.place(replacing: order.replacing)
    return IssuedPack(
      number: issued.pack, file: order.file.path, bytes: made.size,
      digest: "sha256:" + Hexadecimal.text(of: made.digest), facts: maker.taken, leaves: maker.leaves.count + 1,
      fingerprint: fingerprint)
  }

  private func frozenSnapshot(of quarter: String) async throws(Problem) -> Int64 {
    let row = try await self.quarter(quarter)
    guard row.state == .frozen, let snapshot = row.snapshot else {
      throw Problem(
        .unmet, "pack.not-frozen", happened: "\(quarter) is not frozen.",
        because: "A pack holds what two persons froze, and nothing that can still change.",
        remedy: "Freeze it first: countersign snapshot freeze \(quarter).")
    }
    return snapshot
  }

  /// Checkpoints that this key has signed, in order of their size.
  private func checkpoints(signedBy key: NoteVerifierKey) async throws(Problem) -> [(Checkpoint, SignedNote)] {
    var found: [(Checkpoint, SignedNote)] = []
    for written in try await connection.rows(ListCheckpoints()) {
      guard let note = try? SignedNote(reading: written), note.isSigned(by: key),
        let checkpoint = try? Checkpoint(text: note.text)
      else { continue }
      found.append((checkpoint, note))
    }
    return found
  }

  private func firstCheckpoint(covering leaf: String, among notes: [(Checkpoint, SignedNote)]) async throws(Problem)
    -> (Checkpoint, SignedNote, [Checkpoint])
  {
    let index = try await connection.first(FindLeaves(names: [leaf]))?.index
    guard let index, let place = notes.firstIndex(where: { $0.0.size > index }) else {
      throw Problem(
        .unmet, "pack.no-checkpoint", happened: "No checkpoint by this key covers the freezing yet.",
        remedy: "Run `countersign log checkpoint --key` with the same key.")
    }
    return (notes[place].0, notes[place].1, notes[..<place].map(\.0))
  }

  /// Hands the facts over, a thousand at a time; of a system only what belongs to it.
  private func tell(_ statement: PackStatement, to maker: PackMaker, _ progress: @Sendable (Int, Int) -> Void)
    async throws(Problem)
  {
    var wanted: Set<String>?
    if !statement.scope.isEmpty {
      let system = PackSystem(of: try await frozenPins(statement.snapshot))
      guard let parts = system.parts(of: statement.scope) else {
        throw Problem(
          .notFound, "pack.no-system", happened: "The snapshot holds no artifact called \(statement.scope).",
          remedy: "Name one of the registry: countersign registry list.")
      }
      wanted = parts
    }
    try await eachFact(of: statement.snapshot) { fact throws(Problem) in
      try maker.list(fact.digest)
      if wanted?.contains(fact.scope) ?? true { try maker.take(fact) }
      if fact.ordinal % 500 == 0 { progress(fact.ordinal, statement.facts) }
    }
  }

  private func eachFact(of snapshot: Int64, _ body: (FrozenFact) throws(Problem) -> Void) async throws(Problem) {
    var next = 0
    while true {
      let page = try await connection.rows(ReadFrozenFacts(snapshot: snapshot, first: next, limit: 1000))
      for fact in page { try body(fact) }
      guard page.count == 1000, let last = page.last else { return }
      guard !Task.isCancelled else { throw Problem(.cancelled, "pack.cancelled", happened: "No pack was made.") }
      next = last.ordinal + 1
    }
  }

  private func frozenPins(_ snapshot: Int64) async throws(Problem) -> [FrozenFact] {
    var versions: [FrozenFact] = []
    try await eachFact(of: snapshot) { fact throws(Problem) in
      if fact.kind == "artifact" || fact.kind == "version" { versions.append(fact) }
    }
    return versions
  }

  /// Leads every leaf to the checkpoint, and earlier checkpoints of the last ones to it.
  private func prove(
    _ names: [(name: String, hash: String?)], _ head: Checkpoint, _ earlier: [Checkpoint], to maker: PackMaker
  ) async throws(Problem) {
    let hashes = try await leafHashes(first: head.size)
    let tree = TreeLevels(leaves: hashes)
    guard tree.root == head.root else { throw .logIsNotWhatItWas("Its root is not that of the checkpoint.") }
    for start in stride(from: 0, to: names.count, by: 500) {
      let part = names[start..<min(start + 500, names.count)]
      let found = try await connection.rows(FindLeaves(names: part.map(\.name)))
      let leaves = Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for (name, hash) in part {
        guard let leaf = leaves[name], let text = leaf.text, let path = tree.inclusion(of: leaf.index),
          TreeHash.leaf(Array(text.utf8)) == hashes[leaf.index],
          hash == nil || hash == hashes[leaf.index].hex
        else { throw .logIsNotWhatItWas("Leaf \(name) is not what was sealed or frozen.") }
        try maker.prove(PackLeaf(name: name, index: leaf.index, text: text, path: path))
      }
    }
    var proved: Set<Int> = [head.size]
    for checkpoint in earlier.suffix(200) where proved.insert(checkpoint.size).inserted {
      guard let path = TreeProofs.consistency(from: checkpoint.size, in: hashes[...]) else { continue }
      try maker.prove(from: checkpoint, path: path)
    }
  }
}

/// Which artifacts make up a system.
private struct PackSystem {
  private var known: Set<String> = []
  private var pins: [String: Set<String>] = [:]

  init(of facts: [FrozenFact]) {
    for fact in facts {
      known.insert(fact.scope)
      guard fact.kind == "version", let body = try? JSONValue(Array(fact.body.utf8), policy: .generation),
        case .array(let items)? = body["pins"]
      else { continue }
      pins[fact.scope, default: []].formUnion(items.compactMap { $0["artifact"]?.text })
    }
  }

  /// The artifact and all it is made of; nil when there is none of that name.
  func parts(of name: String) -> Set<String>? {
    guard known.contains(name) else { return nil }
    var parts: Set<String> = [name]
    var waiting = [name]
    while let next = waiting.popLast() {
      for pin in pins[next, default: []] where parts.insert(pin).inserted { waiting.append(pin) }
    }
    return parts
  }
}

extension Problem {
  fileprivate static func logIsNotWhatItWas(_ because: String) -> Problem {
    Problem(
      .unmet, "log.proof-fails", happened: "The log is not what it was when the quarter was frozen.",
      because: because, remedy: "Run `countersign log verify` with a checkpoint from outside.")
  }
}
