package import Governance

/// The text of a promotion's newest revision.
package struct ReadDecisionText: Query {
  package static let sql = EmbeddedSQL.ReadDecisionText
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> DecisionText {
    DecisionText(
      revision: try row.next(), body: try row.next(), digest: try row.next(), gateDigest: try row.next(),
      policyDigest: try row.next())
  }
}

/// What a signature of a promotion states.
package struct ReadDecision: Query {
  package struct Row: Sendable {
    package var text: DecisionText
    /// 64 hexadecimal digits.
    package var versionDigest: String
    package var catalog: String
    package var needsKey: Bool
    /// Whether the text still says what is so.
    package var holds: Bool
  }
  package static let sql = EmbeddedSQL.ReadDecision
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      text: try ReadDecisionText.decode(&row), versionDigest: try row.next(), catalog: try row.next(),
      needsKey: try row.next(), holds: try row.next())
  }
}

/// Begins a new revision when the text no longer says what is so; answers the revision that holds.
package struct RefreshDecision: Query {
  package static let sql = EmbeddedSQL.RefreshDecision
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Signed envelopes with what they should state, in the order they were recorded.
package struct PageEnvelopes: Query {
  package struct Row: Sendable {
    package var approval: Int64
    package var promotion: Int64
    package var revision: Int64
    package var person: String
    package var fingerprint: String
    /// 64 hexadecimal digits.
    package var publicKey: String
    package var keyPerson: String
    package var envelope: String
    package var at: Instant
    /// Who trusted the key at that moment; nil when nobody did.
    package var trustedBy: String?
    package var text: DecisionText
    package var artifact: String
    package var label: String
    package var versionDigest: String
    package var environment: String
    package var catalog: String
    package var body: String
    /// The text of the set it was signed in; nil when it was signed alone.
    package var batchText: String?
    /// The proof that its key is held, as it is stored.
    package var proof: String?
  }
  package static let sql = EmbeddedSQL.PageEnvelopes
  package var promotion: Int64?
  package var after: Int64?
  package var limit: Int
  package init(promotion: Int64?, after: Int64?, limit: Int) {
    self.promotion = promotion
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(promotion), .integer(after), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let (approval, promotion, revision): (Int64, Int64, Int64) = (try row.next(), try row.next(), try row.next())
    return Row(
      approval: approval, promotion: promotion, revision: revision, person: try row.next(),
      fingerprint: try row.next(), publicKey: try row.next(), keyPerson: try row.next(), envelope: try row.next(),
      at: try row.next(), trustedBy: try row.next(),
      text: DecisionText(
        revision: revision, body: try row.next(), digest: try row.next(), gateDigest: try row.next(),
        policyDigest: try row.next()),
      artifact: try row.next(), label: try row.next(), versionDigest: try row.next(), environment: try row.next(),
      catalog: try row.next(), body: try row.next(), batchText: try row.next(), proof: try row.next())
  }
}

/// Stored bodies, in the order they were registered.
package struct PageBodies: Query {
  package static let sql = EmbeddedSQL.PageBodies
  package var after: Int64?
  package var limit: Int
  package init(after: Int64?, limit: Int) {
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(after), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    id: Int64, version: String, digest: String, body: String
  ) {
    let (id, artifact, label): (Int64, String, String) = (try row.next(), try row.next(), try row.next())
    return (id, "\(artifact)@\(label)", try row.next(), try row.next())
  }
}
