package import Governance

/// One form about one system under one text of the law, filled in as far as the catalog can.
package struct FormSheet: Sendable, Equatable {
  package var system: SystemFacts
  package var law: LawText
  package var section: LawSection
  package var duty: FormDuty
  /// In order of the form, without those that are withheld.
  package var lines: [FormLine]
  /// Left out of the part that is not public.
  package var withheld: [LawField]

  /// - Throws: `form.profiling` for section B of a system that profiles natural persons.
  package init(_ system: SystemFacts, _ letter: FormLetter, _ law: LawText) throws(Problem) {
    guard let section = law.section(letter) else {
      throw Problem(
        .notFound, "form.section", happened: "This text has no section \(letter.rawValue).", remedy: "Name another.")
    }
    if system.profilesNaturalPersons, let article = section.impossibleForProfiling {
      throw Problem(
        .unmet, "form.profiling",
        happened: "Section \(letter.rawValue) cannot be filed for \(system.name): it profiles natural persons.",
        because: "By \(article), such a system of Annex III is always high-risk.", remedy: "File section A.")
    }
    self.system = system
    self.law = law
    self.section = section
    let duty = FormDuty(system, law)
    self.duty = duty
    let isWithheld: (LawField) -> Bool = {
      duty.isSecure && $0.withheldInSecurePart || $0.neverFor.contains(system.fieldOfUse)
    }
    withheld = section.fields.filter(isWithheld)
    lines = section.fields.filter { !isWithheld($0) }.map { FormLine($0, of: system) }
  }

  /// Obligatory fields that are on record, of all that are not withheld.
  package var completeness: (settled: Int, obligatory: Int) {
    let obligatory = lines.filter(\.isObligatory)
    return (obligatory.count(where: \.isSettled), obligatory.count)
  }

  /// `ready`, `stale` when only stale answers stand in the way, else `missing`.
  package var readiness: String {
    let open = lines.filter { $0.isObligatory && !$0.isSettled }
    if open.isEmpty { return "ready" }
    return open.allSatisfy { $0.state == .stale } ? "stale" : "missing"
  }

  /// What stands in the way of filing, with the one who owes it.
  package var gaps: [FormLine] {
    lines.filter { $0.isObligatory && !$0.isSettled || $0.state == .stale || $0.state == .answered }
  }
}

/// One field of a form with what is known about it.
package struct FormLine: Sendable, Equatable {
  package enum State: String, Sendable {
    /// Read from the catalog; nobody needs to confirm it.
    case derived
    case confirmed
    /// One person's word.
    case answered
    /// What the answer rests on has changed.
    case stale
    /// The catalog knows what it would be; a person has to say that it is so.
    case proposed
    case missing
    /// Not obligatory, and nothing was stated.
    case open
  }
  package var field: LawField
  package var state: State
  package var value: String?
  /// Where the value was read.
  package var record: Record?
  /// Why it is stale, or what was asked.
  package var note: String
  package var owner: String?
  package var due: Instant?
  /// The catalog's number of the fact, where there is one.
  package var fact: Int64?

  package var isObligatory: Bool { field.obligation == .always }
  package var isSettled: Bool { state == .derived || state == .confirmed }

  init(_ field: LawField, of system: SystemFacts) {
    self.field = field
    let fact = system.facts[field.key]
    self.fact = fact?.id
    owner = fact?.owner ?? system.owner ?? "team \(system.team)"
    due = fact?.due
    note = fact.map { $0.state == .stale ? $0.cause : $0.state == .asked ? $0.question : "" } ?? ""
    let proposal = system.proposal(for: field.key)
    if field.source == .derived {
      (state, value, record) = (.derived, proposal?.text, proposal?.record)
    } else if let answer = fact?.answer, let standing = fact?.state, standing != .asked {
      state = standing == .confirmed ? .confirmed : standing == .stale ? .stale : .answered
      (value, record) = (answer.value, .answer(answer))
    } else if let proposal, field.source == .confirmed {
      (state, value, record) = (.proposed, proposal.text, proposal.record)
    } else {
      (state, value, record) = (field.obligation == .always ? .missing : .open, nil, nil)
    }
  }
}
