internal import Catalog
package import Drift
internal import Evidence
package import Governance

/// How far reviewers agree about one label in one week.
package struct AgreementRow: Sendable, Equatable {
  /// The Monday of the week; nil over all weeks asked for.
  package var week: String?
  /// `verdict`, or one of the decisions against all others.
  package var label: String
  package var units: Int
  package var agreement: Double?
  /// Of the first two of each item.
  package var kappa: Double?
  package var kappaInterval: AgreementInterval?
  /// Of all of them.
  package var alpha: Double?
  package var alphaInterval: AgreementInterval?
}

/// What a month's sample says about its low tier.
package struct SampleStanding: Sendable, Equatable {
  package var month: String
  package var strata: [SampleStratum]
  package var population: Int
  package var drawn: Int
  package var decided: Int
  package var violations: Int
  /// Weighted by the strata; nil before every stratum has a decided item.
  package var estimate: Double?
  /// The exact upper bound of the violation rate at 95 %; nil before all that was drawn is decided.
  package var upper: Double?
  /// How reviewers did on gold items since the month began; nil without any, or where this person may not know.
  package var gold: GoldError?
}

extension Workbench {
  /// The items of a bulk that must be read before.
  package func bulkSample(_ items: [Int64]) async throws(Problem) -> [Int64] {
    try await connection.rows(BulkSample(items: items))
  }

  /// Decides many alike items: all, or none.
  package func bulkDecide(
    _ items: [Int64], expected: Int, _ decision: Decision, reason: String, harm: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let answer = try await connection.one(
      BulkDecide(
        items: items, expected: expected, decision: decision, reason: reason, harm: harm, channel: channel))
    return try await recorded(answer.activity, "\(answer.decided) items: \(decision.words).")
  }

  /// How far reviewers agreed who decided blind to each other: by week and label, and over all weeks.
  ///
  /// - seed: of the intervals' draws; the same seed gives the same bounds.
  package func agreement(
    since: Instant, until: Instant, queue: String?, seed: UInt64
  ) async throws(Problem) -> [AgreementRow] {
    let units = try await connection.rows(ListAgreement(since: since, until: until, queue: queue))
    let weeks = Dictionary(grouping: units, by: \.week).sorted { $0.key < $1.key }
    let parts: [(week: String?, units: [AgreementUnit])] = weeks.map { ($0.key, $0.value) } + [(nil, units)]
    let labels: [Decision?] = [nil, .accept, .mask, .block, .escalate]
    let verdicts: [AgreementRow] = parts.flatMap { part in
      labels.compactMap { label in
        let values = part.units.map { unit in
          unit.decisions.map { decision in
            label.map { decision == $0 ? 1.0 : 0 } ?? Double(Decision.allCases.firstIndex(of: decision) ?? 0)
          }
        }
        guard label == nil || values.contains(where: { $0.contains(1) }) else { return nil }
        return row(values, week: part.week, label: label?.rawValue ?? "verdict", .nominal, seed: seed)
      }
    }
    let said = try await connection.rows(ListLabelAgreement(since: since, until: until, queue: queue))
    return verdicts
      + LabelValues.sets(of: said).map { set in
        row(set.values, week: set.week, label: set.label, set.level, seed: seed)
      }
  }

  private func row(
    _ values: [[Double]], week: String?, label: String, _ level: KrippendorffAlpha.Level, seed: UInt64
  ) -> AgreementRow {
    let kappa: ([[Double]]) -> CohenKappa = { CohenKappa($0.map { ($0[0], $0[1]) }) }
    let alpha: ([[Double]]) -> Double? = { KrippendorffAlpha($0, level: level).value }
    let pairs = values.filter { $0.count > 1 }
    let cohen = kappa(pairs)
    return AgreementRow(
      week: week, label: label, units: pairs.count, agreement: cohen.agreement, kappa: cohen.value,
      kappaInterval: AgreementInterval(pairs, seed: seed) { kappa($0).value }, alpha: alpha(pairs),
      alphaInterval: AgreementInterval(pairs, seed: seed, figure: alpha))
  }

