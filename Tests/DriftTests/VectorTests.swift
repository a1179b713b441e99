import Foundation
import Testing

@testable import Drift

@Suite("Statistics", .enabled(if: driftVectors != nil, "needs the shared vectors (COUNTERSIGN_SHARED_DATA)"))
struct VectorTests {
  let vectors: [String: Any]

  init() throws {
    let file = try #require(driftVectors)
    vectors = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  private func rows(_ name: String) throws -> [[String: Any]] {
    let rows = try #require(vectors[name] as? [[String: Any]])
    #expect(!rows.isEmpty)
    return rows
  }

  private func sample(_ row: [String: Any], _ side: String) throws -> NumericSample {
    if let values = row["\(side)_values"] as? [Double] { return NumericSample(values) }
    let samples = try #require(vectors["samples"] as? [String: [Double]])
    let name = try #require(row[side] as? String)
    return NumericSample(try #require(samples[name]))
  }

  private func pair(_ row: [String: Any]) throws -> SamplePair {
    .numeric(reference: try sample(row, "ref"), current: try sample(row, "cur"))
  }

  private func histogram(_ row: [String: Any], _ reference: String, _ current: String) throws -> HistogramPair {
    HistogramPair(
      reference: try #require(row[reference] as? [Int]), current: try #require(row[current] as? [Int]))
  }

  private func expect(
    _ found: Double?, _ row: [String: Any], _ key: String, within tolerance: Double = 1e-9,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let expected = row[key] as? Double
    #expect(agrees(found, expected, within: tolerance), "\(key) of \(row)", sourceLocation: location)
  }

  @Test("of Kolmogorov and Smirnov with both p-values equal the reference")
  func kolmogorovSmirnov() throws {
    for row in try rows("ks") {
      let asymptotic = DriftStatistic.kolmogorovSmirnov.score(try pair(row))
      let exact = DriftStatistic.kolmogorovSmirnovExact.score(try pair(row))
      expect(asymptotic.value, row, "d")
      expect(asymptotic.pValue, row, "p_asymp", within: 1e-6)
      expect(exact.pValue, row, "p_exact", within: 1e-6)
      expect(asymptotic.effect?.value, row, "location")
    }
  }

  @Test("of Wasserstein equal the reference, plain and over the deviation")
  func wasserstein() throws {
    for row in try rows("wasserstein") {
      let pair = try pair(row)
      expect(DriftStatistic.wasserstein.score(pair).value, row, "w1")
      expect(DriftStatistic.wassersteinNormalised.score(pair).value, row, "w1_over_std")
      expect(try sample(row, "ref").populationDeviation, row, "std_ref_ddof0")
    }
  }

  @Test("of population stability equal the reference, from samples and from counts")
  func populationStability() throws {
    for row in try rows("psi_decile") {
      let score = DriftStatistic.populationStability.score(try pair(row))
      expect(score.value, row, "psi")
      let edges = try #require(row["edges_type7"] as? [Double])
      guard case .edges(let found, _)? = score.binning else {
        Issue.record("no bins")
        continue
      }
      #expect(found.count == edges.count + 2)
      for (found, expected) in zip(found.dropFirst(), edges) { #expect(agrees(found, expected, within: 1e-9)) }
    }
    for row in try rows("psi_counts") {
      expect(DriftStatistic.populationStability(try histogram(row, "ref_counts", "cur_counts")), row, "psi")
    }
  }

  @Test("of Jensen and Shannon and of Hellinger equal the reference")
  func distances() throws {
    for row in try rows("jensen_shannon") {
      let counts = try histogram(row, "p", "q")
      let divergence = try #require(DriftStatistic.jensenShannonDivergence(counts))
      expect(divergence, row, "divergence_natural")
      expect(divergence.squareRoot(), row, "distance_natural")
      expect((divergence / log(2)).squareRoot(), row, "distance_base2")
    }
    for row in try rows("hellinger") {
      expect(DriftStatistic.hellinger(try histogram(row, "p", "q")), row, "hellinger")
    }
  }

  @Test("of chi-square equal the reference, plain and corrected")
  func chiSquare() throws {
    for row in try rows("chi2_contingency") {
      let counts = try histogram(row, "ref_counts", "cur_counts")
      let test = try #require(ChiSquareTest(counts))
      expect(test.value, row, "chi2")
      expect(test.pValue, row, "p", within: 1e-6)
      expect(test.corrected, row, "chi2_yates")
      expect(test.pCorrected, row, "p_yates", within: 1e-6)
      expect(test.cramersV, row, "cramers_v")
      #expect(test.degrees == row["dof"] as? Int)
    }
  }

  @Test("adjusted for many tests equal the reference")
  func falseDiscovery() throws {
    let row = try #require(vectors["benjamini_hochberg"] as? [String: Any])
    let p = try #require(row["p"] as? [Double])
    let alpha = try #require(row["alpha"] as? Double)
    let hochberg = FalseDiscovery.benjaminiHochberg(p)
    for (found, expected) in zip(hochberg, try #require(row["bh_adjusted"] as? [Double])) {
      #expect(agrees(found, expected, within: 1e-9))
    }
    for (found, expected) in zip(
      FalseDiscovery.benjaminiYekutieli(p), try #require(row["by_adjusted"] as? [Double]))
    {
      #expect(agrees(found, expected, within: 1e-9))
    }
    #expect(hochberg.map { $0 <= alpha } == row["rejected_bh"] as? [Bool])
  }

  @Test("of shares have the reference's intervals")
  func intervals() throws {
    for (name, interval) in [("wilson", ShareInterval.wilson), ("clopper_pearson", ShareInterval.clopperPearson)] {
      for row in try rows(name) {
        let (low, high) = interval(try #require(row["successes"] as? Int), try #require(row["n"] as? Int), 0.95)
        let expected = try #require(row["ci95"] as? [Double])
        #expect(agrees(low, expected[0], within: 1e-9) && agrees(high, expected[1], within: 1e-9), "\(name) \(row)")
      }
    }
  }

  @Test("of ranks equal the reference")
  func ranks() throws {
    let row = try #require(vectors["auc"] as? [String: Any])
    let positive = try #require(row["positive_scores"] as? [Double])
    let negative = try #require(row["negative_scores"] as? [Double])
    let test = try #require(RankTest(positive, negative))
    expect(test.areaUnderCurve, row, "auc")
    expect(test.u, row, "mannwhitney_u")
    expect(test.pValue, row, "p_two_sided_asymptotic_tie_corrected_continuity", within: 1e-6)
  }

  @Test("of embeddings equal the reference")
  func embeddings() throws {
    let row = try #require(vectors["mmd_rbf"] as? [String: Any])
    let x = try #require(row["x"] as? [[Double]])
    let y = try #require(row["y"] as? [[Double]])
    let test = try #require(MeanDiscrepancy(x, y, permutations: 500, seed: 1))
    // Of the 126 ways to part nine points only one lies as far: p is about 1 in 126.
    #expect(test.pValue.map { $0 >= 1 / 501.0 && $0 < 0.03 } == true)
    #expect(MeanDiscrepancy(x, y, permutations: 500, seed: 1) == test, "by the same seed")
    #expect(MeanDiscrepancy(x, x, permutations: 99, seed: 1)?.pValue.map { $0 > 0.5 } == true)
    #expect(MeanDiscrepancy([[1], [1]], [[1], [1]], permutations: 99) == nil, "all the same")
    expect(test.sigma, row, "sigma_median_of_pooled_pairwise_distances")
    expect(test.unbiased, row, "mmd2_unbiased")
    expect(test.biased, row, "mmd2_biased")
  }

  @Test("of a stream alarm where the reference does")
  func streams() throws {
    let stream = try #require(vectors["stream"] as? [String: Any])
    let values = try #require(stream["values"] as? [Double])
    for name in ["cusum", "cusum_h8sigma"] {
      let row = try #require(stream[name] as? [String: Any])
      var sum = CumulativeSum(
        target: try #require(row["target"] as? Double), slack: try #require(row["k"] as? Double),
        limit: try #require(row["h"] as? Double))
      let first = values.firstIndex { sum.alarms(at: $0) }
      #expect(first == row["first_alarm_index"] as? Int)
      expect(sum.above, row, "s_plus")
      expect(sum.below, row, "s_minus")
    }
    for (limit, expected) in try #require(stream["page_hinkley_first_alarm_by_threshold"] as? [String: Any]) {
      var test = PageHinkley(limit: try #require(Double(limit)))
      #expect(values.firstIndex { test.alarms(at: $0) } == expected as? Int, "limit \(limit)")
    }
  }
}
