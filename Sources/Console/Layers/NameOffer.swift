import Governance

/// Names of a kind that have the letters typed so far: what is asked of the catalog while a field is filled in.
struct NameQuestion: Sendable, Hashable {
  var kind: NameKind
  var letters: String
}

/// Names that a field may mean, and how far they agree.
struct NameOffer: Sendable, Equatable {
  /// What has been asked last; its answer alone is taken.
  private(set) var asked: NameQuestion?
  private(set) var names: [String] = []

  static let most = 8

  /// Whether the question is new and is to be asked; what was offered for another one is taken away.
  mutating func wants(_ question: NameQuestion?) -> Bool {
    guard question != asked else { return false }
    asked = question
    // What was offered for fewer letters still holds where it has these.
    names = question.map { wanted in names.filter { $0.lowercased().contains(wanted.letters.lowercased()) } } ?? []
    return question != nil
  }

  mutating func take(_ names: [String], for question: NameQuestion) {
    guard question == asked else { return }
    self.names = names == [question.letters] ? [] : names
  }

  /// The text as far as the names that begin with it agree, or the only name there is; nil where that is no more than
  /// stands there.
  func ending(of text: String) -> String? {
    let typed = text.lowercased()
    let begun = names.filter { $0.lowercased().hasPrefix(typed) }
    guard var shared = begun.first ?? (names.count == 1 ? names.first : nil) else { return nil }
    for name in begun.dropFirst() { shared = String(zip(shared, name).prefix { $0 == $1 }.map(\.0)) }
    return shared == text || shared.count < text.count ? nil : shared
  }
}
