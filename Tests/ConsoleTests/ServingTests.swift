import Foundation
import Governance
import Terminal
import Testing

@testable import Console

@Suite("Stops, roll backs and traffic")
struct ServingTests {
  private let desk = FakeDesk()

  private func stops() async -> Script {
    var script = Script(.stops)
    await script.works(with: desk)
    return script
  }

  @Test("! on any screen counts what a stop reaches, then asks one form, and stops what was chosen")
  func stopsFromAnywhere() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.character("!"))
    await script.works(with: desk)
    #expect(desk.asked.contains("reach of kyc-summary@22"))
    script.shows("It is served in 2 places and reaches")
    script.presses(.down, .down, .tab, .down, .tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("stop kyc-summary@22 in production: harmful output"))
    script.says("kyc-summary is stopped. Activity 97.")
    script.presses(.backspace)
    #expect(script.shell.front == .promotions)
  }

  @Test("Esc leaves the form of a stop for the screen it was asked on")
  func escapesBack() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.character("!"))
    await script.works(with: desk)
    script.shows("It is served in 2 places and reaches")
    script.presses(.escape)
    #expect(script.shell.front == .promotions && script.shell.layers.isEmpty)
  }

  @Test("where nothing is chosen ! asks which artifact, and every version can be stopped")
  func stopsByName() async {
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character("!"))
    await script.works(with: desk)
    script.types("claims-triage")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("reach of claims-triage@all"))
    script.presses(.down, .tab)
    script.types("2")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("stop claims-triage@all in all: leaks personal data"))
  }

  @Test("an act of another is signed or rejected with a reason; one's own is not signed")
  func confirms() async {
    var script = await stops()
    script.shows("✗ late")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.shows("You countersign: kyc-summary in production was rolled back from 22 to 21.")
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("confirm 9: looked at it, it was right"))
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("You asked for it yourself: someone else must confirm.")
    #expect(script.form == nil)
    script.presses(.character("u"))
    script.says("Choose a stop first")
  }

  @Test("a stop is undone by asking, another signs")
  func resumes() async {
    var script = await stops()
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("claims-triage@v14 in production")
    script.waits(milliseconds: 400)
    script.presses(.character("u"))
    script.shows("stopped until another person signs.")
    script.types("2")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("resume 3: stopped by mistake"))
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("u"))
    script.says("Stop 2 is lifted already.")
  }

  @Test("R offers former versions that can be served, with the name typed for production")
  func rollsBack() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("R"))
    await script.works(with: desk)
    script.presses(.down)
    script.shows("v21, served until")
    script.presses(.down)
    script.hides("v20, served until")
    script.presses(.tab)
    script.types("1")
    script.presses(.tab)
    script.types(ArtifactRow.shelf.first?.name ?? "")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasSuffix("in production to 21: answers got worse") }, "\(desk.asked)")
  }

  @Test("t shifts the traffic of what is served beside another version, and nothing else")
  func shifts() async {
    var detail = PromotionDetail.fixture()
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(detail), id: 12))
    script.presses(.character("t"))
    script.says("Nothing is served by this promotion now.")
    detail.row.state = .promoted
    detail.rollout = Rollout(
      environment: "production", colour: "green", weight: 10, limit: 50, shiftUntil: .minutes(600), expiresAt: nil,
      serves: 10)
    detail.shares = [
      ServingShare(colour: "blue", label: "21", weight: 90), ServingShare(colour: "green", label: "22", weight: 10),
    ]
    var other = Script(.promotions)
    await other.works(with: desk)
    other.presses(.enter)
    other.receives(PromotionsScreen.Message.detailed(.success(detail), id: 12))
    other.waits(milliseconds: 400)
    other.presses(.character("t"))
    other.shows("covers up to 50 %")
    other.presses(.backspace, .backspace)
    other.types("40")
    other.presses(.tab)
    other.types("1")
    other.presses(.enter)
    await other.works(with: desk)
    #expect(desk.asked.contains("shift 12 to 40: runs well beside the other"))
  }

  @Test("what runs unapproved stands first on the office, then what nobody countersigned")
  func office() async {
    var summary = OfficeSummary.busy
    summary.escalated = [.fixture(9)]
    summary.stops = [.fixture(3)]
    summary.toConfirm = [.fixture(9)]
    var script = Script(.office, rows: 40, columns: 120)
    script.receives(OfficeScreen.Message.answered(.success(summary)))
    script.shows("claims-llm@2026-08 runs unapproved")
    script.shows("helper-bot runs unregistered")
    script.shows("not countersigned: kyc-summary")
    script.shows("stopped: claims-triag")
    script.shows("1 act of others waits for your countersign")
    let attention = OfficeLine.all(of: summary, sight: script.shell.sight).filter { $0.pane == .attention }
    #expect(attention.first?.left.last?.text == "claims-llm@2026-08 runs unapproved")
  }

  @Test("w asks for an unmet requirement to be waived; another person grants it")
  func waives() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(.fixture(requirements: .gate)), id: 12))
    script.waits(milliseconds: 400)
    script.presses(.character("w"))
    script.presses(.down, .tab, .tab, .tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("waive redteam.fresh of 12 for ") }, "\(desk.asked)")
    var stops = await stops()
    stops.presses(.character("."), .character("."))
    await stops.works(with: desk)
    stops.shows("redteam.fresh of kyc-summary@22 in production")
    stops.waits(milliseconds: 400)
    stops.presses(.character("s"))
    stops.types("2")
    stops.presses(.enter)
    await stops.works(with: desk)
    #expect(desk.asked.contains("waiver 1 granted: the cause is removed"))
  }

  @Test("on People one's signature is passed on to who has none, and taken back")
  func people() async {
    var script = Script(.people)
    await script.works(with: desk)
    script.shows("✍ for mats.ek")
    script.presses(.character("D"))
    script.says("Nobody signs for themselves.")
    script.presses(.down, .down)
    script.waits(milliseconds: 400)
    script.presses(.character("D"))
    script.presses(.tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("delegate to priya.n until ") }, "\(desk.asked)")
    script.presses(.up)
    script.waits(milliseconds: 400)
    script.presses(.character("u"))
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("end delegation 4: back again"))
  }

  @Test("on People rights that wait and keys are signed by a second person, and one's own are not")
  func rightsAndKeys() async {
    var script = Script(.people)
    await script.works(with: desk)
    script.presses(.character("+"))
    script.says("Only an administrator asks for a right.")
    script.presses(.character("s"))
    script.says("Only a right that was asked for or a key is signed")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("approver for noor (login noor.haddad)")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.shows("You give Noor Haddad the right of approver, which henrik.sund asked for.")
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("right 5 granted: I know them, it is their login"))
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("You asked for it yourself")
    script.presses(.character("x"))
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("right 4 withdrawn: not their task"))
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("waiting")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Only a lead or an administrator trusts a key.")
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Nobody trusts a key of their own.")
    script.presses(.character("x"))
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("revoke SHA256:bb: lost"))
  }
}

