import AuditPack
import Evidence
import Foundation
import Governance
import SeededNumbers
import TestSupport
import Testing

/// What somebody may do to an unpacked pack. Those who rewrite the manifest hide a change from it; those who sign again
/// hide it from everything in the pack.
private enum Mutation: Int, CaseIterable {
  case changed, removed, added, swapped, backDated, factDropped, manifestRewritten, resigned, truncated, leafMoved
}

@Suite("Whoever changes a pack", .serialized)
struct MutationTests {
  @Test("is found out by both verifiers, which name the item, a hundred times over")
  func hundred() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let folder = packs.folder.appending(path: "u")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try runs("tar", ["xzf", file.path, "-C", folder.path])
    let pack = folder.appending(path: "pack-2026Q3")
    let script = packs.folder.appending(path: "verify.py")
    try FileManager.default.copyItem(at: pack.appending(path: "verify.py"), to: script)
    var chance = SplitMix(seed: 20_261_121)
    for turn in 0..<100 {
      let altered = packs.folder.appending(path: "altered")
      try? FileManager.default.removeItem(at: altered)
      try FileManager.default.copyItem(at: pack, to: altered)
      let mutation = Mutation.allCases[turn % Mutation.allCases.count]
      let item = try Mutant(folder: altered).suffer(mutation, &chance)
      let report = try PackChecker.check(altered.path, trust: packs.fingerprint, since: nil)
      #expect(report.findings.contains { $0.path == item }, "turn \(turn) \(mutation): \(item) in \(report.findings)")
      let python = try runs("python3", ["-I", "-S", script.path, altered.path, "--trust", packs.fingerprint])
      #expect(python.status == 1, "turn \(turn) \(mutation): \(python.words)")
      #expect(python.words.contains("\(item): "), "turn \(turn) \(mutation): \(item) in \(python.words)")
    }
  }
}

/// An unpacked pack that is changed.
private struct Mutant {
  let folder: URL

  /// Changes something; answers the file that must be named.
  func suffer(_ mutation: Mutation, _ chance: inout SplitMix) throws -> String {
    let files = try names().filter { !$0.hasPrefix("signatures/manifest.") && $0 != "manifest.sha256" }
    let victim = files[chance.below(files.count)]
    switch mutation {
    case .changed:
      var bytes = try read(victim)
      if bytes.isEmpty { bytes = [0] }
      let place = chance.below(bytes.count)
      bytes[place] ^= UInt8(1 << chance.below(8))
      try write(bytes, victim)
      return victim
    case .truncated:
      try write(try read(victim).dropLast(1 + chance.below(3)) + [UInt8(ascii: "~")], victim)
      return victim
    case .removed:
      try FileManager.default.removeItem(at: folder.appending(path: victim))
      return victim
    case .added:
      try write(Array("=1+1".utf8), "tables/extra-\(chance.below(1000)).csv")
      return try names().first { $0.hasPrefix("tables/extra-") } ?? ""
    case .swapped:
      let other = files.first { (try? read($0)) != (try? read(victim)) } ?? ""
      let (one, two) = (try read(victim), try read(other))
      try write(two, victim)
      try write(one, other)
      return victim
    case .backDated:
      let facts = try text("facts/facts.tsv")
      try write(Array(facts.replacing("2026-10-05T09:00:00Z", with: "2026-09-30T09:00:00Z").utf8), "facts/facts.tsv")
      try rewriteManifest()
      return "facts/facts.tsv"
    case .factDropped:
      var lines = try text("facts/facts.tsv").split(separator: "\n", omittingEmptySubsequences: false)
      lines.remove(at: chance.below(lines.count - 1))
      try write(Array(lines.joined(separator: "\n").utf8), "facts/facts.tsv")
      try rewriteManifest()
      return "facts/facts.tsv"
    case .leafMoved:
      let leaves = try text("log/leaves.jsonl")
      let lines = leaves.split(separator: "\n")
      let number = try index(of: String(lines[chance.below(lines.count)]))
      try write(
        Array(leaves.replacing("\"index\":\(number),", with: "\"index\":\(number + 1),").utf8), "log/leaves.jsonl")
      try rewriteManifest()
      return "log/leaves.jsonl"
    case .manifestRewritten:
      try write(try read(victim) + [UInt8(ascii: "\n")], victim)
      try rewriteManifest()
      return "manifest.sha256"
    case .resigned:
      try resign()
      return "keys/history.json"
    }
  }

  /// Everything made again under a key of one's own, so that the pack agrees with itself.
  private func resign() throws {
    let note = try SignedNote(reading: text("log/checkpoint.txt"))
    let key = NoteSigningKey(name: try NoteName(try Checkpoint(text: note.text).origin))
    try write(Array(#"{"keys":[{"key":"\#(key.verifier.text)"}]}"#.utf8), "keys/history.json")
    try write(Array(try SignedNote(signing: note.text, with: key).written.utf8), "log/checkpoint.txt")
    try rewriteManifest()
    let envelope = try #require(DSSEEnvelope(json: try read("signatures/manifest.dsse.json")))
    let digest = try #require(
      JSONValue(envelope.payload, policy: .artifact)["subject"].flatMap { subject -> String? in
        guard case .array(let items) = subject else { return nil }
        return items.first?["digest"]?["sha256"]?.text
      })
    let claim = String(decoding: envelope.payload, as: UTF8.self)
      .replacing(digest, with: ContentDigest(of: try read("manifest.sha256")).hex)
    let again = try DSSEEnvelope(signing: claim, as: envelope.payloadType, with: key)
    try write(again.json, "signatures/manifest.dsse.json")
    try write(again.preAuthenticationEncoding, "signatures/manifest.pae")
    let alone = try PackChecker.check(folder.path, trust: nil, since: nil)
    #expect(alone.findings.isEmpty, "it agrees with itself: \(alone.findings)")
  }

  private func rewriteManifest() throws {
    let lines = try names().filter { !$0.hasPrefix("signatures/manifest.") && $0 != "manifest.sha256" }.map {
      "\(ContentDigest(of: try read($0)).hex)  \($0)\n"
    }
    try write(Array(lines.joined().utf8), "manifest.sha256")
  }

  private func index(of line: String) throws -> Int {
    guard case .number(let text)? = try JSONValue(Array(line.utf8), policy: .generation)["index"] else { return 0 }
    return Int(text) ?? 0
  }

  private func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.path + "/" + name, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  private func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
  private func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }
  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }
}

extension SplitMix {
  fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