  /// Commits to a sample of a month's low tier by the digest of a seed.
  ///
  /// - month: its first day, `2026-11-01`.
  /// - seed: hexadecimal; it is not sent, only its SHA-256.
  package func commitSample(
    month: String, rate: Double, seed: [UInt8], reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let digest = Hexadecimal.text(of: ContentDigest(of: seed).bytes)
    let activity = try await connection.one(
      CommitSample(month: month, rate: rate, seedDigest: digest, reason: reason, channel: channel))
    return try await recorded(activity, "The sample of \(month.prefix(7)) is committed to seed digest \(digest).")
  }

  /// Draws a month's sample when the month is over.
  package func drawSample(
    month: String, seed: [UInt8], reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let answer = try await connection.one(
      DrawSample(month: month, seed: Hexadecimal.text(of: seed), reason: reason, channel: channel))
    return try await recorded(answer.activity, "\(answer.drawn) generations of \(month.prefix(7)) were drawn.")
  }

  /// What a month's sample says; nil where none was drawn.
  ///
  /// The bound is Clopper and Pearson's over all strata: with shares that are drawn alike the count of violations
  /// spreads less than a binomial one (Hoeffding 1956, doi:10.1214/aoms/1177728178), so it holds at least its confidence.
  package func sampleStanding(month: String) async throws(Problem) -> SampleStanding? {
    let strata = try await connection.rows(ListSampleStrata(month: month))
    guard !strata.isEmpty else { return nil }
    func sum(_ path: KeyPath<SampleStratum, Int>) -> Int { strata.reduce(0) { $0 + $1[keyPath: path] } }
    let (population, drawn, decided, violations) = (
      sum(\.population), sum(\.drawn), sum(\.decided), sum(\.violations)
    )
    let weighted =
      strata.allSatisfy { $0.decided > 0 } && population > 0
      ? strata.reduce(0.0) { total, stratum in
        total + Double(stratum.population) / Double(population) * Double(stratum.violations) / Double(stratum.decided)
      } : nil
    return SampleStanding(
      month: month, strata: strata, population: population, drawn: drawn, decided: decided, violations: violations,
      estimate: weighted, upper: decided == drawn ? ShareInterval.upper(violations, of: decided) : nil,
      gold: try await goldError(sinceMonth: month))
  }

  private func goldError(sinceMonth month: String) async throws(Problem) -> GoldError? {
    guard let start = Instant.reading(of: month.prefix(10) + "T00:00:00Z")?.instant else { return nil }
    do {
      return try await goldErrors(since: start, until: try await nowOnServer()).first { $0.person == nil }
    } catch  where error.code == "right.missing" {
      return nil
    }
  }

  /// Draws a sample once more from what is stored; how many were drawn then and not now, and the other way round.
  package func redrawSample(month: String) async throws(Problem) -> (gone: Int, come: Int) {
    let answer = try await connection.one(RedrawSample(month: month))
    return (answer.gone, answer.come)
  }

  /// The item in which a generation is reviewed.
  ///
  /// - Throws: `review.none` where nobody was asked to review it, or it may not be seen.
  package func reviewItem(of generation: String) async throws(Problem) -> Int64 {
    guard let item = try await connection.first(FindReviewItem(generation: generation)) else {
      throw Problem(
        .notFound, "review.none", happened: "There is no review of generation \(generation).",
        remedy: "Name a generation that was flagged or sampled: `countersign review list`.")
    }
    return item
  }

  /// Items that were decided and whose answer is like this one's, the likest first.
  package func similarReviews(to item: Int64, most: Int = 10) async throws(Problem) -> [SimilarReview] {
    try await connection.rows(ListSimilarReviews(item: item, most: most))
  }

  /// Writes about an item; who is asked by name decides it no longer.
  package func comment(
    on item: Int64, _ words: String, mentions: [String], channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      CommentReview(item: item, words: words, mentions: mentions, channel: channel))
    let waits = mentions.isEmpty ? "" : "; it waits for \(mentions.joined(separator: ", "))"
    return try await recorded(activity, "Written about item \(item)\(waits).")
  }

  /// What was written about an item, as far as this person may see it.
  package func reviewComments(on item: Int64) async throws(Problem) -> [ReviewComment] {
    try await connection.rows(ListReviewComments(item: item))
  }
}
