import Governance

extension Blueprint {
  static var models: [Blueprint] {
    [vendorLarge, vendorSmall, claimsTriage, fraudScorer, severity, kycExtract, waterVision, embedder, languageGuess]
  }

  private static func hosted(_ name: String, context: Int, until: String, contract: String) -> JSONText {
    [
      "hosted_by": "Northlake AI", "name": .text(name), "region": "eu-north", "context_tokens": .whole(context),
      "training_on_our_data": false, "retention_days": 0, "contract": .text(contract), "supported_until": .text(until),
    ]
  }

  private static func tuned(_ base: String, train: String, epochs: Int, rate: Double, rows: Int) -> JSONText {
    [
      "base": .text(base), "method": "lora", "training_data": .text(train), "rows": .whole(rows),
      "hyper_parameters": ["epochs": .whole(epochs), "learning_rate": .number(rate), "rank": 16],
      "languages": ["en", "de", "fr", "pt-PT"], "serving": ["endpoint": "gateway-eu", "quantised": "int8"],
    ]
  }

  private static var vendorLarge: Blueprint {
    Blueprint(
      name: "gpt-x", kind: .model, team: "ai-office", owner: "sofia.kranz", tier: .high,
      purpose: "The vendor's large model behind most prompts.",
      releases: [
        Release(
          label: "2026-02", daysAgo: 200, by: "sofia.kranz", why: "In use since February; registered as it is.",
          body: hosted("gpt-x-2026-02-11", context: 64_000, until: "2026-12-31", contract: "northlake-ai@1"),
          uses: [("northlake-ai@1", "vendor")],
          measures: Measure.words(
            "office-core", groundedness: 0.904, toxicity: 0.004, cost: 0.0065, limit: 0.012, n: 800)),
        Release(
          label: "2026-05", daysAgo: 168, by: "sofia.kranz", why: "Vendor release of May; same price, fewer refusals.",
          body: hosted("gpt-x-2026-05-20", context: 128_000, until: "2027-05-31", contract: "northlake-ai@1"),
          uses: [("northlake-ai@1", "vendor")],
          measures: Measure.words(
            "office-core", groundedness: 0.918, toxicity: 0.003, cost: 0.0065, limit: 0.012, n: 800)),
        Release(
          label: "2026-08", daysAgo: 92, by: "sofia.kranz",
          why: "Vendor release of August; quotes more exactly, 7 % dearer.",
          body: hosted("gpt-x-2026-08-14", context: 128_000, until: "2027-08-31", contract: "northlake-ai@2"),
          uses: [("northlake-ai@2", "vendor")],
          measures: Measure.words(
            "office-core", groundedness: 0.933, toxicity: 0.003, cost: 0.0070, limit: 0.012, n: 820)),
      ])
  }

  private static var vendorSmall: Blueprint {
    Blueprint(
      name: "gpt-x-mini", kind: .model, team: "ai-office", owner: "sofia.kranz", tier: .medium,
      purpose: "The vendor's small model for letters and notes.",
      releases: [
        Release(
          label: "2026-03", daysAgo: 199, by: "sofia.kranz", why: "In use since March; registered as it is.",
          body: hosted("gpt-x-mini-2026-03-05", context: 32_000, until: "2026-12-31", contract: "northlake-ai@1"),
          uses: [("northlake-ai@1", "vendor")],
          measures: Measure.words(
            "office-core", groundedness: 0.902, toxicity: 0.002, cost: 0.0007, limit: 0.002, n: 600)),
        Release(
          label: "2026-09", daysAgo: 64, by: "sofia.kranz", why: "Better German; the old one ends in December.",
          body: hosted("gpt-x-mini-2026-09-02", context: 64_000, until: "2027-09-30", contract: "northlake-ai@2"),
          uses: [("northlake-ai@2", "vendor")],
          measures: Measure.words(
            "office-core", groundedness: 0.915, toxicity: 0.001, cost: 0.0007, limit: 0.002, n: 600)),
      ])
  }

