package import Governance

/// Something a person owes to a card or a form: what is missing, what waits for a second person, what went stale.
package struct Debt: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable {
    /// Nobody has been asked.
    case missing
    /// The catalog knows what it would be; a person has to say that it is so.
    case proposed
    case asked
    /// Stated by one person, confirmed by none.
    case answered
    case stale
  }
  package var artifact: String
  package var key: String
  /// What people call it.
  package var label: String
  /// `card`, or `Annex VIII A`.
  package var paper: String
  package var state: State
  /// A person's key, or `team NAME`.
  package var owner: String
  package var due: Instant?
  /// The fact as it stands; nil while nobody was asked and nobody answered.
  package var fact: FactRow?
  /// What the catalog would state.
  package var proposal: String?

  package var id: String { "\(artifact)\n\(key)" }

  package init(
    artifact: String, key: String, label: String, paper: String, state: State, owner: String, due: Instant? = nil,
    fact: FactRow? = nil, proposal: String? = nil
  ) {
    self.artifact = artifact
    self.key = key
    self.label = label
    self.paper = paper
    self.state = state
    self.owner = owner
    self.due = due
    self.fact = fact
    self.proposal = proposal
  }

  /// What a fact leaves to do; nil for one that is confirmed.
  package init?(_ fact: FactRow) {
    guard fact.state != .confirmed else { return nil }
    self.init(
      artifact: fact.artifact, key: fact.key, label: Debt.label(of: fact.key), paper: Debt.paper(of: fact.key),
      state: fact.state == .stale ? .stale : fact.state == .answered ? .answered : .asked,
      owner: fact.owner ?? "team \(fact.team)", due: fact.due, fact: fact)
  }

  /// A gap of a card that nobody was asked about.
  package init(_ gap: CardGap, of facts: CardFacts) {
    self.init(
      artifact: facts.name, key: gap.key.rawValue, label: gap.key.label, paper: "card", state: .missing,
      owner: gap.owedBy)
  }

  /// An open field of a form that nobody was asked about.
  package init(_ line: FormLine, of sheet: FormSheet) {
    self.init(
      artifact: sheet.system.name, key: line.field.key, label: line.field.label,
      paper: "Annex VIII \(sheet.section.letter.rawValue)", state: line.state == .proposed ? .proposed : .missing,
      owner: line.owner ?? "team \(sheet.system.team)", proposal: line.value)
  }

  package static func label(of key: String) -> String {
    CardKey(rawValue: key)?.label ?? LawText.field(key)?.label ?? key
  }

  private static func paper(of key: String) -> String {
    let section = LawText.all.reversed().lazy.flatMap(\.sections).first { $0.fields.contains { $0.key == key } }
    return section.map { "Annex VIII \($0.letter.rawValue)" } ?? "card"
  }

  /// What is to be stated, and how it is written; nil where only a record can say it.
  package var asks: String? {
    if let field = LawText.field(key) { return "\(field.asks) Write \(field.type.form)." }
    guard let known = CardKey(rawValue: key), known.isStatable else { return nil }
    return "Say it in words, as the card should print it."
  }
}
