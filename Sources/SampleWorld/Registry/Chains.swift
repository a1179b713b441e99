import Governance

extension Blueprint {
  static var chains: [Blueprint] { [fraudNotes, ragPolicies, claimsIntake, complaintsDesk] }

  private static func steps(_ steps: String...) -> JSONText {
    ["steps": .list(steps.map { .text($0) }), "on_error": "hand over to a person"]
  }

  private static var fraudNotes: Blueprint {
    func figures(_ groundedness: Double, _ cost: Double) -> [Measure] {
      Measure.words("fraud-notes-core", groundedness: groundedness, toxicity: 0.002, cost: cost, limit: 0.02, n: 160)
    }
    return Blueprint(
      name: "fraud-notes", kind: .chain, team: "fraud", owner: "viktor.hale", tier: .high,
      purpose: "Score, similar cases, note: what an investigator finds on the desk.",
      releases: [
        Release(
          label: "5", daysAgo: 190, by: "viktor.hale", why: "Taken over as in use.",
          body: steps("score", "retrieve similar", "write"),
          uses: [
            ("fraud-notes/write@3", "prompt"), ("gpt-x@2026-02", "model"), ("fraud-scorer@v3", "model"),
            ("fraud-cases-idx@v6", "index"),
          ], measures: figures(0.903, 0.0093)),
        Release(
          label: "6", daysAgo: 110, by: "viktor.hale", why: "Follows prompt 4 and the May model.",
          body: steps("score", "retrieve similar", "write"),
          uses: [
            ("fraud-notes/write@4", "prompt"), ("gpt-x@2026-05", "model"), ("fraud-scorer@v3", "model"),
            ("fraud-cases-idx@v6", "index"),
          ], measures: figures(0.909, 0.0095)),
        Release(
          label: "7", daysAgo: 57, by: "viktor.hale", why: "Scorer without postcode, prompt 5, and names masked first.",
          body: steps("score", "retrieve similar", "mask names", "write"),
          uses: [
            ("fraud-notes/write@5", "prompt"), ("gpt-x@2026-08", "model"), ("fraud-scorer@v4", "model"),
            ("fraud-cases-idx@v8", "index"),
          ], measures: figures(0.917, 0.0104)),
        Release(
          label: "8", daysAgo: 3, by: "amara.cole", why: "Prompt 6 with the open questions; the rest as it was.",
          body: steps("score", "retrieve similar", "mask names", "write", "ask back"),
          uses: [
            ("fraud-notes/write@6", "prompt"), ("gpt-x@2026-08", "model"), ("fraud-scorer@v4", "model"),
            ("fraud-cases-idx@v8", "index"),
          ], fate: .awaited, requester: "viktor.hale"),
      ])
  }

  private static var ragPolicies: Blueprint {
    func figures(_ groundedness: Double, _ cost: Double) -> [Measure] {
      Measure.words("policy-qa-gold", groundedness: groundedness, toxicity: 0, cost: cost, limit: 0.01, n: 500)
    }
    return Blueprint(
      name: "rag-policies", kind: .chain, team: "customer-care", owner: "yannick.durand", tier: .medium,
      purpose: "Looks the policy up, finds the clause, answers the question.",
      releases: [
        Release(
          label: "4", daysAgo: 189, by: "yannick.durand", why: "Taken over as in use.",
          body: steps("retrieve", "answer"),
          uses: [("policy-qa@8", "prompt"), ("gpt-x@2026-02", "model"), ("policies-idx@v28", "index")],
          measures: figures(0.904, 0.0058)),
        Release(
          label: "5", daysAgo: 134, by: "yannick.durand", why: "Looks the policy up before it answers.",
          body: steps("policy_lookup", "retrieve", "answer"),
          uses: [("policy-qa@9", "prompt"), ("gpt-x@2026-05", "model"), ("policies-idx@v29", "index")],
          measures: figures(0.919, 0.0061)),
        Release(
          label: "6", daysAgo: 80, by: "yannick.durand", why: "Prompt 10 and the wordings of August.",
          body: steps("policy_lookup", "retrieve", "answer"),
          uses: [("policy-qa@10", "prompt"), ("gpt-x@2026-05", "model"), ("policies-idx@v30", "index")],
          measures: figures(0.935, 0.0062)),
        Release(
          label: "7", daysAgo: 26, by: "yannick.durand",
          why: "August model, prompt 11, and a check that the clause exists.",
          body: steps("policy_lookup", "retrieve", "answer", "check clause"),
          uses: [("policy-qa@11", "prompt"), ("gpt-x@2026-08", "model"), ("policies-idx@v31", "index")],
          measures: figures(0.944, 0.0067)),
      ])
  }

