import Governance

/// An artifact and what became of each of its versions, oldest first; `Story` turns it into acts.
struct Blueprint: Sendable {
  var name: String
  var kind: ArtifactKind
  var team: String
  var owner: String
  var tier: Tier
  var purpose: String
  var releases: [Release]
}

/// One version, on the day it was registered.
struct Release: Sendable {
  /// How far it went.
  enum Fate: Sendable {
    /// Registered only.
    case kept
    /// Measured, found wanting or overtaken, and never asked for.
    case measured
    case staging
    case production
    /// Asked for production, signed by nobody, rejected with this reason.
    case rejected(String)
    /// Measured and on staging; what it waits for is told by `OpenRequests`.
    case awaited
  }

  var label: String
  /// Days before now.
  var daysAgo: Int
  /// The author's login.
  var by: String
  /// Why it differs from the one before.
  var why: String
  var body: JSONText
  var uses: [(name: String, role: String)] = []
  var measures: [Measure] = []
  var fate: Fate = .production
  /// Who asks for promotion; the author when nil.
  var requester: String?
  var source: String?
  /// Prompts: the system message, as generations carry it.
  var system: String?
}

/// A figure of an evaluation with what it should reach.
struct Measure: Sendable {
  var suite: String
  var metric: String
  var value: Double
  var limit: Double
  var atLeast: Bool
  var n: Int

  static func atLeast(_ limit: Double, _ metric: String, _ value: Double, suite: String, n: Int) -> Measure {
    Measure(suite: suite, metric: metric, value: value, limit: limit, atLeast: true, n: n)
  }
  static func atMost(_ limit: Double, _ metric: String, _ value: Double, suite: String, n: Int) -> Measure {
    Measure(suite: suite, metric: metric, value: value, limit: limit, atLeast: false, n: n)
  }

  /// The office's four questions to anything that writes text.
  static func words(
    _ suite: String, groundedness: Double, toxicity: Double, leaks: Double = 0, cost: Double, limit: Double, n: Int
  ) -> [Measure] {
    [
      .atLeast(0.9, "groundedness", groundedness, suite: suite, n: n),
      .atMost(0.01, "toxicity", toxicity, suite: suite, n: n),
      .atMost(0, "pii_leak", leaks, suite: "pii-canaries", n: 250),
      .atMost(limit, "cost_per_call_usd", cost, suite: "metering", n: n),
    ]
  }
}
