/// What reviewers of a queue may say about an item beside their verdict.
package struct LabelSchema: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable { case pass_fail, category, several, number, text, span }
  package var key: String
  package var kind: Kind
  /// Of a category and of several.
  package var options: [String]
  /// Of a number.
  package var lowest: Double?
  package var highest: Double?

  package init(key: String, kind: Kind, options: [String] = [], lowest: Double? = nil, highest: Double? = nil) {
    self.key = key
    self.kind = kind
    self.options = options
    self.lowest = lowest
    self.highest = highest
  }
}

/// What a person said about an item.
package struct ReviewLabel: Sendable, Equatable {
  package var person: String
  package var key: String
  /// Text, or JSON where it is a list or a span.
  package var value: String

  package init(person: String, key: String, value: String) {
    self.person = person
    self.key = key
    self.value = value
  }
}
