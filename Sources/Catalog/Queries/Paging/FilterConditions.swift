internal import Governance

/// What a field of a filter is compared with: an expression of ours over the tables of one statement.
enum FilterColumn: Sendable {
  /// One of few words, compared as it is.
  case choice(String)
  /// A name: upper and lower case are alike, `*` stands for any letters.
  case name(String)
  /// Several names, one of which must match.
  case names(String)
  /// Words to be found in it.
  case text(String)
  /// A moment that lies behind.
  case past(String)
  /// A moment that lies ahead.
  case ahead(String)
  case truth(String)
  case number(String)
}

/// A filter as conditions of a statement. The texts are ours; what was typed is in the parameters alone.
package struct FilterConditions: Sendable {
  private struct Condition: Sendable {
    /// With `?` where its value goes.
    var sql: String
    var value: Parameter
  }
  private var conditions: [Condition] = []

  static let none = FilterConditions()

  private init() {}

  init(_ filter: Filter, _ columns: [String: FilterColumn]) {
    for term in filter.terms {
      guard let column = columns[term.field], let condition = Self.condition(term, column) else { continue }
      conditions.append(
        Condition(sql: term.isNot ? "(\(condition.sql)) is not true" : condition.sql, value: condition.value))
    }
  }

  package var isEmpty: Bool { conditions.isEmpty }
  var parameters: [Parameter] { conditions.map(\.value) }

  func sql(after count: Int) -> String {
    conditions.enumerated().map { place, condition in
      "and (" + condition.sql.replacing("?", with: "$\(count + place + 1)") + ")"
    }.joined(separator: "\n  ")
  }

  private static let now = "coalesce((select countersign.as_of()), now())"

  private static func condition(_ term: FilterTerm, _ column: FilterColumn) -> Condition? {
    switch (column, term.value) {
    case (.choice(let expression), .words(let words)):
      Condition(sql: "\(expression) = any(?::text[])", value: .texts(words))
    case (.name(let expression), .words(let words)):
      Condition(sql: "lower(\(expression)) like any(?::text[])", value: .texts(words.map(pattern)))
    case (.names(let expression), .words(let words)):
      Condition(
        sql: "exists (select from unnest(\(expression)) one where lower(one) like any(?::text[]))",
        value: .texts(words.map(pattern)))
    case (.text(let expression), .words(let words)):
      Condition(
        sql: "lower(\(expression)) like any(?::text[])",
        value: .texts(words.map { "%" + pattern($0, star: false) + "%" }))
    case (.truth(let expression), .truth(let value)):
      Condition(sql: "(\(expression)) = ?::boolean", value: .bool(value))
    case (.number(let expression), .number(let value)):
      Condition(sql: "\(expression) \(sign(term.relation)) ?::numeric", value: .text(String(value)))
    case (.past(let expression), .span(let seconds)):
      // An older moment is a smaller one.
      Condition(
        sql: "\(expression) \(sign(term.relation.turned)) \(now) - make_interval(secs => ?::double precision)",
        value: .double(seconds))
    case (.ahead(let expression), .span(let seconds)):
      Condition(
        sql: "\(expression) \(sign(term.relation)) \(now) + make_interval(secs => ?::double precision)",
        value: .double(seconds))
    default: nil
    }
  }

  private static func sign(_ relation: FilterTerm.Relation) -> String {
    switch relation {
    case .equal: "="
    case .less: "<"
    case .more: ">"
    case .atMost: "<="
    case .atLeast: ">="
    }
  }

  /// A pattern for `like` that matches the word and nothing else, `*` apart.
  private static func pattern(_ word: String) -> String { pattern(word, star: true) }

  private static func pattern(_ word: String, star: Bool) -> String {
    var pattern = ""
    for scalar in word.lowercased().unicodeScalars {
      switch scalar {
      case "%", "_", "\\": pattern += "\\" + String(scalar)
      case "*" where star: pattern += "%"
      default: pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }
}
