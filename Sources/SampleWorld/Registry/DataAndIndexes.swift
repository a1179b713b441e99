import Governance

extension Blueprint {
  static var indexes: [Blueprint] {
    [
      index(
        "policies-idx", team: "customer-care", owner: "yannick.durand", tier: .medium,
        purpose: "Wordings, handbook and adjusters' notes, for search.",
        [
          (
            "v28", 200, 184_000, "In use when the registry began.", 0.871,
            ["policies.wordings@2026-03", "claims.handbook@2026-03"]
          ),
          ("v29", 147, 191_000, "Handbook of June.", 0.879, ["policies.wordings@2026-03", "claims.handbook@2026-06"]),
          (
            "v30", 93, 204_000, "Wordings of August; travel products merged.", 0.884,
            ["policies.wordings@2026-08", "claims.handbook@2026-06"]
          ),
          (
            "v31", 36, 212_000, "Handbook of September, chunks by clause instead of by page.", 0.903,
            ["policies.wordings@2026-08", "claims.handbook@2026-09", "claims.notes@2026-09"]
          ),
        ]),
      index(
        "kyc-idx", team: "onboarding", owner: "leo.marchetti", tier: .high,
        purpose: "Customer documents and the onboarding guidance, for search.",
        [
          (
            "v12", 199, 1_020_000, "In use when the registry began.", 0.861,
            ["crm.customers@2026-04", "kyc.guidance@1"]
          ),
          ("v13", 133, 1_090_000, "Expired documents removed.", 0.868, ["crm.customers@2026-04", "kyc.guidance@1"]),
          (
            "v14", 71, 1_180_000, "E-mail addresses masked before embedding.", 0.872,
            ["crm.customers@2026-09", "kyc.guidance@2"]
          ),
        ]),
      index(
        "fraud-cases-idx", team: "fraud", owner: "viktor.hale", tier: .high,
        purpose: "Closed investigations without the people in them.",
        [
          ("v6", 198, 18_400, "In use when the registry began.", 0.855, ["fraud.closed-cases@2026-Q1"]),
          ("v7", 115, 19_100, "Cases of the first quarter.", 0.858, ["fraud.closed-cases@2026-Q1"]),
          (
            "v8", 73, 19_900, "Second quarter; witnesses' names removed from 214 cases.", 0.863,
            ["fraud.closed-cases@2026-Q2"]
          ),
        ]),
      index(
        "complaints-idx", team: "customer-care", owner: "marta.silva", tier: .medium,
        purpose: "Handbook and notes a complaint may turn on.",
        [
          ("v3", 199, 44_000, "In use when the registry began.", 0.866, ["claims.handbook@2026-03"]),
          ("v4", 89, 52_000, "Handbook of June.", 0.874, ["claims.handbook@2026-06"]),
        ]),
    ]
  }

  private static func index(
    _ name: String, team: String, owner: String, tier: Tier, purpose: String,
    _ versions: [(label: String, daysAgo: Int, rows: Int, why: String, recall: Double, from: [String])]
  ) -> Blueprint {
    Blueprint(
      name: name, kind: .embedding_index, team: team, owner: owner, tier: tier, purpose: purpose,
      releases: versions.map { version in
        Release(
          label: version.label, daysAgo: version.daysAgo, by: owner, why: version.why,
          body: ["rows": .whole(version.rows), "dimensions": 768, "metric": "cosine", "embedder": "policies-embed@v2"],
          uses: [("policies-embed@v2", "model")] + version.from.map { ($0, "dataset") },
          measures: [
            .atLeast(0.85, "recall_at_10", version.recall, suite: "search-gold", n: 640),
            .atMost(0, "orphan_rows", 0, suite: "index-check", n: version.rows),
          ])
      })
  }

  static var datasets: [Blueprint] {
    [
      data(
        "claims.handbook", "claims", "greta.lang", .green, "The rules adjusters work by, a row a rule.",
        [("2026-03", 200, 5_210), ("2026-06", 152, 5_344), ("2026-09", 66, 5_398)]),
      data(
        "claims.notes", "claims", "greta.lang", .yellow, "Adjusters' notes, pseudonymised.",
        [("2026-03", 200, 88_700), ("2026-09", 64, 96_400)]),
      data(
        "policies.wordings", "customer-care", "yannick.durand", .green,
        "Every clause of every product sold since 2014.",
        [("2026-03", 200, 31_800), ("2026-08", 99, 33_050)]),
      data(
        "crm.customers", "onboarding", "leo.marchetti", .yellow, "Customer master data as the onboarding desk sees it.",
        [("2026-04", 200, 1_410_000), ("2026-09", 78, 1_452_000)]),
      data(
        "kyc.guidance", "onboarding", "priya.n", .green, "Onboarding guidance, a row a check.",
        [("1", 200, 311), ("2", 82, 327)]),
      data(
        "dms.scans", "onboarding", "leo.marchetti", .red, "Scanned identity documents; not to be retrieved in words.",
        [("2026-04", 200, 2_190_000), ("2026-09", 77, 2_300_000)]),
      data(
        "fraud.closed-cases", "fraud", "viktor.hale", .yellow, "Closed investigations, pseudonymised by hand.",
        [("2026-Q1", 200, 18_400), ("2026-Q2", 95, 19_900)]),
      data(
        "medical.reports", "underwriting", "edith.koll", .red, "Medical reports of applicants, pseudonymised.",
        [("2026-02", 200, 57_400), ("2026-05", 175, 61_000)]),
      data(
        "claims.triage-train", "claims", "tomas.reyes", .yellow,
        "Answers adjusters wrote or corrected, for claims-triage.",
        [("v4", 201, 41_200), ("v5", 158, 55_000), ("v6", 55, 57_400)]),
      data(
        "evals.groundedness-gold", "ai-office", "sofia.kranz", .green, "Answers with the sentence that supports them.",
        [("1", 200, 1_800), ("2", 60, 2_150)]),
    ]
  }

  private static func data(
    _ name: String, _ team: String, _ owner: String, _ dataClass: DataClass, _ purpose: String,
    _ versions: [(label: String, daysAgo: Int, rows: Int)]
  ) -> Blueprint {
    Blueprint(
      name: name, kind: .dataset, team: team, owner: owner,
      tier: dataClass == .red ? .high : dataClass == .yellow ? .medium : .low, purpose: purpose,
      releases: versions.enumerated().map { place, version in
        Release(
          label: version.label, daysAgo: version.daysAgo, by: owner,
          why: place == 0
            ? "Registered as found, with its data class confirmed by the owner."
            : "Regular refresh; counts checked against the source.",
          body: ["rows": .whole(version.rows), "data_class": .text(dataClass.rawValue), "steward": .text(owner)],
          fate: .kept)
      })
  }
}
