import Foundation
import Governance
import TestSupport

/// What NumPy and SciPy worked out for the four real versions.
enum Oracle {
  /// What of a run differs from the reference; each of its pairs must stand there.
  static func disagreements(of run: ShadowRunDetail, metric: String) throws -> [String] {
    var found: [String] = []
    let path = try SharedData.path("evals/oracle_shadow_mistral_orpo.jsonl")
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    for arm in run.arms where arm.role == .baseline {
      guard let item = run.comparisons.first(where: { $0.arm == arm.arm && $0.metric == metric && $0.slice.isEmpty })
      else {
        found.append("\(arm.label) is missing")
        continue
      }
      let names = (run.row.candidate, arm.label)
      // The reference holds each pair one way round.
      let forward = rows.first { ($0["candidate"] as? String, $0["baseline"] as? String) == names }
      let backward = rows.first { ($0["baseline"] as? String, $0["candidate"] as? String) == names }
      guard let row = forward ?? backward else {
        found.append("\(names) has no reference")
        continue
      }
      let sign = forward == nil ? -1.0 : 1.0
      func number(_ key: String) -> Double { row[key] as? Double ?? .nan }
      func check(_ what: String, _ value: Double, _ expected: Double, _ tolerance: Double) {
        if !(abs(value - expected) <= tolerance) { found.append("\(names) \(what): \(value), not \(expected)") }
      }
      check("n", Double(item.n), number("n_common"), 0)
      check("mean", item.difference ?? .nan, sign * number("mean_delta"), 1e-9)
      check("p", item.pValue ?? .nan, number("wilcoxon_p"), 1e-9)
      check("wins", Double(sign > 0 ? item.wins : item.losses), number("wins"), 0)
      check("ties", Double(item.ties), number("ties"), 0)
      check("losses", Double(sign > 0 ? item.losses : item.wins), number("losses"), 0)
      // By normal theory the bounds lie 1.645 standard errors from the mean; drawn ones come close at 160 pairs.
      let error = abs(number("mean_delta") / number("paired_t"))
      check("low", item.low ?? .nan, sign * number("mean_delta") - 1.645 * error, 0.15 * error)
      check("high", item.high ?? .nan, sign * number("mean_delta") + 1.645 * error, 0.15 * error)
    }
    return found
  }
}
