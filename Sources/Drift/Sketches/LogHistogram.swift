internal import Glibc

/// Counts of values in buckets whose width grows with the value: a quantile comes back within 1 % of itself, and two
/// sketches are merged by adding their counts, so that any range of days is answered from what each day kept.
/// Source: Masson, Rim and Lee (2019), DDSketch, doi:10.14778/3352063.3352135.
package struct LogHistogram: Sendable, Equatable {
  /// The ratio of a bucket's ends. The catalog makes the same buckets: `countersign_private.bucket_of`.
  package static let growth = 1.02
  /// Of the bucket that ends at 1; buckets of values under 0 have the negative number, 0 has its own.
  package static let middle = 4000
  private static let logGrowth = log(growth)

  /// Ascending; the order of buckets is the order of values.
  package private(set) var buckets: [Int] = []
  package private(set) var counts: [Int] = []
  package private(set) var count = 0

  package init() {}

  /// - Takes: as many counts as buckets, in any order; a bucket that stands twice is added up. Counts under 1 are left out.
  package init(buckets: [Int], counts: [Int]) {
    for (bucket, count) in zip(buckets, counts).sorted(by: { $0.0 < $1.0 }) where count > 0 { append(bucket, count) }
  }

  package init(_ values: some Sequence<Double>) {
    var counted: [Int: Int] = [:]
    for value in values where value.isFinite { counted[Self.bucket(of: value), default: 0] += 1 }
    for (bucket, count) in counted.sorted(by: { $0.key < $1.key }) { append(bucket, count) }
  }

  private mutating func append(_ bucket: Int, _ count: Int) {
    if buckets.last == bucket {
      counts[counts.count - 1] += count
    } else {
      buckets.append(bucket)
      counts.append(count)
    }
    self.count += count
  }

  package static func bucket(of value: Double) -> Int {
    if value == 0 { return 0 }
    let power = (log(abs(value)) / logGrowth).rounded(.up)
    let bucket = Int(min(max(power, Double(1 - middle)), Double(middle))) + middle
    return value > 0 ? bucket : -bucket
  }

  /// The value that stands for a bucket: no value in it is more than 1 % away.
  package static func value(of bucket: Int) -> Double {
    if bucket == 0 { return 0 }
    let size = 2 * pow(growth, Double(abs(bucket) - middle)) / (growth + 1)
    return bucket > 0 ? size : -size
  }

  package mutating func merge(_ other: LogHistogram) {
    guard !other.buckets.isEmpty else { return }
    self = LogHistogram(buckets: buckets + other.buckets, counts: counts + other.counts)
  }

  /// The value under which a share `p` of 0…1 lies, within 1 %. NaN without values.
  package func quantile(_ p: Double) -> Double {
    guard count > 0 else { return .nan }
    let rank = Int((min(max(p, 0), 1) * Double(count - 1)).rounded(.down))
    var below = 0
    for (bucket, count) in zip(buckets, counts) {
      below += count
      if below > rank { return Self.value(of: bucket) }
    }
    return Self.value(of: buckets[buckets.count - 1])
  }

  package var mean: Double {
    zip(buckets, counts).reduce(0) { $0 + Self.value(of: $1.0) * Double($1.1) } / Double(count)
  }

  /// Divided by n.
  package var populationDeviation: Double {
    let mean = mean
    let squares = zip(buckets, counts).reduce(0) {
      let off = Self.value(of: $1.0) - mean
      return $0 + off * off * Double($1.1)
    }
    return (squares / Double(count)).squareRoot()
  }

  /// How many values lie beyond `limit`, as far as buckets tell.
  package func count(beyond limit: Double) -> Int {
    let last = Self.bucket(of: limit)
    return zip(buckets, counts).reduce(0) { $0 + ($1.0 > last ? $1.1 : 0) }
  }
}
