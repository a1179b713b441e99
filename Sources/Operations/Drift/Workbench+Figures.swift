internal import Catalog
package import Governance

extension Workbench {
  /// Models and prompts, whose calls are recorded, by name; those with these letters when some are given.
  package func watched(_ words: String?, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow> {
    try await page(PageWatched(words: words), at: place, limit: limit)
  }

  /// Calls of an artifact and what their review came to, by version and day, as known at the moment that is shown.
  package func behaviour(of watched: Watched, in period: Period) async throws(Problem) -> Behaviour {
    Behaviour(
      watched: watched, period: period,
      calls: try await connection.rows(CallsByDay(watched: watched, period: period)),
      verdicts: try await connection.rows(VerdictsByDay(watched: watched, period: period)))
  }

  /// Flags and scores of its calls, likewise. Looks at every flag of the period: a second for 100,000 calls.
  package func judgements(of watched: Watched, in period: Period) async throws(Problem) -> Judgements {
    Judgements(
      watched: watched, period: period,
      flags: try await connection.rows(FlagsByDay(watched: watched, period: period)),
      scores: try await connection.rows(ScoresByDay(watched: watched, period: period)))
  }

  /// The values of one figure in a period, ascending: `tokens_in`, `tokens_out`, `latency` (milliseconds), `cost`
  /// (millionths), or the name of a score.
  package func values(of figure: String, _ watched: Watched, in period: Period) async throws(Problem) -> [CountedValue]
  {
    try await connection.rows(ValuesBetween(watched: watched, figure: figure, period: period))
  }
}
