import Governance
import Operations
import Terminal
import Testing

@testable import Console

/// Screens as an officer meets them, filled by the stand-in desk.
private enum Scene: String, CaseIterable {
  case office, officeQuiet, review, reviewItem, reviewConversation, reviewFlags, reviewContext, reviewHistory,
    reviewBlock
  case reviewEmpty, promotions, promotion, promotionSign, registry, artifact, artifactVersions, artifactDiff, audit,
    card, quarters, quarter, incidents, incident, requests
  case lineageFinder, lineage, lineageOther, lineagePath, lineageImpact, lineageHub, lineageRows, lineageRow
  case lineageColumns, lineageColumn, lineageColumnTable
  case drift, driftOther, driftFigure, driftHistogram, driftGaps, driftSlices, driftMute, driftWatch, fleet, calls
  case quarantine, dataSources, schedule, onboarding, help, palette
  case placeWords, placeHistory, placeJudged
  case stopsWaiting, stops, waivers, stopsEarlier, people, rightsAsked, keys
  case policyBundles, policyRequirements, policyDecisions, policyDecision, policyWhatIf, policyWish
  case facts, factStated, shadowEvals, shadowPair, problem, found, beside

  /// Also recorded at 200×60.
  static let pictures: [Scene] = [
    .lineage, .lineagePath, .lineageHub, .lineageColumn, .placeHistory, .drift, .driftFigure, .driftHistogram,
    .policyBundles, .policyRequirements, .policyDecision, .policyWhatIf, .promotion,
  ]

