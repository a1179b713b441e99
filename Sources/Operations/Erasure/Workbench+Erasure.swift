internal import Catalog
package import Evidence
package import Governance

extension Workbench {
  /// What an erasure of these subjects would remove, keep for a hold, and not reach. Recorded as a reading.
  package func previewErasure(of subjects: [String], channel: Channel) async throws(Problem) -> [ErasureReach] {
    try await connection.rows(PreviewErasure(keys: subjects, channel: channel))
  }

  /// Asks for the erasure of all that these subjects wrote; another person does it. Nothing is asked when there is nothing.
  ///
  /// - Returns: the number of the request, and what it will find; nil when nothing is there, or held all of it.
  package func askErasure(of subjects: [String], reason: String, channel: Channel) async throws(Problem) -> (
    erasure: Int64, recorded: Recorded
  )? {
    try mayWrite()
    let reach = try await previewErasure(of: subjects, channel: channel)
    guard reach.contains(where: { !$0.isUnreached && ($0.found ?? 0) > ($0.held ?? 0) }) else { return nil }
    let answer = try await connection.one(AskErasure(keys: subjects, reason: reason, channel: channel))
    return (
      answer.erasure, try await recorded(answer.activity, "Erasure \(answer.erasure) waits for a second person.")
    )
  }

  /// Does an erasure that another person asked for.
  ///
  /// - Returns: the report: `erasure`, `subjects`, `places` (removed and held), `unreached`, `rewrite` (tables whose files
  ///   are still to be rewritten), `activity`.
  package func confirmErasure(_ erasure: Int64, reason: String, channel: Channel) async throws(Problem) -> JSONValue {
    try mayWrite()
    let report = try await connection.one(ConfirmErasure(erasure: erasure, reason: reason, channel: channel))
    do throws(JSONRefusal) {
      return try JSONValue(Array(report.utf8), policy: .generation)
    } catch {
      throw Problem(
        .fault, "catalog.answer", happened: "The report of the erasure cannot be read.", because: error.reason,
        remedy: "It was done: look at `countersign erase --list`.")
    }
  }

  package func refuseErasure(_ erasure: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RefuseErasure(erasure: erasure, reason: reason, channel: channel))
    return try await recorded(activity, "Erasure \(erasure) was refused.")
  }

  /// Newest first.
  package func erasures(limit: Int) async throws(Problem) -> [ErasureRow] {
    try await connection.rows(ListErasures(limit: limit))
  }

  /// Tables whose files may still hold what was removed from them, until `CatalogCare.rewrite`.
  package func rewritesDue() async throws(Problem) -> [(relation: String, since: Instant)] {
    try await connection.rows(ListRewritesDue())
  }
}

extension CatalogCare {
  /// Rewrites the files of tables from which text was erased, with their indexes; as the catalog's owner. Each is locked
  /// while it is rewritten, and needs room for a copy. Waits up to a minute for sessions that still see what was removed:
  /// as long as one does, the server copies it too.
  ///
  /// - Returns: the tables.
  /// - Throws: `erase.seen` when such a session does not end.
  package func rewrite() async throws(Problem) -> [String] {
    for turn in 0... {
      guard let held = try await connection.first(ListRewritesHeld()) else { break }
      guard turn < 120 else {
        throw Problem(
          .conflict, "erase.seen", happened: "A session still sees what was erased from \(held.relation).",
          because: held.process.map { "The transaction of process \($0) began before the erasure." }
            ?? "A prepared transaction is older than the erasure.",
          remedy: "End it, then rewrite again.")
      }
      try? await Task.sleep(for: .milliseconds(500))
    }
    var done: [String] = []
    for due in try await connection.rows(ListRewritesDue()) {
      // A name as the server writes it, quotes and all.
      try await connection.script("vacuum full \(due.relation)")
      try await connection.script(
        "delete from countersign_private.rewrite_due where relation = '\(due.relation.replacing("'", with: "''"))'")
      done.append(due.relation)
    }
    return done
  }
}
