package import Governance

/// Plans a shadow-eval for every night; answers the number of the activity.
package struct SetShadowPlan: Query {
  package static let sql = EmbeddedSQL.SetShadowPlan
  package var artifact: String
  /// Nil: the newest version.
  package var candidate: String?
  package var versions: Int
  package var prompts: Int
  package var days: Int
  /// JSON, as `open_shadow_run` takes them.
  package var metrics: String
  package var judges: String
  /// Millionths; nil: none.
  package var costLimit: Int64?
  /// `HH:MM` in the office's time zone.
  package var begins: String
  package var reason: String
  package var channel: Channel
  package init(
    artifact: String, candidate: String?, versions: Int, prompts: Int, days: Int, metrics: String, judges: String,
    costLimit: Int64?, begins: String, reason: String, channel: Channel
  ) {
    self.artifact = artifact
    self.candidate = candidate
    self.versions = versions
    self.prompts = prompts
    self.days = days
    self.metrics = metrics
    self.judges = judges
    self.costLimit = costLimit
    self.begins = begins
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(artifact), .text(candidate), .integer(versions), .integer(prompts), .integer(days), .text(metrics),
      .text(judges), .integer(costLimit), .text(begins), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Ends what is planned for the nights of an artifact; answers the number of the activity.
package struct EndShadowPlan: Query {
  package static let sql = EmbeddedSQL.EndShadowPlan
  package var artifact: String
  package var reason: String
  package var channel: Channel
  package init(artifact: String, reason: String, channel: Channel) {
    self.artifact = artifact
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(artifact), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// What is planned for the nights.
package struct ListShadowPlans: Query {
  package static let sql = EmbeddedSQL.ListShadowPlans
  package var artifact: String?
  package init(artifact: String? = nil) { self.artifact = artifact }
  package var parameters: [Parameter] { [.text(artifact)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PlannedNight {
    PlannedNight(
      artifact: try row.next(), candidate: try row.next(), versions: try row.next(), prompts: try row.next(),
      days: try row.next(), costLimit: try row.next(), begins: try row.next(), setBy: try row.next(),
      reason: try row.next(), lastNight: try row.next(), lastRun: try row.next(), lastFault: try row.next())
  }
}

/// Begins the shadow-evals that are due and have not begun.
package struct BeginShadowNights: Query {
  package static let sql = EmbeddedSQL.BeginShadowNights
  package init() {}
  package var parameters: [Parameter] { [] }
  /// Why none could begin is empty when one did.
  package static func decode(_ row: inout RowReader) throws(Problem) -> (artifact: String, run: Int64?, fault: String) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// An open run of a night that nobody drives.
package struct FindNightToDrive: Query {
  package static let sql = EmbeddedSQL.FindNightToDrive
  /// Runs that are left alone for now.
  package var resting: [Int64]
  package init(resting: [Int64]) { self.resting = resting }
  package var parameters: [Parameter] { [.texts(resting.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// What a judge and people each said of the same answers.
package struct ListJudgePairs: Query {
  package static let sql = EmbeddedSQL.ListJudgePairs
  /// As figures name it: `artifact@label`.
  package var judge: String
  package var metric: String
  package init(judge: String, metric: String) {
    self.judge = judge
    self.metric = metric
  }
  package var parameters: [Parameter] { [.text(judge), .text(metric)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (judged: Double, said: Double) {
    (try row.next(), try row.next())
  }
}

/// Keeps how far a judge of a run agrees with people.
package struct NoteShadowAgreement: Query {
  package static let sql = EmbeddedSQL.NoteShadowAgreement
  package var run: Int64
  package var fence: Int64
  package var agreement: JudgeAgreement
  package var method: String
  package init(run: Int64, fence: Int64, agreement: JudgeAgreement, method: String) {
    self.run = run
    self.fence = fence
    self.agreement = agreement
    self.method = method
  }
  package var parameters: [Parameter] {
    [
      .integer(run), .integer(fence), .integer(agreement.arm), .integer(agreement.pairs), .double(agreement.alpha),
      .double(agreement.low), .double(agreement.high), .text(method),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// How far the judges of a run agreed with people when it was closed.
package struct ListShadowAgreements: Query {
  package static let sql = EmbeddedSQL.ListShadowAgreements
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> JudgeAgreement {
    JudgeAgreement(
      arm: try row.next(), pairs: try row.next(), alpha: try row.next(), low: try row.next(), high: try row.next())
  }
}
