import Cards
import Governance
import Operations
import Synchronization

@testable import Console

/// Answers like an office would, keeps what was asked, and can lose its connection.
final class FakeDesk: Desk {
  struct State {
    var shadow = ShadowRunDetail.fixture
    var asked: [String] = []
    var isLost = false
    var refusal: Problem?
    var cancellations = 0
    var busiest: String? = "claims-triage"
    var stock: Int64 = 0
    var officer = Officer.ada
  }
  private let state = Mutex(State())

  var asked: [String] { state.withLock { $0.asked } }
  var cancellations: Int { state.withLock { $0.cancellations } }
  var first: String? { state.withLock { $0.busiest } }
  func put(first name: String?) { state.withLock { $0.busiest = name } }
  /// So many items wait, numbered from 1, and are read by key.
  func stock(_ items: Int64) { state.withLock { $0.stock = items } }
  /// What the shadow-eval screen shows.
  var shadow: ShadowRunDetail { state.withLock { $0.shadow } }
  func put(shadow run: ShadowRunDetail) { state.withLock { $0.shadow = run } }
  /// Who sits at the desk.
  func seat(_ officer: Officer) { state.withLock { $0.officer = officer } }
  func lose(_ lost: Bool) { state.withLock { $0.isLost = lost } }
  func refuse(_ problem: Problem?) { state.withLock { $0.refusal = problem } }

  func note(_ what: String) throws(Problem) {
    let (isLost, refusal) = state.withLock { state in
      state.asked.append(what)
      return (state.isLost, state.refusal)
    }
    if isLost { throw Problem(.unreachable, "catalog.lost", happened: "The catalog cannot be reached.") }
    if let refusal, what.hasPrefix("decide") || what.hasPrefix("sign") { throw refusal }
  }

  /// Whether what was asked would have been recorded.
  static func isWrite(_ what: String) -> Bool {
    [
      "decide", "adjudicate", "claim", "release", "renew", "undo", "correct", "take over", "comment", "sign", "reject",
      "ask",
      "state",
      "confirm", "report",
      "close", "freeze",
    ]
    .contains { what.hasPrefix($0 + " ") }
  }

