import Governance
import Operations
import Policy
import Terminal

/// A line of the Policies screen.
enum PolicyLine: Sendable, Equatable, Identifiable {
  case bundle(GateBundleRow)
  case requirement(PolicyOutline.Entry)
  /// With the ids that were unmet.
  case decision(StoredDecision, unmet: [String])
  /// A decision that a rehearsed bundle would have taken otherwise.
  case flip(WhatIf.Flip)

  var id: String {
    switch self {
    case .bundle(let row): "bundle \(row.id)"
    case .requirement(let row): "requirement \(row.id)"
    case .decision(let row, _): "decision \(row.id)"
    case .flip(let row): "flip \(row.decision)"
    }
  }

  /// The stored decision it is, or is about.
  var decision: String? {
    switch self {
    case .decision(let row, _): row.id
    case .flip(let row): row.decision
    case .bundle, .requirement: nil
    }
  }

  /// `kyc-summary@22`, of a policy `office-gates@8`; nil where it is no version.
  var version: VersionName? {
    switch self {
    case .bundle(let row): VersionName(artifact: row.artifact, selector: .label(row.label))
    case .decision(let row, _): VersionName(artifact: row.artifact, selector: .label(row.label))
    case .flip(let row): try? VersionName(row.version)
    case .requirement: nil
    }
  }
}

extension PoliciesScreen {
  static let columns: [ListColumn<PolicyLine>] = [
    ListColumn("what", 18...28, grows: true, value: \.name),
    ListColumn("state", 13...16, value: \.state) { line, _ in [Piece(line.mark + line.state, line.role)] },
    ListColumn("where", 10...12, value: \.environment),
    ListColumn("when", 12...12, value: { $0.at?.rfc3339 ?? "" }) { line, sight in
      [Piece(line.at.map { TimeWords.stamp($0, now: sight.now) } ?? "", .dim)]
    },
    ListColumn("principle", 16...20, value: \.principle),
    ListColumn("why", 18...60, grows: true, as: .dim, value: \.why),
    ListColumn("by", 12...24, as: .dim, value: \.by),
    ListColumn("policy", 14...24, isUsual: false, as: .dim, value: \.policy),
    ListColumn("engine", 10...16, isUsual: false, as: .dim, value: \.engine),
    ListColumn("id", 13...36, isUsual: false, as: .dim, value: \.number),
  ]

  func applies(_ column: ListColumn<PolicyLine>) -> Bool {
    switch choice {
    case .bundles: !["principle", "engine"].contains(column.name)
    case .requirements: ["what", "state", "principle", "why"].contains(column.name)
    case .decisions: column.name != "principle"
    case .whatIf: !["principle", "by", "policy", "engine"].contains(column.name)
    }
  }
}

extension PolicyLine {
  fileprivate var name: String {
    switch self {
    case .bundle(let row): row.name
    case .requirement(let row): row.id
    case .decision(let row, _): row.version
    case .flip(let row): row.version
    }
  }

  fileprivate var state: String {
    switch self {
    case .bundle(let row): row.serving == nil ? "registered" : "decides"
    case .requirement(let row):
      if row.places.isEmpty {
        "on no list"
      } else if row.file == nil {
        "no rule"
      } else if row.isNeverWaived {
        "never waived"
      } else if row.mayNotApply {
        "may not apply"
      } else {
        "must be met"
      }
    case .decision(let row, _): row.allow ? "allow" : "deny"
    case .flip(let row): row.allow ? "now allowed" : "now denied"
    }
  }

  fileprivate var mark: String {
    switch self {
    case .bundle(let row): row.serving == nil ? "– " : "✓ "
    case .requirement(let row): row.places.isEmpty || row.file == nil ? "✗ " : ""
    case .decision(let row, _): row.allow ? "✓ " : "✗ "
    case .flip(let row): row.allow ? "✓ " : "✗ "
    }
  }

  fileprivate var role: Role {
    switch self {
    case .bundle(let row): row.serving == nil ? .dim : .ok
    case .requirement(let row): row.places.isEmpty || row.file == nil ? .failed : .text
    case .decision(let row, _): row.allow ? .ok : .failed
    case .flip(let row): row.allow ? .ok : .failed
    }
  }

  fileprivate var environment: String {
    switch self {
    case .bundle(let row): row.serving?.environment ?? ""
    case .requirement: ""
    case .decision(let row, _): row.environment
    case .flip(let row): row.environment
    }
  }

  fileprivate var at: Instant? {
    switch self {
    case .bundle(let row): row.serving?.since ?? row.recordedAt
    case .requirement: nil
    case .decision(let row, _): row.at
    case .flip(let row): row.at
    }
  }

  fileprivate var principle: String { if case .requirement(let row) = self { row.principle } else { "" } }

  /// What it is about in few words: why a bundle came, what a requirement says, what was unmet, what has changed.
  fileprivate var why: String {
    switch self {
    case .bundle(let row): row.serving?.reason ?? row.message
    case .requirement(let row): row.title
    case .decision(let row, let unmet): row.allow ? "" : (unmet + row.reasons).joined(separator: ", ")
    case .flip(let row): row.changes.joined(separator: ", ")
    }
  }

  fileprivate var by: String {
    switch self {
    case .bundle(let row): row.serving.map { $0.signers.joined(separator: ", ") } ?? row.author
    case .decision(let row, _): row.requestedBy ?? ""
    case .requirement, .flip: ""
    }
  }

  fileprivate var policy: String {
    switch self {
    case .bundle(let row): row.revision
    case .decision(let row, _): row.policy ?? "none"
    case .requirement, .flip: ""
    }
  }

  fileprivate var engine: String {
    if case .decision(let row, _) = self { "\(row.engine) \(row.engineVersion)" } else { "" }
  }

  fileprivate var number: String {
    switch self {
    case .bundle(let row): "\(row.version)"
    case .decision(let row, _): row.id
    case .flip(let row): row.decision
    case .requirement: ""
    }
  }
}
