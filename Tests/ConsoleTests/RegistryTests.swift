import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The registry's filter")
struct ArtifactWordsTests {
  @Test("reads keys and words")
  func reads() {
    let wanted = ArtifactFilter(kind: .embedding_index, tier: .high, team: "kyc", owner: "priya.n", text: "idx old")
    #expect(ArtifactWords.parse("kind:index tier:high  owner:priya.n idx team:kyc old") == .success(wanted))
  }

  @Test(
    "refuses what it does not know, at its column",
    arguments: [
      ("teir:high", 0, "did you mean tier?"), ("kind:prompt tier:hihg", 17, "did you mean high?"),
      ("kind:", 5, "say what after kind:"),
      ("x colour:red", 2, "known: kind, tier"),
    ])
  func refuses(text: String, column: Int, words: String) {
    let fault = ArtifactWords.fault(in: text)
    #expect(fault?.at == column)
    #expect(fault?.words.contains(words) == true, "\(fault?.words ?? "")")
  }
}

@Suite("The registry")
struct RegistryTests {
  private let desk = FakeDesk()

  @Test("keeps a refused filter open with the column of the fault, and asks the desk for a good one")
  func filters() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("tire:high")
    script.presses(.enter)
    script.shows("column 1: not known here")
    script.presses(.control("u"))
    script.types("kyc")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.last == "artifacts kyc")
    script.shows("/ kyc")
    script.hides("policies-idx")
    script.presses(.escape)
    await script.works(with: desk)
    script.shows("policies-idx")
  }

  @Test("follows the cursor with the detail only once it rests")
  func rests() async {
    var script = Script(.registry, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.down, .down)
    await script.works(with: desk)
    #expect(!desk.asked.contains("artifact fraud-notes"))
    script.waits(milliseconds: 150)
    await script.works(with: desk)
    #expect(desk.asked.contains("artifact fraud-notes") && !desk.asked.contains("artifact claims-triage-decide"))
  }

  @Test("shows the difference of the version under the cursor and the one before")
  func difference() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .enter)
    await script.works(with: desk)
    script.presses(.character("."), .down, .character("d"))
    await script.works(with: desk)
    script.shows("v20 → v21")
    script.presses(.character("{"))
    await script.works(with: desk)
    script.shows("v21 → v22")
  }

  @Test("goes to what uses an artifact, and Backspace returns to the same row")
  func follows() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .enter)
    await script.works(with: desk)
    for _ in 0..<4 { script.presses(.character(".")) }
    script.presses(.character("o"))
    await script.works(with: desk)
    #expect(desk.asked.contains("artifact kyc-onboarding"))
    script.presses(.backspace)
    script.shows("[Where used 1]")
    script.presses(.escape)
    script.shows("›▲ kyc-summary")
  }

  @Test("keeps steps and an opening that were pressed before the list was there")
  func opensAhead() async {
    var script = Script(.registry)
    script.typesAhead(.down, .down, .down, .enter)
    await script.works(with: desk)
    script.shows("[Overview]")
    script.shows("kyc-summary")
    #expect(desk.asked.contains("artifact kyc-summary"))
  }

  @Test("keeps the tabs turned before the artifact was there")
  func turnsAhead() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down)
    script.typesAhead(.enter, .character("."))
    await script.works(with: desk)
    script.shows("[Versions 3]")
  }
}
