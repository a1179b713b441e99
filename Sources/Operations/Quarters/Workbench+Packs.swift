internal import AuditPack
internal import Catalog
package import Evidence
internal import Foundation
package import Governance

extension Workbench {
  /// Begins a pack of a frozen quarter: nothing is written but a hidden folder and file beside it, until it is whole.
  package func beginPack(_ order: PackOrder, channel: Channel) async throws(Problem) -> PackExport {
    try await PackExport(order, at: self, channel: channel)
  }

  /// Makes a pack of a frozen quarter, records that it goes out, and only then gives the file its name.
  package func exportPack(_ order: PackOrder, channel: Channel, progress: @Sendable (Int, Int) -> Void)
    async throws(Problem) -> IssuedPack
  {
    let export = try await beginPack(order, channel: channel)
    while true {
      let step = try await export.step()
      if let issued = step.issued { return issued }
      progress(step.done, step.total)
    }
  }

  /// Vouches for a key by one before, and adds it to the history that packs carry. The first of a history is vouched for by
  /// nobody: it is recorded when the second comes.
  ///
  /// - Throws: `log.key-alone` when the history goes on from another key.
  package func endorseKey(_ new: NoteVerifierKey, by old: NoteSigningKey, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let history = try await connection.rows(ListOfficeKeys())
    if history.isEmpty {
      _ = try await connection.one(
        KeepOfficeKey(key: old.verifier.text, endorsement: nil, reason: reason, channel: channel))
    } else if !history.contains(where: { $0.key == old.verifier.text }) {
      throw Problem(
        .unmet, "log.key-alone", happened: "The key that vouches is not in the history.",
        because: "Packs carry the keys in a chain from the first.", remedy: "Sign with a key that is in it.")
    }
    let note = try SignedNote(signing: PackKey.words(for: new), with: old)
    let line = try await connection.one(
      KeepOfficeKey(key: new.text, endorsement: note.written, reason: reason, channel: channel))
    return try await recorded(line, "\(old.verifier.name.text) vouches for the key \(new.fingerprint).")
  }

  /// The history of the office's keys up to one; that one alone where it is in none.
  ///
  /// - Throws: `log.key-history` when a note in the history is no earlier key's.
  func officeKeys(upTo key: NoteVerifierKey) async throws(Problem) -> [PackKey] {
    var keys: [PackKey] = []
    for (text, endorsement) in try await connection.rows(ListOfficeKeys()) {
      let known = try NoteVerifierKey(text: text)
      let note = try endorsement.map { text throws(Problem) in try SignedNote(reading: text) }
      let isVouchedFor = keys.contains {
        note?.isSigned(by: $0.key) == true && note?.text == PackKey.words(for: known)
      }
      guard keys.isEmpty || isVouchedFor else {
        throw Problem(
          .unmet, "log.key-history", happened: "No earlier key of the office vouches for \(known.fingerprint).",
          remedy: "Ask who has added it; sign with a key before it.")
      }
      keys.append(PackKey(known, endorsement: note))
      if known == key { return keys }
    }
    return [PackKey(key)]
  }

  func frozenSnapshot(of quarter: String) async throws(Problem) -> Int64 {
    let row = try await self.quarter(quarter)
    guard row.state == .frozen, let snapshot = row.snapshot else {
      throw Problem(
        .unmet, "pack.not-frozen", happened: "\(quarter) is not frozen.",
        because: "A pack holds what two persons froze, and nothing that can still change.",
        remedy: "Freeze it first: countersign snapshot freeze \(quarter).")
    }
    return snapshot
  }

  /// The first checkpoint that this key has signed since a leaf was sealed, and what was signed before by it or by keys
  /// before it.
  func firstCheckpoint(covering leaf: String, by key: NoteVerifierKey) async throws(Problem) -> (
    checkpoint: Checkpoint, note: SignedNote, earlier: [Checkpoint]
  ) {
    let known = try await officeKeys(upTo: key).map(\.key)
    let index = try await connection.first(FindLeaves(names: [leaf]))?.index
    var earlier: [Checkpoint] = []
    for written in try await connection.rows(ListCheckpoints()) {
      guard let note = try? SignedNote(reading: written), known.contains(where: note.isSigned),
        let checkpoint = try? Checkpoint(text: note.text)
      else { continue }
      if let index, checkpoint.size > index, note.isSigned(by: key) { return (checkpoint, note, earlier) }
      earlier.append(checkpoint)
    }
    throw Problem(
      .unmet, "pack.no-checkpoint", happened: "No checkpoint by this key covers the freezing yet.",
      remedy: "Run `countersign log checkpoint --key` with the same key.")
  }

  /// A system and all it is made of in a frozen snapshot; nil when there is none to cut to.
  func parts(of system: String?, in snapshot: Int64) async throws(Problem) -> Set<String>? {
    guard let system else { return nil }
    var facts: [FrozenFact] = []
    var next = 0
    while true {
      let page = try await connection.rows(ReadFrozenFacts(snapshot: snapshot, first: next, limit: 1000))
      facts += page.filter { $0.kind == "artifact" || $0.kind == "version" }
      guard page.count == 1000, let last = page.last else { break }
      next = last.ordinal + 1
    }
    guard let parts = PackSystem(of: facts).parts(of: system) else {
      throw Problem(
        .notFound, "pack.no-system", happened: "The snapshot holds no artifact called \(system).",
        remedy: "Name one of the registry: countersign registry list.")
    }
    return parts
  }
}
