import Catalog
package import Evidence
package import Governance

extension Workbench {
  /// Seals what there is, signs the new head and keeps the checkpoint; answers the note to be given out.
  ///
  /// - Throws: `log.empty` when there is nothing to sign.
  package func makeCheckpoint(signedBy key: NoteSigningKey) async throws(Problem) -> (head: LogHead, note: SignedNote) {
    let head = try await sealLog()
    guard head.size > 0 else {
      throw Problem(.unmet, "log.empty", happened: "The log has no leaf yet.", remedy: "Record something first.")
    }
    let checkpoint = Checkpoint(origin: key.verifier.name, size: head.size, root: head.root)
    let note = try SignedNote(signing: checkpoint.text, with: key)
    _ = try await connection.one(KeepCheckpoint(size: head.size, root: head.root, note: note.written))
    return (head, note)
  }

  /// Hashes of the first leaves of the log, fewer when it does not have so many.
  package func leafHashes(first size: Int) async throws(Problem) -> [TreeHash] {
    var hashes: [TreeHash] = []
    hashes.reserveCapacity(min(size, 1 << 24))
    while hashes.count < size {
      let page = try await connection.one(ReadLeafHashes(first: hashes.count, limit: min(50_000, size - hashes.count)))
      guard !page.isEmpty else { break }
      hashes += page
    }
    return hashes
  }
}
