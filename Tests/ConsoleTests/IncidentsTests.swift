import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The incidents screen")
struct IncidentsTests {
  private let desk = FakeDesk()

  @Test("shows clocks by what is left of them, late ones as late")
  func clocks() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.shows("2 d 02")
    script.shows("✗ −40 min")
    script.hides("✓ closed")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("✓ closed")
  }

  @Test("shows open requests with their clock, whose they are and what was handed out, and refuses acts there")
  func requests() async {
    var script = Script(.incidents, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.character("."), .character("."))
    await script.works(with: desk)
    script.shows("Market Surveillance (authority)")
    script.shows("✗ −30 min")
    script.shows("nothing yet")
    script.shows("answer.zip")
    script.shows("sha256:5a5a0c0c")
    script.shows("countersign request list")
    script.hides("\u{1B}")
    script.presses(.character("P"))
    script.says("countersign request")
    script.presses(.character("."))
    await script.works(with: desk)
    script.hides("Market Surveillance")
    script.shows("2 d 02")
  }

  @Test("tells times as the office's clocks showed them, and in UTC beside")
  func zones() {
    let berlin = OfficeZone("Europe/Berlin")
    let spring = Instant(year: 2027, month: 3, day: 28, hour: 1)
    #expect(berlin.both(spring) == "28 Mar 2027 03:00 (01:00 UTC)", "the clocks have gone forward")
    #expect(berlin.both(spring.advanced(bySeconds: -60)) == "28 Mar 2027 01:59 (00:59 UTC)")
    let border = Instant(year: 2026, month: 9, day: 30, hour: 22)
    #expect(berlin.both(border) == "1 Oct 2026 00:00 (30 Sep 22:00 UTC)")
    #expect(berlin.rfc3339(border) == "2026-10-01T00:00:00+02:00")
    #expect(OfficeZone("America/St_Johns").rfc3339(border) == "2026-09-30T19:30:00-02:30")
    #expect(OfficeZone("UTC").both(border) == "30 Sep 2026 22:00 UTC")
    #expect(OfficeZone("Nowhere/None").rfc3339(border) == "2026-09-30T22:00:00Z", "what is unknown is told in UTC")
  }

  @Test("records a report for the duty that was chosen, and says so")
  func report() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("P"), .character("g"), .tab, .character("c"), .tab)
    script.types("sent by registered mail")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("report 7 gdpr-33 complete: sent by registered mail"), "\(desk.asked)")
    script.says("was recorded")
  }

  @Test("says why it cannot be closed yet")
  func whyNotClosed() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("X"))
    script.says("Without a full report it cannot be closed: gdpr-33.")
    script.receives(IncidentsScreen.Message.detailed(.success(.fixture(7, stage: "complete")), id: 7))
  }
}

@Suite("Quarters on the audit screen")
struct QuartersTests {
  private let desk = FakeDesk()

  private func atQuarters(downs: Int) async -> Script {
    var script = Script(.audit)
    await script.works(with: desk)
    script.presses(.backTab)
    for _ in 0..<downs { script.presses(.down) }
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    return script
  }

  @Test("are not frozen before they are over, nor again")
  func refused() async {
    var running = await atQuarters(downs: 0)
    running.presses(.character("f"))
    running.says("2026Q4 is not over.")
    var frozen = await atQuarters(downs: 2)
    frozen.presses(.character("f"))
    frozen.says("2026Q2 is frozen and never changes.")
  }

  @Test("are signed by a second person with a reason and the quarter's name")
  func signed() async {
    var script = await atQuarters(downs: 1)
    script.waits(milliseconds: 400)
    script.presses(.character("f"))
    script.shows("ruth has signed what 2026Q3 holds.")
    script.types("figures compared")
    script.presses(.tab)
    script.types("2026Q3")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("freeze 2026Q3: figures compared"), "\(desk.asked)")
    script.says("You have signed 2026Q3.")
  }
}

@Suite("A quarter on the audit screen")
struct QuarterScreenTests {
  private let desk = FakeDesk()

  /// The quarter that one person has signed, chosen.
  private func chosen(rows: Int = 40, columns: Int = 120, _ steps: Int = 1, officer: Officer = .ada) async -> Script {
    var script = Script(.audit, rows: rows, columns: columns, officer: officer)
    await script.works(with: desk)
    script.shell.officer = officer
    script.presses(.backTab)
    await script.works(with: desk)
    for _ in 0..<steps { script.presses(.character("j")) }
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    script.shell.officer = officer
    return script
  }

  @Test("stands between the quarters and the fact behind a gap with its source")
  func threePanes() async {
    var script = await chosen()
    script.shows("Missing 2")
    script.shows("priya.n")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("limitations of kyc-summary")
    script.presses(.character("j"))
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    script.shows("out_of_scope of claims-triage")
    script.shows("Never for decisions about single claims.")
    script.shows("for version")
    script.shows("to confirm")
  }

  @Test("asks for what is marked, each of its owner")
  func asks() async {
    var script = await chosen()
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("*"), .character("j"))
    script.waits(milliseconds: 400)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("*"), .character("C"))
    script.shows("priya.n, tomas.reyes will owe them")
    script.presses(.character("1"), .enter)
    await script.works(with: desk)
    script.says("2 facts asked for.")
    #expect(
      desk.asked.contains(#"ask ["kyc-summary/limitations", "claims-triage/out_of_scope"]: for the quarter's pack"#))
  }

  @Test("shows what differs from the quarter before, by kind and one by one")
  func difference() async {
    var script = await chosen()
    script.presses(.character("d"))
    await script.works(with: desk)
    script.shows("2026Q2 → 2026Q3")
    script.shows("+ kyc-summary@22")
    script.shows("owner: priya.n → tomas.reyes")
  }

  @Test("exports a pack of what is frozen as long work with its progress, and of nothing else")
  func pack() async {
    var script = await chosen()
    script.presses(.character("E"))
    script.says("2026Q3 is not frozen: a pack holds nothing that can still change.")
    script = await chosen(2)
    script.waits(milliseconds: 400)
    script.presses(.character("E"))
    script.says("Packs are handed out by an auditor")
    #expect(script.form == nil)
    let ruth = Officer(
      login: "ruth", person: "ruth", name: "Ruth", roles: ["auditor"], catalog: "meridian/prod", isDemo: true)
    script = await chosen(2, officer: ruth)
    script.shows("A. Auditor")
    script.waits(milliseconds: 400)
    script.presses(.character("E"))
    script.shows("pack · 2026Q2")
    script.presses(.tab)
    script.types("/keys/office")
    script.presses(.tab, .tab, .tab, .character("g"), .enter)
    await script.works(with: desk)
    script.says("Pack 4 went to /tmp/q2.tar.gz.")
    #expect(desk.asked.contains("pack 2026Q2 to pack-2026Q2.tar.gz for nobody up to green"))
  }

  @Test("verifies a pack of this machine, and says what is no pack")
  func verify() async {
    var script = await chosen()
    script.presses(.character("v"))
    script.presses(.control("u"))
    script.types("/no/such/pack")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("There is no pack at /no/such/pack.")
  }

  @Test("shows one pane at a time where there is little room")
  func narrow() async {
    var script = await chosen(rows: 24, columns: 80)
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Gaps that are frozen with it")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Missing in 2026Q3")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Where limitations comes from")
    script.presses(.escape)
    script.shows("Missing in 2026Q3")
    script.presses(.escape)
    script.shows("Gaps that are frozen with it")
  }
}
