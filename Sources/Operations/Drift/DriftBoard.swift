package import Drift
package import Governance

/// Everything the catalog can say about how an artifact behaves, from its calls, their review, their checkers and judges.
///
/// A figure that cannot be formed is left out or says why; nothing is made up. A figure is said to have moved when the
/// difference would be rare by chance: p-values of all figures together, corrected by Benjamini and Hochberg, ≤ 0.05.
package struct DriftBoard: Sendable, Equatable {
  package static let falseShare = 0.05
  /// Under so many calls on a side shares and means are not compared.
  package static let fewest = 30

  package var watched: Watched
  package var frame: DriftFrame
  package var measures: [Measure]
  /// Labels of the versions with calls, those with the latest calls first.
  package var versions: [String]
  /// Flags and scores are in it.
  package var isComplete: Bool

  /// - judgements: nil while they are not there yet.
  /// - outside: what others measured of it.
  /// - meaning: of the vectors of its answers; nil without any.
  /// - evaluations: of the version in production, for its limits.
  /// - samples: values in reference and window, by the figure's name; those not there yet are not compared.
  package init(
    _ behaviour: Behaviour, _ judgements: Judgements?, outside: [OutsideDays] = [], meaning: VectorComparison? = nil,
    evaluations: [Evaluation],
    frame: DriftFrame,
    samples: [String: (reference: [CountedValue], window: [CountedValue])]
  ) {
    watched = behaviour.watched
    self.frame = frame
    isComplete = judgements != nil
    let days = DriftDays(frame)
    var last: [String: Instant] = [:]
    for day in behaviour.calls { last[day.version] = max(last[day.version] ?? day.day, day.day) }
    versions = last.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)

    var measures = [days.calls(behaviour.calls)]
    measures.append(
      days.share("tier.high", "high tier", of: behaviour.calls.map { ($0.version, $0.day, $0.high, $0.calls) }))
    if !behaviour.verdicts.isEmpty {
      measures.append(
        days.share(
          "blocked", "blocked in review", of: behaviour.verdicts.map { ($0.version, $0.day, $0.blocked, $0.decided) }))
    }
    if let judgements { measures += days.scores(judgements.scores) }
    measures += days.sums(behaviour.calls)
    if let judgements { measures += days.flags(judgements.flags, behaviour.calls) }
    if let meaning { measures.append(days.meaning(meaning)) }
    measures += outside.map(days.outside)
    self.measures = measures.map { measure in
      var measure = measure
      measure.limit = DriftBoard.limit(of: measure, evaluations)
      if measure.isComparedByDistribution, let name = measure.distribution, let sample = samples[name] {
        measure.compare(sample.reference, sample.window)
      }
      return measure
    }
    judge()
  }

  /// Which bound of the evaluations is about the same thing.
  private static func limit(of measure: Measure, _ evaluations: [Evaluation]) -> Measure.Limit? {
    let metric: String
    var scale = 1.0
    switch measure.unit {
    case _ where OutsideName(measure.id) != nil:
      guard let name = OutsideName(measure.id)?.name,
        let found = evaluations.first(where: { "\($0.suite).\($0.metric)" == name }), let bound = found.limit
      else { return nil }
      return Measure.Limit(value: bound, atLeast: found.atLeast, suite: found.suite)
    case .score: metric = String(measure.id.dropFirst("score.".count))
    case .money(let currency):
      metric = "cost_per_call_\(currency.lowercased())"
      scale = 1_000_000
    default: return nil
    }
    guard let found = evaluations.first(where: { $0.metric == metric }), let bound = found.limit else { return nil }
    return Measure.Limit(value: bound * scale, atLeast: found.atLeast, suite: found.suite)
  }

  /// Verdicts, after p-values are corrected for their number.
  private mutating func judge() {
    let tested = measures.indices.filter { measures[$0].pValue != nil }
    let corrected = FalseDiscovery.benjaminiHochberg(tested.compactMap { measures[$0].pValue })
    for (place, p) in zip(tested, corrected) {
      measures[place].pValue = p
      var isNotable = measures[place].stability.map { $0.index > StabilityTest.notable } ?? true
      if measures[place].unit == .discrepancy {
        isNotable = (measures[place].window.value ?? 0) >= MonitorDefaults.thresholds(.mmd).warning
      }
      measures[place].verdict = p <= DriftBoard.falseShare && isNotable ? .moved : .steady
    }
    for place in measures.indices {
      guard let limit = measures[place].limit, let value = measures[place].window.value,
        measures[place].window.n >= DriftBoard.fewest
      else { continue }
      if limit.atLeast ? value < limit.value : value > limit.value { measures[place].verdict = .beyondLimit }
    }
  }
}

extension Measure {
  /// Compares two distributions of the figure.
  fileprivate mutating func compare(_ reference: [CountedValue], _ window: [CountedValue]) {
    let (old, new) = (NumericSample(reference), NumericSample(window))
    guard min(old.count, new.count) >= StabilityTest.fewest else {
      verdict = .tooFew
      return
    }
    guard let test = StabilityTest(reference: old, current: new) else {
      verdict = .notCompared("the reference is constant")
      return
    }
    stability = test
    pValue = test.pValue
  }
}

extension NumericSample {
  /// Values with their counts, spread out; calls that did not say are missing.
  package init(_ counted: [CountedValue]) {
    var values: [Double] = []
    values.reserveCapacity(counted.reduce(0) { $0 + $1.calls })
    var missing = 0
    for one in counted {
      if let value = one.value { values += repeatElement(value, count: one.calls) } else { missing += one.calls }
    }
    self.init(values, missing: missing)
  }
}
