package import Governance

/// Calls of one version in the last whole month; nil where it is neither a model nor a prompt.
package struct MeasureVersionUsage: Query {
  package static let sql = EmbeddedSQL.MeasureVersionUsage
  package var artifact: String
  package var kind: ArtifactKind
  package var label: String
  package init(artifact: String, kind: ArtifactKind, label: String) {
    self.artifact = artifact
    self.kind = kind
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(kind.rawValue), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionUsage {
    VersionUsage(
      from: try row.next(), until: try row.next(), calls: try row.next(), tokensIn: try row.next(),
      tokensOut: try row.next(), costMicros: try row.next(), currency: try row.next(),
      p95Microseconds: try row.next(), flagged: try row.next())
  }
}

/// Incidents that name a version, newest first.
package struct ListVersionIncidents: Query {
  package static let sql = EmbeddedSQL.ListVersionIncidents
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text("\(artifact)@\(label)")] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionIncident {
    VersionIncident(
      id: try row.next(), traits: try row.next(), serious: try row.next(), ticket: try row.next(),
      opened: try row.next(), closed: try row.next())
  }
}

/// The newest three verdicts of shadow runs on a version.
package struct ListVersionVerdicts: Query {
  package static let sql = EmbeddedSQL.ListVersionVerdicts
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionVerdict {
    VersionVerdict(
      run: try row.next(), verdict: try row.word(), pairs: try row.next(), at: try row.next(), against: try row.next())
  }
}

/// Where a version is served now, whatever its pointers say: environment and colour.
package struct ListVersionServing: Query {
  package static let sql = EmbeddedSQL.ListVersionServing
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> [String] {
    [try row.next(), try row.next()]
  }
}

/// Waivers of a version, newest first, whatever became of them.
package struct ListVersionWaivers: Query {
  package static let sql = EmbeddedSQL.ListVersionWaivers
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> WaiverRow { try PageWaivers.decode(&row) }
}

/// Open alarms that name a version, newest first.
package struct ListVersionAlarms: Query {
  package static let sql = EmbeddedSQL.ListVersionAlarms
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionAlarm {
    VersionAlarm(
      id: try row.next(), kind: try row.next(), environment: try row.next(), words: try row.next(),
      at: try row.next())
  }
}