  func play(rows: Int, columns: Int) async -> Script {
    var script = Script(screen, rows: rows, columns: columns)
    let desk = FakeDesk()
    await script.works(with: desk)
    switch self {
    case .office, .review, .promotions, .registry, .audit, .quarantine, .incidents, .dataSources, .schedule, .fleet:
      break
    case .quarters, .quarter:
      script.presses(.backTab)
      await script.works(with: desk)
      if self == .quarter { script.presses(.down, .enter) }
      script.waits(milliseconds: 200)
      await script.works(with: desk)
    case .requests:
      script.presses(.character("."), .character("."))
      await script.works(with: desk)
    case .incident:
      script.presses(.enter)
      await script.works(with: desk)
    case .officeQuiet: script.receives(OfficeScreen.Message.answered(.success(.quiet)))
    case .reviewEmpty:
      script.receives(
        ReviewScreen.Message.listed(.success(Page(rows: [])), PageRequest.first))
    case .reviewItem, .reviewConversation, .reviewFlags, .reviewContext, .reviewHistory, .reviewBlock:
      script.presses(.down, .enter)
      await script.works(with: desk)
      let tabs: [Scene: Int] = [.reviewConversation: 1, .reviewContext: 2, .reviewFlags: 3, .reviewHistory: 4]
      for _ in 0..<(tabs[self] ?? 0) { script.presses(.character(".")) }
      script.waits(milliseconds: 400)
      if self == .reviewBlock { script.presses(.character("x")) }
    case .promotion, .promotionSign:
      script.presses(.enter)
      await script.works(with: desk)
      script.waits(milliseconds: 400)
      if self == .promotionSign { script.presses(.character("s")) }
    case .artifact, .artifactVersions, .artifactDiff:
      script.waits(milliseconds: 200)
      script.presses(.enter)
      await script.works(with: desk)
      if self != .artifact { script.presses(.character(".")) }
      if self == .artifactDiff { script.presses(.character("d")) }
      await script.works(with: desk)
    case .card:
      script.presses(.enter)
      await script.works(with: desk)
    case .lineageFinder, .drift: break
    case .lineage, .lineageOther, .lineagePath, .lineageImpact, .lineageRows, .lineageRow, .lineageColumns,
      .lineageColumn, .lineageColumnTable:
      script.presses(.down, .down, .enter)
      await script.works(with: desk)
      if self == .lineageOther { script.presses(.character("t")) }
      if self == .lineagePath { script.presses(.left, .left, .left, .character("p")) }
      if self == .lineageImpact { script.presses(.character("i")) }
      if self == .lineageColumns || self == .lineageColumn || self == .lineageColumnTable {
        script.presses(.character("f"), .character("+"))
        if self == .lineageColumnTable, columns >= 100 { script.presses(.character("t")) }
        if self == .lineageColumn {
          if columns < 100 { script.presses(.character("t")) }
          script.presses(.character("/"))
          script.types("accounts")
          script.presses(.enter, .character("]"))
        }
      }
      if self == .lineageRows || self == .lineageRow {
        script.presses(.character("w"))
        await script.works(with: desk)
      }
      if self == .lineageRow {
        script.presses(.down, .enter)
        await script.works(with: desk)
      }
      script.waits(milliseconds: 30_000)
      await script.works(with: desk)
    case .lineageHub:
      script.presses(.end, .enter)
      await script.works(with: desk)
    case .placeWords: break
    case .placeHistory:
      script.presses(.character(","))
      await script.works(with: desk)
    case .placeJudged:
      script.presses(.down, .enter)
      await script.works(with: desk)
      script.waits(milliseconds: 30_000)
      await script.works(with: desk)
      script.presses(.character("J"))
    case .driftOther: script.presses(.character("t"))
    case .driftGaps:
      script.presses(.character("t"), .home, .down, .down, .down, .down, .down, .character("h"), .character("h"))
    case .driftSlices, .driftMute, .driftWatch:
      for _ in 0..<20 {
        if script.shell.frontSeat.flatMap({ ($0 as? Seated<DriftScreen>)?.screen.measure?.id })
          == "flag.hate_harassment"
        {
          break
        }
        script.presses(.right)
      }
      if self == .driftSlices { script.presses(.enter, .character("t")) }
      if self == .driftMute { script.presses(.character("m")) }
      if self == .driftWatch { script.presses(.character("+")) }
      await script.works(with: desk)
      script.waits(milliseconds: 400)
    case .stopsWaiting, .people: break
    case .stops, .waivers, .stopsEarlier, .rightsAsked, .keys:
      let tabs: [Scene: Int] = [.stops: 1, .waivers: 2, .stopsEarlier: 3, .rightsAsked: 1, .keys: 2]
      for _ in 0..<(tabs[self] ?? 0) {
        script.presses(.character("."))
        await script.works(with: desk)
      }
    case .calls:
      script.presses(.end, .up, .enter, .down, .character("o"))
      await script.works(with: desk)
    case .driftFigure, .driftHistogram:
      script.presses(.end, .up)
      if self == .driftHistogram { script.presses(.home, .right, .down, .down) }
      script.presses(self == .driftFigure ? .enter : .character("h"))
    case .policyBundles, .policyRequirements, .policyDecisions, .policyDecision, .policyWhatIf, .policyWish:
      await policies(&script, desk)
    case .facts, .shadowEvals: break
    case .onboarding:
      script.shell.go(Place(screen: .onboarding, target: .onboarding(team: "claims")))
      await script.works(with: desk)
    case .factStated:
      script.waits(milliseconds: 400)
      script.presses(.enter)
      script.pastes("DE, PT\nas the sales plan has it")
    case .shadowPair:
      script.presses(.enter)
      await script.works(with: desk)
      script.presses(.enter)
      await script.works(with: desk)
    case .problem:
      script.shell.say(
        Notice(
          Problem(
            .fault, "row.shape", happened: "A row of the catalog had another shape than this program knows.",
            because: "Column 4 of PageArtifacts is null where a text is due.", remedy: "Upgrade countersign.")))
    case .found:
      script.presses(.down, .enter)
      await script.works(with: desk)
      script.presses(.character("/"))
      script.types("you")
      script.presses(.enter)
    case .beside:
      script.waits(milliseconds: 200)
      script.presses(.enter)
      await script.works(with: desk)
      script.presses(.character("."), .character("d"))
      await script.works(with: desk)
      script.presses(.character("|"), .character("#"))
    case .help: script.presses(.character("?"))
    case .palette:
      script.presses(.character(":"))
      script.types("rev")
    }
    return script
  }

