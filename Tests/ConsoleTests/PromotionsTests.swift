import Governance
import Terminal
import Testing

@testable import Console

@Suite("The promotions screen")
struct PromotionsTests {
  private let desk = FakeDesk()

  private func opened(_ detail: PromotionDetail) async -> Script {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(detail), id: detail.row.id))
    script.waits(milliseconds: 400)
    await script.works(with: desk)
    script.receives(PromotionsScreen.Message.detailed(.success(detail), id: detail.row.id))
    return script
  }

  @Test("refuses to sign one's own request, with the reason")
  func ownRequest() async {
    var detail = PromotionDetail.fixture(refusal: "You asked for this promotion; another person must sign it.")
    detail.row.requestedBy = "ada"
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(detail), id: 12))
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("You asked for this promotion; another person must sign it.")
    #expect(script.form == nil)
  }

  @Test("refuses to sign while a requirement is unmet, and names it")
  func unmet() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(.fixture(requirements: .gate)), id: 12))
    script.shows("Unmet: redteam.fresh → cannot be signed.")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("It cannot be signed while redteam.fresh is unmet.")
  }

  @Test("asks for the artifact's name before production is signed, then says what was recorded")
  func signs() async {
    var script = await opened(.fixture())
    script.presses(.character("s"))
    script.types("1")
    script.presses(.tab)
    script.types("kyc")
    script.presses(.enter)
    script.shows("Type the name exactly: kyc-summary")
    script.types("-summary")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("sign 12 revision 3: gate met, change read"))
    script.says("kyc-summary v22 was signed for production. Activity 77.")
  }

  @Test("asks for no name elsewhere")
  func staging() async {
    var detail = PromotionDetail.fixture()
    detail.row.environment = "staging"
    let spec = SignatureForm.spec(.sign, detail)
    #expect(spec.fields.map(\.name) == ["reason"])
  }

  @Test("takes no signature from the list, nor typed ahead")
  func typingAhead() async {
    var script = Script(.promotions, rows: 40, columns: 120)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Open the promotion first: Enter.")
    script.typesAhead(.enter, .character("s"))
    #expect(script.form == nil)
    script.says("It has only just come up")
  }

  @Test("shows the change word by word, and what it reaches")
  func change() async {
    var script = await opened(.fixture())
    script.presses(.character("."))
    script.shows("in at most [six] sentences")
    script.presses(.character("."))
    script.shows("2 chains, 1 endpoint")
    script.shows("about 2 100 000 calls/week")
  }

  private func signable(_ body: String, revision: Int64 = 3, means: SigningMeans = .unneeded) -> PromotionDetail {
    var detail = PromotionDetail.fixture()
    detail.row.revision = revision
    detail.text = DecisionText(
      revision: revision, body: body, digest: String(repeating: revision == 3 ? "a" : "b", count: 64),
      gateDigest: "", policyDigest: "")
    detail.means = means
    return detail
  }

  private static let long = (1...90).map { "line \($0)\n" }.joined()

  @Test("takes no signature before the text has been on the screen to its end")
  func textIsRead() async {
    var script = await opened(signable(Self.long))
    script.presses(.character("s"))
    script.says("Read the text that you sign to its end first: Tab to it, then Space or G.")
    script.presses(.tab, .tab, .tab)
    script.shows("line 1")
    script.presses(.character("s"))
    #expect(script.form == nil)
    script.presses(.character("G"))
    script.shows("End of the text.")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    #expect(script.form != nil)
  }

  @Test("asks for a locked key's passphrase, never shows it and keeps it in no draft")
  func passphrase() async {
    var script = await opened(
      signable("short\n", means: .locked(fingerprint: "SHA256:abcdefghijkl", from: "/keys/ada")))
    script.presses(.tab, .tab, .tab)
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.shows("The key in /keys/ada is locked.")
    script.types("1")
    script.presses(.tab)
    script.types("kyc-summary")
    script.presses(.tab)
    script.types("open sesame")
    script.shows("***********")
    #expect(!script.text.contains("sesame"))
    #expect(script.form?.draft.values.contains("open sesame") == false)
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("sign 12 revision 3: gate met, change read, with passphrase open sesame"))
  }

  @Test("says why there is no key to sign with")
  func noKey() async {
    var script = await opened(signable("short\n", means: .missing(because: "The catalog trusts no key of yours.")))
    script.presses(.character("s"))
    script.says("The catalog trusts no key of yours.")
  }

  @Test("when what it rests on changes, the text comes up with what is new, and is to be read again")
  func changed() async {
    var script = await opened(signable(Self.long))
    script.presses(.tab, .tab, .tab, .character("G"))
    let refusal = Problem(.conflict, "promotion.changed", happened: "What this promotion rests on has changed.")
    script.receives(PromotionsScreen.Message.recorded(.failure(refusal), id: 12))
    script.receives(
      PromotionsScreen.Message.detailed(
        .success(signable(Self.long.replacing("line 7\n", with: "line seven\n"), revision: 4)), id: 12))
    script.says("What this promotion rests on has changed.")
    script.shows("Changed since you read it")
    script.shows("line [seven]")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Read the text that you sign to its end first")
  }

  @Test("marked promotions are read as one text, to its end, and signed with one signature")
  func set() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.character("*"))
    script.shows("1 marked")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Mark another one, or open it: Enter.")
    script.presses(.character("*"))
    script.shows("2 marked")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    await script.works(with: desk)
    script.shows("2 promotions, signed as one")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.says("Read the text that you sign to its end first: Space or G.")
    script.presses(.character("G"))
    script.shows("End of the text.")
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    script.shows("You sign 2 promotions as one")
    script.types("1")
    script.presses(.tab)
    script.types("2")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(
      desk.asked.contains { $0.hasPrefix("sign set [") && $0.hasSuffix("5555: gate met, change read") }, "\(desk.asked)"
    )
    script.says("2 promotions were signed as one.")
    script.hides("marked")
  }

  @Test("a set is left by Esc, and so are the marks")
  func leavesSet() async {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.character("*"), .character("*"))
    script.waits(milliseconds: 400)
    script.presses(.character("s"))
    await script.works(with: desk)
    script.presses(.escape)
    script.waits(milliseconds: 400)
    script.shows("2 marked")
    script.presses(.escape)
    script.waits(milliseconds: 400)
    script.hides("marked")
  }
}
