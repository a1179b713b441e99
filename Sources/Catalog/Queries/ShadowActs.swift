package import Governance

/// Sets where versions of an artifact answer; answers the number of the activity.
package struct SetShadowEndpoint: Query {
  package static let sql = EmbeddedSQL.SetShadowEndpoint
  package var artifact: String
  /// Nil: every version that has none of its own.
  package var version: VersionName?
  package var endpoint: ShadowEndpoint
  package var reason: String
  package var channel: Channel
  package init(
    artifact: String, version: VersionName?, endpoint: ShadowEndpoint, reason: String, channel: Channel
  ) {
    self.artifact = artifact
    self.version = version
    self.endpoint = endpoint
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(artifact), .text(version?.selectorText), .text(endpoint.url), .text(endpoint.model),
      .text(endpoint.ceiling.rawValue), .text(endpoint.priceIn), .text(endpoint.priceOut), .text(endpoint.currency),
      .integer(endpoint.maxTokens), .integer(endpoint.perMinute), .integer(endpoint.atOnce),
      .bool(endpoint.isIdempotent), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Begins a replay and draws its prompts.
package struct OpenShadowRun: Query {
  package struct Row: Sendable {
    package var run: Int64
    package var sampled: Int
    package var population: Int64
    package var withheld: Int64
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.OpenShadowRun
  package var artifact: String
  /// Nil: the newest version.
  package var candidate: String?
  package var versions: Int
  package var prompts: Int
  package var secondsBack: Int64
  /// JSON, as `open_shadow_run` takes them.
  package var metrics: String
  package var judges: String
  package var seed: Int64?
  package var costLimit: Int64?
  package var reason: String
  package var channel: Channel
  package init(
    artifact: String, candidate: String?, versions: Int, prompts: Int, secondsBack: Int64, metrics: String,
    judges: String, seed: Int64?, costLimit: Int64?, reason: String, channel: Channel
  ) {
    self.artifact = artifact
    self.candidate = candidate
    self.versions = versions
    self.prompts = prompts
    self.secondsBack = secondsBack
    self.metrics = metrics
    self.judges = judges
    self.seed = seed
    self.costLimit = costLimit
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(artifact), .text(candidate), .integer(versions), .integer(prompts), .integer(secondsBack), .text(metrics),
      .text(judges), .integer(seed), .integer(costLimit), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      run: try row.next(), sampled: try row.next(), population: try row.next(), withheld: try row.next(),
      activity: try row.next())
  }
}

/// Begins a run of recorded answers.
package struct OpenShadowImport: Query {
  package static let sql = EmbeddedSQL.OpenShadowImport
  package var artifact: String
  package var candidate: String
  package var baselines: [String]
  package var metrics: String
  package var seed: Int64?
  package var reason: String
  package var channel: Channel
  package init(
    artifact: String, candidate: String, baselines: [String], metrics: String, seed: Int64?, reason: String,
    channel: Channel
  ) {
    self.artifact = artifact
    self.candidate = candidate
    self.baselines = baselines
    self.metrics = metrics
    self.seed = seed
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(artifact), .text(candidate), .texts(baselines), .text(metrics), .integer(seed), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (run: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Takes recorded answers; answers how many are new.
package struct AddShadowAnswers: Query {
  package static let sql = EmbeddedSQL.AddShadowAnswers
  package var run: Int64
  package var fence: Int64
  /// JSON, as `add_shadow_answers` takes them.
  package var answers: String
  package init(run: Int64, fence: Int64, answers: String) {
    self.run = run
    self.fence = fence
    self.answers = answers
  }
  package var parameters: [Parameter] { [.integer(run), .integer(fence), .text(answers)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}

/// Closes a run with its comparisons; answers the verdict and the number of the activity.
package struct CloseShadowRun: Query {
  package static let sql = EmbeddedSQL.CloseShadowRun
  package var run: Int64
  package var fence: Int64
  /// JSON, as `close_shadow_run` takes them.
  package var comparisons: String
  package var reason: String
  package var channel: Channel
  package init(run: Int64, fence: Int64, comparisons: String, reason: String, channel: Channel) {
    self.run = run
    self.fence = fence
    self.comparisons = comparisons
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(run), .integer(fence), .text(comparisons), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (verdict: ShadowVerdict, activity: Int64) {
    (try row.word(), try row.next())
  }
}

/// Ends a run without a verdict; answers the number of the activity.
package struct AbandonShadowRun: Query {
  package static let sql = EmbeddedSQL.AbandonShadowRun
  package var run: Int64
  package var reason: String
  package var channel: Channel
  package init(run: Int64, reason: String, channel: Channel) {
    self.run = run
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(run), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Closes an alarm; answers the number of the activity.
package struct CloseAlarm: Query {
  package static let sql = EmbeddedSQL.CloseAlarm
  package var alarm: Int64
  package var reason: String
  package var channel: Channel
  package init(alarm: Int64, reason: String, channel: Channel) {
    self.alarm = alarm
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(alarm), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
