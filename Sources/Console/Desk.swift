package import Governance
package import Operations

/// What the console asks of the office: the workbench, or a stand-in for it.
package protocol Desk: AuditDesk, FactDesk, InflowDesk, LogDesk, MonitorDesk, NameDesk, PeopleDesk, PlaceDesk,
  PolicyDesk,
  ReviewDesk,
  RowDesk,
  ServingDesk,
  ShadowDesk
{
  func officer() async throws(Problem) -> Officer
  func office() async throws(Problem) -> OfficeSummary
  func nowOnServer() async throws(Problem) -> Instant
  /// Answers are of this moment from here on; nil is the present.
  func show(asOf moment: Instant?) async throws(Problem)

  func queues() async throws(Problem) -> [QueueSummary]
  func reviewItems(
    _ filter: ReviewFilter, at place: PagePlace, limit: Int
  ) async throws(Problem) -> Page<ReviewRow>
  func openReview(_ item: Int64) async throws(Problem) -> ReviewDetail
  func claimNext(tier: Tier?, queue: String?) async throws(Problem) -> Claim?
  func claim(_ item: Int64) async throws(Problem) -> Claim
  func renew(_ claim: Claim) async throws(Problem) -> Claim
  func release(_ claim: Claim) async throws(Problem) -> Recorded
  func decide(_ claim: Claim, _ decision: Decision, reason: String, harm: String?) async throws(Problem) -> Recorded
  /// Ends what is escalated or disagreed on; for leads.
  func adjudicate(
    _ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?
  ) async throws(Problem) -> Recorded

  func promotions(
    _ filter: PromotionFilter, at place: PagePlace, limit: Int
  ) async throws(Problem) -> Page<PromotionRow>
  func promotion(_ id: Int64) async throws(Problem) -> PromotionDetail
  /// - passphrase: opens the key of this desk, when it is locked.
  func sign(_ promotion: Int64, revision: Int64, reason: String, passphrase: String?) async throws(Problem) -> Recorded
  /// A set of promotions, to be signed as one.
  func batch(_ promotions: [Int64]) async throws(Problem) -> PromotionBatch
  func sign(_ batch: PromotionBatch, reason: String, passphrase: String?) async throws(Problem) -> Recorded
  func reject(_ promotion: Int64, revision: Int64, reason: String) async throws(Problem) -> Recorded

  func artifacts(
    _ filter: ArtifactFilter, at place: PagePlace, limit: Int
  ) async throws(Problem) -> Page<ArtifactRow>
  func artifact(_ name: String) async throws(Problem) -> ArtifactDetail
  func version(_ name: VersionName) async throws(Problem) -> VersionDetail

  /// What lies around a place in both directions, so many steps and places each way.
  func lineage(around root: LineageRoot, level: LineageLevel, depth: Int, limit: Int) async throws(Problem)
    -> LineageNeighbourhood
  func lineagePlaces(_ filter: Filter, isReversed: Bool, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    LineagePlace
  >

  /// Models and prompts.
  func watched(_ words: String?, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow>
  func behaviour(of watched: Watched, in period: Period) async throws(Problem) -> Behaviour
  func judgements(of watched: Watched, in period: Period) async throws(Problem) -> Judgements
  func values(of figure: String, _ watched: Watched, in period: Period) async throws(Problem) -> [CountedValue]
  func meaning(of watched: Watched, slice: String, in frame: DriftFrame) async throws(Problem) -> VectorComparison?

  func incidents(_ filter: IncidentFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<IncidentRow>
  func incident(_ id: Int64) async throws(Problem) -> IncidentDetail
  func reportIncident(_ id: Int64, duty: String, stage: String, reason: String) async throws(Problem) -> Recorded
  func closeIncident(_ id: Int64, reason: String) async throws(Problem) -> Recorded

  /// The card of a version in every format there is, the readable one first.
  func cardPapers(_ name: VersionName) async throws(Problem) -> [CardPaper]
  /// The forms of Annex VIII that are due for a system, by the law of the moment shown.
  func forms(of system: String) async throws(Problem) -> SystemForms

  /// Waits until others have changed something, or for a moment; what they changed. Runs beside everything else.
  func changes() async throws(Problem) -> Set<ChangeKind>

  /// Cancels the query that runs on the server; the call that waits throws kind `.cancelled`.
  func cancel()
}
