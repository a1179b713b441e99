internal import Catalog
package import Drift
package import Governance

/// How far what answers mean in a window is from a reference, by the vectors that came with them.
package struct VectorComparison: Sendable, Equatable {
  /// Vectors of the samples that were compared.
  package var reference: Int
  package var window: Int
  /// MMD²; nil when there is none.
  package var value: Double?
  package var pValue: Double?
  /// How it was compared, or why not.
  package var words: String
  /// How many calls brought a vector.
  package var days: [FigureDay]
  /// What its monitor saw, by the day.
  package var looks: [String: Double]
  package init(
    reference: Int, window: Int, value: Double?, pValue: Double?, words: String, days: [FigureDay],
    looks: [String: Double]
  ) {
    self.reference = reference
    self.window = window
    self.value = value
    self.pValue = pValue
    self.words = words
    self.days = days
    self.looks = looks
  }

  init(_ old: VectorSample, _ new: VectorSample, days: [FigureDay], looks: [String: Double]) {
    let vectors = old.models.flatMap { old.vectors(of: $0) }
    let now = new.models.flatMap { new.vectors(of: $0) }
    self.init(
      reference: vectors.count, window: now.count, value: nil, pValue: nil,
      words: VectorWatch.whyNotCompared(old, new) ?? "", days: days, looks: looks)
    guard words.isEmpty, min(reference, window) >= DriftBoard.fewest else { return }
    // The seed of what nobody set a rule for.
    guard let found = MeanDiscrepancy(vectors, now, permutations: MeanDiscrepancy.permutations) else {
      words = "every vector is the same"
      return
    }
    (value, pValue) = (found.unbiased, found.pValue)
    words = VectorWatch.words(found, permutations: MeanDiscrepancy.permutations, seed: 0, model: old.models[0])
  }
}

extension Workbench {
  /// Nil when no call of these days brought a vector.
  package func meaning(of watched: Watched, slice: String = "", in frame: DriftFrame) async throws(Problem)
    -> VectorComparison?
  {
    let name = FigureName(metric: MonitorDefaults.semantic, slice: slice, environment: "production", n: 0)
    let days = try await figureDays(watched, name, in: frame.whole)
    guard !days.isEmpty else { return nil }
    var seen: [String: Double] = [:]
    for monitor in try await monitors(of: watched.name)
    where monitor.terms.metric == name.metric && monitor.terms.slice == slice {
      for look in try await looks(of: monitor.key, limit: 400) { seen[look.slot] = seen[look.slot] ?? look.value }
    }
    do throws(Problem) {
      return VectorComparison(
        try await vectors(watched, name, in: frame.reference), try await vectors(watched, name, in: frame.window),
        days: days, looks: seen)
    } catch  where error.code == "right.missing" {
      return VectorComparison(
        reference: 0, window: 0, value: nil, pValue: nil, words: "your clearance does not reach every text", days: days,
        looks: seen)
    } catch { throw error }
  }
}
