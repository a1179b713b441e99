import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

/// From a key in a file to a stored envelope that anybody can check.
@Suite("Promotions signed with keys")
struct SigningTests {
  private let office: Office
  private let folder: URL
  private let promotion: Int64

  init() async throws {
    office = try await Office.open()
    folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let bea = try office.hire("bea", "builder", team: "claims")
    for name in ["amy", "abe"] { try office.hire(name, "approver") }
    try office.hire("lou", "lead")
    try bea.register("index", label: "1", tier: "high")
    promotion = Int64(try bea.request("index", "1") ?? "") ?? 0
    try office.chief.run("select countersign.need_keys('production', true, 'by hand')")
  }

  /// A desk with a key of its own that lou has trusted.
  private func desk(_ name: String, passphrase: String? = nil, trusted: Bool = true) async throws -> Workbench {
    let path = folder.appending(path: name).path
    let key = try FileKeyRing.make(at: path, name: name, passphrase: passphrase, rounds: 1000)
    _ = try await office.desk(name).addKey(key, name: name, channel: .command)
    if trusted {
      _ = try await office.desk("lou").trustKey(
        key.key.fingerprint, until: nil, reason: "read to me", channel: .command)
    }
    return Workbench(office.settings(name), keyRing: FileKeyRing(path: path))
  }

  private func sign(_ desk: Workbench, passphrase: String? = nil) async throws -> Recorded {
    let detail = try await desk.promotion(promotion)
    return try await desk.sign(
      promotion, revision: detail.row.revision, reason: "read", passphrase: passphrase, channel: .command)
  }

