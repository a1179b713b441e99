package import Evidence
import Governance

extension PromotionCandidate {
  /// The input document of the gate, as rules read it.
  package var document: JSONValue {
    [
      "subject": [
        "artifact": .string(artifact), "kind": .string(kind.rawValue), "tier": Self.text(tier?.rawValue),
        "owner": Self.text(owner), "retired": .bool(retired), "version": .string(version),
        "digest": .string("sha256:" + digest), "author": .string(author),
      ],
      "environment": .string(environment),
      "pins": .array(pins.map(\.document)),
      "evaluations": .array(evaluations.map { $0.document(at: now) }),
      "evaluations_complete": .bool(evaluationsComplete),
      "shadow": shadow?.document ?? .null,
      "waivers": [],
      "now_seconds": .number(String(now.microseconds / 1_000_000)),
    ]
  }

  static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
  /// NaN and infinities have no number in JSON; rules take what is no number as unmet.
  static func number(_ value: Double?) -> JSONValue { value.flatMap { $0.isFinite ? .number("\($0)") : nil } ?? .null }
}

extension PromotionCandidate.Pin {
  fileprivate var document: JSONValue {
    [
      "name": .string(dependency.artifact), "version": .string(dependency.label),
      "kind": .string(dependency.kind.rawValue), "role": .string(dependency.role),
      "retired": retired.map { .bool($0) } ?? .null,
    ]
  }
}

extension ShadowFact {
  fileprivate var document: JSONValue {
    [
      "expected": .bool(expected), "run": run.map { .string(String($0)) } ?? .null,
      "verdict": verdict.map { .string($0.rawValue) } ?? .null, "pairs": pairs.map { .number(String($0)) } ?? .null,
      "against": .array(against.map { .string($0) }), "covers": .bool(covers),
    ]
  }
}

extension Evaluation {
  fileprivate func document(at now: Instant) -> JSONValue {
    [
      "suite": .string(suite), "metric": .string(metric), "value": PromotionCandidate.number(value),
      "limit": PromotionCandidate.number(limit), "has_limit": .bool(limit != nil), "at_least": .bool(atLeast),
      "n": n.map { .number(String($0)) } ?? .null, "age_seconds": .number(String(now.seconds(since: at))),
      "supplied_by": .string(suppliedBy), "words": .string(words),
    ]
  }

  /// The figure with its limit, because rules cannot write numbers exactly.
  private var words: String {
    let counted = n.map { " (n \($0))" } ?? ""
    return "\(value)\(counted)" + (limit.map { ", limit \(atLeast ? "≥" : "≤") \($0)" } ?? "")
  }
}