  private static var claimsIntake: Blueprint {
    func figures(_ groundedness: Double) -> [Measure] {
      Measure.words("claims-replies", groundedness: groundedness, toxicity: 0.006, cost: 0.0034, limit: 0.006, n: 400)
    }
    return Blueprint(
      name: "claims-intake", kind: .chain, team: "claims", owner: "tomas.reyes", tier: .high,
      purpose: "The claimant's conversation: language, handbook, answer, hand-over.",
      releases: [
        Release(
          label: "3", daysAgo: 188, by: "tomas.reyes", why: "Taken over as in use.",
          body: steps("langid", "retrieve", "decide"),
          uses: [
            ("claims-triage/decide@5", "prompt"), ("claims-triage@v11", "model"), ("policies-idx@v28", "index"),
            ("langid@v1", "model"),
          ], measures: figures(0.906)),
        Release(
          label: "4", daysAgo: 94, by: "tomas.reyes",
          why: "v13 and prompt 7; documents are asked for by their own prompt.",
          body: steps("langid", "retrieve", "decide", "ask for documents"),
          uses: [
            ("claims-triage/decide@7", "prompt"), ("claims-triage/ask-for-documents@1", "prompt"),
            ("claims-triage@v13", "model"), ("policies-idx@v29", "index"), ("langid@v1", "model"),
          ], measures: figures(0.921)),
        Release(
          label: "5", daysAgo: 28, by: "greta.lang",
          why: "v14 and prompt 9; photographs are looked at before the answer.",
          body: steps("langid", "look at photographs", "retrieve", "decide", "ask for documents"),
          uses: [
            ("claims-triage/decide@9", "prompt"), ("claims-triage/ask-for-documents@2", "prompt"),
            ("claims-triage@v14", "model"), ("water-damage-vision@v1", "model"), ("policies-idx@v31", "index"),
            ("langid@v1", "model"),
          ], measures: figures(0.931)),
      ])
  }

  private static var complaintsDesk: Blueprint {
    Blueprint(
      name: "complaints-desk", kind: .chain, team: "customer-care", owner: "marta.silva", tier: .high,
      purpose: "From the complaint to the draft on a person's desk.",
      releases: [
        Release(
          label: "2", daysAgo: 187, by: "marta.silva", why: "Taken over as in use.", body: steps("retrieve", "draft"),
          uses: [("complaints-reply@10", "prompt"), ("gpt-x@2026-02", "model"), ("complaints-idx@v3", "index")],
          measures: Measure.words(
            "complaints-core", groundedness: 0.905, toxicity: 0.002, cost: 0.0073, limit: 0.014, n: 240)),
        Release(
          label: "3", daysAgo: 16, by: "marta.silva",
          why: "Prompt 14, and letters of distress leave the chain at once.",
          body: steps("distress check", "retrieve", "draft", "disclosure"),
          uses: [
            ("complaints-reply@14", "prompt"), ("gpt-x@2026-08", "model"), ("complaints-idx@v4", "index"),
            ("disclosure-footer@3", "snippet"),
          ],
          measures: Measure.words(
            "complaints-core", groundedness: 0.926, toxicity: 0.001, cost: 0.0082, limit: 0.014, n: 260)),
      ])
  }
}
