import Governance

extension Blueprint {
  static var fraudWrite: Blueprint {
    var draft = PromptDraft(
      system: [
        "You write investigation notes for Special Investigations.",
        "Facts with date and source, in order of time.",
        "No conclusion about a person's honesty.",
      ],
      user: "Claim {{claim_number}}\nSignals: {{signals}}\nSimilar cases:\n{{rows}}",
      variables: [
        .init("claim_number", "yellow"), .init("signals", "yellow"), .init("rows", "yellow"),
      ],
      temperature: 0.3, maxTokens: 600, model: "gpt-x/2026-02")
    draft.release(
      "3", daysAgo: 196, by: "amara.cole", "Taken over from the desk's own notebook.",
      uses: [("gpt-x@2026-02", "model"), ("fraud-cases-idx@v6", "index")])
    draft.model = "gpt-x/2026-05"
    draft.change("No conclusion", "No conclusion about a person's honesty: write what was said and what was found.")
    draft.release(
      "4", daysAgo: 118, by: "amara.cole", "“Evasive” is not a finding. What was said, what was found.",
      uses: [("gpt-x@2026-05", "model"), ("fraud-cases-idx@v6", "index")],
      measures: Measure.words(
        "fraud-notes-core", groundedness: 0.907, toxicity: 0.003, cost: 0.0072, limit: 0.015, n: 140))
    draft.add("Similar cases are named by number, never by the people in them.")
    draft.model = "gpt-x/2026-08"
    draft.temperature = 0.1
    draft.release(
      "5", daysAgo: 66, by: "viktor.hale", "A note named a witness from another case.",
      uses: [("gpt-x@2026-08", "model"), ("fraud-cases-idx@v8", "index")],
      measures: Measure.words(
        "fraud-notes-core", groundedness: 0.915, toxicity: 0.002, cost: 0.0081, limit: 0.015, n: 160))
    draft.add("End with the questions an investigator should still ask.")
    draft.release(
      "6", daysAgo: 4, by: "amara.cole", "Investigators kept writing the open questions by hand.", fate: .kept,
      uses: [("gpt-x@2026-08", "model"), ("fraud-cases-idx@v8", "index")])
    return Blueprint(
      name: "fraud-notes/write", kind: .prompt, team: "fraud", owner: "amara.cole", tier: .high,
      purpose: "Writes the note an investigator starts from.", releases: draft.releases)
  }

  static var underwritingMemo: Blueprint {
    var draft = PromptDraft(
      system: [
        "You draft underwriting memos for commercial property risks.",
        "Occupancy, construction, protection, exposure, loss history: in this order.",
        "Give the number and its source; leave the price to the underwriter.",
      ],
      user: "Submission:\n{{submission}}\n\nSurvey:\n{{survey}}",
      variables: [.init("submission", "yellow", untrusted: true), .init("survey", "yellow")], temperature: 0.2,
      maxTokens: 900, model: "gpt-x/2026-02")
    draft.release("4", daysAgo: 195, by: "edith.koll", "Taken over as in use.", uses: [("gpt-x@2026-02", "model")])
    draft.model = "gpt-x/2026-05"
    draft.add("State what the survey did not see.")
    draft.release(
      "5", daysAgo: 110, by: "edith.koll", "A basement nobody had surveyed was described as dry.",
      uses: [("gpt-x@2026-05", "model")],
      measures: Measure.words("memo-core", groundedness: 0.911, toxicity: 0, cost: 0.0112, limit: 0.02, n: 130))
    draft.model = "gpt-x/2026-08"
    draft.change("Occupancy", "Occupancy, construction, protection, exposure, loss history, flood zone: in this order.")
    draft.release(
      "6", daysAgo: 58, by: "ben.tran", "Flood zone has a heading of its own since the August accumulation review.",
      uses: [("gpt-x@2026-08", "model")],
      measures: Measure.words("memo-core", groundedness: 0.922, toxicity: 0, cost: 0.0121, limit: 0.02, n: 150))
    draft.add("Do not use the neighbourhood's residents as a reason for anything.")
    draft.release(
      "7", daysAgo: 17, by: "edith.koll", "Review 4471-B: a memo argued with who lives nearby.", fate: .staging,
      uses: [("gpt-x@2026-08", "model")],
      measures: Measure.words("memo-core", groundedness: 0.925, toxicity: 0, cost: 0.0123, limit: 0.02, n: 150))
    return Blueprint(
      name: "underwriting-memo", kind: .prompt, team: "underwriting", owner: "edith.koll", tier: .medium,
      purpose: "Drafts the memo an underwriter prices from.", releases: draft.releases)
  }

  static var medicalSummary: Blueprint {
    var draft = PromptDraft(
      system: [
        "You summarise medical reports for the underwriting physician.",
        "Findings with dates. No diagnosis that is not written in a report.",
      ],
      user: "Reports, pseudonymised:\n{{reports}}",
      variables: [.init("reports", "red", untrusted: true)], temperature: 0.2, maxTokens: 500, model: "gpt-x/2026-02")
    draft.release("2", daysAgo: 194, by: "edith.koll", "Taken over as in use.", uses: [("gpt-x@2026-02", "model")])
    draft.model = "gpt-x/2026-05"
    draft.add("Write “the applicant”, never a name.")
    draft.release(
      "3", daysAgo: 125, by: "edith.koll", "Names come back from letterheads; they are not to be repeated.",
      uses: [("gpt-x@2026-05", "model")],
      measures: Measure.words("medical-core", groundedness: 0.921, toxicity: 0, cost: 0.0083, limit: 0.015, n: 110))
    draft.model = "gpt-x/2026-08"
    draft.add("Leave out mental health findings older than five years.")
    draft.release(
      "4", daysAgo: 70, by: "ben.tran", "The code of conduct allows five years, the summary went back to school.",
      uses: [("gpt-x@2026-08", "model")],
      measures: Measure.words("medical-core", groundedness: 0.929, toxicity: 0, cost: 0.0088, limit: 0.015, n: 110))
    draft.temperature = 0.0
    draft.add("Say when two reports contradict each other.")
    draft.release(
      "5", daysAgo: 13, by: "edith.koll", "The physician wants contradictions, not an average.", fate: .staging,
      uses: [("gpt-x@2026-08", "model")],
      measures: Measure.words("medical-core", groundedness: 0.933, toxicity: 0, cost: 0.0090, limit: 0.015, n: 120))
    return Blueprint(
      name: "medical-summary", kind: .prompt, team: "underwriting", owner: "edith.koll", tier: .high,
      purpose: "Summarises pseudonymised medical reports for the physician.", releases: draft.releases)
  }
}
