import Governance

extension Story {
  /// What is on the promotions screen at `now`: five requests, each waiting for something else.
  mutating func tellOpenRequests() {
    ask(
      "kyc-summary", "22", "production", by: "priya.n", ago(hours: 2, minutes: 4),
      "Analysts read six sentences and skim ten. Ran on staging beside 21; relatives no longer appear.")
    tell(
      ago(minutes: 51), "mats.ek",
      .sign(
        promotion: Story.key("kyc-summary", "22", "production"),
        reason:
          "n 412, groundedness .931 against .926: not worse, and a quarter cheaper. The relatives rule is overdue.")
    )
    ask(
      "claims-triage", "v15", "production", by: "ada.lindqvist", ago(hours: 5, minutes: 22),
      "v14 blames claimants under storm load; I block the same sentence every hour. v15 was trained without those rows."
    )
    tell(
      ago(hours: 3, minutes: 40), "ines.carvalho",
      .sign(
        promotion: Story.key("claims-triage", "v15", "production"),
        reason: "Training rows removed, none added; no new personal data. Toxicity .004 against .009."))
    ask(
      "fraud-notes", "8", "staging", by: "viktor.hale", ago(hours: 30, minutes: 12),
      "Prompt 6 asks back. Evaluation is running on the June cases and will follow.")
    ask(
      "policy-qa", "12", "production", by: "yannick.durand", ago(hours: 26, minutes: 45),
      "Customers abroad need the clause in the contract's language. Longer answers cost more; the limit may have to move."
    )
    ask(
      "letters-de", "9", "production", by: "yannick.durand", ago(hours: 6, minutes: 58),
      "Für Sturm Ottilie: die Notfallnummer steht im ersten Absatz. Sonst unverändert.")
  }

  private mutating func ask(
    _ artifact: String, _ label: String, _ environment: String, by requester: String, _ at: Instant, _ reason: String
  ) {
    let name = VersionName(artifact: artifact, selector: .label(label))
    tell(
      at, requester,
      .request(promotion: Story.key(artifact, label, environment), name, environment: environment, reason: reason))
  }
}
