internal import Glibc

/// Two sketches beside each other: distances as `DriftStatistic` defines them, on the values that stand for buckets.
package struct SketchPair: Sendable {
  package let reference: LogHistogram
  package let current: LogHistogram

  package init(reference: LogHistogram, current: LogHistogram) {
    self.reference = reference
    self.current = current
  }

  /// A bucket that either side has, with how many values of each lie in it.
  package struct Step: Sendable, Equatable {
    package let bucket: Int
    package let reference: Int
    package let current: Int
  }

  package var steps: [Step] {
    var steps: [Step] = []
    var (i, j) = (0, 0)
    while i < reference.buckets.count || j < current.buckets.count {
      let old = i < reference.buckets.count ? reference.buckets[i] : Int.max
      let new = j < current.buckets.count ? current.buckets[j] : Int.max
      let bucket = min(old, new)
      var step = (reference: 0, current: 0)
      if old == bucket {
        step.reference = reference.counts[i]
        i += 1
      }
      if new == bucket {
        step.current = current.counts[j]
        j += 1
      }
      steps.append(Step(bucket: bucket, reference: step.reference, current: step.current))
    }
    return steps
  }

  /// The ten parts of the reference, or fewer where many values are the same, with what fell into each on both sides.
  /// `ends` are the values at which all parts but the last end. Nil when the reference makes no two parts.
  package var deciles: (histogram: HistogramPair, ends: [Double])? {
    guard reference.count > 0 else { return nil }
    var old = [0]
    var new = [0]
    var ends: [Double] = []
    var seen = 0
    let steps = steps
    let last = reference.buckets[reference.buckets.count - 1]
    for step in steps {
      old[old.count - 1] += step.reference
      new[new.count - 1] += step.current
      seen += step.reference
      // A part ends with the bucket that fills its tenth.
      if step.reference > 0, step.bucket < last, seen * 10 >= reference.count * ends.count + reference.count {
        ends.append(LogHistogram.value(of: step.bucket))
        old.append(0)
        new.append(0)
        while seen * 10 >= reference.count * (ends.count + 1), ends.count < 9 {
          // So many of one value fill several tenths: they are one part.
          ends.append(ends[ends.count - 1])
        }
      }
    }
    var merged: [Double] = []
    for end in ends where merged.last != end { merged.append(end) }
    guard old.count > 1, current.count > 0 else { return nil }
    return (HistogramPair(reference: old, current: new), merged)
  }

  /// In nats.
  package var populationStability: Double? { deciles.flatMap { DriftStatistic.populationStability($0.histogram) } }

  /// Over the reference's deciles, base 2.
  package var jensenShannon: Double? {
    guard let shares = deciles?.histogram.shares else { return nil }
    let divergence = shares.reduce(0.0) { sum, share in
      let middle = (share.reference + share.current) / 2
      func part(_ p: Double) -> Double { p > 0 ? p * log2(p / middle) / 2 : 0 }
      return sum + part(share.reference) + part(share.current)
    }
    return max(0, divergence).squareRoot()
  }

  package var kolmogorovSmirnov: Double? { gaps.map { $0.map { abs($0.gap) }.max() ?? 0 } }

  /// Where the two distribution functions stand apart, and by how much: reference less current, after each bucket.
  package var gaps: [(value: Double, gap: Double)]? {
    guard reference.count > 0, current.count > 0 else { return nil }
    var (old, new) = (0, 0)
    return steps.map { step in
      old += step.reference
      new += step.current
      return (
        LogHistogram.value(of: step.bucket),
        Double(old) / Double(reference.count) - Double(new) / Double(current.count)
      )
    }
  }

  /// Of order 1 over the reference's deviation. Nil for a constant reference, to which no distance is small.
  package var wassersteinNormalised: Double? {
    guard let gaps else { return nil }
    let deviation = reference.populationDeviation
    guard deviation > 0.001 else { return nil }
    let sum = zip(gaps, gaps.dropFirst()).reduce(0.0) { $0 + abs($1.0.gap) * ($1.1.value - $1.0.value) }
    return sum / deviation
  }
}
