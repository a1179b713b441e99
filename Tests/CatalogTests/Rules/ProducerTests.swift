import TestSupport
import Testing

@Suite("A producer's token")
struct ProducerTests {
  let office: Office
  let daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    daemon = try office.hire("daemon", "ingest")
  }

  private func digest(_ words: String) -> String { "sha256(convert_to('\(words)', 'UTF8'))" }

  private func adds(
    _ session: PlainSession, _ name: String, _ words: String, scopes: String = "{generations}", reason: String = "why"
  ) -> String {
    session.tries("select countersign.add_producer($1, $2::text[], \(digest(words)), null, $3)", name, scopes, reason)
  }

  private func holder(_ words: String, for scope: String = "generations") -> String {
    daemon.tries("select countersign.token_holder(\(digest(words)), $1)", scope)
  }

  @Test("lets its producer in, as far as its scope reaches, and is kept as a digest alone")
  func letsIn() throws {
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    #expect(try daemon.value("select countersign.token_holder(\(digest("secret")), 'generations')") == "gateway")
    #expect(holder("secret", for: "otlp") == "CS403 token.scope")
    #expect(holder("other") == "CS403 token.unknown")
    #expect(
      try office.superuser.value(
        "select count(*) from countersign_private.producer_token t where t::text like '%secret%'") == "0")
  }

  @Test(
    "is given, rotated and revoked by an administrator or a lead alone", arguments: ["viewer", "builder", "ingest"])
  func others(right: String) throws {
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    let someone = try office.hire("someone", right)
    // A program may not even call what is a person's act.
    let refused = right == "ingest" ? "42501" : "CS403 right.missing"
    #expect(adds(someone, "mine", "x") == refused)
    #expect(someone.tries("select countersign.rotate_producer('gateway', \(digest("y")), '0', 'why')") == refused)
    #expect(someone.tries("select countersign.revoke_producer('gateway', 'why')") == refused)
    #expect(adds(try office.hire("lea", "lead"), "mine", "x") == "allowed")
  }

  @Test("needs a reason, a name, a known scope, and no other token beside it")
  func words() {
    #expect(adds(office.chief, "gateway", "a", reason: " ") == "CS422 reason.missing")
    #expect(adds(office.chief, "Gate way", "a") == "CS422 producer.name")
    #expect(adds(office.chief, "gateway", "a", scopes: "{everything}") == "CS422 token.scope")
    #expect(adds(office.chief, "gateway", "a", scopes: "{}") == "CS422 token.scope")
    #expect(adds(office.chief, "gateway", "a") == "allowed")
    #expect(adds(office.chief, "gateway", "b") == "CS409 producer.exists")
  }

  @Test("holds beside a new one for as long as was said, and not after it was revoked")
  func rotated() throws {
    #expect(adds(office.chief, "gateway", "old") == "allowed")
    try office.chief.run("select countersign.rotate_producer('gateway', \(digest("new")), '1 hour', 'why')")
    #expect(holder("old") == "allowed")
    #expect(holder("new") == "allowed")
    try office.chief.run("select countersign.rotate_producer('gateway', \(digest("newest")), '0', 'why')")
    #expect(holder("old") == "CS403 token.unknown")
    #expect(holder("new") == "CS403 token.unknown")
    #expect(holder("newest") == "allowed")
    try office.chief.run("select countersign.revoke_producer('gateway', 'why')")
    #expect(holder("newest") == "CS403 token.unknown")
    #expect(office.chief.tries("select countersign.revoke_producer('gateway', 'why')") == "CS404 producer.unknown")
    #expect(adds(office.chief, "gateway", "again") == "allowed")
  }

  @Test("can only end, and sooner, whoever tries otherwise")
  func unchanged() throws {
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    for change in [
      "set valid_to = 'infinity'", "set producer = 'gateway', scopes = '{otlp}'",
      "set digest = sha256('x'), valid_to = now()",
    ] {
      #expect(
        office.superuser.tries("update countersign_private.producer_token \(change)") == "CS403 fact.immutable",
        "\(change)")
    }
    #expect(office.superuser.tries("delete from countersign_private.producer_token") == "CS403 fact.immutable")
    #expect(daemon.tries("select * from countersign_private.producer_token") == "42501")
  }

  private func binds(_ session: PlainSession, _ words: String, overlap: String = "0") -> String {
    session.tries("select countersign.bind_producer('gateway', \(digest(words)), $1, 'why')", overlap)
  }

  private func holder(_ words: String, with certificate: String) -> String {
    daemon.tries("select countersign.token_holder(\(digest(words)) || \(digest(certificate)), 'generations')")
  }

  @Test("counts only with a certificate its producer is bound to, once there is one, and without again after it")
  func bound() throws {
    #expect(binds(office.chief, "theirs") == "CS404 producer.unknown")
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    #expect(holder("secret", with: "any") == "allowed")
    #expect(office.chief.tries("select countersign.unbind_producer('gateway', 'why')") == "CS404 certificate.none")
    #expect(binds(office.chief, "theirs") == "allowed")
    #expect(binds(office.chief, "theirs") == "CS409 certificate.bound")
    #expect(holder("secret", with: "theirs") == "allowed")
    #expect(holder("secret", with: "other") == "CS403 token.certificate")
    #expect(holder("secret") == "CS403 token.certificate")
    #expect(holder("guess", with: "theirs") == "CS403 token.unknown")
    // It stays so with another token, and is asked by the transaction that takes.
    try office.chief.run("select countersign.rotate_producer('gateway', \(digest("new")), '0', 'why')")
    #expect(holder("new") == "CS403 token.certificate")
    #expect(
      daemon.tries("select countersign.open_delivery(\(digest("new")), 'generations', null, 'generations', 'a test')")
        == "CS403 token.certificate")
    // A new certificate beside the old one, and then instead of it.
    #expect(binds(office.chief, "renewed", overlap: "1 hour") == "allowed")
    #expect(holder("new", with: "theirs") == "allowed")
    #expect(holder("new", with: "renewed") == "allowed")
    #expect(binds(office.chief, "newest") == "allowed")
    #expect(holder("new", with: "theirs") == "CS403 token.certificate")
    #expect(holder("new", with: "renewed") == "CS403 token.certificate")
    #expect(holder("new", with: "newest") == "allowed")
    #expect(
      try office.chief.value(
        "select certificates = array[encode(\(digest("newest")), 'hex')] from countersign.data_sources()") == "t")
    try office.chief.run("select countersign.unbind_producer('gateway', 'why')")
    #expect(holder("new") == "allowed")
  }

  @Test(
    "is bound and unbound by an administrator or a lead alone, with a reason",
    arguments: ["viewer", "builder", "ingest", "auditor"])
  func bindsForOthers(right: String) throws {
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    let someone = try office.hire("someone", right)
    let refused = right == "ingest" ? "42501" : "CS403 right.missing"
    #expect(binds(someone, "mine") == refused)
    #expect(someone.tries("select countersign.unbind_producer('gateway', 'why')") == refused)
    #expect(
      office.chief.tries("select countersign.bind_producer('gateway', \(digest("x")), '0', ' ')")
        == "CS422 reason.missing")
    #expect(
      office.chief.tries("select countersign.bind_producer('gateway', 'short', '0', 'why')")
        == "CS422 certificate.digest")
    #expect(binds(office.chief, "x", overlap: "31 days") == "CS422 certificate.overlap")
    #expect(binds(try office.hire("lea", "lead"), "theirs") == "allowed")
    for change in ["set valid_to = 'infinity'", "set digest = sha256('x')", "set producer = producer"] {
      #expect(
        office.superuser.tries("update countersign_private.producer_certificate \(change)") == "CS403 fact.immutable")
    }
    #expect(office.superuser.tries("delete from countersign_private.producer_certificate") == "CS403 fact.immutable")
  }

  @Test("is asked again by the transaction that takes what it brought")
  func asked() throws {
    #expect(adds(office.chief, "gateway", "secret") == "allowed")
    let open = "select countersign.open_delivery(\(digest("secret")), 'generations', null, 'generations', 'a test')"
    #expect(daemon.tries(open) == "allowed")
    try office.chief.run("select countersign.revoke_producer('gateway', 'why')")
    #expect(daemon.tries(open) == "CS403 token.unknown")
    #expect(try office.hire("vic", "viewer").tries(open) == "42501")
  }
}
