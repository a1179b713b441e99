package import Governance

/// Decisions of gates, newest first.
package struct PageGateDecisions: PagedQuery {
  package static let sql = EmbeddedSQL.PageGateDecisions
  static let columns: [String: FilterColumn] = [
    "artifact": .name("d.artifact"), "kind": .choice("d.kind"), "env": .name("d.environment"),
    "outcome": .choice("case when d.allow then 'allow' else 'deny' end"),
    "unmet": .names(
      "array(select r ->> 'id' from jsonb_array_elements(d.requirements) r where r ->> 'state' = 'unmet')"),
    "policy": .name("coalesce(d.policy, '')"), "engine": .name("d.engine"),
    "by": .name("coalesce(d.requested_by, d.actor)"), "age": .past("d.recorded_at"),
    "text": .text("d.artifact || '@' || d.label || ' ' || array_to_string(d.reasons, ' ')"),
  ]
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(filter: Filter = .none, isReversed: Bool = false, limit: Int = 0) {
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = !isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [] }
  package var keys: [PageKey] { [PageKey("d.recorded_at", .instant), PageKey("d.decision_id::text", .text)] }
  package func key(of row: StoredDecision) -> [KeyValue] { [.instant(row.at), .text(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> StoredDecision { try StoredDecision(&row) }
}

/// How many decisions were stored since a moment: exact up to 100,000.
package struct CountGateDecisions: Query {
  package static let sql = EmbeddedSQL.CountGateDecisions
  package var since: Instant
  package init(since: Instant) { self.since = since }
  package var parameters: [Parameter] { [.instant(since)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count {
    let number: Int = try row.next()
    return number > 100_000 ? .about(number) : .exactly(number)
  }
}

/// Versions of policies that decide promotions, newest first, once for each environment that they serve.
package struct PageGateBundles: PagedQuery {
  package static let sql = EmbeddedSQL.PageGateBundles
  package var isDescending: Bool { true }
  package var window: PageWindow
  package init(limit: Int = 0) { window = PageWindow(limit: limit) }
  package var conditions: [Parameter] { [] }
  package var keys: [PageKey] { [PageKey("v.id", .integer), PageKey("coalesce(g.environment, '')", .text)] }
  package func key(of row: GateBundleRow) -> [KeyValue] {
    [.integer(row.version), .text(row.serving?.environment ?? "")]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> GateBundleRow {
    var bundle = GateBundleRow(
      version: try row.next(), artifact: try row.next(), label: try row.next(), revision: try row.next(),
      author: try row.next(), message: try row.next(), recordedAt: try row.next(), serving: nil)
    let (environment, since): (String?, Instant?) = (try row.next(), try row.next())
    let (movedBy, reason): (String?, String?) = (try row.next(), try row.next())
    let signers: [String] = try row.next()
    if let environment, let since {
      bundle.serving = GateBundleRow.Standing(
        environment: environment, since: since, movedBy: movedBy ?? "", reason: reason ?? "", signers: signers)
    }
    return bundle
  }
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
    package var detail: DecisionDetail
    /// The body of the policy's version, as JSON; nil when none was in force.
    package var policyBody: String?
  }
  package static let sql = EmbeddedSQL.ReadGateDecision
  package var id: String
  package init(id: String) { self.id = id }
  package var parameters: [Parameter] { [.text(id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let decision = try StoredDecision(&row)
    let (path, input, digest): (String, String, String) = (try row.next(), try row.next(), try row.next())
    let (result, subject, metrics): (String?, String, String) = (try row.next(), try row.next(), try row.next())
    return Row(
      detail: DecisionDetail(
        decision: decision, path: path, input: input, inputDigest: digest, result: result, subjectDigest: subject,
        metrics: metrics), policyBody: try row.next())
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
