import Evidence
import Governance

/// The paths a gate's input has, taken from a document with everything in it.
enum InputShape {
  private static let sample = PromotionCandidate(
    artifact: "", kind: .prompt, tier: .high, owner: "", retired: false, version: "", digest: "", author: "",
    environment: "", pins: [], evaluations: [],
    shadow: ShadowFact(expected: true, run: 1, verdict: .pass, pairs: 1, against: [], live: nil, covers: true),
    now: Instant(microseconds: 0)
  ).document

  static func leadsSomewhere(_ path: [String]) -> Bool {
    var value = sample
    for name in path {
      guard let next = value[name] else { return false }
      value = next
    }
    return true
  }
}
