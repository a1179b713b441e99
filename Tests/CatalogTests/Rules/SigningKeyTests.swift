import TestSupport
import Testing

@Suite("Keys are trusted by a second person")
struct SigningKeyTests {
  let office: Office
  let amy: PlainSession, lou: PlainSession, max: PlainSession

  init() async throws {
    office = try await Office.open()
    amy = try office.hire("amy", "approver")
    lou = try office.hire("lou", "lead", "approver")
    max = try office.hire("max", "admin")
  }

  private func state(_ fingerprint: String) throws -> String? {
    try amy.value("select state from countersign.signing_key where fingerprint = $1", fingerprint)
  }

  @Test("a key waits until a lead or an administrator trusts it, and that is in the log")
  func trust() throws {
    let key = try amy.addKey()
    #expect(try state(key) == "waiting")
    #expect(lou.trustsKey(key) == "allowed")
    #expect(try state(key) == "trusted")
    let acts = try office.superuser.run(
      "select act, person, subject from countersign_private.activity where act like 'key.%' order by id")
    #expect(acts == [["key.add", "amy", key], ["key.prove", "amy", key], ["key.trust", "lou", key]])
  }

  @Test("the fingerprint is the one OpenSSH prints")
  func fingerprint() throws {
    // ssh-keygen -lf of a key of zeros.
    #expect(
      try office.superuser.value("select countersign_private.key_fingerprint(decode(repeat('00', 32), 'hex'))")
        == "SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk")
  }

  @Test("nobody trusts a key that its owner has not shown to hold; only the owner shows it, once")
  func proof() throws {
    let key = try amy.addKey(proved: false)
    #expect(lou.trustsKey(key) == "CS403 key.unproved")
    let prove = "select countersign.prove_key($1, \(PlainSession.proof()))"
    #expect(lou.tries(prove, key) == "CS403 key.others")
    #expect(amy.tries(prove, "SHA256:nobody") == "CS404 key.unknown")
    for change in [
      "jsonb_set(s, '{predicate,person}', '\"lou\"')", "jsonb_set(s, '{predicate,catalog}', '\"other\"')",
      "jsonb_set(s, '{subject,0,name}', '\"SHA256:other\"')", "jsonb_set(s, '{subject,0,digest,sha256}', '\"00\"')",
      "jsonb_set(s, '{predicateType}', '\"urn:countersign:promotion-decision:v1\"')", "'[]'::jsonb",
    ] {
      #expect(
        amy.tries("select countersign.prove_key($1, \(PlainSession.proof(change)))", key) == "CS422 key.proof",
        "\(change)")
    }
    #expect(
      amy.tries("select countersign.prove_key($1, \(PlainSession.proof(type: "text/plain")))", key) == "CS422 key.proof"
    )
    #expect(amy.tries("select countersign.prove_key($1, null)", key) == "CS422 key.proof")
    #expect(amy.tries("select countersign.prove_key($1, '{}')", key) == "CS422 key.proof")
    #expect(lou.trustsKey(key) == "CS403 key.unproved")
    #expect(amy.tries(prove, key) == "allowed")
    #expect(amy.tries(prove, key) == "CS409 key.proved")
    #expect(lou.trustsKey(key) == "allowed")
    #expect(
      office.superuser.tries("delete from countersign_private.signing_key_proof") == "CS403 fact.immutable")
    // A row of trust that the owner of the tables writes by hand is held to it, too.
    let bare = try amy.addKey("d4", proved: false)
    #expect(
      office.superuser.tries(
        """
        insert into countersign_private.signing_key_state (key, state, trusted_until, changed_by, reason, valid_from, valid_to)
        select k.id, 'trusted', now() + interval '1 day', 'lou', 'by hand', now(), now() + interval '1 hour'
        from countersign_private.signing_key k where k.fingerprint = $1
        """, bare) == "CS403 key.unproved")
    try amy.run("select countersign.revoke_key($1, 'lost')", bare)
    #expect(amy.tries(prove, bare) == "CS409 key.revoked")
  }

  @Test("nobody trusts a key of their own, nor through a second login")
  func own() throws {
    let key = try lou.addKey()
    #expect(lou.trustsKey(key) == "CS403 key.own")
    let again = try office.hire("lou2", "admin", person: "lou")
    #expect(again.trustsKey(key) == "CS403 key.own")
    #expect(try state(key) == "waiting")
  }

  @Test("an approver, a builder and a mere viewer trust nobody's key")
  func role() throws {
    let key = try lou.addKey()
    for (name, right) in [("ann", "approver"), ("bob", "builder"), ("vic", "viewer"), ("aud", "auditor")] {
      #expect(try office.hire(name, right).trustsKey(key) == "CS403 right.missing")
    }
  }

  @Test("trust ends, is renewed, and lasts three years at most")
  func until() throws {
    let key = try amy.addKey()
    #expect(lou.trustsKey(key, until: "2001-01-01Z") == "CS422 key.until")
    #expect(lou.trustsKey(key, until: "2999-01-01Z") == "CS422 key.until")
    #expect(lou.trustsKey(key) == "allowed")
    #expect(max.trustsKey(key) == "allowed")
    #expect(
      try office.superuser.value("select count(*) from countersign_private.signing_key_state where state = 'trusted'")
        == "2")
  }

  @Test("a revoked key never comes back; one's own is revoked without asking, another's by a lead")
  func revoked() throws {
    let key = try amy.addKey()
    #expect(lou.trustsKey(key) == "allowed")
    let bob = try office.hire("bob", "approver")
    let revoke = "select countersign.revoke_key($1, 'lost the laptop')"
    #expect(bob.tries(revoke, key) == "CS403 right.missing")
    #expect(amy.tries(revoke, key) == "allowed")
    #expect(amy.tries(revoke, key) == "CS409 key.revoked")
    #expect(lou.trustsKey(key) == "CS409 key.revoked")
    #expect(amy.tries("select countersign.add_key(decode(repeat('a1', 32), 'hex'), 'again')") == "CS409 key.known")
    #expect(lou.tries(revoke, try amy.addKey("b2")) == "allowed")
  }

  @Test("a key is 32 bytes with a name that a terminal can show")
  func form() throws {
    #expect(amy.tries("select countersign.add_key('\\x00', 'short')") == "CS422 key.form")
    #expect(amy.tries("select countersign.add_key(null, 'none')") == "CS422 key.form")
    #expect(
      amy.tries("select countersign.add_key(decode(repeat('c3', 32), 'hex'), E'a\\u001b[2J')") == "CS422 key.name")
    #expect(lou.trustsKey("SHA256:nobody") == "CS404 key.unknown")
  }

  @Test("keys, trust and rules are facts, even for the owner's own trigger-less session")
  func facts() throws {
    let key = try amy.addKey()
    #expect(lou.trustsKey(key) == "allowed")
    for statement in [
      "update countersign_private.signing_key set person = 'lou'", "delete from countersign_private.signing_key_state",
      "truncate countersign_private.signing_key cascade",
      "update countersign_private.signing_key_state set trusted_until = 'infinity'",
    ] {
      #expect(office.superuser.tries(statement) == "CS403 fact.immutable")
      #expect(lou.tries(statement) == "42501")
    }
  }

  @Test("to need keys is one administrator's word; to need them no longer is said by two")
  func rule() throws {
    let need = "select needs_key from countersign.need_keys('production', $1::boolean, 'as decided')"
    #expect(lou.tries(need, "t") == "CS403 right.missing")
    #expect(try max.value(need, "t") == "t")
    #expect(max.tries(need, "t") == "CS409 key.rule")
    #expect(try max.value(need, "f") == "t")
    #expect(try max.value(need, "f") == "t")
    #expect(try office.hire("max2", "admin", person: "max").value(need, "f") == "t")
    #expect(try office.chief.value(need, "f") == "f")
    // What was asked before it was needed again is no consent to now.
    #expect(try max.value(need, "t") == "t")
    #expect(try office.chief.value(need, "f") == "t")
  }
}
