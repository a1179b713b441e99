/// A kind of what others change while a screen is looked at: the subjects of acts, and what comes in by itself.
package struct ChangeKind: RawRepresentable, Sendable, Hashable {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Claims, verdicts and what becomes of items.
  package static let review = ChangeKind(rawValue: "review")
  package static let generation = ChangeKind(rawValue: "generation")
  package static let lineage = ChangeKind(rawValue: "lineage")
  /// What happened is not known: somebody did not listen for a while.
  package static let anything = ChangeKind(rawValue: "anything")
}
