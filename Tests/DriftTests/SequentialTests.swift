import Drift
import Foundation
import MonitorTrials
import SeededNumbers
import Testing

@Suite("What is looked at every day")
struct SequentialTests {
  /// 5 % and twice the error of a share of 1,000.
  private static let promised = 0.05 + 0.014

  @Test("calls falsely in at most 5 % of 1,000 quiet streams of 90 days", arguments: [0.02, 0.3])
  func quietShares(_ rate: Double) async {
    #expect(await MonitorTrial(.share(rate)).alarms(streams: 1000).share <= Self.promised)
  }

  @Test(
    "does so whatever the distribution and its ties",
    arguments: [MonitorTrial.Kind.lengths, .scores])
  func quietValues(_ kind: MonitorTrial.Kind) async {
    // All 1,000 with `make soak`; 300 of them are within 5 % ± 2.5.
    #expect(await MonitorTrial(kind, callsADay: 30).alarms(streams: 300).share <= 0.05 + 0.025)
  }

  @Test("finds a shift of half a deviation, and says when")
  func power() async {
    for kind in [MonitorTrial.Kind.share(0.2), .lengths, .scores] {
      let found = await MonitorTrial(kind, shift: 0.5, changeDay: 30).alarms(streams: 40)
      #expect(found.share >= 0.95, "\(kind)")
      #expect((found.day ?? 0) > 28, "\(kind): not before it happened")
    }
  }

  /// Promised is the share at a day one stops to look, in expectation: twelve fleets are seen on the first day that anything is
  /// called and on the last one. All that was ever called is counted beside it, for that is what stands on the Office.
  @Test("keeps the share of false alarms in a fleet with one true change in ten, on the day one stops to look")
  func fleet() async {
    let trial = FleetTrial(monitors: 60, shifted: 6)
    let fleets = await withTaskGroup(of: FleetTrial.Outcome.self) { group in
      for seed in 1...12 { group.addTask { trial.run(seed: UInt64(seed)) } }
      return await group.reduce(into: [FleetTrial.Outcome]()) { $0.append($1) }
    }
    #expect(fleets.reduce(0) { $0 + $1.shareAtFirst } / 12 <= trial.share)
    #expect(fleets.reduce(0) { $0 + $1.shareAtLast } / 12 <= trial.share)
    #expect(fleets.reduce(0) { $0 + $1.shareEver } / 12 <= trial.share, "with these seeds, though nothing promises it")
    #expect(fleets.reduce(0) { $0 + $1.found } >= 12 * 6 * 8 / 10, "found")
  }

  /// Over all that can happen to four days of reference and three of a stream, two calls each.
  @Test("bets fairly: whatever the true share, e is expected to be at most 1", arguments: [0.05, 0.3, 0.5, 0.9])
  func expectation(_ share: Double) {
    func probability(_ hits: Int) -> Double {
      [(1 - share) * (1 - share), 2 * share * (1 - share), share * share][hits]
    }
    for direction in Direction.allCases {
      var expected = 0.0
      for history in 0..<2187 {
        var rest = history
        var days: [Int] = []
        for _ in 0..<7 {
          days.append(rest % 3)
          rest /= 3
        }
        var evidence = ShareEvidence(
          reference: days.prefix(4).map { .init($0, of: 2) }, tolerance: 0, direction: direction)
        for day in days.suffix(3) { evidence.add(.init(day, of: 2)) }
        expected += days.reduce(1) { $0 * probability($1) } * exp(evidence.log)
      }
      #expect(expected <= 1 + 1e-9, "\(direction)")
      #expect(expected > 0.01)
    }
  }

  @Test("of ranks is a martingale: its expectation over many quiet streams is 1 each week")
  func martingale() {
    var sums = [Double](repeating: 0, count: 3)
    let streams = 3000
    for seed in 1...streams {
      var numbers = SplitMix(seed: UInt64(seed))
      func values(_ n: Int) -> LogHistogram {
        LogHistogram((0..<n).map { _ in Double(Int.random(in: 1...6, using: &numbers)) })
      }
      guard var evidence = RankEvidence(reference: values(40), seed: UInt64(seed)) else { continue }
      for day in 0..<3 {
        evidence.add(values(4))
        sums[day] += exp(evidence.log)
      }
    }
    for sum in sums { #expect(abs(sum / Double(streams) - 1) < 0.05) }
  }

  @Test("is not moved by a difference within the tolerance, and is by one beyond it")
  func tolerance() {
    func log(_ tolerance: Double, _ direction: Direction, hits: Int = 18) -> Double {
      var evidence = ShareEvidence(
        reference: [ShareEvidence.Count](repeating: .init(10, of: 100), count: 20), tolerance: tolerance,
        direction: direction)
      for _ in 0..<30 { evidence.add(.init(hits, of: 100)) }
      return evidence.log
    }
    #expect(log(0, .either) > 10 && log(0, .rise) > 10)
    #expect(log(0, .fall) < 0, "it rose")
    #expect(log(0, .fall, hits: 5) > 10)
    #expect(log(0.09, .either) < 0)
    #expect(log(0.02, .either) > 3 && log(0.02, .either) < log(0, .either))
  }

  @Test("says nothing of nothing")
  func nothing() {
    var evidence = ShareEvidence(reference: [], tolerance: 0)
    #expect(evidence.log == 0)
    evidence.add(.init(3, of: 5))
    #expect(evidence.log == 0)
    #expect(RankEvidence(reference: LogHistogram([1, 2, 3]), seed: 1) == nil)
    var watch = MonitorWatch(MonitorRule(statistic: .psi, warning: 0.1, alarm: 0.2), reference: [])
    #expect(watch.add(MonitorDay(values: LogHistogram([1, 2]))).verdict == .noData)
    let day = MonitorDay(count: .init(1, of: 10))
    watch = MonitorWatch(MonitorRule(statistic: .share, warning: 0.1, alarm: 0.2), reference: [day, day])
    #expect(watch.add(day).verdict == .tooFew)
    #expect(watch.add(MonitorDay()).verdict == .noData)
  }

  @Test("calls together those of which k·e is at least K / q")
  func eBenjaminiHochberg() {
    let logs = [100.0, 45, 30, 1, 2].map { Foundation.log($0) }
    // K / q = 100: 1·100, 2·45 = 90, 3·30 = 90.
    #expect(FleetDiscovery.called(logs, share: 0.05) == [0])
    #expect(FleetDiscovery.called([99.0, 51, 40, 1, 1].map { Foundation.log($0) }, share: 0.05) == [0, 1, 2])
    #expect(FleetDiscovery.called([], share: 0.05).isEmpty)
  }
}

@Suite("A sketch")
struct SketchTests {
  private func sample(_ seed: UInt64, _ shift: Double = 1) -> [Double] {
    var numbers = SplitMix(seed: seed)
    return (0..<4000).map { _ in shift * exp(Double.random(in: -2...2, using: &numbers)) * 100 }
  }

