/// What to do with JSON that is valid but cannot be kept or compared as it stands.
package struct JSONPolicy: Sendable {
  package enum Character: Sendable {
    case refuse
    /// U+0000 becomes U+2400, a lone surrogate U+FFFD; `JSONFindings` tells.
    case replace
  }
  package enum Number: Sendable {
    /// A number that would not be written again as the same number is refused.
    case refuseInexact
    /// Integers beyond 2^53 keep their digits; what else does not fit is rounded; `JSONFindings` tells of both.
    case keepIntegers
  }

  /// `\u0000` and surrogates without their other half.
  package var unstorableCharacters: Character
  package var numbers: Number

  /// For the bodies of artifacts: nothing is changed in silence, so what would change is refused.
  package static let artifact = JSONPolicy(unstorableCharacters: .refuse, numbers: .refuseInexact)
  /// For what producers send: it is kept, and what had to change is told.
  package static let generation = JSONPolicy(unstorableCharacters: .replace, numbers: .keepIntegers)
}

/// What had to change in a text to keep it.
package struct JSONFindings: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let nulReplaced = JSONFindings(rawValue: 1)
  package static let surrogateReplaced = JSONFindings(rawValue: 2)
  /// An integer beyond 2^53 kept its digits, which a double could not.
  package static let exactInteger = JSONFindings(rawValue: 4)
  /// A fraction had more digits than a double has, or was too small for one.
  package static let numberRounded = JSONFindings(rawValue: 8)

  /// The findings as marks, sorted.
  package var marks: [String] {
    var marks: [String] = []
    if contains(.exactInteger) { marks.append("exact_integer") }
    if contains(.nulReplaced) { marks.append("nul_replaced") }
    if contains(.numberRounded) { marks.append("number_rounded") }
    if contains(.surrogateReplaced) { marks.append("surrogate_replaced") }
    return marks
  }
}
