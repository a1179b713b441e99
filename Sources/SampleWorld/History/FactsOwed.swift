import Governance

extension Story {
  /// What the office asked for, what teams answered, and what still lies open at `now`.
  mutating func tellFactsOwed() {
    tellHealthQuotes()
    tellMedicalFiles()
    tellCards()
  }

  /// Section A: filled in after summer, then the chain under it went on to its next version and three answers went stale.
  private mutating func tellHealthQuotes() {
    let system = "health-quotes"
    let office = "Meridian Mutual Versicherungsverein a.G."
    ask(
      system, daysAgo: 66, due: 45, "claire.moreau",
      "For the registration under Article 49(1); first draft for the board.",
      [
        "a8a_provider", "a8a_trade_name", "a8a_intended_purpose", "a8a_components_functions", "a8a_information_used",
        "a8a_operating_logic", "a8a_member_states",
      ])
    answer(
      system, "a8a_provider", daysAgo: 62, "yannick.durand",
      """
      name: \(office)
      address: Am Sandtorkai 41, 20457 Hamburg, Germany
      email: ai-register@meridian.example
      phone: +49 40 5550 4100
      person: Claire Moreau
      """, "commercial register, extract of 3 June")
    answer(system, "a8a_trade_name", daysAgo: 62, "yannick.durand", "Meridian Health Quotes", "brand guide")
    answer(
      system, "a8a_intended_purpose", daysAgo: 61, "yannick.durand",
      """
      Collects the answers a quote for private health insurance needs, finds the wording that applies, and proposes one of \
      five risk classes to an underwriter, who sets the price or refuses.
      """,
      "use case 114, section 2")
    answer(
      system, "a8a_components_functions", daysAgo: 60, "yannick.durand",
      """
      rag-policies 6 finds the clause, policy-qa 10 words the question and the answer, gpt-x 2026-05 writes, policies-idx \
      v30 holds the wordings.
      """,
      "registry, version 1 of the system")
    answer(
      system, "a8a_information_used", daysAgo: 60, "yannick.durand",
      "The applicant's own answers, policy wordings, the tariff table. No medical report.",
      "lineage of policies-idx v30")
    answer(
      system, "a8a_operating_logic", daysAgo: 59, "yannick.durand",
      """
      Retrieval finds clauses; the model asks what is missing and writes a summary; fixed rules of the tariff map answers \
      to a risk class.
      """,
      "design note 9, read with the actuaries")
    answer(system, "a8a_member_states", daysAgo: 59, "yannick.durand", "DE, PT", "sales plan of the third quarter")
    for key in [
      "a8a_provider", "a8a_trade_name", "a8a_intended_purpose", "a8a_components_functions", "a8a_information_used",
      "a8a_operating_logic",
    ] {
      confirm(system, key, daysAgo: 55, "ines.carvalho", "Read beside the use case and the registry; agrees.")
    }
    ask(
      system, daysAgo: 40, due: 5, "claire.moreau", "Signed copy of the declaration, from the product board.",
      ["a8a_declaration_copy"])
    ask(
      system, daysAgo: 9, due: -12, "claire.moreau",
      "rag-policies went on to 7: please say it again for what runs now.",
      ["a8a_components_functions", "a8a_information_used"])
  }

  /// Section B: nearly there.
  private mutating func tellMedicalFiles() {
    let system = "medical-file-order"
    ask(
      system, daysAgo: 50, due: 20, "claire.moreau", "Registration under Article 49(2): still due, also after July.",
      ["a8b_provider", "a8b_trade_name", "a8b_intended_purpose", "a8b_exemption_conditions"])
    answer(
      system, "a8b_provider", daysAgo: 44, "edith.koll",
      """
      name: Meridian Mutual Versicherungsverein a.G.
      address: Am Sandtorkai 41, 20457 Hamburg, Germany
      email: ai-register@meridian.example
      """, "as filed for health-quotes")
    answer(system, "a8b_trade_name", daysAgo: 44, "edith.koll", "Medical File Order", "internal name; it is not sold")
    answer(
      system, "a8b_intended_purpose", daysAgo: 44, "edith.koll",
      "Sorts medical reports by date and kind, so that the physician finds them. It weighs nothing.", "use case 131")
    for key in ["a8b_provider", "a8b_trade_name", "a8b_intended_purpose"] {
      confirm(system, key, daysAgo: 38, "noor.haddad", "Compared with what the service does on three files.")
    }
    answer(
      system, "a8b_exemption_conditions", daysAgo: 6, "edith.koll", "preparatory_task",
      "assessment of 14 October, signed by the physician")
  }

  /// Fields of cards: some on record, one past its day.
  private mutating func tellCards() {
    for (artifact, owner, address) in [
      ("claims-triage", "tomas.reyes", "claims-models@meridian.example"),
      ("kyc-summary", "priya.n", "onboarding-ai@meridian.example"),
      ("complaints-reply", "marta.silva", "complaints-ai@meridian.example"),
    ] {
      answer(artifact, "contact", daysAgo: 35, owner, address, "team page")
      confirm(artifact, "contact", daysAgo: 34, "lena.brandt", "Wrote there and got an answer.")
    }
    ask(
      "claims-triage", daysAgo: 24, due: 3, "noor.haddad",
      "The storm showed one: it argues with who the claimant is. What else is known?", ["limitations"])
    ask(
      "claims-triage", daysAgo: 8, due: -6, "ines.carvalho", "For the quarter's pack.",
      ["out_of_scope", "human_review", "data_classes_allowed"])
    answer(
      "claims-triage", "human_review", daysAgo: 2, "tomas.reyes",
      "Every refusal is read by an adjuster before it leaves.", "claims handbook, rule 7.2")
    ask(
      "kyc-summary", daysAgo: 7, due: -7, "ines.carvalho", "For the quarter's pack.", ["limitations", "out_of_scope"])
  }

  private mutating func ask(
    _ artifact: String, daysAgo: Int, due: Int, _ by: String, _ question: String, _ keys: [String]
  ) {
    for (place, key) in keys.enumerated() {
      let due = calendar.startOfDay(now).advanced(bySeconds: Int64(-due) * 86_400 + 17 * 3600)
      let act = FactAct(artifact: artifact, key: key, what: .ask(owner: nil, due: due, question: question))
      tell(calendar.morning(daysAgo: daysAgo, minutes: 200 + place), by, .fact(act))
    }
  }

  private mutating func answer(
    _ artifact: String, _ key: String, daysAgo: Int, _ by: String, _ value: String, _ reason: String
  ) {
    let act = FactAct(artifact: artifact, key: key, what: .state(value: value, reason: reason))
    tell(calendar.morning(daysAgo: daysAgo, minutes: 240), by, .fact(act))
  }

  private mutating func confirm(_ artifact: String, _ key: String, daysAgo: Int, _ by: String, _ reason: String) {
    let act = FactAct(artifact: artifact, key: key, what: .confirm(reason: reason))
    tell(calendar.morning(daysAgo: daysAgo, minutes: 300), by, .fact(act))
  }
}
