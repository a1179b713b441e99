import Governance
import Terminal
import Testing

@testable import Console

@Suite("A write hits what was seen")
struct WriteGateTests {
  private let desk = FakeDesk()

  /// What the stand-in was asked to record.
  private var recorded: [String] { desk.asked.filter(FakeDesk.isWrite) }

  @Test("keys typed after ] wait for the next item instead of deciding on the one before")
  func nextItemOnItsWay() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.typesAhead(.character("]"), .character("x"))
    #expect(script.form == nil)
    script.says("still on its way")
    script.typesAhead(.character("]"), .character("z"))
    #expect(!script.work.contains("the item put back"))
    await script.works(with: desk)
    script.typesAhead(.character("z"))
    #expect(!script.work.contains("the item put back"))
    script.says("only just come up")
  }

  @Test("a promotion on its way is not signed, nor is the one before it")
  func nextPromotion() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.typesAhead(.character("]"), .character("x"))
    #expect(script.form == nil)
    script.says("still on its way")
  }

  @Test("a claim is asked for once, however often its key comes before the answer")
  func claimsOnce() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.typesAhead(.character("c"), .character("c"), .character("c"))
    script.says("Wait until the claim is recorded.")
    await script.works(with: desk)
    #expect(recorded == ["claim next any"])
  }

  @Test("an incident's forms open only where the incident has been read")
  func incidents() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.presses(.character("P"))
    #expect(script.form == nil)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("P"))
    #expect(script.form == nil)
    script.says("only just come up")
    script.waits(milliseconds: 400)
    script.presses(.character("P"))
    #expect(script.form != nil)
  }

  @Test("what changed under the officer's eyes has to be read again")
  func changed() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.shell.refreshFront()
    var detail = PromotionDetail.fixture(12)
    detail.row.revision += 1
    script.receives(PromotionsScreen.Message.detailed(.success(detail), id: 12))
    script.presses(.character("x"))
    #expect(script.form == nil)
    script.says("only just come up")
    script.waits(milliseconds: 400)
    script.presses(.character("x"))
    #expect(script.form != nil)
  }

  @Test("the palette puts nothing back from another screen: what was read must be on the screen again")
  func palette() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("1"), .character(":"))
    script.types("put back")
    script.presses(.enter)
    #expect(script.shell.front == .review)
    #expect(!script.work.contains("the item put back"))
    script.says("only just come up")
  }

  @Test("a form rests on one moment: it is closed, its words kept, when another is shown")
  func otherMoment() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("half a reason")
    script.shell.nowShows(Instant(microseconds: Instant.pinned.microseconds - 86_400_000_000))
    #expect(script.form == nil)
    #expect(script.drafts.draft(.adas("review-4102-accept")) == ["reason": "half a reason"])
  }

  @Test("in the past no form opens that would record something")
  func past() async {
    var script = Script(.incidents)
    script.shell.nowShows(Instant(microseconds: Instant.pinned.microseconds - 86_400_000_000))
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("P"))
    #expect(script.form == nil)
    script.says("nothing can be written there")
  }

  @Test("our own fault opens no view over what is being typed")
  func faultWhileTyping() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("tier")
    script.receives(
      RegistryScreen.Message.listed(
        .failure(Problem(.fault, "row.shape", happened: "A row had another shape.")),
        .first))
    script.types(":high")
    script.shows("tier:high")
  }
}

@Suite("What was typed is never discarded")
struct TypedTextTests {
  private let desk = FakeDesk()

