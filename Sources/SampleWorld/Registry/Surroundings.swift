import Governance

extension Blueprint {
  /// Vendors, endpoints, templates and the office's own policy.
  static var surroundings: [Blueprint] {
    [
      Blueprint(
        name: "northlake-ai", kind: .vendor, team: "ai-office", owner: "sofia.kranz", tier: .high,
        purpose: "Hosts gpt-x and gpt-x-mini for us in the EU.",
        releases: [
          Release(
            label: "1", daysAgo: 201, by: "sofia.kranz", why: "Contract of 2025.",
            body: [
              "legal_name": "Northlake AI AB", "dpa_until": "2026-09-30", "regions": ["eu-north"], "subprocessors": 3,
            ],
            fate: .kept),
          Release(
            label: "2", daysAgo: 108, by: "sofia.kranz", why: "Renewed; no retention, one subprocessor fewer.",
            body: [
              "legal_name": "Northlake AI AB", "dpa_until": "2027-09-30", "regions": ["eu-north"], "subprocessors": 2,
              "retention_days": 0,
            ], fate: .kept),
        ]),
      Blueprint(
        name: "verity-ocr", kind: .vendor, team: "onboarding", owner: "leo.marchetti", tier: .medium,
        purpose: "Reads scanned documents on our premises.",
        releases: [
          Release(
            label: "1", daysAgo: 195, by: "leo.marchetti", why: "On premises; nothing leaves the house.",
            body: ["legal_name": "Verity Lesetechnik GmbH", "dpa_until": "2027-03-31", "on_premises": true], fate: .kept
          )
        ]),
      Blueprint(
        name: "gateway-eu", kind: .endpoint, team: "ai-office", owner: "sofia.kranz", tier: .high,
        purpose: "The one door every model call goes through.",
        releases: [
          Release(
            label: "3", daysAgo: 200, by: "sofia.kranz", why: "In use.",
            body: ["address": "https://gateway.meridian-mutual.example/v3", "logs": "otlp", "timeout_s": 60],
            measures: [
              .atLeast(1, "contract_tests_passed", 1, suite: "gateway", n: 214),
              .atMost(2500, "p95_ms", 1840, suite: "load", n: 20_000),
            ]),
          Release(
            label: "4", daysAgo: 62, by: "sofia.kranz", why: "Holds an answer until its checks are in.",
            body: [
              "address": "https://gateway.meridian-mutual.example/v4", "logs": "otlp", "timeout_s": 60,
              "hold_until_checked": true,
            ],
            measures: [
              .atLeast(1, "contract_tests_passed", 1, suite: "gateway", n: 231),
              .atMost(2500, "p95_ms", 2110, suite: "load", n: 20_000),
            ]),
        ]),
      Blueprint(
        name: "vision-eu", kind: .endpoint, team: "claims", owner: "greta.lang", tier: .medium,
        purpose: "Looks at photographs for claims-intake.",
        releases: [
          Release(
            label: "1", daysAgo: 126, by: "greta.lang", why: "First version, beside the gateway.",
            body: ["address": "https://vision.meridian-mutual.example/v1", "max_megabytes": 8],
            uses: [("water-damage-vision@v1", "model")],
            measures: [.atLeast(1, "contract_tests_passed", 1, suite: "gateway", n: 38)])
        ]),
      Blueprint(
        name: "claimant-salutations", kind: .template, team: "customer-care", owner: "dagmar.voss", tier: .low,
        purpose: "How a letter begins and ends, in four languages.",
        releases: [
          Release(
            label: "1", daysAgo: 200, by: "dagmar.voss", why: "One place for what stood in nine templates.",
            body: [
              "en": "Dear {{name}},", "de": "Guten Tag {{name}},", "fr": "Bonjour {{name}},",
              "pt-PT": "Caro(a) {{name}},",
            ], fate: .kept)
        ]),
      Blueprint(
        name: "disclosure-footer", kind: .template, team: "ai-office", owner: "sofia.kranz", tier: .medium,
        purpose: "Tells the reader that a machine drafted what a person signed.",
        releases: [
          Release(
            label: "2", daysAgo: 200, by: "sofia.kranz", why: "In use.",
            body: ["en": "This letter was drafted with the help of software and checked by {{signer}}."], fate: .kept),
          Release(
            label: "3", daysAgo: 41, by: "sofia.kranz", why: "Says how to ask for a person.",
            body: [
              "en":
                "This letter was drafted with the help of software and checked by {{signer}}. Call us to speak to a person.",
              "de":
                "Dieser Brief wurde mit Hilfe von Software entworfen und von {{signer}} geprüft. Rufen Sie an, wenn Sie mit einem Menschen sprechen möchten.",
            ], fate: .kept),
        ]),
      Blueprint(
        name: "office-gates", kind: .policy, team: "ai-office", owner: "sofia.kranz", tier: .high,
        purpose: "What must be met before anything goes to production.",
        releases: [
          Release(
            label: "6", daysAgo: 200, by: "sofia.kranz", why: "The gates of spring, written down.",
            body: [
              "groundedness": 0.9, "toxicity": 0.01, "pii_leak": 0, "signatures": ["high": 2, "medium": 2, "low": 1],
            ],
            fate: .kept),
          Release(
            label: "7", daysAgo: 100, by: "sofia.kranz", why: "Cost per call joins the requirements.",
            body: [
              "groundedness": 0.9, "toxicity": 0.01, "pii_leak": 0, "cost_per_call": "by use case",
              "signatures": ["high": 2, "medium": 2, "low": 1],
            ], fate: .kept),
        ]),
      Blueprint(
        name: "letter-archive-search", kind: .chain, team: "customer-care", owner: "dagmar.voss", tier: .low,
        purpose: "Found old letters by their words; replaced by the archive's own search.",
        releases: [
          Release(
            label: "1", daysAgo: 186, by: "dagmar.voss", why: "An experiment that was used.",
            body: ["steps": ["retrieve", "list"], "on_error": "empty list"], uses: [("policies-embed@v2", "model")],
            measures: [.atLeast(0.85, "recall_at_10", 0.858, suite: "search-gold", n: 120)], fate: .staging)
        ]),
    ]
  }

  /// Everything Meridian Mutual has in its registry.
  static var all: [Blueprint] {
    surroundings + datasets + models + indexes
      + [
        kycSummary, brokerMail, claimsDecide, claimsDocuments, subrogation, callWrapup, complaintsReply,
        policyQuestions, germanLetters, fraudWrite, underwritingMemo, medicalSummary,
      ] + chains + systems
  }
}
