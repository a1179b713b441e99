import Governance
import Testing

@testable import Evidence

@Suite("A person's key")
struct PersonalKeyTests {
  /// Made by `openssl genpkey -algorithm ed25519` and `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256`.
  static let openSSL = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiFY94JL0ffcQICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEER5UWvwnXowwL0TlQ/HzwEEQJ/C
    luOsy8v3FgNIIUsxMbuf9OhtJ5gb9P5JfxvbbNw7SzEKjXk/Xygvi/KIJm4ekQn4
    v61D1gP4yUo5AjFrfr8=
    -----END ENCRYPTED PRIVATE KEY-----
    """

  @Test("comes back from its file, plain and behind a passphrase")
  func roundTrip() throws {
    let key = try PersonalKey()
    for passphrase in [nil, "correct horse", "Grüße ✍"] {
      let pem = try key.pem(passphrase: passphrase, rounds: 1000)
      #expect(PersonalKey.isLocked(pem: pem) == (passphrase != nil))
      #expect(try PersonalKey(pem: pem, passphrase: passphrase).key == key.key)
    }
    let bytes = Array("a decision".utf8)
    #expect(key.key.accepts(try key.signature(over: bytes), over: bytes))
    #expect(!key.key.accepts(try key.signature(over: bytes), over: bytes + [0]))
  }

  @Test("stays shut to another passphrase, and to none")
  func shut() throws {
    let pem = try PersonalKey().pem(passphrase: "right", rounds: 1000)
    for wrong in [nil, "", "wrong", "Right"] {
      #expect(throws: Problem.self) { try PersonalKey(pem: pem, passphrase: wrong) }
    }
    do {
      _ = try PersonalKey(pem: pem, passphrase: "wrong")
    } catch {
      #expect(error.code == "key.passphrase")
    }
  }

  @Test("is read as OpenSSL wrote it")
  func others() throws {
    let key = try PersonalKey(pem: PersonalKeyTests.openSSL, passphrase: "open sesame")
    #expect(
      key.key.bytes
        == Hexadecimal.bytes(of: Array("51cb2dd39f8232247ca480f03f81d76794e73d2b6edca0094be54d27a7d5a7cf".utf8)[...]))
  }

  @Test("what is no key is refused, byte by byte of a true one cut or changed")
  func hostile() throws {
    let pem = try PersonalKey().pem(passphrase: "x", rounds: 1000)
    for text in ["", "-----BEGIN PRIVATE KEY-----", "hello", pem.replacing("ENCRYPTED ", with: "RSA ")] {
      #expect(throws: Problem.self) { try PersonalKey(pem: text, passphrase: "x") }
    }
    let lines = pem.split(separator: "\n")
    let body = Array(lines.dropFirst().dropLast().joined())
    for place in stride(from: 0, to: body.count, by: 41) {
      var changed = body
      changed[place] = changed[place] == "A" ? "B" : "A"
      let text = "\(lines[0])\n\(String(changed))\n\(lines[lines.count - 1])\n"
      _ = try? PersonalKey(pem: text, passphrase: "x")
    }
  }
}

@Suite("A public key as OpenSSH writes it")
struct VerifyingKeyTests {
  @Test("has the fingerprint that ssh-keygen prints")
  func fingerprint() throws {
    let key = try VerifyingKey(
      sshLine: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA zero")
    #expect(key.bytes == [UInt8](repeating: 0, count: 32))
    #expect(key.fingerprint == "SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk")
    #expect(key.sshLine(name: "zero").hasPrefix("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAA"))
  }

  @Test(
    "other algorithms, cut and overlong keys are none",
    arguments: ["", "ssh-ed25519", "ssh-ed25519 ****", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAA", "ssh-ed25519 AAAA"])
  func others(_ line: String) {
    #expect(throws: Problem.self) { try VerifyingKey(sshLine: line) }
  }
}

@Suite("What a signer of a promotion states")
struct PromotionStatementTests {
  static let statement = PromotionStatement(
    catalog: "meridian/prod", promotion: 7, revision: 2, version: "kyc-summary@22",
    versionDigest: String(repeating: "a", count: 64), environment: "production", signer: "mats.ek",
    gateDigest: String(repeating: "b", count: 64), policyDigest: String(repeating: "c", count: 64),
    textDigest: String(repeating: "d", count: 64))

  @Test("is an in-toto statement in canonical JSON, signed in a DSSE envelope")
  func signed() async throws {
    let key = try PersonalKey()
    let envelope = try await PromotionStatementTests.statement.signed(by: key)
    #expect(envelope.payloadType == "application/vnd.in-toto+json")
    #expect(envelope.keyID == key.key.fingerprint)
    #expect(try envelope.payload == CanonicalJSON.body(of: envelope.payload))
    let stated = try JSONValue(envelope.payload)
    #expect(stated["_type"] == "https://in-toto.io/Statement/v1")
    #expect(stated["predicate"]?["decision_text"]?["sha256"]?.text == String(repeating: "d", count: 64))
    let read = try #require(DSSEEnvelope(json: envelope.json))
    #expect(read == envelope)
    #expect(read.isSigned(by: key.key))
    #expect(!read.isSigned(by: try PersonalKey().key))
  }

  @Test("one changed byte of the payload is found")
  func changed() async throws {
    let key = try PersonalKey()
    let envelope = try await PromotionStatementTests.statement.signed(by: key)
    for place in envelope.payload.indices {
      var payload = envelope.payload
      payload[place] ^= 1
      let changed = DSSEEnvelope(
        payloadType: envelope.payloadType, payload: payload, keyID: envelope.keyID, signature: envelope.signature)
      #expect(!changed.isSigned(by: key.key))
    }
  }

  private struct Liar: DecisionSigner {
    let key: VerifyingKey
    func signature(over bytes: [UInt8]) -> [UInt8] { [UInt8](repeating: 7, count: 64) }
  }

  @Test("a signature that is not the key's never leaves")
  func liar() async throws {
    let liar = Liar(key: try PersonalKey().key)
    await #expect(throws: Problem.self) { try await PromotionStatementTests.statement.signed(by: liar) }
  }
}
