package import Drift
internal import Foundation
package import Governance

/// What a monitor found, in one line that an officer and a gate read.
package enum MonitorWords {
  /// Such as `flag.toxicity +2.1 pt, e 240 (n 5600, now 1200)`.
  package static func line(_ terms: MonitorTerms, _ reading: MonitorReading) -> String {
    let slice = terms.slice.isEmpty ? "" : " of \(terms.slice)"
    let isOfVectors = terms.statistic == MonitorStatistic.mmd.rawValue
    guard let value = reading.value else {
      let why = isOfVectors && !reading.words.isEmpty ? ": \(reading.words)" : ""
      return "\(terms.metric)\(slice) \(verdict(reading.verdict.rawValue))\(why)"
    }
    var words = "\(terms.metric)\(slice) \(size(value, terms.statistic))"
    if let log = reading.logEvidence { words += ", e \(evidence(log))" }
    switch MonitorStatistic(rawValue: terms.statistic) {
    case .burn: words += reading.words.isEmpty ? "" : " over \(reading.words)"
    case .cap: words += " of the cap of the \(terms.period ?? "")"
    default: words += " (n \(reading.reference), now \(reading.current)\(isOfVectors ? "; \(reading.words)" : ""))"
    }
    return words
  }

  /// A change's size in the statistic's unit.
  package static func size(_ value: Double, _ statistic: String) -> String {
    let sign = value < 0 ? "−" : "+"
    switch MonitorStatistic(rawValue: statistic) {
    case .share: return "\(sign)\(decimal(abs(value) * 100, 1)) pt"
    case .mean: return "\(sign)\(decimal(abs(value), 2)) sd"
    case .psi: return "PSI \(decimal(value, 3))"
    case .ks: return "D \(decimal(value, 3))"
    case .js: return "JS \(decimal(value, 3))"
    case .wasserstein: return "W \(decimal(value, 3)) sd"
    case .mmd: return "MMD² \(value < 0 ? "−" : "")\(decimal(abs(value), 3))"
    case .burn: return "burns \(decimal(value, 1))×"
    case .cap: return "\(decimal(value * 100, 0)) %"
    case nil: return decimal(value, 3)
    }
  }

  /// e, as a number people can weigh: 20 is the bound of 5 %.
  package static func evidence(_ log: Double) -> String {
    if log > 13.8 { return "over 1,000,000" }
    let value = exp(log)
    return value < 10 ? decimal(value, 1) : String(Int(value.rounded()))
  }

  package static func verdict(_ code: String) -> String {
    switch code {
    case "no_data": "no data"
    case "too_few": "too few"
    default: code
    }
  }

  private static func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "–" }
    let scale = [1.0, 10, 100, 1000][places]
    let whole = (abs(value) * scale).rounded()
    guard whole < 1e15 else { return "over 10¹²" }
    let digits = String(Int(whole) / Int(scale))
    guard places > 0 else { return digits }
    let rest = String(Int(whole) % Int(scale))
    return digits + "." + String(repeating: "0", count: places - rest.count) + rest
  }
}
