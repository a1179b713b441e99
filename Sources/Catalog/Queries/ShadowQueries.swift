package import Governance

/// Shadow runs, newest first.
package struct PageShadowRuns: PagedQuery {
  package static let sql = EmbeddedSQL.PageShadowRuns
  package var artifact: String?
  /// Only this one.
  package var run: Int64?
  package var window: PageWindow
  package init(artifact: String? = nil, run: Int64? = nil, limit: Int = 1) {
    self.artifact = artifact
    self.run = run
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.text(artifact), .integer(run)] }
  package var keys: [PageKey] { [PageKey("r.id", .integer)] }
  package var isDescending: Bool { true }
  package func key(of row: ShadowRunRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowRunRow {
    ShadowRunRow(
      id: try row.next(), artifact: try row.next(), candidate: try row.next(), origin: try row.word(),
      state: try row.word(), verdict: try row.optionalWord(), pairs: try row.next(), seed: try row.next(),
      drawn: try row.next(), population: try row.next(), withheld: try row.next(), runBy: try row.next(),
      reason: try row.next(), recordedAt: try row.next(), changedAt: try row.next())
  }
}

/// Who is asked in a run, the candidate first.
package struct ListShadowArms: Query {
  package static let sql = EmbeddedSQL.ListShadowArms
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowArm {
    var arm = ShadowArm(
      arm: try row.next(), role: try row.word(), artifact: try row.next(), label: try row.next(),
      metric: try row.next(), endpoint: nil, serving: try row.next())
    if let url: String = try row.next() {
      arm.endpoint = ShadowEndpoint(
        url: url, model: try row.next(), ceiling: try row.word(), priceIn: try row.next(), priceOut: try row.next(),
        currency: try row.next(), maxTokens: try row.next(), perMinute: try row.next(), atOnce: try row.next(),
        isIdempotent: try row.next())
    }
    return arm
  }
}

/// What a run measures; what is judged first.
package struct ListShadowMetrics: Query {
  package static let sql = EmbeddedSQL.ListShadowMetrics
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowMetric {
    ShadowMetric(name: try row.next(), kind: try row.word(), better: try row.word(), margin: try row.next())
  }
}

/// The candidate beside each baseline.
package struct ListShadowComparisons: Query {
  package static let sql = EmbeddedSQL.ListShadowComparisons
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowComparison {
    ShadowComparison(
      arm: try row.next(), metric: try row.next(), slice: try row.next(), n: try row.next(),
      candidate: try row.next(), baseline: try row.next(), difference: try row.next(), low: try row.next(),
      high: try row.next(), confidence: try row.next(), method: try row.next(), wins: try row.next(),
      ties: try row.next(), losses: try row.next(), pValue: try row.next(), adjusted: try row.next(),
      detectable: try row.next(), verdict: try row.word())
  }
}

/// Where the requests of a run stand, and its bill.
package struct ReadShadowStanding: Query {
  package static let sql = EmbeddedSQL.ReadShadowStanding
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowStanding {
    ShadowStanding(
      tasks: try row.next(), answered: try row.next(), open: try row.next(), pending: try row.next(),
      inDoubt: try row.next(), missing: try row.next(), spent: try row.next(), reserved: try row.next(),
      limit: try row.next(), currency: try row.next())
  }
}

/// What shadow-evals say of a version.
package struct ReadShadowFact: Query {
  package static let sql = EmbeddedSQL.ReadShadowFact
  package var version: VersionName
  package init(version: VersionName) { self.version = version }
  package var parameters: [Parameter] { [.text(version.artifact), .text(version.selectorText)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowFact {
    ShadowFact(
      expected: try row.next(), run: try row.next(), verdict: try row.optionalWord(), pairs: try row.next(),
      against: try row.next(), live: try row.next(), covers: try row.next())
  }
}

/// The paired figures of a run, a prompt family, metric and baseline a row.
package struct ListShadowPairs: Query {
  package struct Row: Sendable {
    package var arm: Int
    package var metric: String
    package var family: String
    package var candidate: Double
    package var baseline: Double
    /// A JSON object of texts.
    package var slices: String
  }
  package static let sql = EmbeddedSQL.ListShadowPairs
  package var run: Int64
  package init(run: Int64) { self.run = run }
  package var parameters: [Parameter] { [.integer(run)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      arm: try row.next(), metric: try row.next(), family: try row.next(), candidate: try row.next(),
      baseline: try row.next(), slices: try row.next())
  }
}

/// A pair of one cell of a run, the candidate's worst first; no row past the ends.
package struct StepShadowPair: Query {
  package static let sql = EmbeddedSQL.StepShadowPair
  package var run: Int64
  package var arm: Int
  package var metric: String
  /// The prompt to step from; nil: the first of the cell.
  package var prompt: Int?
  package var step: Int
  package init(run: Int64, arm: Int, metric: String, prompt: Int?, step: Int) {
    self.run = run
    self.arm = arm
    self.metric = metric
    self.prompt = prompt
    self.step = step
  }
  package var parameters: [Parameter] {
    [.integer(run), .integer(arm), .text(metric), .integer(prompt.map { Int64($0) }), .integer(step)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ShadowPairFigures {
    ShadowPairFigures(
      prompt: try row.next(), place: try row.next(), of: try row.next(), candidate: try row.next(),
      baseline: try row.next())
  }
}

/// What two versions answered to one prompt; the reading is recorded.
package struct OpenShadowPair: Query {
  package static let sql = EmbeddedSQL.OpenShadowPair
  package var run: Int64
  /// From 1, in the order of the draw.
  package var prompt: Int
  package var arm: Int
  package var channel: Channel
  package init(run: Int64, prompt: Int, arm: Int, channel: Channel) {
    self.run = run
    self.prompt = prompt
    self.arm = arm
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(run), .integer(prompt), .integer(arm), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    key: String, dataClass: DataClass?, request: [UInt8]?, candidate: [UInt8]?, baseline: [UInt8]?
  ) {
    (try row.next(), try row.optionalWord(), try row.next(), try row.next(), try row.next())
  }
}

/// Alarms, newest first.
package struct ListAlarms: Query {
  package static let sql = EmbeddedSQL.ListAlarms
  package var closedToo: Bool
  package var limit: Int
  package init(closedToo: Bool = false, limit: Int = 100) {
    self.closedToo = closedToo
    self.limit = limit
  }
  package var parameters: [Parameter] { [.bool(closedToo), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Alarm {
    let id: Int64 = try row.next()
    let kind: String = try row.next()
    let artifact: String = try row.next()
    let label: String = try row.next()
    let environment: String = try row.next()
    let subject: String = try row.next()
    let words: String = try row.next()
    let state: String = try row.next()
    return Alarm(
      id: id, kind: kind, artifact: artifact, label: label, environment: environment, subject: subject, words: words,
      isOpen: state == "open", at: try row.next())
  }
}
