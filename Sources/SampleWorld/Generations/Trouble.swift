import Governance

/// Why a generation would be looked at: its text's taint, and what checkers make of it.
enum Trouble: Int, Sendable, CaseIterable {
  case none
  // medium
  case leak, invented, advice, defame, rude, nudge, nearMiss
  // high
  case bias, harm, threat, crime, jailbreak, bulkLeak, redRow, disagree

  static let medium: [Trouble] = [
    .leak, .invented, .rude, .nearMiss, .leak, .advice, .invented, .nudge, .rude, .leak, .nearMiss, .invented, .advice,
    .defame,
  ]
  static let high: [Trouble] = [
    .bias, .bulkLeak, .jailbreak, .harm, .redRow, .bias, .disagree, .threat, .crime, .bulkLeak, .jailbreak,
  ]

  var tier: Tier {
    switch self {
    case .none: .low
    case .leak, .invented, .advice, .defame, .rude, .nudge, .nearMiss: .medium
    default: .high
    }
  }

  /// Nil when the text is like any other.
  var taint: Taint? {
    switch self {
    case .none, .redRow: nil
    case .leak, .bulkLeak, .disagree: .leak
    case .invented: .invented
    case .advice: .advice
    case .defame: .defame
    case .rude: .rude
    case .nudge: .nudge
    case .nearMiss: .curt
    case .bias: .bias
    case .harm: .harm
    case .threat: .threat
    case .crime: .crime
    case .jailbreak: .jailbreak
    }
  }
}