  @Test("gives quantiles back within 1 %, also of what was merged")
  func quantiles() {
    let values = sample(1)
    var sketch = LogHistogram(values.prefix(1500))
    sketch.merge(LogHistogram(values.dropFirst(1500)))
    #expect(sketch == LogHistogram(values) && sketch.count == 4000)
    let sorted = values.sorted()
    for p in [0.0, 0.01, 0.5, 0.95, 0.99, 1] {
      let exact = sorted[Int(p * 3999)]
      #expect(abs(sketch.quantile(p) - exact) <= 0.01 * exact + 1e-9)
    }
    #expect(
      LogHistogram([0, -5, 5, .nan, .infinity]).buckets.map(LogHistogram.value).map { $0.rounded() } == [-5, 0, 5])
    #expect(LogHistogram().quantile(0.5).isNaN)
    #expect(LogHistogram([1e300, 1e-300]).count == 2)
  }

  @Test("is as far from another as the values themselves are")
  func distances() throws {
    let (old, new) = (sample(1), sample(2, 1.3))
    let pair = SketchPair(reference: LogHistogram(old), current: LogHistogram(new))
    let exact = SamplePair.numeric(reference: NumericSample(old), current: NumericSample(new))
    for (value, method) in [
      (pair.populationStability, "psi"), (pair.kolmogorovSmirnov, "ks"),
      (pair.wassersteinNormalised, "wasserstein_normed"),
    ] {
      let expected = try #require(DriftStatistic.named(method).score(exact).value)
      #expect(abs(try #require(value) - expected) < 0.02, "\(method)")
    }
    let same = SketchPair(reference: LogHistogram(old), current: LogHistogram(old))
    #expect(same.populationStability == 0 && same.kolmogorovSmirnov == 0 && same.jensenShannon == 0)
    #expect(try #require(pair.jensenShannon) > 0.08)
  }

  @Test("of one value makes no bins and no distance")
  func constant() {
    let pair = SketchPair(reference: LogHistogram([7, 7, 7]), current: LogHistogram([7, 8]))
    #expect(pair.populationStability == nil && pair.wassersteinNormalised == nil)
    let zeros = SketchPair(
      reference: LogHistogram([Double](repeating: 0, count: 80) + (1...20).map { Double($0) }),
      current: LogHistogram([0, 0, 20, 20]))
    #expect(zeros.deciles?.histogram.reference == [80, 10, 10])
    #expect(zeros.deciles?.histogram.current == [2, 0, 2])
  }
}

@Suite("A burn rate")
struct BurnRateTests {
  private func reading(_ parts: [Int: (Int, Int)]) -> MonitorReading {
    BurnRate.reading(parts.mapValues { .init(bad: $0.0, total: $0.1) }, objective: 0.99)
  }

  @Test("calls when a long and a short window both burn")
  func pairs() {
    let quiet = [
      3600: (0, 200), 300: (0, 20), 21_600: (1, 900), 1800: (0, 90), 86_400: (9, 4000), 7200: (0, 300),
      259_200: (20, 12_000),
    ]
    #expect(reading(quiet).verdict == .quiet)
    var fast = quiet
    fast[3600] = (40, 200)
    #expect(reading(fast).verdict == .quiet, "it is over already: the last five minutes are good")
    fast[300] = (5, 20)
    #expect(reading(fast).verdict == .alarm && reading(fast).words == "1 h")
    #expect(abs((reading(fast).value ?? 0) - 20) < 1e-9)
    var slow = quiet
    slow[86_400] = (160, 4000)
    slow[7200] = (12, 300)
    #expect(reading(slow).verdict == .warning)
  }

  @Test("says no data, and too few, where it cannot tell")
  func few() {
    #expect(reading([:]).verdict == .noData)
    #expect(reading([3600: (1, 6), 300: (1, 2), 86_400: (1, 6), 259_200: (1, 6)]).verdict == .tooFew)
  }
}
