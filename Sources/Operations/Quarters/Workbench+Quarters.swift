internal import Catalog
internal import Evidence
package import Governance

/// What came of a signature on a quarter.
package struct FreezeAnswer: Sendable {
  package var isFrozen: Bool
  package var facts: Int
  /// 64 hexadecimal digits: of the snapshot when it is frozen, else of what was signed.
  package var digest: String
  package var recorded: Recorded
}

extension Workbench {
  /// Quarters since the first fact, newest first.
  package func quarters() async throws(Problem) -> [QuarterRow] { try await connection.rows(ListQuarters()) }

  package func quarter(_ name: String) async throws(Problem) -> QuarterRow {
    guard let row = try await quarters().first(where: { $0.quarter == name }) else {
      throw Problem(
        .notFound, "quarter.unknown", happened: "Nothing is on record for a quarter of that name.",
        remedy: "Name one like 2026Q4; `countersign snapshot status` lists them.")
    }
    return row
  }

  /// What a quarter holds, and what is missing.
  package func standing(of quarter: String) async throws(Problem) -> QuarterStanding {
    QuarterStanding(
      row: try await self.quarter(quarter), gaps: try await connection.rows(ListQuarterGaps(quarter: quarter)),
      kinds: try await connection.rows(CountQuarterFacts(quarter: quarter)),
      packs: try await connection.rows(ListPacks(quarter: quarter)))
  }

  package func openSnapshot(_ quarter: String, reason: String, channel: Channel) async throws(Problem) -> (
    snapshot: Int64, recorded: Recorded
  ) {
    try mayWrite()
    let answer = try await connection.one(OpenSnapshot(quarter: quarter, reason: reason, channel: channel))
    let what = answer.corrects.map { "opened; it puts snapshot \($0) right" } ?? "opened"
    return (
      answer.snapshot, try await recorded(answer.activity, "Snapshot \(answer.snapshot) of \(quarter) was \(what).")
    )
  }

  /// Signs what a quarter holds; the second person who signs the same freezes it.
  package func freezeSnapshot(_ quarter: String, reason: String, channel: Channel) async throws(Problem)
    -> FreezeAnswer
  {
    try mayWrite()
    let answer = try await connection.one(FreezeSnapshot(quarter: quarter, reason: reason, channel: channel))
    let words =
      answer.isFrozen
      ? "\(quarter) is frozen with \(answer.facts) facts, asked for by \(answer.askedBy)."
      : "You have signed \(quarter) with \(answer.facts) facts; another person must sign the same."
    return FreezeAnswer(
      isFrozen: answer.isFrozen, facts: answer.facts, digest: Hexadecimal.text(of: answer.digest),
      recorded: try await recorded(answer.activity, words))
  }

  /// What differs between two quarters, frozen or as they would be frozen now.
  package func difference(from earlier: String, to later: String) async throws(Problem) -> [QuarterChange] {
    // A list of contents differs when anything does.
    try await connection.rows(CompareQuarters(earlier: earlier, later: later)).filter { $0.kind != "contents" }
  }
}
