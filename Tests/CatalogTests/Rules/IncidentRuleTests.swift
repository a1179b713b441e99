import TestSupport
import Testing

@Suite("An incident")
struct IncidentRuleTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
  }

  private func open(
    _ traits: String = "{fundamental_rights}", links: String = "[]", as session: PlainSession? = nil
  ) -> String {
    (session ?? bea).tries(
      """
      select * from countersign.open_incident('wrong denials', 'seen by hand', $1, clock_timestamp() - interval '1 hour', links => $2)
      """, traits, links)
  }

  private let about = #"[{"artifact": "claims-index", "selector": "1"}]"#

  @Test("by Art. 73 holds what it is about: no promotion of it is signed until it is closed")
  func holds() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(open(links: about) == "allowed")
    #expect(amy.signs(promotion) == "CS403 promotion.cannot-sign")
    #expect(try amy.value("select countersign.promotion_refusal($1)", promotion) == "Unmet: incident.none.")
    let requirement = try amy.run(
      "select state, value from countersign.promotion_requirements(\(promotion ?? "")) where id = 'incident.none'")
    #expect(requirement == [["unmet", "incident 1"]])
    // Whatever a requirement says, the signature itself is refused.
    let direct = office.superuser.tries(
      """
      insert into countersign_private.approval (promotion, person, login, approves, revision, version_digest, reason, channel)
      values ($1, 'amy', 'amy', true, 1, sha256(''), 'past the function', 'sql')
      """, promotion)
    #expect(direct == "CS409 incident.holds")
    #expect(
      amy.tries("select countersign.report_incident(1, 'ai-act-73', 'complete', null, 'sent')") == "allowed")
    #expect(amy.signs(promotion) == "CS403 promotion.cannot-sign", "a report does not lift the hold")
    #expect(amy.tries("select countersign.close_incident(1, 'analysed')") == "allowed")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("that is not serious holds nothing, and one that turns out serious does")
  func classified() throws {
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    #expect(open("{personal_data}", links: about) == "allowed")
    #expect(try amy.value("select countersign.promotion_refusal($1)", promotion) == nil)
    #expect(amy.tries("select countersign.classify_incident(1, '{personal_data,health}', 'harm')") == "allowed")
    #expect(try amy.value("select countersign.promotion_refusal($1)", promotion) == "Unmet: incident.none.")
    // Who opened it cannot talk it down.
    #expect(bea.tries("select countersign.classify_incident(1, '{other}', 'no')") == "CS403 incident.own")
    #expect(amy.tries("select countersign.classify_incident(1, '{other}', 'checked')") == "allowed")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("is closed by another person than who opened it, once every duty is answered in full")
  func closing() throws {
    #expect(open("{fundamental_rights,personal_data}", as: amy) == "allowed")
    #expect(amy.tries("select countersign.close_incident(1, 'done')") == "CS403 incident.own")
    let amyAgain = try office.hire("amy2", "lead", person: "amy")
    #expect(amyAgain.tries("select countersign.close_incident(1, 'done')") == "CS403 incident.own")
    #expect(bea.tries("select countersign.close_incident(1, 'done')") == "CS403 right.missing")
    #expect(abe.tries("select countersign.close_incident(1, 'done')") == "CS409 incident.unanswered")
    let report = "select countersign.report_incident(1, $1, $2, null, 'sent by registered mail')"
    #expect(abe.tries(report, "gdpr-33", "not_needed") == "allowed")
    #expect(abe.tries(report, "ai-act-73", "initial") == "allowed")
    #expect(abe.tries("select countersign.close_incident(1, 'done')") == "CS409 incident.unanswered")
    #expect(abe.tries(report, "contract", "initial") == "CS404 incident.duty")
    #expect(abe.tries(report, "ai-act-73", "complete") == "allowed")
    #expect(abe.tries("select countersign.close_incident(1, ' ')") == "CS422 reason.missing")
    #expect(abe.tries("select countersign.close_incident(1, 'done')") == "allowed")
    #expect(abe.tries("select countersign.close_incident(1, 'done')") == "CS409 incident.closed")
    #expect(amy.tries("select countersign.note_incident(1, 'more')") == "CS409 incident.closed")
  }

  @Test("needs to be told what it is, and an awareness that is past")
  func malformed() {
    #expect(open("{}") == "CS422 incident.traits" && open("{bad}") == "CS422 incident.traits")
    #expect(open("{contract}") == "CS422 incident.contract-hours")
    #expect(open(links: #"[{"artifact": "none", "selector": "1"}]"#) == "CS404 artifact.unknown")
    #expect(
      bea.tries(
        "select * from countersign.open_incident('x', '', '{other}', clock_timestamp() + interval '1 hour')")
        == "CS422 incident.aware")
  }

  @Test("keeps what it held and what was done, whoever asks")
  func kept() throws {
    try bea.register("claims-index", label: "1", body: #"{"a":1}"#)
    #expect(open(links: about) == "allowed")
    #expect(
      try amy.value("select digest from countersign.incident_link")
        == office.superuser.value("select encode(digest, 'hex') from countersign_private.version"))
    for table in ["incident", "incident_act", "incident_clock", "incident_link"] {
      #expect(
        office.superuser.tries("delete from countersign_private.\(table)") == "CS403 fact.immutable", "\(table)")
      #expect(amy.tries("select * from countersign_private.\(table)") == "42501", "\(table)")
    }
  }

  @Test("is as it was recorded at a past moment")
  func past() throws {
    #expect(open() == "allowed")
    let before = try office.superuser.value("select clock_timestamp()") ?? ""
    #expect(amy.tries("select countersign.report_incident(1, 'ai-act-73', 'complete', null, 'sent')") == "allowed")
    #expect(amy.tries("select countersign.close_incident(1, 'done')") == "allowed")
    let asked = "select state, next_due is null from incident"
    try abe.run("select countersign.set_as_of(null)")
    #expect(try abe.run(asked) == [["closed", "t"]])
    try abe.run("select countersign.set_as_of('\(before)')")
    #expect(try abe.run(asked) == [["open", "f"]])
  }
}
