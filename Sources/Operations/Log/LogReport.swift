package import Evidence
package import Governance

/// What verification found.
package struct LogReport: Sendable {
  package struct Finding: Sendable {
    /// The leaf it is about, or the first of several; nil for a row without one.
    package var index: Int?
    /// `verdict:12`, when it is known.
    package var name: String?
    package var what: String

    package init(index: Int?, name: String? = nil, what: String) {
      self.index = index
      self.name = name
      self.what = what
    }
  }

  /// Leaves that were read.
  package var size = 0
  package var root = TreeHash.ofNothing
  /// In the order of the leaves, those without a leaf last; no more than 100 are kept.
  package private(set) var findings: [Finding] = []
  /// How many there were.
  package private(set) var found = 0
  /// Rows that wait for the next seal, at most 10,001.
  package var waiting = 0

  /// Rules, guards and members that are not as an outsider's checkpoint says, and by no right of anybody; those that the
  /// log itself tells of first.
  package var rules: [RuleChange] = []

  /// All that is wrong.
  package var troubles: Int { found + rules.count }
  package var isGood: Bool { troubles == 0 }
  package var firstBad: Finding? { findings.first }

  mutating func add(_ finding: Finding) {
    found += 1
    guard findings.count < 100 || (finding.index ?? .max) < (findings.last?.index ?? .max) else { return }
    let place = findings.firstIndex { ($0.index ?? .max) > (finding.index ?? .max) } ?? findings.endIndex
    findings.insert(finding, at: place)
    if findings.count > 100 { findings.removeLast() }
  }
}
