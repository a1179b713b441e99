package import Governance
internal import Evidence

/// What a replay should do.
package struct ShadowPlan: Sendable {
  package var artifact: String
  /// A selector; nil: the newest version.
  package var candidate: String?
  /// How many versions it is compared with: what production serves, then the newest before it.
  package var versions: Int
  package var prompts: Int
  /// How old a live prompt may be.
  package var days: Int
  package var metrics: [ShadowMetric]
  package var judges: [Judge]
  /// Nil: drawn by the catalog. Either way it stands in the run before the first prompt is drawn.
  package var seed: Int64?
  /// Millionths of the endpoints' currency; nil: none.
  package var costLimit: Int64?
  package var reason: String

  /// A registered prompt by which a model rates answers, or a registered checker, and what its figure is called.
  package struct Judge: Sendable {
    package var prompt: VersionName
    package var metric: String
    package init(prompt: VersionName, metric: String) {
      self.prompt = prompt
      self.metric = metric
    }
  }

  package init(
    artifact: String, candidate: String? = nil, versions: Int = 3, prompts: Int = 400, days: Int = 30,
    metrics: [ShadowMetric] = ShadowPlan.usualMetrics, judges: [Judge] = [], seed: Int64? = nil,
    costLimit: Int64? = nil, reason: String
  ) {
    self.artifact = artifact
    self.candidate = candidate
    self.versions = versions
    self.prompts = prompts
    self.days = days
    self.metrics = metrics
    self.judges = judges
    self.seed = seed
    self.costLimit = costLimit
    self.reason = reason
  }

  /// A night's plan: what production serves, on the prompts of the last day, beside the versions before it.
  package static func nightly(_ artifact: String) -> ShadowPlan {
    ShadowPlan(artifact: artifact, candidate: "ENV:production", days: 1, reason: "the nightly shadow-eval")
  }

  /// When nobody says: refusals by 5 points, cost by a fifth; length and latency are shown.
  package static let usualMetrics = [
    ShadowMetric(name: "refusal", kind: .share, better: .lower, margin: 0.05),
    ShadowMetric(name: "cost", kind: .ratio, better: .lower, margin: 0.2),
    ShadowMetric(name: "latency", kind: .ratio, better: .lower, margin: nil),
    ShadowMetric(name: "length", kind: .score, better: .lower, margin: nil),
  ]
}

extension ShadowMetric {
  static func json(_ metrics: [ShadowMetric]) -> String {
    text(
      .array(
        metrics.map {
          [
            "metric": .string($0.name), "kind": .string($0.kind.rawValue), "better": .string($0.better.rawValue),
            "margin": number($0.margin),
          ]
        }))
  }

  /// As the catalog reads it: names of members in any order, numbers as Swift writes them.
  static func text(_ value: JSONValue) -> String {
    (try? CanonicalJSON.bytes(of: value, policy: .generation)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  static func number(_ value: Double?) -> JSONValue { value.map { .number("\($0)") } ?? .null }
}
