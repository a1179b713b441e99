import Governance

/// What a verdict rests on; the write names it, so it hits what was seen or nothing.
enum DecisionBasis: Sendable, Equatable {
  case claim(Claim)
  case adjudication(item: Int64, revision: Int64)

  var item: Int64 {
    switch self {
    case .claim(let claim): claim.item
    case .adjudication(let item, _): item
    }
  }
}

/// What is asked before a verdict is recorded.
enum DecisionForm {
  static func spec(_ decision: Decision, _ detail: ReviewDetail, _ basis: DecisionBasis) -> FormSpec {
    let row = detail.row
    let name = "item \(row.id) (\(NameWords.generation(row.generation)))"
    let others = row.needed - row.decided - 1
    var after = others > 0 ? " \(NumberWords.of(others, "more reviewer")) must decide." : " That settles it."
    if case .adjudication = basis { after = " As a lead you settle it." }
    let sentence =
      switch decision {
      case .accept: "You accept \(name): nothing is wrong with it.\(after)"
      case .mask: "You accept \(name) with the flagged parts masked.\(after)"
      case .block:
        detail.generation.wasDelivered
          ? "You block \(name): the answer may not be used; people have had it, so its harm is recorded.\(after)"
          : "You block \(name): the answer may not be used.\(after)"
      case .escalate: "You pass \(name) to a lead, with your reason."
      }
    var fields: [FormSpec.Field] = []
    if decision == .block { fields.append(FormSpec.Field(name: "harm", label: "harm", kind: .choice(harms))) }
    fields.append(FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: reasons(decision))))
    return FormSpec(
      id: "review-\(row.id)-\(decision.rawValue)", title: "\(decision.words) · item \(row.id)", sentence: sentence,
      fields: fields, verb: decision.words)
  }

  /// Categories of the office, with the words an officer reads.
  static let harms: [FormSpec.Choice] = [
    ("hate_harassment", "hate or harassment"), ("violence", "violence"), ("self_harm", "self-harm"),
    ("sexual", "sexual"),
    ("child_safety", "child safety"), ("privacy_pii", "privacy, personal data"), ("crime", "crime"),
    ("weapons", "weapons"),
    ("prompt_attack", "attack on the prompt"), ("specialized_advice", "advice that needs a licence"),
    ("defamation", "defamation"), ("ip", "intellectual property"), ("elections", "elections"),
    ("code_abuse", "code abuse"),
    ("blocklist", "listed words"), ("quality", "wrong or useless"), ("other", "other"),
  ].map { FormSpec.Choice(code: $0.0, words: $0.1) }

  private static func reasons(_ decision: Decision) -> [String] {
    switch decision {
    case .accept:
      ["false alarm of the checker", "quoted, not endorsed", "allowed for this use", "harmless in context"]
    case .mask:
      ["personal data masked", "insult masked", "rest of the answer is sound"]
    case .block:
      [
        "demeans a person or group", "gives away personal data", "dangerous instructions", "denies without a ground",
        "invented facts", "answers a manipulated prompt",
      ]
    case .escalate:
      ["needs legal advice", "needs a medical view", "unclear policy", "I know the person concerned"]
    }
  }
}