  @Test("a filter given up by Esc comes back by ↑")
  func filter() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("tier:high kyc")
    script.presses(.escape)
    script.hides("tier:high kyc")
    script.presses(.character("/"))
    script.shows("↑ earlier lines")
    script.presses(.up)
    script.shows("tier:high kyc")
    script.presses(.down)
    script.hides("tier:high kyc")
  }

  @Test("so do a moment and the palette's letters")
  func others() async {
    var script = Script(.office)
    script.presses(.character("@"))
    script.types("2026-10-01")
    script.presses(.escape, .character("@"), .up)
    script.shows("2026-10-01")
    script.presses(.escape, .character(":"))
    script.types("quarant")
    script.presses(.escape, .character(":"), .up)
    script.shows(": quarant")
  }

  @Test("a reason given before comes back in the next form of the kind")
  func history() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("quoted from a letter")
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.shows("Ctrl-P earlier")
    script.presses(.control("p"))
    #expect(script.form?.draft["reason"] == "quoted from a letter")
    script.presses(.control("n"))
    #expect(script.form?.draft.isEmpty == true)
  }

  @Test("the officer's editor takes the words of the field and gives them back, whatever happens to it")
  func editor() async throws {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("half")
    script.presses(.control("x"))
    #expect(script.shell.orders == [.edit("half")])
    #expect(script.drafts.draft(.adas("review-4102-accept")) == ["reason": "half"])
    script.shell.edited(.failure(.editorFailed("vim", 1)))
    #expect(script.form?.draft["reason"] == "half")
    script.shell.edited(.success("half\nand more\n"))
    #expect(script.form?.draft["reason"] == "half\nand more")
    script.shows("and more")
  }

  @Test("an editor is run on a file that only its owner can read, and its failure is told")
  func runsEditor() throws {
    let folder = "/tmp"
    #expect(throws: Problem.editorFailed("false", 1)) { try OwnEditor(command: "false", folder: folder).edit("a") }
    #expect(throws: Problem.editorFailed("no-such-editor-here", 127)) {
      try OwnEditor(command: "no-such-editor-here", folder: folder).edit("a")
    }
    let appends = OwnEditor(command: "sh -c 'stat -c %a $0 >> $0'", folder: folder)
    #expect(try appends.edit("words\n") == "words\n600\n")
  }
}

@Suite("Forms tell what is wrong in place")
struct FormFaultTests {
  @Test("a name that goes astray is told at its letter, while it is typed")
  func name() {
    var form = Form(SignatureForm.spec(.sign, .fixture()), draft: nil)
    form.shown(at: 0)
    _ = form.press(.tab, at: 400)
    for letter in "kyc-x" { _ = form.press(.character(letter), at: 400) }
    #expect(form.standingFault(in: 1) == "Not the name from letter 5 on: kyc-summary")
    _ = form.press(.backspace, at: 400)
    #expect(form.standingFault(in: 1) == nil)
  }

  @Test("a number out of bounds is told while it is typed and never submitted")
  func number() {
    let spec = FormSpec(
      id: "n", title: "", sentence: "",
      fields: [FormSpec.Field(name: "days", label: "days", kind: .number(14, within: 1...3650))], verb: "go")
    var form = Form(spec, draft: nil)
    form.shown(at: 0)
    #expect(form.standingFault(in: 0) == nil)
    _ = form.press(.character("x"), at: 400)
    #expect(form.standingFault(in: 0) == "Write a whole number from 1 to 3650.")
    #expect(form.press(.enter, at: 400) == .stays)
    _ = form.press(.backspace, at: 400)
    #expect(form.press(.enter, at: 400) == .submits(FormAnswer(values: ["days": "14"])))
  }

  @Test("a field that is left tells what it lacks, an empty one does not")
  func left() {
    let spec = FormSpec(
      id: "n", title: "", sentence: "",
      fields: [
        FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: [])),
        FormSpec.Field(name: "name", label: "name", kind: .exactly("ab")),
      ], verb: "go")
    var form = Form(spec, draft: nil)
    _ = form.press(.tab, at: 0)
    #expect(form.faults.isEmpty)
    _ = form.press(.character("a"), at: 0)
    _ = form.press(.tab, at: 0)
    #expect(form.faults[1] == "Type the name exactly: ab")
  }

  @Test("arrows move among the lines of a field and leave it at its ends")
  func lines() {
    let spec = FormSpec(
      id: "n", title: "", sentence: "",
      fields: [
        FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: [])),
        FormSpec.Field(name: "file", label: "file", kind: .line("x")),
      ], verb: "go")
    var form = Form(spec, draft: nil)
    form.fit(columns: 80)
    #expect(form.paste("one\ntwo") == nil)
    _ = form.press(.up, at: 0)
    #expect(form.focus == 0)
    _ = form.press(.character("!"), at: 0)
    #expect(form.inputs[0].text == "one!\ntwo")
    _ = form.press(.down, at: 0)
    #expect(form.focus == 0)
    _ = form.press(.down, at: 0)
    #expect(form.focus == 1)
  }
}
