package import Governance

/// Decisions of gates, newest first.
package struct PageGateDecisions: Query {
  package static let sql = EmbeddedSQL.PageGateDecisions
  package var artifact: String?
  package var environment: String?
  package var before: (at: Instant, id: String)?
  package var limit: Int
  package init(artifact: String?, environment: String?, before: (at: Instant, id: String)?, limit: Int) {
    self.artifact = artifact
    self.environment = environment
    self.before = before
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(environment), .instant(before?.at), .text(before?.id), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> StoredDecision { try StoredDecision(&row) }
}

extension StoredDecision {
  /// Reads the columns that both questions begin with.
  init(_ row: inout RowReader) throws(Problem) {
    self.init(
      id: try row.next(), at: try row.next(), artifact: try row.next(), kind: try row.word(), label: try row.next(),
      environment: try row.next(), policy: try row.next(), revision: try row.next(), engine: try row.next(),
      engineVersion: try row.next(), requirements: try row.next(), allow: try row.next(), reasons: try row.next(),
      exceptions: try row.next(), requestedBy: try row.next(), actor: try row.next(), promotion: try row.next())
  }
}

/// One decision whole; two rows when the beginning of an id names several.
package struct ReadGateDecision: Query {
  package struct Row: Sendable {
    package var decision: StoredDecision
    /// What the engine was told, as JSON, and the SHA-256 of it: 64 hexadecimal digits.
    package var input: String
    package var inputDigest: String
    /// What it answered, as JSON; nil when nothing came.
    package var result: String?
    package var subjectDigest: String
    /// The body of the policy's version, as JSON; nil when none was in force.
    package var policyBody: String?
  }
  package static let sql = EmbeddedSQL.ReadGateDecision
  package var id: String
  package init(id: String) { self.id = id }
  package var parameters: [Parameter] { [.text(id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      decision: try StoredDecision(&row), input: try row.next(), inputDigest: try row.next(), result: try row.next(),
      subjectDigest: try row.next(), policyBody: try row.next())
  }
}

/// What engines were told, oldest first.
package struct PageDecisionInputs: Query {
  package struct Row: Sendable {
    package var id: String
    package var at: Instant
    package var version: String
    package var environment: String
    package var allow: Bool
    /// JSON, as the input is.
    package var requirements: String
    package var input: String
  }
  package static let sql = EmbeddedSQL.PageDecisionInputs
  package var after: (at: Instant, id: String)?
  package var since: Instant
  package var limit: Int
  package init(after: (at: Instant, id: String)?, since: Instant, limit: Int) {
    self.after = after
    self.since = since
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [.instant(after?.at), .text(after?.id), .instant(since), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let (id, at, artifact, label): (String, Instant, String, String) = (
      try row.next(), try row.next(), try row.next(), try row.next()
    )
    return Row(
      id: id, at: at, version: "\(artifact)@\(label)", environment: try row.next(), allow: try row.next(),
      requirements: try row.next(), input: try row.next())
  }
}
