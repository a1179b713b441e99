import Foundation
import Governance
import Terminal
import Testing

@testable import Console

@Suite("Forms and drafts")
struct FormTests {
  private let desk = FakeDesk()

  @Test("Esc closes a form and never discards what was typed")
  func draftSurvivesEsc() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("quoted, not")
    script.presses(.escape)
    #expect(script.form == nil)
    script.presses(.character("a"))
    #expect(script.form?.draft["reason"] == "quoted, not")
    script.types(" meant")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("decide 4102 fence 7 accept -: quoted, not meant"))
    #expect(script.drafts.draft(.adas("review-4102-accept")) == nil)
  }

  @Test("a draft comes up for its own officer in its own catalog, and for nobody else")
  func draftsOfOthers() async {
    let desk = FakeDesk()
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("what ada thinks")
    script.presses(.escape)
    let hers = script.shell.officer
    for stranger in [
      Officer(
        login: "noor", person: "ada", name: "Noor", roles: Officer.ada.roles, catalog: "meridian/prod", isDemo: true),
      Officer(
        login: Officer.ada.login, person: "ada", name: "Ada", roles: Officer.ada.roles, catalog: "other", isDemo: true),
      Officer(
        login: Officer.ada.login, person: "ada", name: "Ada", roles: Officer.ada.roles, catalog: "meridian/prod",
        isDemo: false),
    ] {
      script.shell.officer = stranger
      script.presses(.character("a"))
      #expect(script.form?.draft["reason"] ?? "" == "", "\(stranger)")
      script.presses(.escape)
    }
    script.shell.officer = hers
    script.presses(.character("a"))
    #expect(script.form?.draft["reason"] == "what ada thinks")
  }

  @Test("drafts on disk outlive the program, under any name")
  func draftsOnDisk() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drafts-\(UUID().uuidString)/state").path
    let store = FolderDrafts(folder: folder)
    let name = DraftName(catalog: "../other", login: "a/b", form: "review/../4102 \u{1B}[31m block")
    #expect(store.draft(name) == nil)
    store.keep(name, ["reason": "half a sen\ntence"])
    #expect(FolderDrafts(folder: folder).draft(name) == ["reason": "half a sen\ntence"])
    #expect(store.draft(DraftName(catalog: "../other", login: "a", form: name.form)) == nil)
    store.discard(name)
    #expect(store.draft(name) == nil)
  }

  @Test("a typed name for production is never kept in a draft")
  func exactNames() {
    var form = Form(SignatureForm.spec(.sign, .fixture()), draft: nil)
    _ = form.press(.tab, at: 0)
    #expect(form.paste("kyc-summary") == nil)
    #expect(form.draft.isEmpty)
  }

  @Test("pasted text is never a command, and keeps its line ends where there are lines")
  func paste() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.pastes("x\nq")
    script.says("Pasted text is taken only where a field is open.")
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.pastes("first\nsecond")
    #expect(script.form?.draft["reason"] == "first\nsecond")
    script.pastes(String(repeating: "x", count: 5000))
    script.says("4 096 characters fit; the last 916 are left out.")
  }

  @Test("a busy form takes no key, so nothing is recorded twice")
  func busy() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"), .character("1"), .enter, .enter, .enter)
    #expect(script.work.filter { $0 == "the verdict" }.count == 1)
    script.shows("Recording …")
  }

  @Test("Enter typed ahead of the form is not taken: what it says must have been on the screen")
  func typedAhead() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.typesAhead(.character("a"), .character("1"), .enter)
    #expect(script.work.isEmpty && script.form?.isBusy == false)
    script.typesAhead(.enter)
    #expect(script.work.isEmpty)
    script.says("It has only just come up.")
    script.presses(.enter)
    #expect(script.work == ["the verdict"])
  }

  @Test("the wheel changes nothing in a form")
  func wheel() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("x"))
    script.shell.receive(.mouse(Mouse(.wheelDown, button: 0, at: Position(row: 20, column: 10))))
    script.shows("none chosen yet")
  }
}

@Suite("Palette, help and notices")
struct PaletteTests {
  @Test("finds commands, screens and artifacts by a few letters")
  func finds() async {
    var script = Script(.office)
    await script.works(with: FakeDesk())
    script.presses(.character(":"))
    script.types("mskac")
    script.shows("mask & accept  Review")
    script.presses(.control("u"))
    script.types("audi")
    script.shows("Audit  screen")
    script.presses(.control("u"))
    script.types("kyc-s")
    script.waits(milliseconds: 200)
    await script.works(with: FakeDesk())
    script.shows("kyc-summary  prompt of kyc")
    script.presses(.enter)
    #expect(script.shell.front == .registry)
  }

  @Test("reaches the quarantine, which has no digit")
  func quarantine() async {
    var script = Script(.office)
    script.presses(.character(":"))
    script.types("quar")
    script.presses(.enter)
    await script.works(with: FakeDesk())
    script.shows("Refused on the way in, and kept")
  }

