internal import Glibc

/// Evidence that a share is not what it was in the reference, which may be looked at as often as one likes: an e-process.
///
/// Whatever the true shares, as long as that of the stream is within `tolerance` of the reference's, the chance that e
/// ever reaches 1/α is ≤ α (Ville's inequality), for any number of looks, and at any moment e's expectation is ≤ 1.
///
/// How: a forecaster that knows no true share bets on each next call. Its capital over the likelihood of what happened
/// is a martingale for each pair of shares; e is the least of these over all pairs the hypothesis allows, which is the
/// capital over the largest likelihood they reach (universal inference: Wasserman, Ramdas and Balakrishnan (2020),
/// doi:10.1073/pnas.1922664117). The forecaster learns from a fourth of the reference, which is then not counted, and
/// after a change bets by a beta mixture (Ramdas, Grünwald, Vovk and Shafer (2023), doi:10.1214/23-STS894, § 3–4).
///
/// It takes calls as independent. Calls of one conversation are not: count conversations, or set a tolerance.
package struct ShareEvidence: Sendable {
  /// Of calls, those with the mark.
  package struct Count: Sendable, Equatable {
    package var hits: Int
    package var trials: Int
    package init(_ hits: Int, of trials: Int) {
      self.hits = hits
      self.trials = trials
    }
    static func + (a: Count, b: Count) -> Count { Count(a.hits + b.hits, of: a.trials + b.trials) }
    static func - (a: Count, b: Count) -> Count { Count(a.hits - b.hits, of: a.trials - b.trials) }
    var share: Double { Double(hits) / Double(trials) }
  }

  /// What the bet after a change spreads over: about ± 0.2 deviations of a single call.
  static let concentration = 25.0

  private let pilot: Count
  private let reference: Count
  private let tolerance: Double
  private let direction: Direction
  private var stream = Count(0, of: 0)
  /// What the stream was when a week began.
  private var starts: [Count] = []
  private var days = 0

  /// - Parameters:
  ///   - reference: by day; every fourth day teaches the forecaster and is not counted.
  ///   - tolerance: a difference of shares up to it is no change; 0…1.
  package init(reference days: [Count], tolerance: Double = 0, direction: Direction = .either) {
    var (pilot, counted) = (Count(0, of: 0), Count(0, of: 0))
    for (place, day) in days.enumerated() {
      if place % 4 == 0, days.count > 1 { pilot = pilot + day } else { counted = counted + day }
    }
    self.pilot = pilot
    reference = counted
    self.tolerance = tolerance
    self.direction = direction
  }

  /// A day's calls, once the day is over.
  package mutating func add(_ day: Count) {
    if days.isMultiple(of: ChangeWeeks.length) { starts.append(stream) }
    days += 1
    stream = stream + day
  }

  /// ln e.
  package var log: Double {
    guard reference.trials > 0, stream.trials > 0 else { return 0 }
    let quiet = LogSum.beta(prior.0, prior.1)
    var capitals = [Glibc.log(ChangeWeeks.rest(from: starts.count)) + unchanged(reference + stream) - quiet]
    for (number, before) in starts.enumerated() {
      let after = stream - before
      let centre =
        (Double(pilot.hits + reference.hits + before.hits) + 0.5)
        / (Double(pilot.trials + reference.trials + before.trials) + 1)
      let (a, b) = (Self.concentration * centre, Self.concentration * (1 - centre))
      let bet =
        LogSum.beta(a + Double(after.hits), b + Double(after.trials - after.hits)) - LogSum.beta(a, b)
      capitals.append(
        Glibc.log(ChangeWeeks.weight(number)) + unchanged(reference + before) - quiet + bet)
    }
    return LogSum.of(capitals) - likelihood
  }

  private var prior: (Double, Double) { (Double(pilot.hits) + 0.5, Double(pilot.trials - pilot.hits) + 0.5) }

  private func unchanged(_ count: Count) -> Double {
    LogSum.beta(prior.0 + Double(count.hits), prior.1 + Double(count.trials - count.hits))
  }

  /// ln of the largest likelihood of reference and stream that the hypothesis reaches.
  private var likelihood: Double {
    let (p, q) = (reference.share, stream.share)
    let allowed: Bool
    switch direction {
    case .rise: allowed = q <= p + tolerance
    case .fall: allowed = q >= p - tolerance
    case .either: allowed = abs(q - p) <= tolerance
    }
    if allowed { return Self.likelihood(reference, at: p) + Self.likelihood(stream, at: q) }
    if tolerance == 0 {
      let all = reference + stream
      return Self.likelihood(all, at: all.share)
    }
    // At the border the two differ by exactly the tolerance, and the likelihood has one maximum.
    let shift = q > p ? tolerance : -tolerance
    func value(_ p: Double) -> Double { Self.likelihood(reference, at: p) + Self.likelihood(stream, at: p + shift) }
    var (low, high) = (max(0, -shift), min(1, 1 - shift))
    for _ in 0..<80 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      if value(left) < value(right) { low = left } else { high = right }
    }
    return value((low + high) / 2)
  }

  private static func likelihood(_ count: Count, at share: Double) -> Double {
    func part(_ n: Int, _ p: Double) -> Double { n == 0 ? 0 : p > 0 ? Double(n) * Glibc.log(p) : -.infinity }
    return part(count.hits, share) + part(count.trials - count.hits, 1 - share)
  }
}

/// Which way a figure is watched.
package enum Direction: String, Sendable, CaseIterable {
  case rise, fall, either
}
