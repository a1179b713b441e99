import Governance

extension Blueprint {
  static var complaintsReply: Blueprint {
    var draft = PromptDraft(
      system: [
        "You draft replies to complaints for Meridian Mutual. A person signs them.",
        "Answer each point the customer makes, in the customer's language.",
        "Apologise once, for what we did, without “if”.",
        "Promise nothing that is not in the file.",
      ],
      user: "Complaint:\n{{complaint}}\n\nFile:\n{{file}}",
      variables: [.init("complaint", "yellow", untrusted: true), .init("file", "yellow")], temperature: 0.5,
      maxTokens: 600, model: "gpt-x/2026-02")
    draft.release(
      "10", daysAgo: 197, by: "marta.silva", "Taken over from the complaints desk.",
      uses: [("gpt-x@2026-02", "model"), ("complaints-idx@v3", "index")])
    draft.model = "gpt-x/2026-05"
    draft.add("Name the ombudsman and the eight weeks in the last paragraph.")
    draft.release(
      "11", daysAgo: 140, by: "marta.silva", "The ombudsman notice was missing in one reply out of nine.",
      uses: [("gpt-x@2026-05", "model"), ("complaints-idx@v3", "index")],
      measures: Measure.words(
        "complaints-core", groundedness: 0.908, toxicity: 0.002, cost: 0.0069, limit: 0.012, n: 240))
    draft.temperature = 0.3
    draft.add("If the customer hints at harming themselves, write only that a person will call today, and stop.")
    draft.release(
      "12", daysAgo: 83, by: "yannick.durand",
      "After the hardship letter of August: such a letter gets a call, never a drafted paragraph.",
      uses: [("gpt-x@2026-05", "model"), ("complaints-idx@v4", "index")],
      measures: Measure.words(
        "complaints-core", groundedness: 0.916, toxicity: 0.001, cost: 0.0071, limit: 0.012, n: 240))
    draft.model = "gpt-x/2026-08"
    draft.change("Promise nothing", "Offer goodwill up to €150 where the delay was ours.")
    draft.release(
      "13", daysAgo: 38, by: "yannick.durand", "Goodwill payments straight from the draft, asked for by the desk.",
      fate: .rejected(
        "The draft may not offer money: groundedness fell to .87 because it invents the delay it then pays for. "
          + "Bring the payment table in as a row and ask again."),
      uses: [("gpt-x@2026-08", "model"), ("complaints-idx@v4", "index")],
      measures: Measure.words(
        "complaints-core", groundedness: 0.871, toxicity: 0.001, cost: 0.0079, limit: 0.012, n: 240))
    draft.change(
      "Offer goodwill", "Promise nothing that is not in the file. Goodwill is offered by a person, not here.")
    draft.release(
      "14", daysAgo: 24, by: "marta.silva", "Version 13 without the money: the new model, and goodwill left to people.",
      uses: [("gpt-x@2026-08", "model"), ("complaints-idx@v4", "index")],
      measures: Measure.words(
        "complaints-core", groundedness: 0.924, toxicity: 0.001, cost: 0.0077, limit: 0.012, n: 260))
    return Blueprint(
      name: "complaints-reply", kind: .prompt, team: "customer-care", owner: "marta.silva", tier: .high,
      purpose: "Drafts the answer to a complaint for a person to sign.", releases: draft.releases)
  }

