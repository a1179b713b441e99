import Governance

extension Story {
  /// Last night's shadow-eval of the model that is to be promoted today, beside the versions before it.
  mutating func tellShadowNights() {
    tell(
      ago(hours: 31), "jonas.weber",
      .serve(
        artifact: "claims-triage",
        ShadowEndpoint(
          url: "https://models.meridian.example/v1", ceiling: .red, priceIn: "0.40", priceOut: "1.20", currency: "EUR",
          maxTokens: 400, perMinute: 600_000, atOnce: 4, isIdempotent: true),
        reason: "The mirror of production in our own house: it may see what production sees."))
    tell(
      ago(hours: 6, minutes: 10), "tomas.reyes",
      .replay(
        candidate: VersionName(artifact: "claims-triage", selector: .label("v15")), versions: 2, prompts: 120,
        reason: "Before v15 is asked for: last night's claims, on what answers them now."))
  }
}