  private func policies(_ script: inout Script, _ desk: FakeDesk) async {
    let tabs: [Scene: Int] = [.policyRequirements: 1, .policyDecisions: 2, .policyDecision: 2]
    for _ in 0..<(tabs[self] ?? 0) {
      script.presses(.character("."))
      await script.works(with: desk)
    }
    if self == .policyBundles { script.presses(.down) }
    if self == .policyDecision { script.presses(.enter) }
    if self == .policyWhatIf || self == .policyWish { script.presses(.character("B")) }
    if self == .policyWhatIf { script.presses(.enter) }
    for _ in 0..<8 {
      script.waits(milliseconds: 200)
      await script.works(with: desk)
    }
  }

  private var screen: ScreenName {
    switch self {
    case .office, .officeQuiet, .palette: .office
    case .promotions, .promotion, .promotionSign: .promotions
    case .registry, .artifact, .artifactVersions, .artifactDiff, .beside, .problem: .registry
    case .facts, .factStated: .facts
    case .shadowEvals, .shadowPair: ShadowEvalsScreen.name
    case .audit, .card, .quarters, .quarter: .audit
    case .incidents, .incident, .requests: .incidents
    case .lineageFinder, .lineage, .lineageOther, .lineagePath, .lineageImpact, .lineageHub, .lineageRows, .lineageRow,
      .lineageColumns, .lineageColumn, .lineageColumnTable, .placeJudged:
      .lineage
    case .placeWords, .placeHistory: .placeWords
    case .stopsWaiting, .stops, .waivers, .stopsEarlier: .stops
    case .people, .rightsAsked, .keys: .people
    case .calls, .drift, .driftOther, .driftFigure, .driftHistogram, .driftGaps, .driftSlices, .driftMute, .driftWatch:
      .drift
    case .fleet: .fleet
    case .quarantine: .quarantine
    case .dataSources: .dataSources
    case .policyBundles, .policyRequirements, .policyDecisions, .policyDecision, .policyWhatIf, .policyWish: .policies
    case .schedule: .schedule
    case .onboarding: .onboarding
    default: .review
    }
  }
}

@Suite("Whole screens")
struct WholeScreenTests {
  @Test("look as recorded at 80×24", arguments: Scene.allCases)
  fileprivate func small(scene: Scene) async throws {
    try await scene.play(rows: 24, columns: 80).matchesGolden("\(scene.rawValue)-80x24")
  }

  @Test("look as recorded at 120×40", arguments: Scene.allCases)
  fileprivate func large(scene: Scene) async throws {
    try await scene.play(rows: 40, columns: 120).matchesGolden("\(scene.rawValue)-120x40")
  }

  @Test("with pictures use the room of 200×60", arguments: Scene.pictures)
  fileprivate func wide(scene: Scene) async throws {
    try await scene.play(rows: 60, columns: 200).matchesGolden("\(scene.rawValue)-200x60")
  }

  @Test(
    "are drawn at any size without a trap", arguments: Scene.allCases,
    [(0, 0), (1, 1), (10, 40), (24, 80), (40, 120), (60, 200), (100, 400), (3, 200), (60, 5)])
  fileprivate func anySize(scene: Scene, size: (Int, Int)) async {
    var script = await scene.play(rows: size.0, columns: size.1)
    script.resizes(rows: 24, columns: 80)
    script.resizes(rows: size.0, columns: size.1)
    #expect(script.shell.render().size == Size(rows: size.0, columns: size.1))
  }

  @Test("tell nothing by colour alone", arguments: Scene.allCases)
  fileprivate func colorless(scene: Scene) async {
    for (rows, columns) in [(24, 80), (40, 120)] {
      let told = await scene.play(rows: rows, columns: columns).shell.render().toldByColorAlone
      #expect(told.isEmpty, "\(told.joined(separator: "\n"))")
    }
  }

  @Test("say what is needed when there is too little room")
  func tooSmall() {
    var script = Script(.office)
    script.resizes(rows: 9, columns: 39)
    script.shows("countersign needs 40 × 10")
  }
}