  private static var claimsTriage: Blueprint {
    let base = [(name: "northlake-ai@1", role: "vendor")]
    return Blueprint(
      name: "claims-triage", kind: .model, team: "claims", owner: "tomas.reyes", tier: .high,
      purpose: "Our own fine-tune that answers claimants and sorts claims by urgency.",
      releases: [
        Release(
          label: "v11", daysAgo: 200, by: "tomas.reyes", why: "Running in production when the registry began.",
          body: tuned("northlake-open-9b", train: "claims.triage-train@v4", epochs: 2, rate: 0.0002, rows: 41_200),
          uses: base,
          measures: Measure.words(
            "claims-replies", groundedness: 0.907, toxicity: 0.007, cost: 0.0026, limit: 0.004, n: 360)),
        Release(
          label: "v12", daysAgo: 150, by: "tomas.reyes", why: "Hail and storm claims of spring added.",
          body: tuned("northlake-open-9b", train: "claims.triage-train@v5", epochs: 2, rate: 0.0002, rows: 48_900),
          uses: base + [("claims.triage-train@v5", "dataset")],
          measures: Measure.words(
            "claims-replies", groundedness: 0.941, toxicity: 0.006, cost: 0.0027, limit: 0.004, n: 360)),
        Release(
          label: "v13", daysAgo: 104, by: "tomas.reyes", why: "Portuguese answers by native adjusters; 6,100 rows.",
          body: tuned("northlake-open-9b", train: "claims.triage-train@v5", epochs: 3, rate: 0.0001, rows: 55_000),
          uses: base + [("claims.triage-train@v5", "dataset")],
          measures: Measure.words(
            "claims-replies", groundedness: 0.929, toxicity: 0.007, cost: 0.0027, limit: 0.004, n: 400)),
        Release(
          label: "v14", daysAgo: 48, by: "tomas.reyes", why: "Trained to hand over above €1,000 instead of deciding.",
          body: tuned("northlake-open-9b", train: "claims.triage-train@v6", epochs: 3, rate: 0.0001, rows: 57_400),
          uses: base + [("claims.triage-train@v6", "dataset")],
          measures: Measure.words(
            "claims-replies", groundedness: 0.938, toxicity: 0.009, cost: 0.0029, limit: 0.004, n: 400)),
        Release(
          label: "v15", daysAgo: 6, by: "tomas.reyes",
          why: "Answers that blamed the claimant removed from training: 312 rows, found by the review desk.",
          body: tuned("northlake-open-9b", train: "claims.triage-train@v6", epochs: 3, rate: 0.0001, rows: 57_088),
          uses: base + [("claims.triage-train@v6", "dataset")],
          measures: Measure.words(
            "claims-replies", groundedness: 0.941, toxicity: 0.004, cost: 0.0031, limit: 0.004, n: 400), fate: .awaited),
      ])
  }

  /// - weights: a name from which the digest of the trained weights follows: trained again is another version.
  private static func scorer(_ algorithm: String, features: Int, threshold: Double, weights: String) -> JSONText {
    var digits = SplitMix64(0, weights)
    let digest = (0..<64).map { _ in String(digits.below(16), radix: 16) }.joined()
    return [
      "algorithm": .text(algorithm), "features": .whole(features), "threshold": .number(threshold),
      "output": "score 0…1", "weights": .text("sha256:" + digest),
    ]
  }

  private static var fraudScorer: Blueprint {
    Blueprint(
      name: "fraud-scorer", kind: .model, team: "fraud", owner: "viktor.hale", tier: .high,
      purpose: "Scores claims for a second look; never decides one.",
      releases: [
        Release(
          label: "v3", daysAgo: 198, by: "viktor.hale", why: "In use since last year.",
          body: scorer("gradient boosted trees", features: 61, threshold: 0.72, weights: "fraud-scorer@v3"),
          measures: [
            .atLeast(0.8, "auc", 0.861, suite: "fraud-backtest", n: 12_400),
            .atMost(0.05, "bias_gap", 0.031, suite: "fairness", n: 12_400),
          ]),
        Release(
          label: "v4", daysAgo: 88, by: "viktor.hale", why: "Postcode removed: it stood in for people, not for risk.",
          body: scorer("gradient boosted trees", features: 58, threshold: 0.70, weights: "fraud-scorer@v4"),
          uses: [("fraud.closed-cases@2026-Q2", "dataset")],
          measures: [
            .atLeast(0.8, "auc", 0.854, suite: "fraud-backtest", n: 13_100),
            .atMost(0.05, "bias_gap", 0.012, suite: "fairness", n: 13_100),
          ]),
      ])
  }

