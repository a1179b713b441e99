package import Governance

/// Something a person did in the office, to be done again through the real doors in the order given.
package struct Act: Sendable {
  package enum What: Sendable {
    case register(Registration)
    /// A measured figure about the version `evaluation.label` of an artifact; `evaluation.at` is the act's time.
    case evaluate(artifact: String, Evaluation)
    /// `promotion` is the world's own key, such as `kyc-summary@22>production`; later acts name the request by it.
    case request(promotion: String, VersionName, environment: String, reason: String)
    case sign(promotion: String, reason: String)
    case reject(promotion: String, reason: String)
    case retire(artifact: String, reason: String)
    /// Claim the next item of the tier and decide it as `World.judgement` says, up to `count` times or until nothing
    /// is left for this person; nil works the queue empty.
    case workQueue(Tier, count: Int?)
    /// Settle every item two reviewers disagree about, or that was escalated, as `World.judgement` says.
    case adjudicate
    /// Claim the next items of the tier and keep them open on the desk.
    case claim(Tier, count: Int)
    case fact(FactAct)
    case incident(IncidentDeed)
    case quarter(QuarterDeed)
    /// Set where an artifact's versions answer.
    case serve(artifact: String, ShadowEndpoint, reason: String)
    /// Put live prompts to a version and those before it.
    case replay(candidate: VersionName, versions: Int, prompts: Int, reason: String)
  }

  package var at: Instant
  /// A person's login.
  package var by: String
  package var what: What
}