@Suite("Tabs above a list")
struct TabStripTests {
  @Test("are clicked where they stand, also where the first ones had to give way")
  func clicks() async {
    let strip = TabStrip(titles: ["Overview", "Versions 12", "Diff", "Scores", "Card"], chosen: 3)
    var frame = Frame(Size(rows: 1, columns: 24))
    strip.draw(into: &frame, row: 0, column: 0, columns: 24)
    for (index, title) in strip.titles.enumerated() {
      let text = frame.text()
      guard let place = text.range(of: title) else { continue }
      #expect(strip.tab(at: text.distance(from: text.startIndex, to: place.lowerBound), in: 24) == index)
    }
    #expect(strip.tab(at: 60, in: 24) == nil)
    let desk = FakeDesk()
    for (screen, tab) in [
      (ScreenName.promotions, "Closed"), (.incidents, "Closed too"), (.stops, "Waivers"), (.review, "Mine"),
    ] {
      var script = Script(screen)
      await script.works(with: desk)
      let line = script.text.split(separator: "\n", omittingEmptySubsequences: false)[2]
      guard let place = line.range(of: tab) else {
        Issue.record("\(tab) does not stand on \(line)")
        continue
      }
      script.clicks(row: 2, column: line.distance(from: line.startIndex, to: place.lowerBound) + 1)
      await script.works(with: desk)
      script.shows("[\(tab)")
    }
  }
}
