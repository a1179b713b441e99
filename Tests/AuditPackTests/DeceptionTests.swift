import AuditPack
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

/// What a dishonest office could try with its own key: all of these packs are signed anew, and under the trusted key.
@Suite("An office that signs a pack it has changed", .serialized)
struct DeceptionTests {
  private let packs: PackOffice
  private let pack: URL
  private let script: URL

  init() async throws {
    packs = try await PackOffice.open()
    let file = try await packs.export("one.tar.gz")
    _ = try runs("tar", ["xzf", file.path, "-C", packs.folder.path])
    pack = packs.folder.appending(path: "pack-2026Q3")
    script = packs.folder.appending(path: "verify.py")
    try FileManager.default.copyItem(at: pack.appending(path: "verify.py"), to: script)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: pack.appending(path: name), encoding: .utf8)
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: pack.appending(path: name))
  }

  /// Lists and signs what lies there now.
  private func sign(by key: NoteSigningKey? = nil) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: pack.path).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: pack.path + "/" + name, isDirectory: &isFolder)
        && !isFolder.boolValue
        && !name.hasPrefix("signatures/manifest.") && name != "manifest.sha256"
    }
    let lines = try names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      "\(ContentDigest(of: Array(try Data(contentsOf: pack.appending(path: $0)))).hex)  \($0)\n"
    }
    try write(lines.joined(), "manifest.sha256")
    let before = try #require(
      DSSEEnvelope(json: Array(try Data(contentsOf: pack.appending(path: "signatures/manifest.dsse.json")))))
    let digest = ContentDigest(of: Array(lines.joined().utf8)).hex
    let claim = String(decoding: before.payload, as: UTF8.self)
      .replacing(#/"sha256":"[0-9a-f]{64}"/#, with: #""sha256":"\#(digest)""#)
    let envelope = try DSSEEnvelope(signing: claim, as: before.payloadType, with: key ?? packs.key)
    try Data(envelope.json).write(to: pack.appending(path: "signatures/manifest.dsse.json"))
    try Data(envelope.preAuthenticationEncoding).write(to: pack.appending(path: "signatures/manifest.pae"))
  }

  /// What both say; they must agree on where it is.
  private func findings() throws -> [String] {
    let report = try PackChecker.check(pack.path, trust: packs.fingerprint, since: nil)
    let python = try runs("python3", ["-I", "-S", script.path, pack.path, "--trust", packs.fingerprint])
    #expect((python.status == 0) == report.isGood, "\(python.words) \(report.findings)")
    for finding in report.findings {
      #expect(python.words.contains("\(finding.path): "), "\(finding) in \(python.words)")
    }
    try? FileManager.default.removeItem(at: packs.folder)
    return report.findings.map(\.path)
  }

  @Test("without any change passes, so that what follows is found for its change alone")
  func nothing() throws {
    try sign()
    #expect(try findings() == [])
  }

  @Test("is found out when it leaves a promotion out of a table")
  func table() throws {
    let lines = try text("tables/promotion.csv").split(separator: "\r\n", omittingEmptySubsequences: false)
    try write((lines[..<1] + lines[2...]).joined(separator: "\r\n"), "tables/promotion.csv")
    try sign()
    #expect(try findings() == ["tables/promotion.csv"])
  }

  @Test("is found out when it adds a table that no fact stands behind")
  func extraTable() throws {
    try write("a,b\r\n1,2\r\n", "tables/approvals.csv")
    try sign()
    #expect(try findings() == ["tables/approvals.csv"])
  }

  @Test("is found out when it passes the whole off as a part, to drop what it likes")
  func cut() throws {
    try write(
      try text("snapshot/statement.json").replacing(#""scope":"""#, with: #""scope":"kb""#), "snapshot/statement.json")
    let lines = try text("facts/facts.tsv").split(separator: "\n", omittingEmptySubsequences: false)
      .filter {
        $0.isEmpty || $0.contains(#""scope":"kb""#) && !$0.contains(#""kind":"stop""#) || $0.contains(#""kind":"key""#)
      }
    try write(lines.joined(separator: "\n"), "facts/facts.tsv")
    try sign()
    #expect(try findings().contains("facts/facts.tsv"))
  }

  @Test("is found out when it names no key at all, or its own beside the trusted one")
  func keys() throws {
    try write(#"{"keys":[]}"#, "keys/history.json")
    try sign(by: NoteSigningKey(name: packs.key.verifier.name))
    #expect(try findings().contains("keys/history.json"))
  }

  @Test("is found out when a second root stands beside the trusted one, which vouches for nothing of it")
  func secondRoot() throws {
    let other = NoteSigningKey(name: packs.key.verifier.name)
    let note = try SignedNote(signing: PackKey.words(for: packs.key.verifier), with: other)
    let vouched = try String(decoding: CanonicalJSON.bytes(of: .string(note.written)), as: UTF8.self)
    // The trusted key is in the history, and the new one before it vouches for it: only not the other way round.
    try write(
      #"{"keys":[{"key":"\#(other.verifier.text)"},{"endorsement":\#(vouched),"key":"\#(packs.key.verifier.text)"}]}"#,
      "keys/history.json")
    try sign(by: other)
    #expect(try findings() == ["signatures/manifest.dsse.json"])
  }

  @Test("is found out when it swaps the text of evidence, or says that it was erased where it is above the clearance")
  func excerpt() throws {
    let list = try text("excerpts/list.tsv")
    let name = try #require(list.split(separator: "\t").first.map { "excerpts/\($0).txt" })
    #expect(try text(name) == PackOffice.evidence)
    try write("All was well.", name)
    try sign()
    #expect(try findings() == [name])
  }

  @Test("is found out when it swaps a signature's envelope, or puts a file beside the manifest's signature")
  func envelope() throws {
    let folder = pack.appending(path: "signatures/approvals")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".dsse.json") })
    try write(try text("signatures/approvals/\(name)") + " ", "signatures/approvals/\(name)")
    try write("hidden", "signatures/manifest.html")
    try sign()
    #expect(try findings() == ["signatures/manifest.html", "signatures/approvals/\(name)"])
  }
}
