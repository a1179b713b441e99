import Catalog
package import Evidence
package import Governance

extension Workbench {
  /// Seals what there is, signs the new head and keeps the checkpoint; answers the note to be given out.
  ///
  /// - Parameter patience: for how many seconds another sealer may go on first.
  /// - Throws: `log.empty` when there is nothing to sign.
  package func makeCheckpoint(signedBy key: NoteSigningKey, patience: Double = 0) async throws(Problem) -> (
    head: LogHead, note: SignedNote
  ) {
    let head = try await sealLog(patience: patience)
    guard head.size > 0 else {
      throw Problem(.unmet, "log.empty", happened: "The log has no leaf yet.", remedy: "Record something first.")
    }
    let digests = try await connection.first(ReadRuleDigests())
    let checkpoint = Checkpoint(
      origin: key.verifier.name, size: head.size, root: head.root, extensions: digests?.lines ?? [])
    let note = try SignedNote(signing: checkpoint.text, with: key)
    _ = try await connection.one(KeepCheckpoint(size: head.size, root: head.root, note: note.written))
    return (head, note)
  }

  /// Signs a checkpoint when the newest one is old and the log has grown, or says anew after a longer while that it has
  /// not; then hands the newest to every place that is due.
  ///
  /// - Parameters:
  ///   - seconds: how old a checkpoint may become before the next, when there is something new.
  ///   - courier: brings it there.
  /// - Returns: what was done, in words; nothing when nothing was due.
  package func publishCheckpoints(
    signedBy key: NoteSigningKey, every seconds: Int64, through courier: any CheckpointCourier
  ) async throws(Problem) -> String {
    var words: [String] = []
    let standing = try await logStanding()
    let age = standing.checkpointAt.map { standing.at.seconds(since: $0) } ?? .max
    let places = try await connection.rows(ListLogPlaces())
    let rhythm = min(seconds, places.map(\.every).min() ?? seconds)
    let isGrown = standing.waiting > 0 || standing.size > (standing.checkpointSize ?? 0)
    if isGrown && age >= rhythm || standing.size > 0 && age >= 86_400 {
      do throws(Problem) {
        let (head, _) = try await makeCheckpoint(signedBy: key)
        words.append("checkpoint of \(head.size) leaves")
      } catch  where error.code == "log.led" || error.code == "log.lease-lost" || error.code == "log.empty" {
        return ""
      }
    }
    guard let newest = try await connection.first(NewestCheckpoint()) else { return "" }
    let note = try SignedNote(reading: newest.note)
    let checkpoint = try Checkpoint(text: note.text)
    let now = try await nowOnServer()
    for place in places where isDue(place, now) {
      let trouble = try await hand(note, (newest.id, checkpoint), to: place, through: courier)
      _ = try await connection.rows(RecordDelivery(place: place.name, checkpoint: newest.id, trouble: trouble))
      words.append(trouble.isEmpty ? "taken by \(place.name)" : "not taken by \(place.name): \(trouble)")
    }
    return words.joined(separator: ", ")
  }

  /// A place takes every checkpoint in its rhythm, the same one again too: it shows that we still reach it.
  /// One that did not take it is asked again after a minute.
  private func isDue(_ place: LogPlace, _ now: Instant) -> Bool {
    if !place.trouble.isEmpty, let triedAt = place.triedAt, now.seconds(since: triedAt) < 60 { return false }
    return place.takenAt.map { now.seconds(since: $0) >= place.every } ?? true
  }

  /// Answers what stood in the way; empty when the place took it. One that lost what it had is filled from the beginning,
  /// and that it had lost it stays on record.
  private func hand(
    _ note: SignedNote, _ newest: (id: Int64, checkpoint: Checkpoint), to place: LogPlace,
    through courier: any CheckpointCourier
  ) async throws(Problem) -> String {
    let held = place.takenSize ?? 0
    guard held <= newest.checkpoint.size else {
      return "It took a log of \(held) leaves, and this one has \(newest.checkpoint.size): leaves were dropped."
    }
    do throws(Problem) {
      return try await hand(note, newest.checkpoint, after: held, to: place, through: courier)
    } catch  where error.code == "place.incomplete" && held > 0 {
      let trouble = [error.happened, error.because].joined(separator: " ")
      _ = try await connection.rows(RecordDelivery(place: place.name, checkpoint: newest.id, trouble: trouble))
      return try await hand(note, newest.checkpoint, after: 0, to: place, through: courier)
    }
  }

  /// - Parameter held: leaves whose hashes the place has already.
  private func hand(
    _ note: SignedNote, _ checkpoint: Checkpoint, after held: Int, to place: LogPlace,
    through courier: any CheckpointCourier
  ) async throws(Problem) -> String {
    var tiles: [HashTile] = []
    if place.kind != .webhook {
      let width = HashTile.width
      for number in (held / width)..<((checkpoint.size + width - 1) / width) {
        let count = min(width, checkpoint.size - number * width)
        let hashes = try await connection.one(ReadLeafHashes(first: number * width, limit: count))
        tiles.append(HashTile(number: number, hashes: hashes))
      }
    }
    do throws(Problem) {
      try await courier.hand(CheckpointParcel(note: note, checkpoint: checkpoint, tiles: tiles), to: place)
      return ""
    } catch  where error.code != "place.incomplete" {
      return [error.happened, error.because].filter { !$0.isEmpty }.joined(separator: " ")
    }
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
