package import Governance

extension DriftStatistic {
  /// Every statistic, in the order help lists them.
  package static let all: [DriftStatistic] = [
    .populationStability, .kolmogorovSmirnov, .kolmogorovSmirnovExact, .jensenShannon, .jensenShannonNatural,
    .wasserstein, .wassersteinNormalised, .chiSquare, .hellinger, .twoProportions,
  ]

  package static func named(_ name: String) throws(Problem) -> DriftStatistic {
    if let statistic = all.first(where: { $0.name == name }) { return statistic }
    throw Problem(
      .usage, "drift.method", happened: "There is no drift method of that name.",
      because: "The methods are \(all.map(\.name).joined(separator: ", ")).", remedy: "Name some of them.")
  }
}