  private static var severity: Blueprint {
    func figures(_ error: Double) -> [Measure] {
      [
        .atMost(0.2, "mean_absolute_error", error, suite: "severity-holdout", n: 4_800),
        .atMost(0.05, "bias_gap", 0.018, suite: "fairness", n: 4_800),
      ]
    }
    return Blueprint(
      name: "severity-estimator", kind: .model, team: "claims", owner: "tomas.reyes", tier: .medium,
      purpose: "Estimates what a claim will cost, to set the reserve.",
      releases: [
        Release(
          label: "v6", daysAgo: 197, by: "tomas.reyes", why: "In use since winter.",
          body: scorer("quantile forest", features: 34, threshold: 0.5, weights: "severity-estimator@v6"),
          measures: figures(0.183)),
        Release(
          label: "v7", daysAgo: 120, by: "tomas.reyes", why: "Repair prices of spring.",
          body: scorer("quantile forest", features: 34, threshold: 0.5, weights: "severity-estimator@v7"),
          measures: figures(0.171)),
        Release(
          label: "v8", daysAgo: 33, by: "greta.lang", why: "Hail as a cause of its own.",
          body: scorer("quantile forest", features: 37, threshold: 0.5, weights: "severity-estimator@v8"),
          measures: figures(0.166), fate: .staging),
      ])
  }

  private static var kycExtract: Blueprint {
    func figures(_ score: Double) -> [Measure] {
      [.atLeast(0.95, "field_f1", score, suite: "kyc-documents", n: 900)]
    }
    return Blueprint(
      name: "kyc-extract", kind: .model, team: "onboarding", owner: "leo.marchetti", tier: .medium,
      purpose: "Reads names, dates and addresses from scanned documents.",
      releases: [
        Release(
          label: "v2", daysAgo: 196, by: "leo.marchetti", why: "In use.",
          body: ["architecture": "layout transformer", "documents": ["passport", "id card", "utility bill"]],
          measures: figures(0.956)),
        Release(
          label: "v3", daysAgo: 75, by: "leo.marchetti", why: "Residence permits added.",
          body: [
            "architecture": "layout transformer",
            "documents": ["passport", "id card", "utility bill", "residence permit"],
          ],
          measures: figures(0.963)),
      ])
  }

  private static var waterVision: Blueprint {
    Blueprint(
      name: "water-damage-vision", kind: .model, team: "claims", owner: "greta.lang", tier: .medium,
      purpose: "Tells fresh water damage from old on a claimant's photograph.",
      releases: [
        Release(
          label: "v1", daysAgo: 130, by: "greta.lang", why: "First version; advises the adjuster, closes nothing.",
          body: [
            "architecture": "vision transformer", "classes": ["fresh", "old", "cannot tell"], "input": "image/jpeg",
            "photographs": 11_400,
          ],
          measures: [.atLeast(0.85, "accuracy", 0.881, suite: "water-photos", n: 1_150)]),
        Release(
          label: "v2", daysAgo: 20, by: "greta.lang", why: "Photographs by flashlight, 400 more.",
          body: [
            "architecture": "vision transformer", "classes": ["fresh", "old", "cannot tell"], "input": "image/jpeg",
            "photographs": 11_800,
          ],
          measures: [.atLeast(0.85, "accuracy", 0.902, suite: "water-photos", n: 1_550)], fate: .staging),
      ])
  }

  private static var embedder: Blueprint {
    Blueprint(
      name: "policies-embed", kind: .model, team: "customer-care", owner: "yannick.durand", tier: .low,
      purpose: "Turns wordings and questions into vectors for the indexes.",
      releases: [
        Release(
          label: "v2", daysAgo: 200, by: "yannick.durand", why: "In use; every index is built with it.",
          body: ["dimensions": 768, "languages": ["en", "de", "fr", "pt-PT"], "normalised": true],
          measures: [.atLeast(0.8, "ndcg_at_10", 0.842, suite: "policy-search", n: 640)])
      ])
  }

  private static var languageGuess: Blueprint {
    Blueprint(
      name: "langid", kind: .model, team: "ai-office", owner: "sofia.kranz", tier: .low,
      purpose: "Guesses a message's language so that it reaches a reviewer who reads it.",
      releases: [
        Release(
          label: "v1", daysAgo: 199, by: "sofia.kranz", why: "In use at the gateway.",
          body: ["architecture": "character n-grams", "languages": 41],
          measures: [.atLeast(0.97, "accuracy", 0.988, suite: "short-messages", n: 5_000)])
      ])
  }
}
