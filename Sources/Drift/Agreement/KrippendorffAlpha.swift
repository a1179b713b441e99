/// Krippendorff's alpha: how far raters agree beyond chance, for any number of them, with ratings missing.
///
/// Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43.
package struct KrippendorffAlpha: Sendable, Equatable {
  /// How far two values lie apart.
  package enum Level: String, Sendable, CaseIterable { case nominal, ordinal, interval }

  /// 1 when all agree, 0 as by chance. Nil when it is not defined: nothing was rated twice, or all values are one.
  package let value: Double?
  /// Units that two raters or more have rated; the others say nothing.
  package let units: Int
  /// Ratings of those.
  package let ratings: Int

  /// - Takes: for each unit its ratings, in any order.
  package init(_ units: [[Double]], level: Level) {
    let rated = units.filter { $0.count > 1 }
    let values = Set(rated.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    self.units = rated.count
    ratings = rated.reduce(0) { $0 + $1.count }
    var marginals = [Double](repeating: 0, count: values.count)
    for rating in rated.joined() { marginals[place[rating] ?? 0] += 1 }
    let distance = Self.distances(values, marginals, level)

    var observed = 0.0
    for unit in rated {
      var within = 0.0
      for one in unit { for other in unit { within += distance[place[one] ?? 0][place[other] ?? 0] } }
      observed += within / Double(unit.count - 1)
    }
    var expected = 0.0
    for one in values.indices {
      for other in values.indices { expected += marginals[one] * marginals[other] * distance[one][other] }
    }
    value = expected > 0 ? 1 - Double(ratings - 1) * observed / expected : nil
  }

  /// Squared differences of each pair of values.
  private static func distances(_ values: [Double], _ marginals: [Double], _ level: Level) -> [[Double]] {
    values.indices.map { one in
      values.indices.map { other in
        switch level {
        case .nominal: return one == other ? 0 : 1
        case .interval: return (values[one] - values[other]) * (values[one] - values[other])
        case .ordinal:
          let (low, high) = (min(one, other), max(one, other))
          guard low < high else { return 0 }
          let between = marginals[low...high].reduce(0, +) - (marginals[low] + marginals[high]) / 2
          return between * between
        }
      }
    }
  }
}
