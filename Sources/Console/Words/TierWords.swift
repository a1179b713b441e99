import Governance
import Terminal

extension Tier {
  /// ▲ high, ■ medium, ● low: for risk tiers alone, never for anything else.
  var mark: String {
    switch self {
    case .high: "▲"
    case .medium: "■"
    case .low: "●"
    }
  }

  var role: Role {
    switch self {
    case .high: .tierHigh
    case .medium: .tierMedium
    case .low: .tierLow
    }
  }

  var words: String { "\(mark) \(rawValue)" }
}

extension DataClass {
  /// Data classes are letters, so that no mark means two things.
  var letter: String {
    switch self {
    case .green: "G"
    case .yellow: "Y"
    case .red: "R"
    }
  }

  var role: Role {
    switch self {
    case .green: .dataGreen
    case .yellow: .dataYellow
    case .red: .dataRed
    }
  }
}

extension ArtifactKind {
  var words: String {
    switch self {
    case .embedding_index: "index"
    default: rawValue
    }
  }
}

extension Requirement.State {
  /// A mark and a word, so that neither colour nor glyph stands alone.
  var words: String {
    switch self {
    case .met: "✓ met"
    case .unmet: "✗ unmet"
    case .waived: "~ waived"
    case .not_applicable: "– n/a"
    }
  }

  var role: Role {
    switch self {
    case .met: .ok
    case .unmet: .failed
    case .waived: .warning
    case .not_applicable: .dim
    }
  }
}

/// How versions and generations are written on the screen.
enum NameWords {
  /// `v22` for a number, the label itself otherwise.
  static func version(_ label: String) -> String {
    let numeric = !label.isEmpty && label.utf8.allSatisfy { (48...57).contains($0) }
    return numeric ? "v" + label : label
  }

  /// The beginning and the end of a time-first id: `0192f3…c41`.
  static func generation(_ id: String) -> String {
    let plain = id.filter { $0 != "-" }
    guard plain.count > 12 else { return id }
    return "\(plain.prefix(6))…\(plain.suffix(3))"
  }
}
