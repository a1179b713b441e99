import TestSupport

/// How often a night of shadow-evals passes, regresses or stays undecided when the new version is worse by so much.
struct PlantedRegressions: Measurement {
  let name = "shadow"
  let about = "verdicts of 1,000 nights by planted regression, one prompt in ten changing by chance; per cent of nights"
  private let nights = 1000

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    for (pairs, margin) in [(400, 0.05), (2000, 0.02)] {
      for points in [0, 2, 5, 10] {
        var counts: [PlantedNight.Verdict: Int] = [:]
        for night in 0..<nights {
          let drawn = PlantedNight(pairs: pairs, points: points, seed: UInt64(night))
          counts[drawn.verdict(margin: margin), default: 0] += 1
        }
        func share(_ verdict: PlantedNight.Verdict) -> Double {
          Double(counts[verdict, default: 0]) * 100 / Double(nights)
        }
        report(
          Figure(
            what: "\(points) points, \(pairs) pairs, margin \(Int(margin * 100)): passes", ours: share(.pass),
            peer: nil,
            unit: .percent,
            note:
              "regressed \(FigureTable.number(share(.regressed))) %, undecided \(FigureTable.number(share(.undecided))) %"
          ))
      }
    }
  }
}
