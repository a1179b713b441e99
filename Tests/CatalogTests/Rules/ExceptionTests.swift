import TestSupport
import Testing

@Suite("Exceptions are owned and end")
struct ExceptionTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession, dan: PlainSession
  private let cannotSign = "CS403 promotion.cannot-sign"

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    dan = try office.hire("dan", "reviewer")
  }

  private func why(_ session: PlainSession, _ promotion: String?) throws -> String? {
    try session.value("select countersign.promotion_refusal($1)", promotion)
  }

  private func record(_ label: String, _ value: Double) throws {
    try bea.run("select countersign.record_evaluation('answers', '\(label)', 's', 'm', \(value), 0.8, true)")
  }

  /// An open request for a model of high tier, measured.
  private func requested(_ label: String = "1", _ value: Double = 0.9) throws -> String? {
    try bea.register("answers", label: label, kind: "model", body: "[\"\(label)\"]", tier: "high")
    try record(label, value)
    return try bea.request("answers", label)
  }

  private func delegates(_ from: PlainSession, _ to: String, days: Int = 1, environment: String? = nil) -> String {
    from.tries(
      "select * from countersign.delegate($1, clock_timestamp() + make_interval(days => $2), $3, 'away')", to,
      "\(days)",
      environment)
  }

  // MARK: Delegation

  @Test("a deputy signs for another, which is on record and adds no vote")
  func deputy() throws {
    let promotion = try requested()
    #expect(try why(dan, promotion) == "Only an approver can sign.")
    #expect(dan.signs(promotion) == "CS403 right.missing")
    #expect(delegates(amy, "dan") == "allowed")
    #expect(dan.signs(promotion) == "allowed")
    #expect(try amy.run("select person from countersign.signed_for") == [["amy"]])
    #expect(dan.signs(promotion) == cannotSign)
    #expect(try why(amy, promotion) == "Your deputy has signed for you already.")
    #expect(amy.signs(promotion) == cannotSign)
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "open")
    #expect(abe.signs(promotion) == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
    #expect(
      try office.superuser.value(
        "select detail ->> 'for' from countersign_private.activity where act = 'promotion.sign-for'") == "amy")
  }

  @Test("after another has signed, their deputy cannot; nor for who requested it; nor when one is kept from it oneself")
  func excluded() throws {
    let promotion = try requested()
    #expect(amy.signs(promotion) == "allowed")
    #expect(delegates(amy, "dan") == "allowed")
    #expect(try why(dan, promotion) == "You would sign for amy, who cannot: You have signed already.")
    #expect(dan.signs(promotion) == cannotSign)
    try bea.register("other", label: "1")
    let own = try amy.request("other", "1")
    #expect(
      try why(dan, own) == "You would sign for amy, who cannot: You requested it yourself: someone else must sign.")
    #expect(delegates(abe, "bea") == "allowed")
    #expect(try why(bea, promotion) == "You requested it yourself: someone else must sign.")
  }

  @Test("only one's own signature is passed on, to someone who has none, for a while")
  func delegating() throws {
    #expect(delegates(bea, "dan") == "CS403 right.missing")
    #expect(delegates(amy, "amy") == "CS403 delegation.own")
    #expect(delegates(amy, "abe") == "CS409 delegation.approver")
    #expect(delegates(amy, "nobody") == "CS404 person.unknown")
    #expect(delegates(amy, "dan", days: 91) == "CS422 delegation.until")
    #expect(delegates(amy, "dan", days: -1) == "CS422 delegation.until")
    #expect(delegates(amy, "dan", environment: "moon") == "CS404 environment.unknown")
    #expect(delegates(amy, "dan") == "allowed")
    #expect(delegates(dan, "bea") == "CS403 right.missing", "what was passed on is not passed on")
    #expect(delegates(abe, "dan") == "CS409 delegation.open")
    #expect(bea.tries("select countersign.end_delegation(1, 'x')") == "CS403 delegation.other")
    #expect(amy.tries("select countersign.end_delegation(1, 'back')") == "allowed")
    #expect(amy.tries("select countersign.end_delegation(1, 'back')") == "CS409 delegation.ended")
    let promotion = try requested()
    #expect(dan.signs(promotion) == "CS403 right.missing")
  }

  @Test("it ends with the right it came from, and holds in its environment alone")
  func scope() throws {
    #expect(delegates(amy, "dan", environment: "staging") == "allowed")
    let promotion = try requested()
    #expect(try why(dan, promotion) == "Only an approver can sign.")
    #expect(dan.signs(promotion) == cannotSign)
    let staging = try bea.request("answers", "1", to: "staging")
    #expect(try why(dan, staging) == nil)
    try office.chief.run("select countersign.revoke_right($1, 'approver', 'left')", office.login("amy"))
    #expect(dan.signs(staging) == "CS403 right.missing")
  }

  // MARK: Waivers

  private func asks(_ promotion: String?, _ requirement: String = "evals.s.m", days: Int = 1, by session: PlainSession)
    -> String
  {
    session.tries(
      """
      select * from countersign.ask_waiver($1, $2, 'bea', clock_timestamp() + make_interval(days => $3), 'the suite is broken')
      """, promotion, requirement, "\(days)")
  }

  @Test("another person outside the team grants it; it is read again, shown, and ends by itself")
  func waiver() throws {
    let promotion = try requested("1", 0.7)
    #expect(try why(amy, promotion) == "Unmet: evals.s.m.")
    #expect(asks(promotion, by: bea) == "allowed")
    #expect(asks(promotion, by: bea) == "CS409 waiver.open")
    let grant = "select countersign.answer_waiver(1, 'granted', 'known fault of the suite')"
    #expect(bea.tries(grant) == "CS403 right.missing")
    let cal = try office.hire("cal", "approver", team: "claims")
    #expect(cal.tries(grant) == "CS403 waiver.team")
    #expect(amy.tries("select countersign.answer_waiver(1, 'granted', '')") == "CS422 reason.missing")
    #expect(amy.tries(grant) == "allowed")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    let shown = try amy.run(
      "select state, evidence like 'waived until %, bea answers for it: the suite is broken (granted by amy)' from countersign.promotion_requirements($1) where id = 'evals.s.m'",
      promotion)
    #expect(shown == [["waived", "t"]])
    // Only who owns the database moves its clock.
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = '2 days'")
    #expect(try why(amy, promotion) == "Unmet: evals.s.m.")
    #expect(amy.signs(promotion, revision: "2") == cannotSign)
  }

  @Test("what is met, unknown, held by law or without an end is not waived")
  func unwaivable() throws {
    let promotion = try requested("1", 0.7)
    #expect(asks(promotion, "tier.set", by: bea) == "CS409 waiver.not-needed")
    #expect(asks(promotion, "nothing", by: bea) == "CS404 requirement.unknown")
    #expect(asks(promotion, days: 181, by: bea) == "CS422 waiver.expiry")
    #expect(asks("77", by: bea) == "CS404 promotion.unknown")
    #expect(amy.tries("select * from countersign.stop('answers', null, null, 'leaks')") == "allowed")
    #expect(asks(promotion, "stop.none", by: bea) == "CS403 waiver.never")
    #expect(asks(promotion, by: amy) == "allowed")
    #expect(
      amy.tries("select countersign.answer_waiver(1, 'granted', 'x')") == "CS403 waiver.own", "nor by who asked")
    #expect(
      try office.hire("amy2", "approver", person: "amy").tries("select countersign.answer_waiver(1, 'granted', 'x')")
        == "CS403 waiver.own")
  }

  // MARK: Inputs and the quorum

  @Test("an input that changes by itself voids the signatures, is listed, and the quorum starts again")
  func drift() throws {
    let promotion = try requested()
    #expect(amy.signs(promotion) == "allowed")
    try bea.register("pinned", label: "1")
    // Only who owns the database can change what was kept.
    try office.superuser.run(
      """
      alter table countersign_private.promotion_input disable trigger unchanged;
      update countersign_private.promotion_input set value = '0.95 (n 4)' where id = 'evals.s.m';
      alter table countersign_private.promotion_input enable always trigger unchanged
      """)
    #expect(abe.signs(promotion) == cannotSign)
    #expect(
      try why(abe, promotion)?.hasPrefix("An input has changed since it was read: evals.s.m was met 0.95 (n 4)") == true
    )
    #expect(try abe.value("select countersign.refresh_promotion($1)", promotion) == "t")
    #expect(
      try abe.run("select id, before, after from countersign.promotion_changes($1)", promotion)
        == [["evals.s.m", "met 0.95 (n 4) (≥ 0.8)", "met 0.9 (≥ 0.8)"]])
    #expect(try abe.value("select signed from countersign.promotion where id = $1", promotion) == "0")
    #expect(try abe.value("select countersign.refresh_promotion($1)", promotion) == "f")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
  }

  @Test("when too few can sign the request goes to a named group, and never through")
  func nobodyLeft() throws {
    let promotion = try requested()
    let standing = "select signed, needed, can_sign, falls_to from countersign.promotion_quorum($1)"
    #expect(try bea.run(standing, promotion) == [["0", "2", "{abe,amy}", nil]])
    #expect(amy.signs(promotion) == "allowed")
    #expect(try bea.run(standing, promotion) == [["1", "2", "{abe}", nil]])
    try office.chief.run("select countersign.revoke_right($1, 'approver', 'left')", office.login("abe"))
    #expect(try bea.run(standing, promotion) == [["1", "2", "{}", "the leads of the AI office"]])
    #expect(try bea.value("select state from countersign.promotion where id = $1", promotion) == "open")
  }

  @Test("rights are taken back by an administrator, not from oneself, and the login loses them at once")
  func revoking() throws {
    let revoke = "select countersign.revoke_right($1, $2, 'left')"
    #expect(amy.tries(revoke, office.login("abe"), "approver") == "CS403 right.missing")
    #expect(office.chief.tries(revoke, office.login("chief"), "admin") == "CS403 right.own")
    #expect(office.chief.tries(revoke, office.login("abe"), "king") == "CS422 right.unknown")
    #expect(office.chief.tries(revoke, office.login("abe"), "lead") == "CS409 right.not-held")
    #expect(office.chief.tries(revoke, "nobody", "lead") == "CS404 login.unknown")
    let promotion = try requested()
    #expect(office.chief.tries(revoke, office.login("abe"), "approver") == "allowed")
    #expect(abe.signs(promotion) == "42501", "nothing of the interface is left to them")
  }

  // MARK: Retiring

  @Test("what others use is retired only by naming what takes over")
  func succession() throws {
    for name in ["old", "new"] { try bea.register(name, label: "1") }
    try bea.run(
      """
      select countersign.register_version('desk', 'dataset', 'claims', 'chief', 'low', 'x', '1', '["desk"]', 'x',
        pins => '[{"artifact": "old", "selector": "1", "role": "index"}]')
      """)
    func retires(_ successor: String?) -> String {
      bea.tries("select countersign.retire_artifact('old', 'worn out', 'sql', $1)", successor)
    }
    #expect(retires(nil) == "CS409 artifact.pinned")
    #expect(retires("old") == "CS422 artifact.successor")
    #expect(retires("nothing") == "CS422 artifact.successor")
    #expect(retires("new") == "allowed")
    #expect(try amy.run("select artifact, takes_over from countersign.succession") == [["old", "new"]])
    #expect(bea.tries("select countersign.retire_artifact('desk', 'worn out')") == "allowed")
  }
}
