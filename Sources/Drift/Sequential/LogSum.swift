internal import Glibc

/// Sums of what is known by logarithms.
enum LogSum {
  /// ln Σ eˣ.
  static func of(_ logs: [Double]) -> Double {
    guard let most = logs.max(), most.isFinite else { return logs.max() ?? -.infinity }
    return most + log(logs.reduce(0) { $0 + exp($1 - most) })
  }

  /// ln B(a, b).
  static func beta(_ a: Double, _ b: Double) -> Double { gamma(a) + gamma(b) - gamma(a + b) }

  /// ln Γ(x) for x > 0. The platform's: millions of them are asked for, to no more than 1e-12.
  static func gamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}

/// When a change may have begun: each week of a stream has a share of the bet, the first the most, all together 1.
///
/// A mixture of e-processes with weights of a sum up to 1 is an e-process; without it a change after months would be
/// diluted by all that was quiet before.
package enum ChangeWeeks {
  /// Days between two starts.
  package static let length = 7

  /// Of the start `number`, from 0: 4 / ((number + 4) (number + 5)).
  static func weight(_ number: Int) -> Double { 4 / (Double(number + 4) * Double(number + 5)) }
  /// Of all starts from `number` on: what has not been bet yet.
  static func rest(from number: Int) -> Double { 4 / Double(number + 4) }
}
