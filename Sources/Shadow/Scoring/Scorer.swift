package import Governance

/// A deterministic figure of one answer. A new one is one file and one line in `ScorerIndex`.
package protocol Scorer: Sendable {
  /// How a metric names it, up to a `=`.
  static var name: String { get }
  static var kind: ShadowMetric.Kind { get }
  static var better: ShadowMetric.Better { get }
  /// What it says, in a line of the help.
  static var about: String { get }
  /// - Takes: what stands after the `=` of the metric's name, empty without.
  /// - Throws: `shadow.scorer` when that makes no sense.
  init(argument: String) throws(Problem)
  /// Nil: nothing can be said of this answer.
  func score(_ answer: String, delivered: String?) -> Double?
}

/// Every scorer, and how a metric is written: `NAME[=ARGUMENT][:higher|lower][:MARGIN]`.
package enum ScorerIndex {
  package static let all: [any Scorer.Type] = [
    RefusalScorer.self, LengthScorer.self, JSONScorer.self, PatternScorer.self, OverlapScorer.self,
  ]

  /// The scorer of a metric's name; nil when it is a judge's, cost or latency.
  package static func scorer(of metric: String) throws(Problem) -> (any Scorer)? {
    let parts = metric.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let type = all.first(where: { $0.name == String(parts[0]) }) else { return nil }
    return try type.init(argument: parts.count > 1 ? String(parts[1]) : "")
  }
}

extension ShadowMetric {
  /// Reads `refusal:lower:0.02`, `cost:lower:20%`, `json::0.02` or `length`. A margin in % makes no sense but for a
  /// ratio or a share.
  package init(text: String) throws(Problem) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    var margin: Double?
    var better: Better?
    // From the end: a pattern may hold colons.
    if parts.count > 1, let last = parts.last, let value = Self.margin(last) {
      margin = value
      parts.removeLast()
      if parts.count > 1, let word = parts.last, word.isEmpty || Better(rawValue: word) != nil {
        better = Better(rawValue: word)
        parts.removeLast()
      }
    } else if parts.count > 1, let word = parts.last.flatMap({ Better(rawValue: $0) }) {
      better = word
      parts.removeLast()
    }
    let name = parts.joined(separator: ":")
    guard !name.isEmpty, name.count <= 100, margin.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw Problem(
        .usage, "shadow.metric", happened: "A metric is written NAME[=ARGUMENT][:higher|lower][:MARGIN].",
        because: "This one has no name, or a margin that is not above zero.",
        remedy: "Write it like refusal:lower:0.02 or cost:lower:20%.")
    }
    let scorer = ScorerIndex.all.first { name == $0.name || name.hasPrefix($0.name + "=") }
    _ = try ScorerIndex.scorer(of: name)
    let isRatio = name == "cost" || name == "latency"
    self.init(
      name: name, kind: scorer?.kind ?? (isRatio ? .ratio : .score),
      better: better ?? scorer?.better ?? (isRatio ? .lower : .higher), margin: margin)
  }

  private static func margin(_ text: String) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }
}
