import TestSupport
import Testing

/// What the database refuses by itself, with a signature of zeros: it cannot tell that one from a true one, and says so.
@Suite("An envelope states the decision, with a trusted key of the signer")
struct EnvelopeTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession, lou: PlainSession
  let promotion: String?
  let key: String

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    lou = try office.hire("lou", "lead")
    try bea.register("index", label: "1", tier: "high")
    promotion = try bea.request("index", "1")
    key = try amy.addKey()
  }

  private func needKeys() throws {
    try office.chief.run("select countersign.need_keys('production', true, 'by hand')")
  }

  private func envelope(_ change: String = "s", by person: String = "amy", key: String? = nil) throws -> String? {
    try office.envelope(of: promotion, by: person, key: key ?? self.key, change: change)
  }

  @Test("where keys are needed, a login alone does not sign; elsewhere it does")
  func needed() throws {
    try needKeys()
    #expect(amy.signs(promotion) == "CS409 promotion.changed")
    #expect(try amy.value("select countersign.refresh_decision($1)", promotion) == "2")
    #expect(amy.signs(promotion, revision: "2") == "CS403 signature.needed")
    let staging = try bea.request("index", "1", to: "staging")
    #expect(amy.signs(staging) == "allowed")
  }

  @Test("a key that waits, ran out, was revoked or is another's does not sign")
  func trust() throws {
    #expect(amy.signs(promotion, envelope: try envelope()) == "CS403 signature.trust")
    #expect(lou.trustsKey(key) == "allowed")
    #expect(abe.signs(promotion, envelope: try envelope(by: "abe")) == "CS403 signature.key")
    #expect(amy.signs(promotion, envelope: try envelope(key: "SHA256:unknown")) == "CS403 signature.key")
    let short = try amy.addKey("b2")
    #expect(lou.trustsKey(short, until: try soon()) == "allowed")
    try office.superuser.run("select pg_sleep(1.1)")
    #expect(amy.signs(promotion, envelope: try envelope(key: short)) == "CS403 signature.trust")
    try amy.run("select countersign.revoke_key($1, 'lost')", key)
    #expect(amy.signs(promotion, envelope: try envelope()) == "CS403 signature.trust")
  }

  private func soon() throws -> String? {
    try office.superuser.value("select countersign_private.clock() + interval '1 second'")
  }

  @Test(
    "every part of the statement is the one that stands here",
    arguments: [
      "jsonb_set(s, '{predicate,decision_text,sha256}', '\"00\"')", "jsonb_set(s, '{predicate,promotion}', '99')",
      "jsonb_set(s, '{predicate,revision}', '2')", "jsonb_set(s, '{predicate,environment}', '\"staging\"')",
      "jsonb_set(s, '{predicate,signer}', '\"abe\"')", "jsonb_set(s, '{predicate,decision}', '\"reject\"')",
      "jsonb_set(s, '{predicate,gate,digest,sha256}', '\"00\"')", "jsonb_set(s, '{predicate,policy,sha256}', '\"00\"')",
      "jsonb_set(s, '{predicate,catalog}', '\"other\"')", "jsonb_set(s, '{subject,0,digest,sha256}', '\"00\"')",
      "jsonb_set(s, '{predicateType}', '\"urn:other\"')", "s || '{\"more\":1}'", "'[]'::jsonb",
    ])
  func statement(_ change: String) throws {
    #expect(lou.trustsKey(key) == "allowed")
    #expect(amy.signs(promotion, envelope: try envelope(change)) == "CS409 promotion.changed")
    #expect(try amy.value("select count(*) from countersign.approval") == "0")
  }

  @Test("what is no envelope is refused as such")
  func form() throws {
    #expect(lou.trustsKey(key) == "allowed")
    let other = try office.envelope(of: promotion, by: "amy", key: key, type: "text/plain")
    for bad in [other, "", "{}", "[]", #"{"payload":"***","payloadType":"application/vnd.in-toto+json"}"#] {
      #expect(amy.signs(promotion, envelope: bad) == "CS422 signature.envelope")
    }
  }

  @Test("the envelope is kept with the approval, and the log commits to it")
  func kept() throws {
    #expect(lou.trustsKey(key) == "allowed")
    let envelope = try envelope()
    #expect(amy.signs(promotion, envelope: envelope) == "allowed")
    #expect(
      try abe.run("select person, fingerprint, envelope, trusted_by from countersign.approval_envelope") == [
        ["amy", key, envelope, "lou"]
      ])
    #expect(
      try office.superuser.value(
        """
        select a.detail ->> 'envelope' = encode(e.digest, 'hex') from countersign_private.activity a, countersign_private.approval_envelope e
        where a.act = 'promotion.sign'
        """) == "t")
    #expect(
      office.superuser.tries("update countersign_private.approval_envelope set key = key") == "CS403 fact.immutable")
    #expect(amy.tries("insert into countersign_private.approval_envelope values (1, 1, '', '')") == "42501")
  }

  @Test("a key revoked before the quorum takes its signature with it; one revoked later does not undo what it signed")
  func revokedBetween() throws {
    #expect(lou.trustsKey(key) == "allowed")
    #expect(amy.signs(promotion, envelope: try envelope()) == "allowed")
    try amy.run("select countersign.revoke_key($1, 'lost')", key)
    #expect(try abe.value("select signed from countersign.promotion where id = $1", promotion) == "0")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    let other = try abe.addKey("b2")
    #expect(lou.trustsKey(other) == "allowed")
    let again = try amy.addKey("c3")
    #expect(lou.trustsKey(again) == "allowed")
    #expect(amy.signs(promotion, revision: "2", envelope: try envelope(key: again)) == "allowed")
    #expect(abe.signs(promotion, revision: "2", envelope: try envelope(by: "abe", key: other)) == "allowed")
    try abe.run("select countersign.revoke_key($1, 'left')", other)
    #expect(try abe.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
    #expect(
      try abe.value("select count(*) from countersign.approval_envelope where trusted_by is not null") == "3")
  }
}
