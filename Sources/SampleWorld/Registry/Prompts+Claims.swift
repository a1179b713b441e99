import Governance

extension Blueprint {
  /// The conversation with a claimant, from the first notice to what happens next.
  static var claimsDecide: Blueprint {
    var draft = PromptDraft(
      system: [
        "You answer claimants of Meridian Mutual about home, motor and travel claims.",
        "Use the handbook rows you are given and nothing else.",
        "Say what happens next, who does it and by when.",
        "Decide simple claims up to €1,500; hand over everything else.",
      ],
      user: "{{conversation}}\n\nHandbook:\n{{rows}}\n\nNotes of the adjuster:\n{{notes}}",
      variables: [
        .init("conversation", "yellow", untrusted: true), .init("rows", "green"), .init("notes", "yellow"),
      ],
      temperature: 0.4, maxTokens: 500, model: "claims-triage/v11")
    draft.release(
      "5", daysAgo: 200, by: "greta.lang", "Taken over as it ran before the registry.",
      uses: [("claims-triage@v11", "model"), ("policies-idx@v28", "index")])
    draft.model = "claims-triage/v12"
    draft.change("Decide simple", "Decide simple claims up to €1,000; hand over everything else and say so.")
    draft.release(
      "6", daysAgo: 146, by: "greta.lang",
      "The authority limit went down to €1,000, and claimants did not notice when they were handed over.",
      uses: [("claims-triage@v12", "model"), ("policies-idx@v28", "index")],
      measures: Measure.words(
        "claims-replies", groundedness: 0.914, toxicity: 0.004, cost: 0.0027, limit: 0.004, n: 360))
    draft.model = "claims-triage/v13"
    draft.temperature = 0.3
    draft.add("Never repeat an adjuster's opinion of the claimant.", after: "Use the handbook")
    draft.release(
      "7", daysAgo: 101, by: "tomas.reyes",
      "An adjuster's note (“tends to complain”) reached the claimant. Notes inform, they are not quoted.",
      uses: [("claims-triage@v13", "model"), ("policies-idx@v29", "index")],
      measures: Measure.words(
        "claims-replies", groundedness: 0.922, toxicity: 0.003, cost: 0.0028, limit: 0.004, n: 420))
    draft.model = "claims-triage/v14"
    draft.add("Be brief: three sentences at most.")
    draft.release(
      "8", daysAgo: 44, by: "tomas.reyes", "Shorter answers for the phone.", fate: .measured,
      uses: [("claims-triage@v14", "model"), ("policies-idx@v30", "index")],
      measures: Measure.words(
        "claims-replies", groundedness: 0.918, toxicity: 0.016, cost: 0.0021, limit: 0.004, n: 420))
    draft.change("Be brief", "Be brief, and kind first: one sentence for the person, then the matter.")
    draft.release(
      "9", daysAgo: 40, by: "greta.lang",
      "Version 8 was short and cold, and failed on tone. One sentence for the person comes first.",
      uses: [("claims-triage@v14", "model"), ("policies-idx@v30", "index")],
      measures: Measure.words(
        "claims-replies", groundedness: 0.927, toxicity: 0.006, cost: 0.0024, limit: 0.004, n: 420))
    return Blueprint(
      name: "claims-triage/decide", kind: .prompt, team: "claims", owner: "greta.lang", tier: .high,
      purpose: "Talks to claimants and decides small claims from the handbook.", releases: draft.releases)
  }

  static var claimsDocuments: Blueprint {
    var draft = PromptDraft(
      system: [
        "Ask the claimant for the documents on the list, and for nothing else.",
        "One line for each, in the claimant's language, with the reason.",
      ],
      user: "Missing documents: {{documents}}\nLanguage: {{language}}",
      variables: [.init("documents", "green"), .init("language", "green")], temperature: 0.2, maxTokens: 300,
      model: "gpt-x-mini/2026-03")
    draft.release(
      "1", daysAgo: 150, by: "greta.lang", "Split off from claims-triage/decide, which asked for too much.",
      uses: [("gpt-x-mini@2026-03", "model")],
      measures: Measure.words("claims-replies", groundedness: 0.961, toxicity: 0, cost: 0.0005, limit: 0.001, n: 200))
    draft.add("Never ask for a document the file already holds.")
    draft.release(
      "2", daysAgo: 80, by: "greta.lang", "Eleven complaints in June about being asked twice.",
      uses: [("gpt-x-mini@2026-03", "model")],
      measures: Measure.words("claims-replies", groundedness: 0.968, toxicity: 0, cost: 0.0005, limit: 0.001, n: 200))
    return Blueprint(
      name: "claims-triage/ask-for-documents", kind: .prompt, team: "claims", owner: "greta.lang", tier: .medium,
      purpose: "Asks claimants for the papers a claim still needs.", releases: draft.releases)
  }

  static var subrogation: Blueprint {
    var draft = PromptDraft(
      system: [
        "Draft a memo on whether another party should bear the cost of a claim.",
        "Facts first, each with its source; then the argument; then what would defeat it.",
      ],
      user: "Claim {{claim_number}}:\n{{file}}",
      variables: [.init("claim_number", "yellow"), .init("file", "yellow", untrusted: true)], temperature: 0.2,
      maxTokens: 900, model: "gpt-x/2026-05")
    draft.release(
      "1", daysAgo: 97, by: "tomas.reyes", "Pilot with four recovery handlers.", fate: .staging,
      uses: [("gpt-x@2026-05", "model")],
      measures: Measure.words("memo-core", groundedness: 0.903, toxicity: 0, cost: 0.0098, limit: 0.02, n: 90))
    draft.model = "gpt-x/2026-08"
    draft.add("Mark every inference as an inference.")
    draft.release(
      "2", daysAgo: 30, by: "tomas.reyes", "The handlers could not tell inference from fact.", fate: .staging,
      uses: [("gpt-x@2026-08", "model")],
      measures: Measure.words("memo-core", groundedness: 0.919, toxicity: 0, cost: 0.0107, limit: 0.02, n: 120))
    return Blueprint(
      name: "subrogation-memo", kind: .prompt, team: "claims", owner: "tomas.reyes", tier: .medium,
      purpose: "Drafts the case for recovering a payment from a third party.", releases: draft.releases)
  }

  static var callWrapup: Blueprint {
    var draft = PromptDraft(
      system: ["Turn the transcript into a note of at most five lines.", "Write what was promised, and by whom."],
      user: "{{transcript}}", variables: [.init("transcript", "yellow", untrusted: true)], temperature: 0.2,
      maxTokens: 250, model: "gpt-x-mini/2026-03")
    draft.release(
      "2", daysAgo: 192, by: "marta.silva", "Taken over as it ran in the call centre.",
      uses: [("gpt-x-mini@2026-03", "model")])
    draft.add("Leave out card numbers, even when the customer reads one aloud.")
    draft.release(
      "3", daysAgo: 85, by: "marta.silva", "A card number was read aloud and written down.",
      uses: [("gpt-x-mini@2026-03", "model")],
      measures: Measure.words("letters-core", groundedness: 0.942, toxicity: 0, cost: 0.0004, limit: 0.001, n: 220))
    return Blueprint(
      name: "call-wrapup", kind: .prompt, team: "customer-care", owner: "marta.silva", tier: .medium,
      purpose: "Turns a call into the note that stays in the file.", releases: draft.releases)
  }
}