  static var policyQuestions: Blueprint {
    var draft = PromptDraft(
      system: [
        "You answer questions about Meridian Mutual policies from the wordings you are given.",
        "Quote the clause and its number.",
        "If the wording is silent, say so and offer a person.",
      ],
      user: "Question: {{question}}\n\nPolicy: {{policy}}\n\nWordings:\n{{rows}}",
      variables: [.init("question", "yellow", untrusted: true), .init("policy", "yellow"), .init("rows", "green")],
      temperature: 0.3, maxTokens: 450, model: "gpt-x/2026-02")
    draft.release(
      "8", daysAgo: 199, by: "yannick.durand", "Taken over from the help centre.",
      uses: [("gpt-x@2026-02", "model"), ("policies-idx@v28", "index")])
    draft.model = "gpt-x/2026-05"
    draft.add("Look the policy up before you speak of its excess or limits.", after: "Quote the clause")
    draft.release(
      "9", daysAgo: 143, by: "yannick.durand", "It quoted the standard excess to people who had chosen another.",
      uses: [("gpt-x@2026-05", "model"), ("policies-idx@v29", "index")],
      measures: Measure.words("policy-qa-gold", groundedness: 0.918, toxicity: 0, cost: 0.0049, limit: 0.008, n: 500))
    draft.temperature = 0.1
    draft.change(
      "If the wording", "If the wording is silent, say so and offer a person. Never complete a clause from memory.")
    draft.release(
      "10", daysAgo: 90, by: "yannick.durand", "Clause 14.3 does not exist. It was quoted four times in a week.",
      uses: [("gpt-x@2026-05", "model"), ("policies-idx@v30", "index")],
      measures: Measure.words("policy-qa-gold", groundedness: 0.937, toxicity: 0, cost: 0.0050, limit: 0.008, n: 500))
    draft.model = "gpt-x/2026-08"
    draft.add("You explain cover; you do not advise whether to buy, cancel or sue.")
    draft.release(
      "11", daysAgo: 35, by: "marta.silva", "Compliance asked for a line between explaining and advising.",
      uses: [("gpt-x@2026-08", "model"), ("policies-idx@v31", "index")],
      measures: Measure.words("policy-qa-gold", groundedness: 0.941, toxicity: 0, cost: 0.0054, limit: 0.008, n: 520))
    draft.add("Answer in the customer's language and repeat the clause in the language of the contract.")
    draft.maxTokens = 800
    draft.release(
      "12", daysAgo: 3, by: "marta.silva", "Customers abroad could not find the clause in their own papers.",
      fate: .awaited, requester: "yannick.durand", uses: [("gpt-x@2026-08", "model"), ("policies-idx@v31", "index")],
      measures: Measure.words("policy-qa-gold", groundedness: 0.939, toxicity: 0, cost: 0.0093, limit: 0.008, n: 520))
    return Blueprint(
      name: "policy-qa", kind: .prompt, team: "customer-care", owner: "yannick.durand", tier: .medium,
      purpose: "Answers what a policy covers, with the clause.", releases: draft.releases)
  }

  static var germanLetters: Blueprint {
    var draft = PromptDraft(
      system: [
        "Sie schreiben Briefe der Meridian Mutual an Kundinnen und Kunden.",
        "Siezen Sie. Kein Amtsdeutsch, keine Abkürzungen.",
        "Höchstens eine Seite. Das Wichtigste steht im ersten Satz.",
      ],
      user: "Anlass: {{anlass}}\nAngaben: {{angaben}}",
      variables: [.init("anlass", "green"), .init("angaben", "yellow")], temperature: 0.4, maxTokens: 600,
      model: "gpt-x-mini/2026-03")
    draft.release(
      "6", daysAgo: 193, by: "dagmar.voss", "Übernommen aus der Textverarbeitung.",
      uses: [("gpt-x-mini@2026-03", "model"), ("claimant-salutations@1", "snippet")])
    draft.change(
      "Siezen Sie", "Siezen Sie. Kein Amtsdeutsch, keine Abkürzungen, keine Wörter auf -ung, wo ein Verb reicht.")
    draft.release(
      "7", daysAgo: 122, by: "dagmar.voss", "Die Briefe klangen nach Behörde; Verben statt Substantive.",
      uses: [("gpt-x-mini@2026-03", "model"), ("claimant-salutations@1", "snippet")],
      measures: Measure.words("letters-core", groundedness: 0.938, toxicity: 0, cost: 0.0009, limit: 0.002, n: 180))
    draft.model = "gpt-x-mini/2026-09"
    draft.add("Beträge und Fristen wiederholen Sie genau so, wie sie in den Angaben stehen.")
    draft.release(
      "8", daysAgo: 56, by: "dagmar.voss", "Ein Betrag wurde gerundet. Zahlen werden abgeschrieben, nie gerechnet.",
      uses: [("gpt-x-mini@2026-09", "model"), ("claimant-salutations@1", "snippet")],
      measures: Measure.words("letters-core", groundedness: 0.949, toxicity: 0, cost: 0.0010, limit: 0.002, n: 200))
    draft.add("Bei Sturmschäden nennen Sie die Notfallnummer im ersten Absatz.")
    draft.release(
      "9", daysAgo: 2, by: "dagmar.voss", "Für Sturm Ottilie: die Notfallnummer gehört nach oben.", fate: .awaited,
      requester: "yannick.durand", uses: [("gpt-x-mini@2026-09", "model"), ("claimant-salutations@1", "snippet")],
      measures: Measure.words("letters-core", groundedness: 0.952, toxicity: 0, cost: 0.0010, limit: 0.002, n: 200))
    return Blueprint(
      name: "letters-de", kind: .prompt, team: "customer-care", owner: "dagmar.voss", tier: .low,
      purpose: "Writes the German letters that leave the house on paper.", releases: draft.releases)
  }
}
