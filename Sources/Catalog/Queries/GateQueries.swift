package import Governance

/// Takes a question for the gatekeeper; no row when none waits.
package struct TakeGateQuestion: Query {
  package struct Row: Sendable {
    package var question: Int64
    package var promotion: Int64?
    /// JSON.
    package var facts: String
    package var at: Instant
    package var policy: ServedPolicy
  }
  package static let sql = EmbeddedSQL.TakeGateQuestion
  package var holder: String
  package var engine: String
  package var lease: Double
  package init(holder: String, engine: String, lease: Double = 30) {
    self.holder = holder
    self.engine = engine
    self.lease = lease
  }
  package var parameters: [Parameter] { [.text(holder), .text(engine), .double(lease)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      question: try row.next(), promotion: try row.next(), facts: try row.next(), at: try row.next(),
      policy: try ServedPolicy(&row))
  }
}

/// The policy an environment serves: none, one, or so many that none is in force.
package struct ServedPolicy: Sendable {
  package var artifact: String?
  package var label: String?
  /// JSON; nil unless exactly one is served.
  package var body: String?
  package var count: Int

  init(_ row: inout RowReader) throws(Problem) {
    artifact = try row.next()
    label = try row.next()
    body = try row.next()
    count = try row.next()
  }
}

/// Writes down a decision; answers its id.
package struct RecordGateDecision: Query {
  package static let sql = EmbeddedSQL.RecordGateDecision
  package var holder: String
  package var question: Int64
  package var id: String
  package var path: String
  package var revision: String
  package var engine: String
  package var engineVersion: String
  package var input: [UInt8]
  package var result: [UInt8]?
  /// JSON, as the exceptions and the metrics are.
  package var requirements: String
  package var allow: Bool
  package var reasons: [String]
  package var exceptions: String
  package var metrics: String
  package init(
    holder: String, question: Int64, id: String, path: String, revision: String, engine: String, engineVersion: String,
    input: [UInt8], result: [UInt8]?, requirements: String, allow: Bool, reasons: [String], exceptions: String,
    metrics: String
  ) {
    self.holder = holder
    self.question = question
    self.id = id
    self.path = path
    self.revision = revision
    self.engine = engine
    self.engineVersion = engineVersion
    self.input = input
    self.result = result
    self.requirements = requirements
    self.allow = allow
    self.reasons = reasons
    self.exceptions = exceptions
    self.metrics = metrics
  }
  package var parameters: [Parameter] {
    [
      .text(holder), .integer(question), .text(id), .text(path), .text(revision), .text(engine), .text(engineVersion),
      .bytes(input), result.map { .bytes($0) } ?? .text(nil), .text(requirements), .bool(allow), .texts(reasons),
      .text(exceptions), .text(metrics),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Puts questions for open promotions; answers how many.
package struct AskForOpenPromotions: Query {
  package static let sql = EmbeddedSQL.AskForOpenPromotions
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}

/// Asks the gatekeeper; nil when none is awake.
package struct AskGate: Query {
  package static let sql = EmbeddedSQL.AskGate
  package var version: VersionName
  package var environment: String
  package var channel: Channel
  package init(_ version: VersionName, environment: String, channel: Channel) {
    self.version = version
    self.environment = environment
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(version.artifact), .text(version.selectorText), .text(environment), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? {
    let question: Int64? = try row.next()
    let awake: Bool = try row.next()
    return awake ? question : nil
  }
}

/// The answer to a question; no row while it waits.
package struct ReadGateAnswer: Query {
  package struct Row: Sendable {
    package var id: String
    /// JSON.
    package var requirements: String
    package var allow: Bool
    package var reasons: [String]
    package var revision: String
    package var engine: String
    package var engineVersion: String
  }
  package static let sql = EmbeddedSQL.ReadGateAnswer
  package var question: Int64
  package init(question: Int64) { self.question = question }
  package var parameters: [Parameter] { [.integer(question)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      id: try row.next(), requirements: try row.next(), allow: try row.next(), reasons: try row.next(),
      revision: try row.next(), engine: try row.next(), engineVersion: try row.next())
  }
}

/// What a gate would be told of a version now.
package struct ReadGateFacts: Query {
  package static let sql = EmbeddedSQL.ReadGateFacts
  package var version: VersionName
  package var environment: String
  package init(_ version: VersionName, environment: String) {
    self.version = version
    self.environment = environment
  }
  package var parameters: [Parameter] {
    [.text(version.artifact), .text(version.selectorText), .text(environment)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    facts: String, at: Instant, policy: ServedPolicy
  ) {
    (try row.next(), try row.next(), try ServedPolicy(&row))
  }
}

/// The policies that environments serve.
package struct ListGatePolicies: Query {
  package static let sql = EmbeddedSQL.ListGatePolicies
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> GatePolicyRow {
    GatePolicyRow(
      environment: try row.next(), artifact: try row.next(), label: try row.next(), revision: try row.next(),
      since: try row.next(), movedBy: try row.next(), reason: try row.next())
  }
}

/// Gatekeepers seen within a day, the newest first.
package struct ListGatekeepers: Query {
  package static let sql = EmbeddedSQL.ListGatekeepers
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> GatekeeperRow {
    GatekeeperRow(holder: try row.next(), login: try row.next(), engine: try row.next(), seenAt: try row.next())
  }
}

/// Vendors behind a version, with the data class that each may get at most.
package struct ReadVendorCeilings: Query {
  package static let sql = EmbeddedSQL.ReadVendorCeilings
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (vendor: String, ceiling: DataClass) {
    (try row.next(), try row.word())
  }
}