  func officer() async throws(Problem) -> Officer {
    try note("officer")
    return state.withLock { $0.officer }
  }
  func office() async throws(Problem) -> OfficeSummary {
    try note("office")
    return .busy
  }
  func nowOnServer() async throws(Problem) -> Instant { .pinned }
  func show(asOf moment: Instant?) async throws(Problem) { try note("as of \(moment?.rfc3339 ?? "now")") }
  func queues() async throws(Problem) -> [QueueSummary] {
    try note("queues")
    return [.high, .medium]
  }
  func reviewItems(_ filter: ReviewFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ReviewRow> {
    try note("items \(filter.queue ?? "all")\(filter.mine ? " mine" : "")")
    let stock = state.withLock { $0.stock }
    if stock > 0 { return try FakeDesk.page(of: stock, at: place, limit: limit) }
    return Page(rows: ReviewRow.waiting.filter { filter.queue == nil || $0.queue == filter.queue })
  }
  private static func page(of stock: Int64, at place: PagePlace, limit: Int) throws(Problem) -> Page<ReviewRow> {
    let edge: Int64
    switch place {
    case .first: edge = 0
    case .last: edge = stock + 1
    case .after(let cursor), .before(let cursor):
      guard let id = Int64(cursor) else { throw Problem(.usage, "cursor", happened: "This is no cursor.") }
      edge = id
    }
    let step: Int64 = place.isBackwards ? -1 : 1
    let ids = (1...Int64(limit + 1)).map { edge + step * $0 }.filter { (1...stock).contains($0) }
    return Page(read: ids.map { .fixture($0) }, at: place, limit: limit) { "\($0.id)" }
  }
  func openReview(_ item: Int64) async throws(Problem) -> ReviewDetail {
    try note("open \(item)")
    return .fixture(item, claim: .fixture(item))
  }
  func claimNext(tier: Tier?, queue: String?) async throws(Problem) -> Claim? {
    try note("claim next \(tier?.rawValue ?? "any")")
    return .fixture()
  }
  func claim(_ item: Int64) async throws(Problem) -> Claim {
    try note("claim \(item)")
    return .fixture(item)
  }
  func renew(_ claim: Claim) async throws(Problem) -> Claim {
    try note("renew \(claim.item)")
    return claim
  }
  func release(_ claim: Claim) async throws(Problem) -> Recorded {
    try note("release \(claim.item)")
    return Recorded(activity: 5, at: .pinned, what: "Item \(claim.item) was put back.")
  }
  func decide(_ claim: Claim, _ decision: Decision, reason: String, harm: String?) async throws(Problem) -> Recorded {
    try note("decide \(claim.item) fence \(claim.fence) \(decision.rawValue) \(harm ?? "-"): \(reason)")
    return .done
  }
  func adjudicate(_ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String?)
    async throws(Problem) -> Recorded
  {
    try note("adjudicate \(item) revision \(revision) \(decision.rawValue): \(reason)")
    return .done
  }
  func promotions(_ filter: PromotionFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    PromotionRow
  > {
    try note("promotions")
    return Page(rows: [.fixture(12), .fixture(13, "claims-triage")])
  }
  func promotion(_ id: Int64) async throws(Problem) -> PromotionDetail {
    try note("promotion \(id)")
    return .fixture(id)
  }
  func sign(_ promotion: Int64, revision: Int64, reason: String, passphrase: String?) async throws(Problem)
    -> Recorded
  {
    try note(
      "sign \(promotion) revision \(revision): \(reason)" + (passphrase.map { ", with passphrase \($0)" } ?? ""))
    return Recorded(activity: 77, at: .pinned, what: "kyc-summary v22 was signed for production.")
  }
  func reject(_ promotion: Int64, revision: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("reject \(promotion) revision \(revision): \(reason)")
    return Recorded(activity: 78, at: .pinned, what: "kyc-summary v22 was rejected.")
  }
  func artifacts(_ filter: ArtifactFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow> {
    let words = filter.text ?? filter.words.text
    try note("artifacts \(words.isEmpty ? "all" : words)")
    return Page(
      rows: ArtifactRow.shelf.filter { row in
        (words.isEmpty || row.name.contains(words)) && (!filter.inProduction || row.production != nil)
      })
  }
  func artifact(_ name: String) async throws(Problem) -> ArtifactDetail {
    try note("artifact \(name)")
    var detail = ArtifactDetail.kyc
    if let row = ArtifactRow.shelf.first(where: { $0.name == name }) { detail.row = row }
    return detail
  }
  func version(_ name: VersionName) async throws(Problem) -> VersionDetail {
    try note("version \(name.text)")
    var version = name.text.hasSuffix("22") ? VersionDetail.new : .old
    version.row.artifact = name.artifact
    if case .label(let label) = name.selector { version.row.label = label }
    return version
  }
  func lineage(around root: LineageRoot, level: LineageLevel, depth: Int, limit: Int) async throws(Problem)
    -> LineageNeighbourhood
  {
    try note("lineage of \(root.words) \(depth) steps")
    return root == .place(namespace: "odd", name: "hub", field: nil) ? .hub : .kyc
  }
  func lineagePlaces(_ filter: Filter, isReversed: Bool, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<LineagePlace>
  {
    try note("places \(filter.isEmpty ? "all" : filter.text)")
    return Page(rows: LineagePlace.known.filter { $0.node.name.contains(filter.text) || filter.isEmpty })
  }
  func changes() async throws(Problem) -> Set<ChangeKind> {
    try? await Task.sleep(for: .seconds(3600))
    return []
  }
  func watched(_ words: String?, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ArtifactRow> {
    try note("watched \(words ?? "all")")
    return Page(
      rows: ArtifactRow.shelf.filter { row in
        [.model, .prompt].contains(row.kind) && (words.map { row.name.contains($0) } ?? true)
      })
  }
  func behaviour(of watched: Watched, in period: Period) async throws(Problem) -> Behaviour {
    try note("behaviour of \(watched.name)")
    return .fixture(watched, period)
  }
  func judgements(of watched: Watched, in period: Period) async throws(Problem) -> Judgements {
    try note("judgements of \(watched.name)")
    return .fixture(watched, period)
  }
  func values(of figure: String, _ watched: Watched, in period: Period) async throws(Problem) -> [CountedValue] {
    try note("\(figure) of \(watched.name)")
    return CountedValue.fixture(figure, period)
  }
  func meaning(of watched: Watched, slice: String, in frame: DriftFrame) async throws(Problem) -> VectorComparison? {
    try note("meaning of \(watched.name)")
    return nil
  }
  func debts(owner: String?, _ filter: Filter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<Debt> {
    try note("debts\(owner.map { " of \($0)" } ?? "")")
    return Page(rows: Debt.fixtures.filter { owner == nil || $0.owner == owner })
  }
  func ask(_ debts: [Debt], question: String, due: Instant) async throws(Problem) -> (count: Int, recorded: Recorded) {
    try note("ask \(debts.map(\.key).joined(separator: "+")) due \(due.day): \(question)")
    return (debts.count, Recorded(activity: 900, at: .pinned, what: "asked"))
  }
  func state(_ debt: Debt, value: String, reason: String) async throws(Problem) -> Recorded {
    try note("state \(debt.key) = \(value): \(reason)")
    return Recorded(activity: 901, at: .pinned, what: "\(debt.key) was stated.")
  }
  func confirm(_ fact: FactRow, reason: String) async throws(Problem) -> Recorded {
    try note("confirm \(fact.id)/\(fact.answer?.id ?? 0): \(reason)")
    return Recorded(activity: 902, at: .pinned, what: "Fact \(fact.id) was confirmed.")
  }
  func incidents(_ filter: IncidentFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<IncidentRow> {
    try note("incidents\(filter.all ? " all" : "")")
    return Page(rows: IncidentRow.register.filter { filter.all || $0.isOpen })
  }
  func incident(_ id: Int64) async throws(Problem) -> IncidentDetail {
    try note("incident \(id)")
    return .fixture(id)
  }
  func reportIncident(_ id: Int64, duty: String, stage: String, reason: String) async throws(Problem) -> Recorded {
    try note("report \(id) \(duty) \(stage): \(reason)")
    return Recorded(activity: 91, at: .pinned, what: "The report of incident \(id) for \(duty) was recorded.")
  }
  func closeIncident(_ id: Int64, reason: String) async throws(Problem) -> Recorded {
    try note("close \(id): \(reason)")
    return Recorded(activity: 92, at: .pinned, what: "Incident \(id) was closed.")
  }
  func quarters() async throws(Problem) -> [QuarterRow] {
    try note("quarters")
    return QuarterRow.three
  }
  func standing(of quarter: String) async throws(Problem) -> QuarterStanding {
    try note("standing \(quarter)")
    return .fixture(quarter)
  }
  func freeze(_ quarter: QuarterRow, reason: String) async throws(Problem) -> Recorded {
    try note("freeze \(quarter.quarter): \(reason)")
    return Recorded(activity: 93, at: .pinned, what: "You have signed \(quarter.quarter).")
  }
  func source(of artifact: String, key: String) async throws(Problem) -> FactRow? {
    try note("source \(artifact) \(key)")
    return .fixture(artifact, key)
  }
  func ask(_ gaps: [QuarterGap], question: String, due: Instant) async throws(Problem) -> Int {
    try note("ask \(gaps.map(\.id)): \(question)")
    return gaps.count
  }
  func difference(from earlier: String, to later: String) async throws(Problem) -> [QuarterChange] {
    try note("difference \(earlier) \(later)")
    return QuarterChange.three
  }
  func beginPack(_ wish: PackWish) async throws(Problem) -> any PackWork {
    try note("pack \(wish.quarter) to \(wish.file) for \(wish.recipient ?? "nobody") up to \(wish.clearance.rawValue)")
    return FakePack()
  }
  func openRequests(limit: Int) async throws(Problem) -> (requests: [RequestStanding], goOn: Bool) {
    try note("requests")
    return (RequestStanding.two, true)
  }
  func cardPapers(_ name: VersionName) async throws(Problem) -> [CardPaper] {
    try note("card \(name.text)")
    return CardPaper.three
  }
  func forms(of system: String) async throws(Problem) -> SystemForms {
    try note("forms \(system)")
    let form = SystemForms.Form(
      title: "Annex VIII A",
      papers: [CardPaper(format: "text", fileExtension: "txt", bytes: Array("Provider\n  missing\n".utf8))])
    return SystemForms(forms: [form], reason: "It is a high-risk system.")
  }
  func cancel() { state.withLock { $0.cancellations += 1 } }
}
