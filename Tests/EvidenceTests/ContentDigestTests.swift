import Governance
import Testing

@testable import Evidence

@Suite("A content digest")
struct ContentDigestTests {
  @Test("is SHA-256 in lower case hexadecimal behind its name")
  func text() throws {
    let digest = ContentDigest(of: Array("abc".utf8))
    #expect(digest.text == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try ContentDigest(text: digest.text) == digest)
  }

  @Test(
    "is not read from anything else",
    arguments: [
      "", "sha256:", "ba7816bf", "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
      "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag",
    ])
  func refuses(text: String) {
    #expect(throws: Problem.self) { try ContentDigest(text: text) }
  }
}