  @Test("offers every verb of every screen")
  func complete() {
    let script = Script(.review)
    let titles = Set(script.shell.paletteEntries.map(\.title))
    for seat in script.shell.seats {
      #expect(titles.contains(seat.title))
      for (_, line) in seat.verbs { #expect(titles.contains(line.words)) }
    }
  }

  @Test("finds the review of a generation by its id")
  func generation() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character(":"))
    script.pastes("019E73E1-36c0-779e-b071-91d547debc59")
    script.shows("the review of this generation")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(script.shell.front == .review)
    #expect(desk.asked.contains("review of 019e73e1-36c0-779e-b071-91d547debc59"))
    script.shows("item 101")
  }

  @Test("finds people by their letters, and items and promotions by their number")
  func peopleAndNumbers() async {
    var script = Script(.office)
    await script.works(with: FakeDesk())
    script.presses(.character(":"))
    script.types("priy")
    script.waits(milliseconds: 200)
    await script.works(with: FakeDesk())
    script.shows("priya.n  what they own")
    script.shows("priya.n  rights and signatures")
    script.presses(.enter)
    await script.works(with: FakeDesk())
    script.shows("owner:priya.n")
    script.presses(.character(":"))
    script.types("adam")
    script.waits(milliseconds: 200)
    await script.works(with: FakeDesk())
    script.presses(.enter)
    #expect(script.shell.front == .people)
    script.presses(.character(":"))
    script.types("4103")
    script.shows("item 4103")
    script.presses(.down, .enter)
    #expect(script.shell.front == .promotions)
    let desk = FakeDesk()
    await script.works(with: desk)
    #expect(desk.asked.contains("promotion 4103"))
  }

  @Test("a long problem is scrolled, and any other key closes it")
  func longProblem() {
    var script = Script(.registry, rows: 14, columns: 60)
    script.shell.say(
      Notice(
        Problem(
          .fault, "long", happened: "It went wrong.", because: String(repeating: "Because of this. ", count: 60),
          remedy: "The last words.")))
    script.hides("The last words.")
    script.presses(.end)
    script.shows("The last words.")
    script.presses(.escape)
    script.hides("What went wrong")
  }

  @Test("a verb chosen there is refused like its key")
  func refused() {
    var script = Script(.office)
    script.presses(.character(":"))
    script.types("escalate")
    script.presses(.enter)
    #expect(script.shell.front == .review)
    script.says("Open an item first")
  }

  @Test("letters score by beginnings and runs")
  func fuzzy() throws {
    let sought = Fuzzy("Pro")
    #expect(
      try #require(sought.score(in: Array("promotions"))) > (try #require(sought.score(in: Array("compare origins")))))
    #expect(Fuzzy("xyz").score(in: Array("promotions")) == nil)
    #expect(Fuzzy("promotion").score(in: Array("motion")) == nil)
    #expect(Fuzzy("").score(in: Array("anything")) == 0)
  }

  @Test("a title that begins with what was typed stands before all in which its letters are scattered")
  func literally() {
    var script = Script(.policies)
    script.presses(.character(":"))
    for typed in ["what if", "whatif"] {
      script.presses(.control("u"))
      script.types(typed)
      guard case .palette(let palette)? = script.shell.layers.last else {
        Issue.record("no palette")
        return
      }
      #expect(palette.matches.first?.title.hasPrefix("what if") == true, "\(palette.matches.map(\.title).prefix(3))")
    }
  }

  @Test("a key that does nothing on a screen says so, and H leads to what was done to what is chosen")
  func unknownKeys() async {
    let desk = FakeDesk()
    var script = Script(.registry)
    await script.works(with: desk)
    for key in ["Z", "*", "n", "]"] {
      script.presses(.character(Character(key)))
      script.says("\(key) does nothing here; ? shows the keys.")
    }
    script.presses(.escape)
    #expect(script.notice == nil)
    script.presses(.character("H"))
    await script.works(with: desk)
    #expect(script.shell.front == .activity)
    script.shows("/ subject:")
    script.presses(.backspace)
    #expect(script.shell.front == .registry)
  }

  @Test("help lists what is refused now, with the reason, and closes by its own key")
  func help() {
    var script = Script(.review, rows: 40, columns: 120)
    script.presses(.character("?"))
    script.shows("now: Open an item first: Enter, or c claims the next.")
    script.presses(.character("?"))
    script.hides("Keys — ? or Esc closes")
  }

  @Test("help goes to its last page by G and no further, and back by g")
  func helpEnds() {
    var script = Script(.review)
    script.presses(.character("?"))
    let first = script.text
    script.presses(.character("G"))
    script.shows("leave")
    let last = script.text
    // The page is full: as many lines as on the first one.
    let filled = { (text: String) in
      text.split(separator: "\n").filter { $0.hasPrefix("│") }.filter { $0.contains(" ") }.count
    }
    #expect(filled(last) == filled(first))
    script.presses(.down, .pageDown)
    #expect(script.text == last)
    script.presses(.character("g"))
    #expect(script.text == first)
  }

  @Test("a refusal is one line, and all of it is one key away")
  func lastProblem() async {
    var script = Script(.registry)
    let problem = Problem(
      .notPermitted, "right.missing", happened: "You may not read the registry of team kyc.",
      because: String(repeating: "It is closed to others. ", count: 8), remedy: "Ask its owner.")
    script.receives(RegistryScreen.Message.listed(.failure(problem), PageRequest.first))
    script.shows("Ctrl-O all of it")
    script.presses(.control("o"))
    script.shows("right.missing")
    script.shows("Ask its owner.")
    script.presses(.character("y"))
    script.says("Copying is off")
    script.shell.personal.copies = true
    script.presses(.character("y"))
    await script.works(with: FakeDesk())
    let copied = script.shell.orders.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    #expect(copied.first?.hasPrefix("You may not read the registry of team kyc.\nIt is closed") == true)
    #expect(copied.first?.hasSuffix("code: right.missing") == true)
    script.shows("right.missing")
    script.presses(.escape)
    script.hides("right.missing")
  }

  @Test("our own fault is shown in full at once")
  func fault() {
    var script = Script(.registry)
    script.receives(
      RegistryScreen.Message.listed(
        .failure(Problem(.fault, "row.shape", happened: "A row had another shape.")),
        PageRequest.first))
    script.shows("What went wrong")
  }
}
