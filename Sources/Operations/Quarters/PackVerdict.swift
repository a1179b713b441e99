internal import AuditPack
package import Governance

/// What a check of a pack found, in words.
package struct PackVerdict: Sendable, Equatable {
  package var file: String
  /// Nothing is wrong, and the key is the one that is trusted.
  package var isGood: Bool
  /// Somebody from outside said whose key is to be believed.
  package var isAuthenticated: Bool
  package var checked: Int
  /// The file it is about, and what is wrong with it.
  package var findings: [(path: String, what: String)]
  package var notes: [String]
  package var fingerprint: String?

  package init(
    file: String, isGood: Bool, isAuthenticated: Bool, checked: Int, findings: [(path: String, what: String)],
    notes: [String], fingerprint: String?
  ) {
    self.file = file
    self.isGood = isGood
    self.isAuthenticated = isAuthenticated
    self.checked = checked
    self.findings = findings
    self.notes = notes
    self.fingerprint = fingerprint
  }

  /// Checks a pack, without catalog and network.
  ///
  /// - Takes: a `.tar.gz` or a folder; the fingerprint or text of the key that is believed.
  package init(of file: String, trust: String?) throws(Problem) {
    let report = try PackChecker.check(file, trust: trust, since: nil)
    self.init(
      file: file, isGood: report.isGood, isAuthenticated: report.isAuthenticated, checked: report.checked,
      findings: report.findings.map { ($0.path, $0.what) }, notes: report.notes, fingerprint: report.fingerprint)
  }

  package static func == (one: PackVerdict, other: PackVerdict) -> Bool {
    one.file == other.file && one.checked == other.checked && one.isGood == other.isGood
      && one.findings.map(\.path) == other.findings.map(\.path)
  }
}
