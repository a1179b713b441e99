import TestSupport
import Testing

@Suite("Four eyes on a promotion")
struct FourEyesTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession
  private let cannotSign = "CS403 promotion.cannot-sign"

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver", "builder")
  }

  private func why(_ session: PlainSession, _ promotion: String?) throws -> String? {
    try session.value("select countersign.promotion_refusal($1)", promotion)
  }

  private func production() throws -> String? {
    try office.superuser.value("select label from countersign.serving where environment = 'production'")
  }

  @Test("a second person moves the pointer")
  func secondPerson() throws {
    let label = try bea.register("claims-index")
    let promotion = try bea.request("claims-index", label ?? "")
    #expect(try why(amy, promotion) == nil)
    #expect(amy.signs(promotion) == "allowed")
    #expect(try production() == label)
  }

  @Test("the requester cannot sign their own")
  func requester() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try abe.request("claims-index", "1")
    #expect(abe.signs(promotion) == cannotSign)
    #expect(try why(abe, promotion) == "You requested it yourself: someone else must sign.")
    #expect(try production() == nil)
  }

  @Test("the requester cannot sign through a second login either")
  func secondLogin() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try abe.request("claims-index", "1")
    let abeAgain = try office.hire("abe2", "approver", person: "abe")
    #expect(abeAgain.signs(promotion) == cannotSign)
    #expect(try why(abeAgain, promotion) == "You requested it yourself: someone else must sign.")
  }

  @Test("the author cannot sign, whoever asked for the promotion")
  func author() throws {
    try abe.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(abe.signs(promotion) == cannotSign)
    #expect(try why(abe, promotion) == "You wrote this version: someone else must sign.")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("who supplied the figure that decides cannot sign; who supplied one that was superseded can")
  func supplier() throws {
    try bea.register("answers", label: "1", kind: "model")
    let figure = """
      select countersign.record_evaluation('answers', '1', 'suite', 'accuracy', 0.9, 0.8, true)
      """
    #expect(abe.tries(figure) == "allowed")
    let promotion = try bea.request("answers", "1")
    #expect(abe.signs(promotion) == cannotSign)
    #expect(try why(abe, promotion) == "You supplied a figure the decision rests on: someone else must sign.")
    #expect(bea.tries(figure) == "allowed")
    #expect(try why(abe, promotion) == nil)
    #expect(abe.signs(promotion, revision: "2") == "allowed")
  }

  @Test("a colleague of the requester's or of the author's domain team cannot sign")
  func ownTeam() throws {
    let cal = try office.hire("cal", "approver", team: "claims")
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(cal.signs(promotion) == cannotSign)
    #expect(try why(cal, promotion) == "You are of the requester's own team: someone outside it must sign.")
    try bea.register("claims-notes", label: "1")
    let other = try amy.request("claims-notes", "1")
    #expect(cal.signs(other) == cannotSign)
    #expect(try why(cal, other) == "You are of the author's own team: someone outside it must sign.")
    #expect(abe.signs(promotion) == "allowed")
  }

  @Test("who had the right to sign from the requester cannot sign")
  func ownCreature() throws {
    let ada = try office.hire("ada", "admin", "builder")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("puppet"))
    let request = try ada.value(
      "select request from countersign.ask_right($1, 'approver', 'puppet', 'puppet', 'office', reason => 'mine')",
      office.login("puppet"))
    try office.chief.run("select countersign.answer_right($1, 'granted', 'ada knows them')", request)
    let puppet = try office.session("puppet")
    try ada.register("claims-index", label: "1")
    let promotion = try ada.request("claims-index", "1")
    #expect(puppet.signs(promotion) == cannotSign)
    #expect(try why(puppet, promotion) == "Your right to sign came from whoever asks: someone else must sign.")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("a failing figure between the first and the second signature: the second is refused, naming it")
  func failedBetween() throws {
    try bea.register("answers", label: "1", kind: "model", tier: "high")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)") == "allowed")
    let promotion = try bea.request("answers", "1")
    #expect(amy.signs(promotion) == "allowed")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.7, 0.8, true)") == "allowed")
    #expect(abe.signs(promotion) == "CS409 promotion.changed", "abe had read of the earlier figure")
    #expect(abe.signs(promotion, revision: "2") == cannotSign)
    #expect(try why(abe, promotion) == "Unmet: evals.s.m.")
    #expect(try production() == nil)
  }

  @Test("a request that nobody signed in time takes no signature, and the same can be asked for again")
  func expiry() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.value(
      """
      select promotion from countersign.request_promotion('claims-index', '1', 'production', 'soon',
        expires_at => clock_timestamp() + interval '300 milliseconds')
      """)
    try bea.run("select pg_sleep(0.4)")
    #expect(amy.signs(promotion) == cannotSign)
    #expect(try why(amy, promotion)?.hasPrefix("The request ended on ") == true)
    let again = try bea.request("claims-index", "1")
    #expect(try bea.value("select state from countersign.promotion where id = $1", promotion) == "expired")
    #expect(amy.signs(again) == "allowed")
  }

  @Test("nobody signs twice, neither through a second login")
  func twice() throws {
    try bea.register("claims-index", label: "1", tier: "high")
    let promotion = try bea.request("claims-index", "1")
    #expect(amy.signs(promotion) == "allowed")
    #expect(amy.signs(promotion) == cannotSign)
    #expect(try why(amy, promotion) == "You have signed already.")
    #expect(try office.hire("amy2", "approver", person: "amy").signs(promotion) == cannotSign)
    #expect(try production() == nil, "two persons are needed for a high tier")
    #expect(abe.signs(promotion) == "allowed")
    #expect(try production() == "1")
  }

  @Test("a signature names the facts that were read: after a new figure it is refused")
  func staleRevision() throws {
    try bea.register("answers", label: "1", kind: "model")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)") == "allowed")
    let promotion = try bea.request("answers", "1")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.95, 0.8, true)") == "allowed")
    #expect(amy.signs(promotion, revision: "1") == "CS409 promotion.changed")
    #expect(amy.tries("select countersign.reject_promotion($1, 1, 'no')", promotion) == "CS409 promotion.changed")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
  }

  @Test("a signature on older facts does not count, and its signer can read and sign again")
  func voidedSignature() throws {
    try bea.register("answers", label: "1", kind: "model", tier: "high")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)") == "allowed")
    let promotion = try bea.request("answers", "1")
    #expect(amy.signs(promotion) == "allowed")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.85, 0.8, true)") == "allowed")
    let signed = "select signed from countersign.promotion where id = $1"
    #expect(try amy.value(signed, promotion) == "0")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try production() == nil, "one of the two was about other facts")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
    #expect(try production() == "1")
    #expect(try amy.value(signed, promotion) == "2")
  }

  @Test("an unmet requirement stops every signature, and is named")
  func unmet() throws {
    try bea.register("answers", label: "1", kind: "model")
    let promotion = try bea.request("answers", "1")
    #expect(amy.signs(promotion) == cannotSign)
    #expect(try why(amy, promotion) == "Unmet: evals.recorded.")
    #expect(bea.tries("select countersign.record_evaluation('answers', '1', 's', 'm', 0.7, 0.8, true)") == "allowed")
    #expect(try why(amy, promotion) == "Unmet: evals.s.m.")
    #expect(amy.signs(promotion, revision: "2") == cannotSign)
  }

  @Test("what is closed takes no more signatures")
  func closed() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(amy.tries("select countersign.reject_promotion($1, 1, 'too early')", promotion) == "allowed")
    #expect(abe.signs(promotion) == cannotSign)
    #expect(try why(abe, promotion) == "The promotion is rejected.")
    #expect(abe.tries("select countersign.reject_promotion($1, 1, 'no')", promotion) == "CS409 promotion.closed")
  }

  @Test("only an approver signs or rejects; only the requester withdraws")
  func roles() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    let vic = try office.hire("vic", "viewer")
    #expect(vic.signs(promotion) == "CS403 right.missing")
    #expect(vic.tries("select countersign.reject_promotion($1, 1, 'no')", promotion) == "CS403 right.missing")
    #expect(bea.tries("select countersign.reject_promotion($1, 1, 'not needed')", promotion) == "allowed")
    #expect(
      try bea.value("select state from countersign.promotion where id = $1", promotion) == "withdrawn")
  }

  @Test("a reason is needed")
  func reason() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(amy.tries("select countersign.sign_promotion($1, 1, ' ')", promotion) == "CS422 reason.missing")
  }

  @Test("a tier raised after the request asks for the signatures of the higher tier, and for reading again")
  func tierRaised() throws {
    let amy = try office.hire("amy", "approver")
    let abe = try office.hire("abe", "approver")
    let bob = try office.hire("bob", "builder", team: "claims")
    try bob.register("risky", label: "1", tier: "low")
    let promotion = try bob.request("risky", "1")
    try bob.register("risky", label: "2", body: #"{"n":2}"#, tier: "high")
    #expect(try amy.value("select needed from countersign.promotion where id = $1", promotion) == "2")
    #expect(amy.signs(promotion) == "CS409 promotion.changed", "amy had read of a low tier")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "open")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
  }
}
