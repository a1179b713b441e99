internal import Cards
package import Governance

/// What may be stated, before the catalog is asked.
package enum FactKeyCheck {
  /// - Throws: `fact.key` for a key that no card and no form has, or that only records can say; `fact.value` for what a
  ///   form's field does not take.
  package static func mustTake(_ value: String?, under key: String) throws(Problem) {
    if let field = LawText.field(key) {
      guard let value, let refusal = field.type.refusal(of: value) else { return }
      throw Problem(
        .badData, "fact.value", happened: "This is no answer to \(field.label).", because: refusal,
        remedy: "Write \(field.type.form).")
    }
    guard let known = CardKey(rawValue: key) else {
      throw Problem(
        .usage, "fact.key", happened: "No card and no form has a fact called \(key.prefix(60)).",
        remedy: nearest(to: key).map { "Did you mean \($0)?" } ?? "Look at a card or a form for the names.")
    }
    if value != nil, !known.isStatable {
      throw Problem(
        .usage, "fact.record", happened: "\(known.label) is read from what happened; nobody can state it.",
        remedy: "Do what it asks for: an evaluation, a signature, a registration.")
    }
  }

  private static func nearest(to key: String) -> String? {
    let keys = CardKey.allCases.map(\.rawValue) + LawText.all.flatMap(\.sections).flatMap(\.fields).map(\.key)
    return keys.filter { $0.contains(key) || key.contains($0) || $0.hasSuffix(key) }.min {
      ($0.count, $0) < ($1.count, $1)
    }
  }
}
