import Governance
import Testing

@testable import Evidence

@Suite("A checkpoint")
struct CheckpointTests {
  private static func checkpoint() throws -> Checkpoint {
    Checkpoint(origin: try NoteName("audit.example.com/governance"), size: 42, root: TreeHash.leaf([1, 2, 3]))
  }

  @Test("is three lines: name, leaves, root")
  func text() throws {
    let root = try #require(TreeHash(hex: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"))
    let checkpoint = Checkpoint(origin: try NoteName("audit.example.com/governance"), size: 8, root: root)
    #expect(checkpoint.text == "audit.example.com/governance\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")
    #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
  }

  @Test("keeps lines that others added")
  func extensions() throws {
    let text = try Self.checkpoint().text + "another line\n"
    #expect(try Checkpoint(text: text).extensions == ["another line"])
    #expect(try Checkpoint(text: text).text == text)
  }

  @Test(
    "is nothing that only looks like one",
    arguments: [
      "", "\n", "a\n1\n", "a\n1\nAA==\n", "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
      "a\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", "a\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
      "a\n+8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
      "a\n99999999999999999999\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
      "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg\n", "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n",
      "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n",
    ])
  func refuses(text: String) {
    #expect(throws: Problem.self) { try Checkpoint(text: text) }
  }

  @Test("signed by a key is believed by who knows that key, and by nobody else")
  func signed() throws {
    let key = NoteSigningKey(name: try NoteName("audit.example.com/governance"))
    let note = try SignedNote(signing: try Self.checkpoint().text, with: key)
    let read = try SignedNote(reading: note.written)
    #expect(read == note)
    #expect(read.isSigned(by: try NoteVerifierKey(text: key.verifier.text)))
    #expect(!read.isSigned(by: NoteSigningKey(name: key.verifier.name).verifier))

    let altered = try SignedNote(reading: note.written.replacing("\n42\n", with: "\n43\n"))
    #expect(try Checkpoint(text: altered.text).size == 43)
    #expect(!altered.isSigned(by: key.verifier))
    let again = try NoteSigningKey(text: key.text + "\n")
    #expect(again.verifier == key.verifier)
  }
}

@Suite("A signed note")
struct SignedNoteTests {
  /// Key and note as the documentation of Go's `sumdb/note` shows them.
  private static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private static let note = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  @Test("of another program is read and believed, and ours is one of its kind")
  func interoperates() throws {
    let key = try NoteVerifierKey(text: Self.verifier)
    let note = try SignedNote(reading: Self.note)
    #expect(note.isSigned(by: key))
    let signing = try NoteSigningKey(text: Self.signer)
    #expect(signing.verifier == key)
    #expect(signing.text == Self.signer && key.text == Self.verifier)
    #expect(try SignedNote(signing: note.text, with: signing).isSigned(by: key))
  }

  @Test(
    "is nothing that lacks a part of it",
    arguments: [
      "", "text\n", "text\n\n", "\n— a AAAAAAAA\n", "text\n\n- a AAAAAAAA\n", "text\n\n— a AAAA\n",
      "text\n\n— a+b AAAAAAAA\n",
      "text\n\n— a AAAAAAAA", "text\r\n\r\n— a AAAAAAAA\r\n", "text\n\n— a  AAAAAAAA\n", "te\u{1B}xt\n\n— a AAAAAAAA\n",
    ])
  func refuses(note: String) {
    #expect(throws: Problem.self) { try SignedNote(reading: note) }
  }

  @Test(
    "is not signed with a key whose hash belongs to another name",
    arguments: ["PeterNewman+c74f20a3+", "PeterNeumann+c74f20a4+"])
  func wrongHash(begin: String) {
    #expect(throws: Problem.self) {
      try NoteVerifierKey(text: begin + "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    }
  }

  @Test("names no key that could be read as two", arguments: ["", "a b", "a+b", "a\nb", "a\u{2028}b", "a\u{7}b"])
  func names(name: String) {
    #expect(throws: Problem.self) { try NoteName(name) }
  }
}
