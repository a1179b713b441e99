internal import Glibc

/// Evidence that values no longer lie as in the reference, which may be looked at as often as one likes: an e-process
/// that is free of any distribution.
///
/// Nine values of the reference, by rank, part the line into ten. Without a change the parts' probabilities have a known
/// law, whatever the distribution: the spacings of order statistics (Wilks (1962), Mathematical Statistics, § 8.7).
/// So the chance that the next value falls into a part is known from the counts so far, as in Pólya's urn, and the ratio
/// of a bet to it is a martingale: under exchangeability e reaches 1/α with chance ≤ α however often it is looked at.
/// Nine bets, one for each value of the reference that more or fewer could lie under, are averaged; each also over the
/// weeks a change may begin (`ChangeWeeks`). Values that tie with a border fall to a side at random, as ranks of ties
/// do (Vovk, Gammerman and Shafer (2022), Algorithmic Learning in a Random World, § 8.1), by a seed that is kept.
package struct RankEvidence: Sendable {
  /// Under so many values a reference makes no ten parts.
  package static let fewest = 30
  private static let parts = 10

  private struct Border {
    /// How many values of the reference lie under it, and it; of the stream so far.
    let rank: Int
    let bucket: Int
    /// Where in its bucket it lies, 0…1.
    let place: Double
    var below = 0
    /// At the begin of each week.
    var starts: [Start] = []
  }

  private struct Start {
    let below: Int
    let a: Double
    let b: Double
    /// ln of the weight, less what the urn and the bet begin with.
    let log: Double
  }

  private let size: Int
  private var borders: [Border]
  private var seed: UInt64
  private var seen = 0
  private var days = 0

  /// Nil when the reference has fewer than `fewest` values.
  package init?(reference: LogHistogram, seed: UInt64) {
    guard reference.count >= Self.fewest else { return nil }
    size = reference.count
    self.seed = seed
    var draw = SplitNumbers(seed: seed)
    borders = []
    var below = 0
    var step = 1
    for (bucket, count) in zip(reference.buckets, reference.counts) {
      // Borders in one bucket lie in it as order statistics of that many uniform numbers do.
      var (taken, place) = (0, 0.0)
      while step < Self.parts {
        let rank = (size + 1) * step / Self.parts
        guard rank <= below + count else { break }
        let within = rank - below
        place += (1 - place) * draw.beta(within - taken, count - within + 1)
        taken = within
        borders.append(Border(rank: rank, bucket: bucket, place: place))
        step += 1
      }
      below += count
    }
  }

  /// A day's values, once the day is over.
  package mutating func add(_ day: LogHistogram) {
    if days.isMultiple(of: ChangeWeeks.length) { start() }
    days += 1
    var draw = SplitNumbers(seed: seed &+ UInt64(days) &* 0xD129_0B26_4A3F_61D5)
    var below = 0
    var next = 0
    for (bucket, count) in zip(day.buckets, day.counts) {
      while next < borders.count, borders[next].bucket < bucket {
        borders[next].below += below
        next += 1
      }
      // Ties: each falls to a side of each border in its bucket.
      var left = count
      var passed = 0.0
      var under = below
      while next < borders.count, borders[next].bucket == bucket {
        let chance = passed < 1 ? (borders[next].place - passed) / (1 - passed) : 1
        let fallen = draw.binomial(left, chance)
        left -= fallen
        under += fallen
        passed = borders[next].place
        borders[next].below += under
        next += 1
      }
      below += count
    }
    while next < borders.count {
      borders[next].below += below
      next += 1
    }
    seen += day.count
  }

  private mutating func start() {
    for place in borders.indices {
      let border = borders[place]
      let (k, rest) = (Double(border.rank + border.below), Double(size + 1 - border.rank + seen - border.below))
      let centre = k / (k + rest)
      let (a, b) = (ShareEvidence.concentration * centre, ShareEvidence.concentration * (1 - centre))
      let weight = Glibc.log(ChangeWeeks.weight(border.starts.count))
      borders[place].starts.append(
        Start(below: border.below, a: a, b: b, log: weight + LogSum.beta(k, rest) - LogSum.beta(a, b)))
    }
    begins.append(seen)
  }

  /// How many values there were at the begin of each week.
  private var begins: [Int] = []

  /// ln e.
  package var log: Double {
    guard seen > 0 else { return 0 }
    var capitals = [Glibc.log(ChangeWeeks.rest(from: begins.count))]
    let each = Glibc.log(1 / Double(borders.count))
    // What does not depend on the border is made once.
    let wholes = begins.map { LogSum.gamma(ShareEvidence.concentration + Double(seen - $0)) }
    let urn = LogSum.gamma(Double(size + 1 + seen))
    for border in borders {
      let under = Double(border.rank + border.below)
      let null = LogSum.gamma(under) + LogSum.gamma(Double(size + 1 + seen) - under) - urn
      for (start, (begin, whole)) in zip(border.starts, zip(begins, wholes)) {
        let fell = Double(border.below - start.below)
        let rose = Double(seen - begin) - fell
        capitals.append(
          each + start.log + LogSum.gamma(start.a + fell) + LogSum.gamma(start.b + rose) - whole - null)
      }
    }
    return LogSum.of(capitals)
  }
}

/// Random numbers that are the same whenever a monitor is reckoned again (Steele, Lea and Flood (2014), SplitMix64,
/// doi:10.1145/2714064.2660195).
struct SplitNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// In 0..<1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((value ^ (value >> 31)) >> 11) * 0x1p-53
  }

  /// Of Beta(a, b), a and b whole: the order statistic a of a + b − 1 uniform numbers, by its distribution function.
  mutating func beta(_ a: Int, _ b: Int) -> Double {
    a < 1 ? 0 : IncompleteBeta.inverse(next(), Double(a), Double(max(1, b)))
  }

  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    var hits = 0
    for _ in 0..<n where next() < p { hits += 1 }
    return hits
  }
}