  private func refusal(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return "allowed"
    } catch {
      return (error as? Problem)?.code ?? "\(error)"
    }
  }

  @Test("two people sign with their keys; the pointer moves, and every signature holds")
  func whole() async throws {
    let (amy, abe) = (try await desk("amy"), try await desk("abe", passphrase: "open sesame"))
    guard case .ready = try await amy.promotion(promotion).means,
      case .locked = try await abe.promotion(promotion).means
    else {
      Issue.record("The keys are not at hand.")
      return
    }
    _ = try await sign(amy)
    #expect(await refusal { _ = try await sign(abe) } == "key.passphrase")
    #expect(await refusal { _ = try await sign(abe, passphrase: "close sesame") } == "key.passphrase")
    _ = try await sign(abe, passphrase: "open sesame")
    #expect(try await amy.promotion(promotion).row.state == .promoted)
    let checked = try await amy.verifySignatures(of: promotion)
    #expect(checked.map(\.person) == ["amy", "abe"])
    #expect(checked.allSatisfy { $0.faults.isEmpty && $0.fingerprint != nil })
    #expect(try await office.desk("lou").checkContent().allSatisfy { $0.found == 0 })
    // What is stored is what any DSSE verifier reads.
    let envelope = try #require(
      DSSEEnvelope(json: Array(try await amy.envelopes(of: promotion).first?.envelope.utf8 ?? "".utf8)))
    let text = try #require(try await amy.promotion(promotion).text)
    #expect(text.digest == ContentDigest(of: Array(text.body.utf8)).hex)
    #expect(String(decoding: envelope.payload, as: UTF8.self).contains(text.digest))
  }

  @Test("no key, one that nobody trusts, and one that others can read do not sign")
  func keys() async throws {
    let none = office.desk("amy")
    guard case .missing = try await none.promotion(promotion).means else {
      Issue.record("A key is at hand.")
      return
    }
    #expect(await refusal { _ = try await sign(none) } == "signature.needed")
    let untrusted = try await desk("amy", trusted: false)
    #expect(await refusal { _ = try await sign(untrusted) } == "key.none")
    let open = try await desk("abe")
    chmod(folder.appending(path: "abe").path, 0o644)
    #expect(await refusal { _ = try await sign(open) } == "key.open")
  }

  @Test("one byte of evidence changed between reading and key: refused, and the next reading says what is new")
  func oneByte() async throws {
    let amy = try await desk("amy")
    let read = try await amy.promotion(promotion)
    // The reach changes by one letter, in no way that touches the promotion.
    try office.session("bea").run(
      """
      select countersign.register_version('x', 'chain', 'claims', 'chief', 'low', 'x', '1', '{"pins":["index@1"]}', 'x',
        pins => '[{"artifact":"index","selector":"1","role":"index"}]')
      """)
    #expect(
      await refusal {
        _ = try await amy.sign(promotion, revision: read.row.revision, reason: "read", channel: .command)
      } == "promotion.changed")
    let again = try await amy.promotion(promotion)
    #expect(again.row.revision == read.row.revision + 1)
    #expect(again.text?.body == read.text?.body.replacing("Nothing else uses it.", with: "chain x, as index"))
    _ = try await amy.sign(promotion, revision: again.row.revision, reason: "read again", channel: .command)
  }

  @Test("a key's proof is judged at every desk: a false one is neither trusted there nor passed by in a check")
  func proof() async throws {
    let path = folder.appending(path: "amy").path
    let holder = try FileKeyRing.make(at: path, name: "amy", passphrase: nil, rounds: 1000)
    let (amy, lou) = (office.desk("amy"), office.desk("lou"))
    // Another's public half, with a signature of one's own over the right words.
    let own = try PersonalKey()
    let stated = try await KeyPossession(
      catalog: try await amy.officer().catalog, person: "amy", key: holder.key
    ).signed(by: holder)
    let forged = DSSEEnvelope(
      payloadType: stated.payloadType, payload: stated.payload, keyID: stated.keyID,
      signature: try own.signature(over: stated.preAuthenticationEncoding))
    let session = try office.session("amy")
    try session.run("select countersign.add_key(decode($1, 'hex'), 'borrowed')", hex(holder.key.bytes))
    func held() async throws -> [KeyRow.Proof] {
      try await lou.keys(of: "amy", states: KeyRow.State.allCases, after: nil, limit: 9).rows.map(\.proof)
    }
    func trust() async -> String {
      await refusal {
        _ = try await lou.trustKey(holder.key.fingerprint, until: nil, reason: "read to me", channel: .screen)
      }
    }
    #expect(try await held() == [.none])
    #expect(await trust() == "key.unproved")
    try session.run(
      "select countersign.prove_key($1, decode($2, 'hex'))", holder.key.fingerprint,
      hex(forged.json))
    #expect(try await held() == [.broken])
    #expect(await trust() == "key.proof-false")
    // The catalog cannot tell: by SQL it is trusted, and stands out from then on.
    try office.session("lou").run("select countersign.trust_key($1, 'by hand')", holder.key.fingerprint)
    #expect(try await lou.checkContent().map(\.found) == [0, 1, 0])
    _ = try await sign(Workbench(office.settings("amy"), keyRing: FileKeyRing(path: path)))
    #expect(
      try await lou.verifySignatures(of: promotion).flatMap(\.faults) == ["The proof that amy holds the key is false."])
  }

  @Test("a key that was trusted before a proof was asked for still signs; its owner shows it then")
  func before() async throws {
    let path = folder.appending(path: "amy").path
    let holder = try FileKeyRing.make(at: path, name: "amy", passphrase: nil, rounds: 1000)
    try office.session("amy").run("select countersign.add_key(decode($1, 'hex'), 'old')", hex(holder.key.bytes))
    try office.superuser.run("alter table countersign_private.signing_key_state disable trigger shown_to_be_held")
    try office.session("lou").run("select countersign.trust_key($1, 'read to me')", holder.key.fingerprint)
    try office.superuser.run("alter table countersign_private.signing_key_state enable always trigger shown_to_be_held")
    let amy = Workbench(office.settings("amy"), keyRing: FileKeyRing(path: path))
    _ = try await sign(amy)
    #expect(try await amy.verifySignatures(of: promotion).allSatisfy { $0.faults.isEmpty })
    #expect(try await office.desk("lou").checkContent().map(\.found) == [0, 1, 0])
    _ = try await amy.proveKey(holder, channel: .command)
    #expect(try await office.desk("lou").checkContent().map(\.found) == [0, 0, 0])
    #expect(try await amy.verifySignatures(of: promotion).allSatisfy { $0.faults.isEmpty })
    #expect(await refusal { _ = try await amy.proveKey(holder, channel: .command) } == "key.proved")
  }

  private func hex(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  @Test("a set is signed with one key once; each of its signatures holds, and one altered below the rules is found")
  func batch() async throws {
    let bea = try office.session("bea")
    try bea.register("letters", label: "1", body: "[1]")
    let other = Int64(try bea.request("letters", "1") ?? "") ?? 0
    let (amy, abe) = (try await desk("amy"), try await desk("abe", passphrase: "open sesame"))
    let read = try await amy.batch([other, promotion])
    #expect(read.refusal == nil && read.members.map(\.row.id) == [promotion, other])
    #expect(await refusal { _ = try await abe.sign(read, reason: "read", channel: .command) } == "key.passphrase")
    _ = try await amy.sign(read, reason: "read", channel: .command)
    #expect(try await amy.promotion(other).row.state == .promoted)
    #expect(try await amy.promotion(promotion).row.signed == 1)
    for id in [promotion, other] {
      let checked = try await amy.verifySignatures(of: id)
      #expect(checked.map(\.person) == ["amy"] && checked.allSatisfy { $0.faults.isEmpty && $0.fingerprint != nil })
    }
    #expect(try await amy.batch([promotion, other]).refusal?.contains("The promotion is promoted.") == true)
    #expect(
      await refusal { _ = try await amy.sign(read, reason: "again", channel: .command) } == "promotion.cannot-sign")
    _ = try await sign(abe, passphrase: "open sesame")
    #expect(try await amy.promotion(promotion).row.state == .promoted)
    #expect(try await office.desk("lou").checkContent().allSatisfy { $0.found == 0 })
    try office.superuser.run("alter table countersign_private.promotion_batch disable trigger unchanged")
    try office.superuser.run(
      "update countersign_private.promotion_batch set body = body || '\\x20', digest = sha256(body || '\\x20')")
    #expect(
      try await amy.verifySignatures(of: other).flatMap(\.faults)
        == ["It states another decision than the one that is stored."])
  }

  @Test("what was altered below the catalog's rules is found: signature, text, body, trust")
  func tampered() async throws {
    let amy = try await desk("amy")
    _ = try await sign(amy)
    func faults() async throws -> [String] { try await amy.verifySignatures(of: promotion).flatMap(\.faults) }
    func alter(_ table: String, _ statement: String) throws {
      try office.superuser.run("alter table countersign_private.\(table) disable trigger unchanged")
      try office.superuser.run(statement)
      try office.superuser.run("alter table countersign_private.\(table) enable always trigger unchanged")
    }
    #expect(try await faults().isEmpty)
    try alter(
      "decision_text",
      "update countersign_private.decision_text set body = body || '\\x20', digest = sha256(body || '\\x20')")
    #expect(try await faults() == ["It states another decision than the one that is stored."])
    #expect(try await office.desk("lou").checkContent().map(\.found) == [1, 0, 0])
    try alter(
      "approval_envelope",
      """
      update countersign_private.approval_envelope e set envelope = x.new, digest = sha256(x.new) from (
        select convert_to(replace(convert_from(envelope, 'UTF8'), '"sig":"', '"sig":"AAAA'), 'UTF8') as new
        from countersign_private.approval_envelope) x
      """)
    #expect(try await faults().contains("The key did not sign this."))
    try alter("signing_key", "update countersign_private.signing_key set person = 'lou'")
    #expect(try await faults().contains("The key is lou's."))
    #expect(try await faults().contains("The key was trusted by its own owner."))
    try alter("version", "update countersign_private.version set body = '{ }', digest = sha256('{ }')")
    #expect(try await office.desk("lou").checkContent().map(\.found) == [1, 1, 1])
  }
}
