/// A figure about a version that somebody outside measured: of an evaluation, of an attack, or of a dashboard of theirs.
package struct OutsideFigure: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable { case evaluation, metric, red_team }

  package var kind = Kind.evaluation
  package var artifact: String
  /// A label, `ENV:` and an environment, or `sha256:` and digits.
  package var version: String
  package var environment: String?
  /// Empty for all calls, else such as `language:en`.
  package var slice: String?
  package var suite: String?
  package var metric: String
  /// Nil where it is a share: `hits` of `n`.
  package var value: Double?
  package var hits: Int64?
  package var n: Int64?
  package var at: Instant?
  /// Of the office's none stands: what it should reach.
  package var limit: Double?
  package var atLeast: Bool?
  /// Who answers for it.
  package var supplier: String
  /// SHA-256 of the report it stands in, 32 bytes.
  package var report: [UInt8]
  package var dataset: String?
  package var datasetVersion: String?
  package var judge: String?
  package var judgeVersion: String?

  package init(artifact: String, version: String, metric: String, supplier: String, report: [UInt8]) {
    self.artifact = artifact
    self.version = version
    self.metric = metric
    self.supplier = supplier
    self.report = report
  }
}
