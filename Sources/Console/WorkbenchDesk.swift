internal import Cards
internal import Governance
internal import Operations
internal import Policy

/// The workbench behind the desk's door; every act comes from a screen.
struct WorkbenchDesk: Desk {
  let workbench: Workbench
  private let watch: ChangeWatch
  private let press: PaperPress?
  let engine: any PolicyEngine

  init(workbench: Workbench, press: PaperPress? = nil, engine: any PolicyEngine = UnavailableEngine.none) {
    self.workbench = workbench
    self.press = press
    self.engine = engine
    watch = workbench.watch()
  }

  func changes() async throws(Problem) -> Set<ChangeKind> { try await watch.next() }

  func officer() async throws(Problem) -> Officer { try await workbench.officer() }
  func office() async throws(Problem) -> OfficeSummary { try await workbench.office() }
  func nowOnServer() async throws(Problem) -> Instant { try await workbench.nowOnServer() }

  func show(asOf moment: Instant?) async throws(Problem) { try await workbench.show(asOf: moment) }

  func queues() async throws(Problem) -> [QueueSummary] { try await workbench.queues() }

  func reviewItems(_ filter: ReviewFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ReviewRow> {
    try await workbench.reviewItems(filter, at: place, limit: limit)
  }

  func openReview(_ item: Int64) async throws(Problem) -> ReviewDetail { try await workbench.openReview(item) }

  func claimNext(tier: Tier?, queue: String?) async throws(Problem) -> Claim? {
    try await workbench.claimNext(tier: tier, queue: queue, channel: .screen)
  }

  func claim(_ item: Int64) async throws(Problem) -> Claim { try await workbench.claim(item, channel: .screen) }
  func renew(_ claim: Claim) async throws(Problem) -> Claim { try await workbench.renew(claim) }

  func release(_ claim: Claim) async throws(Problem) -> Recorded {
    try await workbench.release(claim, channel: .screen)
  }

  func decide(_ claim: Claim, _ decision: Decision, reason: String, harm: String?) async throws(Problem) -> Recorded {
    try await workbench.decide(claim, decision, reason: reason, harm: harm, channel: .screen)
  }

  func adjudicate(
    _ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?
  ) async throws(Problem) -> Recorded {
    try await workbench.adjudicate(
      item, revision: revision, decision, reason: reason, harm: harm, channel: .screen)
  }

  func promotions(_ filter: PromotionFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    PromotionRow
  > {
    try await workbench.promotions(filter, at: place, limit: limit)
  }

  func promotion(_ id: Int64) async throws(Problem) -> PromotionDetail { try await workbench.promotion(id) }

  func sign(_ promotion: Int64, revision: Int64, reason: String, passphrase: String?) async throws(Problem)
    -> Recorded
  {
    try await workbench.sign(
      promotion, revision: revision, reason: reason, passphrase: passphrase, channel: .screen)
  }

  func batch(_ promotions: [Int64]) async throws(Problem) -> PromotionBatch { try await workbench.batch(promotions) }

  func sign(_ batch: PromotionBatch, reason: String, passphrase: String?) async throws(Problem) -> Recorded {
    try await workbench.sign(batch, reason: reason, passphrase: passphrase, channel: .screen)
  }

  func reject(_ promotion: Int64, revision: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.reject(promotion, revision: revision, reason: reason, channel: .screen)
  }

  func artifacts(_ filter: ArtifactFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow> {
    try await workbench.artifacts(filter, at: place, limit: limit)
  }

  func artifact(_ name: String) async throws(Problem) -> ArtifactDetail { try await workbench.artifact(name) }
  func version(_ name: VersionName) async throws(Problem) -> VersionDetail { try await workbench.version(name) }

  func lineage(around root: LineageRoot, level: LineageLevel, depth: Int, limit: Int) async throws(Problem)
    -> LineageNeighbourhood
  {
    try await workbench.lineage(around: root, level: level, depth: depth, limit: limit)
  }

  func lineagePlaces(_ filter: Filter, isReversed: Bool, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<LineagePlace>
  {
    try await workbench.lineagePlaces(nil, filter: filter, isReversed: isReversed, at: place, limit: limit)
  }

  func watched(_ words: String?, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow> {
    try await workbench.watched(words, at: place, limit: limit)
  }

  func behaviour(of watched: Watched, in period: Period) async throws(Problem) -> Behaviour {
    try await workbench.behaviour(of: watched, in: period)
  }

  func judgements(of watched: Watched, in period: Period) async throws(Problem) -> Judgements {
    try await workbench.judgements(of: watched, in: period)
  }

  func values(of figure: String, _ watched: Watched, in period: Period) async throws(Problem) -> [CountedValue] {
    try await workbench.values(of: figure, watched, in: period)
  }

  func meaning(of watched: Watched, slice: String, in frame: DriftFrame) async throws(Problem) -> VectorComparison? {
    try await workbench.meaning(of: watched, slice: slice, in: frame)
  }

  func incidents(_ filter: IncidentFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<IncidentRow> {
    try await workbench.incidents(filter, at: place, limit: limit)
  }

  func incident(_ id: Int64) async throws(Problem) -> IncidentDetail { try await workbench.incident(id) }

  func reportIncident(_ id: Int64, duty: String, stage: String, reason: String) async throws(Problem) -> Recorded {
    try await workbench.reportIncident(id, duty: duty, stage: stage, at: nil, reason: reason, channel: .screen)
  }

  func closeIncident(_ id: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.closeIncident(id, reason: reason, channel: .screen)
  }

  func quarters() async throws(Problem) -> [QuarterRow] { try await workbench.quarters() }
  func standing(of quarter: String) async throws(Problem) -> QuarterStanding {
    try await workbench.standing(of: quarter)
  }

  func freeze(_ quarter: QuarterRow, reason: String) async throws(Problem) -> Recorded {
    if quarter.state == .none {
      _ = try await workbench.openSnapshot(quarter.quarter, reason: reason, channel: .screen)
    }
    return try await workbench.freezeSnapshot(quarter.quarter, reason: reason, channel: .screen).recorded
  }

  func cardPapers(_ name: VersionName) async throws(Problem) -> [CardPaper] {
    let facts = try await workbench.card(name)
    return CardFormat.all.map {
      CardPaper(format: $0.name, fileExtension: $0.fileExtension, bytes: $0.write(facts))
    }.printed(by: press)
  }

  func forms(of system: String) async throws(Problem) -> SystemForms {
    let facts = try await workbench.system(system)
    let law = try LawText.named(nil, on: try await workbench.nowOnServer().day)
    let duty = FormDuty(facts, law)
    var forms: [SystemForms.Form] = []
    for letter in duty.letters {
      let sheet = try FormSheet(facts, letter, law)
      let papers = FormFormat.all.map {
        CardPaper(format: $0.name, fileExtension: $0.fileExtension, bytes: $0.write(sheet))
      }
      forms.append(SystemForms.Form(title: "Annex VIII \(letter.rawValue)", papers: papers.printed(by: press)))
    }
    return SystemForms(forms: forms, reason: duty.reasons.joined(separator: " "))
  }

  func cancel() { workbench.cancel() }
}
