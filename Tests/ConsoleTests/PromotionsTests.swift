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
}
