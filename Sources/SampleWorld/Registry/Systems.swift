import Governance

extension Blueprint {
  /// What is filed under Annex VIII: one system as high-risk, one that its team holds to be a preparatory task.
  static var systems: [Blueprint] { [healthQuotes, medicalFiles] }

  /// What a system is asked before it serves: whether people stay in charge of it.
  private static func drill(_ n: Int) -> [Measure] {
    [
      .atLeast(1, "stopped_on_request", 1, suite: "oversight-drill", n: n),
      .atLeast(0.98, "handed_over_when_asked", 0.991, suite: "oversight-drill", n: n),
    ]
  }

  private static var healthQuotes: Blueprint {
    Blueprint(
      name: "health-quotes", kind: .system, team: "customer-care", owner: "yannick.durand", tier: .high,
      purpose:
        "Collects what a quote for health insurance needs and proposes a risk class; an underwriter sets the price.",
      releases: [
        Release(
          label: "1", daysAgo: 76, by: "yannick.durand", why: "The service in Germany and Portugal, as one system.",
          body: [
            "title": "Meridian Health Quotes", "operator_role": "both", "annex_iii_points": ["5c"],
            "profiles_natural_persons": true, "field_of_use": "other", "status": "in_service",
            "member_states": ["DE", "PT"],
            "out_of_scope": "Setting a price, or refusing cover, without an underwriter.",
            "human_review": "always",
          ],
          uses: [
            ("rag-policies@6", "chain"), ("policy-qa@10", "prompt"), ("gpt-x@2026-05", "model"),
            ("policies-idx@v30", "index"),
          ], measures: drill(60))
      ])
  }

  private static var medicalFiles: Blueprint {
    Blueprint(
      name: "medical-file-order", kind: .system, team: "underwriting", owner: "edith.koll", tier: .high,
      purpose: "Puts medical reports in order and marks their dates, before the physician reads and decides.",
      releases: [
        Release(
          label: "1", daysAgo: 64, by: "edith.koll", why: "Named as a system of its own after the July amendment.",
          body: [
            "title": "Medical File Order", "operator_role": "both", "annex_iii_points": ["5c"],
            "profiles_natural_persons": false, "exemption": ["preparatory_task"], "field_of_use": "other",
            "status": "in_service", "member_states": ["DE"], "human_review": "always",
            "limitations": ["Handwritten reports are passed on unread."],
          ],
          uses: [("medical-summary@4", "prompt"), ("gpt-x@2026-08", "model")], measures: drill(40))
      ])
  }
}
