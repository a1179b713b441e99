/// What a list is narrowed to: terms that must all hold. Which fields there are says the list's grammar.
package struct Filter: Sendable, Equatable {
  package var terms: [FilterTerm]
  /// As it was typed.
  package var text: String

  package init(terms: [FilterTerm] = [], text: String = "") {
    self.terms = terms
    self.text = text
  }

  package static let none = Filter()
  package var isEmpty: Bool { terms.isEmpty }

  /// Whether a term names this field: a list's own condition on it then gives way.
  package func names(_ field: String) -> Bool { terms.contains { $0.field == field } }
}

/// One condition: `tier:high`, `-state:done`, `age>3d`, `text:"refund"`.
package struct FilterTerm: Sendable, Equatable {
  package enum Relation: String, Sendable {
    case equal = "=", less = "<", more = ">", atMost = "<=", atLeast = ">="

    /// The same relation seen from the other side.
    package var turned: Relation {
      switch self {
      case .equal: .equal
      case .less: .more
      case .more: .less
      case .atMost: .atLeast
      case .atLeast: .atMost
      }
    }
  }

  package enum Value: Sendable, Equatable {
    /// One of these.
    case words([String])
    /// Seconds.
    case span(Double)
    case number(Double)
    case truth(Bool)
  }

  package var field: String
  package var isNot: Bool
  package var relation: Relation
  package var value: Value

  package init(field: String, isNot: Bool = false, relation: Relation = .equal, value: Value) {
    self.field = field
    self.isNot = isNot
    self.relation = relation
    self.value = value
  }
}

/// Why a filter cannot be read, and where: `column` counts characters from 0.
package struct FilterFault: Error, Sendable, Equatable {
  package var column: Int
  package var words: String

  package init(at column: Int, _ words: String) {
    self.column = column
    self.words = words
  }
}
